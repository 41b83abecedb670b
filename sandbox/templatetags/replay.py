"""The timeline above the log of a run."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.translation import get_language_bidi

from sandbox.reel import lay_out_reel

register = template.Library()


@register.filter
def find(known: Mapping[str, Any], name: str) -> Any:
    """What stands under this name; None where nothing does."""
    return known.get(name)


@register.inclusion_tag("sandbox/_run_reel.html")
def reel(rows: list[dict[str, Any]], base: str = "#event-", current: int = 0) -> dict[str, Any]:
    """Draw narrated events as lanes; the marks lead to `base` and their number, in the list below without one.

    With `current`, that event's mark is the current one, and a line stands through it.
    """
    is_mirrored = get_language_bidi()
    drawn = lay_out_reel(rows, is_mirrored=is_mirrored)
    head = next((mark for mark in drawn.marks if mark.row["sequence"] == current), None)
    return {"reel": drawn, "is_mirrored": is_mirrored, "base": base, "head": head}
