"""The chart as it is taken away: a sheet with its mark, title, day and legend round the picture. Pure."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sandbox.domain.case.chart import Certainty, Chart, EntityKind, LinkKind
from sandbox.domain.case.layout import FOOT, Drawing, draw_chart

MARK = "TRAINING – SYNTHETIC – NOT POLICE DATA"
# The colours of boxes: name, and the kinds that have it.
GROUPS = {
    "accent": (EntityKind.PERSON, EntityKind.COMPANY),
    "indigo": (EntityKind.PLACE, EntityKind.ADDRESS, EntityKind.EVENT),
    "brick": (EntityKind.ACCOUNT, EntityKind.PHONE),
    "amber": (EntityKind.VEHICLE, EntityKind.SHIPMENT, EntityKind.OBJECT, EntityKind.DOCUMENT),
}
MUTUAL = {LinkKind.KNOWS, LinkKind.KIN, LinkKind.CONTACTS, LinkKind.SAME, LinkKind.OTHER}
MAX_WORD = 24


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands on the sheet. The drawing's foot is left out: the sheet has its own."""

    title: str
    lines: tuple[str, ...]
    drawing: Drawing
    certainties: tuple[tuple[str, str], ...]
    groups: tuple[tuple[str, str], ...]
    is_right_to_left: bool

    @property
    def size(self) -> tuple[int, int]:
        return self.drawing.width, self.drawing.height - FOOT


def make_sheet(chart: Chart, *, case_reference: str, day: str, is_right_to_left: bool) -> Sheet:
    """The sheet in the language that is active. `day` is the day of the exercise, in words."""
    entities, links = len(chart.entities), len(chart.links)
    sizes = [
        ngettext("%(n)s entity", "%(n)s entities", entities) % {"n": entities},
        ngettext("%(n)s link", "%(n)s links", links) % {"n": links},
    ]
    used = {entity.kind for entity in chart.entities}
    groups = tuple(
        (tone, " · ".join(str(kind.label) for kind in kinds))
        for tone, kinds in GROUPS.items()
        if used.intersection(kinds)
    )
    return Sheet(
        _("Case chart"),
        (case_reference, day, *sizes),
        draw_chart(chart),
        tuple((certainty.value, str(certainty.label)) for certainty in Certainty),
        groups,
        is_right_to_left,
    )


def name_link(kind: str, label: str) -> str:
    """The words on a line, cut to their room."""
    words = label or str(LinkKind(kind).label)
    return words if len(words) <= MAX_WORD else f"{words[: MAX_WORD - 1]}…"
