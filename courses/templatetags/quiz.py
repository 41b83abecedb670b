"""Small reads for the templates of a quiz."""

from collections.abc import Mapping
from datetime import timedelta

from django import template

register = template.Library()


@register.filter
def matched_to(given: object, left: str) -> str:
    """The right-hand id that a posted matching gives to a row; empty for none."""
    pairs = given.get("pairs") if isinstance(given, Mapping) else None
    return str(pairs.get(left, "")) if isinstance(pairs, Mapping) else ""


@register.filter
def minutes_of(seconds: int) -> int:
    """Whole minutes, rounded up: what a person is told."""
    return -(-seconds // 60)


@register.filter
def clock_span(span: timedelta) -> str:
    """A span as minutes and seconds: 12:07."""
    seconds = int(span.total_seconds())
    return f"{seconds // 60}:{seconds % 60:02}"
