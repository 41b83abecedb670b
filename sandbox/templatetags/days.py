"""Days of a simulated world: stored as ISO text, shown as the reader writes them."""

from datetime import date

from django import template
from django.utils.formats import date_format

register = template.Library()


@register.filter
def day(value: str, form: str = "DATE_FORMAT") -> str:
    """A day such as "2031-04-09" in the reader's format; anything else as it is."""
    try:
        return date_format(date.fromisoformat(value), form)
    except (TypeError, ValueError):
        return value
