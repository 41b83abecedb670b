"""Small reads for the templates of a quiz."""

from collections.abc import Mapping

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
