"""Hints in sentences: in the log, and what they cost in the end."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sandbox.domain.matching import LoggedEvent


def narrate_hint(event: LoggedEvent) -> tuple[str, str]:
    """A sentence about a hint that was taken. What it said stands in the exercise."""
    cost = event.payload["cost"]
    said = ngettext("Hint taken for %(cost)s point: “%(title)s”.", "Hint taken for %(cost)s points: “%(title)s”.", cost)
    return said % {"cost": cost, "title": event.payload["title"]}, ""


def tell_hints(result: Mapping[str, Any]) -> str:
    """How the hints of a judged run went into its score; "" where none was taken."""
    hints = result.get("hints")
    if not hints:
        return ""
    count = len(hints["taken"])
    said = ngettext(
        "%(earned)s of 100, less %(cost)s for %(n)s hint", "%(earned)s of 100, less %(cost)s for %(n)s hints", count
    ) % {"earned": hints["earned"], "cost": hints["cost"], "n": count}
    if hints["cost"] > hints["earned"]:
        return _("%(said)s; a score is never below 0") % {"said": said}
    return said
