"""The one family of errors that a person may read."""

from django.utils.functional import Promise


class CollegeError(Exception):
    """A refusal. `code` is for programs and tests; `message` is a translated full sentence for people
    that says what happened and what to do next."""

    def __init__(self, code: str, message: str | Promise) -> None:
        super().__init__(code)
        self.code = code
        self.message = message

    def __str__(self) -> str:
        return str(self.message)


class NotPermitted(CollegeError):
    """The person may not do this; nothing was changed."""


class Conflict(CollegeError):
    """The state has moved on since the page was loaded; nothing was changed."""
