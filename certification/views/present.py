"""Words and tones for states, shared by the holder's and the public pages."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from certification.enums import Standing
from certification.facts import StatedLevel
from certification.queries import AwardProgress, LevelNeed
from courses.enums import Level

_TONES = {
    Standing.VALID: "done",
    Standing.EXPIRED: "attention",
    Standing.REVOKED: "error",
    Standing.SUPERSEDED: "attention",
}


def present_standing(standing: Standing) -> dict[str, str]:
    """Label and tone of a tag."""
    return {"label": str(standing.label), "tone": _TONES[standing]}


def present_level(level: StatedLevel) -> dict[str, object]:
    """A level's title in words, and its courses."""
    if level.level is None:
        return {"title": _("Course"), "courses": level.courses}
    return {"title": _("%(level)s level") % {"level": Level(level.level).label}, "courses": level.courses}


def _present_need(need: LevelNeed) -> dict[str, str]:
    title = str(need.level.label) if need.level is not None else _("Course")
    if need.is_complete:
        return {"title": title, "state": _("Done"), "tone": "done"}
    if not need.total:
        return {"title": title, "state": _("Not open yet"), "tone": "locked"}
    left = ", ".join(course.title for course in need.left)
    return {
        "title": title,
        "note": _("Left: %(courses)s") % {"courses": left},
        "state": ngettext(
            "%(done)s of %(total)s course done", "%(done)s of %(total)s courses done", need.total
        ) % {"done": len(need.done), "total": need.total},
        "tone": "active" if need.done else "neutral",
    }  # fmt: skip


def present_progress(progress: AwardProgress) -> dict[str, object]:
    """An award with its levels as a task list says them."""
    return {
        "title": progress.award.title,
        "items": [_present_need(need) for need in progress.needs],
        "is_earned": progress.is_earned,
    }
