"""What courses add to the Wagtail admin."""

from courses import viewsets  # noqa: F401 - registers the bank
