"""Checks on a record that the trainee entered: its measures, and what its texts say. Pure; see `checks`."""

from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils.translation import gettext as _

from sandbox.domain.checks import Check, Finding, RunView, register
from sandbox.domain.desk_checks import name_register
from sandbox.domain.matching import LoggedEvent
from sandbox.domain.text import contains_any
from sandbox.enums import EventKind


def _find_entry(view: RunView, register_name: str) -> LoggedEvent | None:
    """The event that holds the record as it stands at the end."""
    kinds = (EventKind.RECORD_ENTERED, EventKind.RECORD_CHANGED)
    return next((e for e in reversed(view.list_events(*kinds)) if name_register(e) == register_name), None)


@register
@dataclass(frozen=True)
class RecordMeasures(Check):
    """The record that was entered has these numbers in its fields, give or take `within`."""

    name: ClassVar[str] = "record_measures"
    register: str
    values: dict[str, str]
    within: int = 0

    def judge(self, view: RunView) -> Finding:
        event = _find_entry(view, self.register)
        if event is None:
            return Finding(False, _("You entered no such record."))
        record: Any = event.payload["record"]
        for name, value in self.values.items():
            if abs(int(record.get(name) or 0) - int(view.fill(value))) > self.within:
                text = _("A measure of the record differs: %(given)s instead of %(wanted)s.")
                given = {"given": record.get(name) or 0, "wanted": view.fill(value)}
                return Finding(False, text % given, wrong_at=event.sequence)
        return Finding(True, _("You entered it: event %(n)s.") % {"n": event.sequence}, (event.sequence,))


@register
@dataclass(frozen=True)
class RecordMentions(Check):
    """These fields of the record that was entered hold one word of at least so many groups."""

    name: ClassVar[str] = "record_mentions"
    register: str
    fields: tuple[str, ...]
    groups: tuple[tuple[str, ...], ...]
    least: int

    def judge(self, view: RunView) -> Finding:
        event = _find_entry(view, self.register)
        if event is None:
            return Finding(False, _("You entered no such record."))
        text = "\n".join(str(event.payload["record"].get(field, "")) for field in self.fields)
        found = sum(contains_any(text, [view.fill(word) for word in group]) for group in self.groups)
        did = _("%(found)s of the %(all)s facts that count stood in it.") % {"found": found, "all": len(self.groups)}
        if found < self.least:
            return Finding(False, did, wrong_at=event.sequence)
        return Finding(True, did, (event.sequence,))
