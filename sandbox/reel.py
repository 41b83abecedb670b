"""The log of a run laid out as a film editor's timeline: a lane for each tool, a mark for each event."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

LANE_HEIGHT = 36
AXIS_HEIGHT = 28
# Room for a fingertip (WCAG 2.2, 2.5.8), and no wider than the eye follows.
STEP_LEAST, STEP_MOST, ROOM = 24, 40, 560
# A time of day is about 50 units wide.
TICK_GAP = 64


@dataclass(frozen=True, slots=True)
class Mark:
    """One event in its lane."""

    row: dict[str, Any]
    x: int
    y: int

    @property
    def kind(self) -> str:
        if self.row["wrong"]:
            return "wrong"
        if self.row["is_right"]:
            return "right"
        return "world" if self.row["is_from_world"] else "plain"

    @property
    def shape(self) -> str:
        """The name of its drawing: the world's own right marks have another one."""
        return f"{self.kind}-world" if self.kind == "right" and self.row["is_from_world"] else self.kind

    @property
    def words(self) -> str:
        """What the mark stands for, with what it was worth and whether somebody commented on it."""
        words = [_("Event %(n)s: %(sentence)s") % {"n": self.row["sequence"], "sentence": self.row["sentence"]}]
        if self.kind in {"wrong", "right"}:
            words.append(_("Counted against you") if self.kind == "wrong" else _("Counted for you"))
        if self.row.get("comments"):
            words.append(_("Commented"))
        return " ".join(words)


@dataclass(frozen=True, slots=True)
class Reel:
    """All that the drawing needs, in units of its view box."""

    width: int
    height: int
    step: int
    lanes: list[tuple[str, int]]
    marks: list[Mark]
    ticks: list[tuple[str, int]]

    @property
    def path(self) -> str:
        """The way from event to event."""
        return " ".join(f"{mark.x},{mark.y}" for mark in self.marks)

    @property
    def first_wrong(self) -> Mark | None:
        return next((mark for mark in self.marks if mark.row["is_first_wrong"]), None)

    @property
    def has_comments(self) -> bool:
        return any(mark.row.get("comments") for mark in self.marks)

    @property
    def shapes(self) -> list[tuple[str, str, bool]]:
        """The drawings that the marks need, each once: its name, its kind, and whether it is the world's."""
        return sorted(
            {(mark.shape, mark.kind, bool(mark.row["is_from_world"]) and mark.kind == "right") for mark in self.marks}
        )

    @property
    def kinds(self) -> set[str]:
        """The kinds of marks that the legend has to explain."""
        return {mark.kind for mark in self.marks}


def lay_out_reel(rows: Sequence[dict[str, Any]], *, is_mirrored: bool) -> Reel:
    """Place narrated events (see `sandbox.narration`) in lanes from the first to the last; mirrored for right-to-left readers."""
    names = {
        "run": _("Run"), "screening": _("Screening"), "registers": _("Registers"), "notices": _("Notices"),
        "messages": _("Messages"), "decisions": _("Decisions"),
    }  # fmt: skip
    used = [lane for lane in names if any(row["lane"] == lane for row in rows)]
    middle = {lane: place * LANE_HEIGHT + LANE_HEIGHT // 2 for place, lane in enumerate(used)}
    step = min(STEP_MOST, max(STEP_LEAST, ROOM // max(1, len(rows))))
    width = step * len(rows)
    marks = []
    for place, row in enumerate(rows):
        x = place * step + step // 2
        marks.append(Mark(row, width - x if is_mirrored else x, middle[row["lane"]]))
    return Reel(
        width=width,
        height=LANE_HEIGHT * len(used) + AXIS_HEIGHT,
        step=step,
        lanes=[(names[lane], middle[lane]) for lane in used],
        marks=marks,
        ticks=_list_ticks(marks, width),
    )


def _list_ticks(marks: list[Mark], width: int) -> list[tuple[str, int]]:
    """Times along the foot, as many as fit without touching."""
    ticks: list[tuple[str, int]] = []
    for mark in marks:
        has_room = TICK_GAP / 2 <= mark.x <= width - TICK_GAP / 2
        if has_room and (not ticks or abs(mark.x - ticks[-1][1]) >= TICK_GAP):
            ticks.append((date_format(localtime(mark.row["at"]), "H:i:s"), mark.x))
    return ticks
