"""The timeline above the log of a run."""

from typing import Any

from django import template
from django.utils.translation import get_language_bidi

from sandbox.reel import lay_out_reel

register = template.Library()


@register.inclusion_tag("sandbox/_run_reel.html")
def reel(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Draw narrated events as lanes; the marks lead to `#event-<number>` in the list below."""
    is_mirrored = get_language_bidi()
    return {"reel": lay_out_reel(rows, is_mirrored=is_mirrored), "is_mirrored": is_mirrored}
