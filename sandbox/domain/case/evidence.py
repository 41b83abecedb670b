"""What a chart may cite: what lies on the desk of this run. Pure."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from college.core.errors import CollegeError
from sandbox.domain.case.chart import EntityKind
from sandbox.domain.desk import Desk
from sandbox.domain.geography import name_bureau
from sandbox.domain.matching import LoggedEvent
from sandbox.domain.worlds import Entity
from sandbox.enums import EventKind, Tool

# Checks of which the log alone knows: each is cited by its number there.
CHECKS = frozenset({
    EventKind.PARTNER_CHECKED, EventKind.PRODUCT_CHECKED, EventKind.LIST_SCREENED, EventKind.IDENTIFIER_CHECKED, EventKind.ZONE_SCREENED,
})  # fmt: skip
# What a record is about, by the part of its reference before the first hyphen.
_KINDS = {
    "PE": EntityKind.PERSON, "SV": EntityKind.VEHICLE, "TD": EntityKind.DOCUMENT, "TN": EntityKind.DOCUMENT, "SA": EntityKind.DOCUMENT,
}  # fmt: skip
_NAMES = ("name", "title", "vin", "number", "serial", "plate")


def limit_desk(desk: Desk, allows: Callable[[Tool], bool]) -> Desk:
    """The desk without the mail and the notices that this person may not see: the chart is no way around their tools."""
    return replace(
        desk,
        messages=desk.messages if allows(Tool.MESSAGES) else [],
        notices=desk.notices if allows(Tool.NOTICES) else {},
    )


def list_references(desk: Desk, events: Iterable[LoggedEvent], papers: Iterable[Entity] = ()) -> dict[str, str]:
    """Everything that may be cited in this run: reference and name. `papers` are the things that are shown by themselves."""
    found = {reference: _name_record(record) for reference, record in desk.opened_records.items()}
    for message in desk.messages:
        found[f"message-{message.sequence}"] = _("Message of %(bureau)s: %(subject)s") % {
            "bureau": name_bureau(message.bureau), "subject": message.subject[:80],
        } if message.is_incoming else _("Message to %(bureau)s: %(subject)s") % {
            "bureau": name_bureau(message.bureau), "subject": message.subject[:80],
        }  # fmt: skip
    for notice in desk.notices.values():
        name = notice.fields.get("title") or notice.reference
        found[f"notice-{notice.number}"] = _("Notice %(n)s: %(name)s") % {"n": notice.number, "name": str(name)[:80]}
    for event in events:
        if event.kind in CHECKS:
            label = EventKind(event.kind).label
            found[f"check-{event.sequence}"] = _("%(kind)s (number %(n)s in the log)") % {"kind": label, "n": event.sequence}  # fmt: skip
    return found | {paper.reference: f"{paper.reference} · {paper.title}" for paper in papers}


def require_references(wanted: Sequence[str], known: Mapping[str, str], *, held: Sequence[str] = ()) -> None:
    """Raise CollegeError (unknown_reference) for what is not of this run. What was cited before (`held`) may stay."""
    for reference in wanted:
        if reference not in known and reference not in held:
            raise CollegeError(
                "unknown_reference",
                _("“%(text)s” is nothing that lies on your desk in this run. Open the record first, or leave it out.")
                % {"text": reference[:60]},
            )


def suggest_entity(reference: str, desk: Desk, known: Mapping[str, str]) -> dict[str, Any] | None:
    """The first values of an entity made from something on the desk; None for what is not there."""
    if reference not in known:
        return None
    record = desk.opened_records.get(reference)
    if record is None:
        return {"kind": EntityKind.EVENT, "label": known[reference][:80], "evidence": [reference]}
    prefix = reference.partition("-")[0]
    kind = EntityKind.PERSON if record.get("register") == "persons" else _KINDS.get(prefix, EntityKind.OBJECT)
    label = next((str(record[name]) for name in _NAMES if record.get(name)), reference)
    return {"kind": kind, "label": label[:80], "evidence": [reference]}


def list_known_texts(desk: Desk) -> set[str]:
    """Values of the records on the desk, in capitals: writing them down again is no real case data."""
    records = desk.opened_records.values()
    return {str(value).upper() for record in records for value in record.values() if isinstance(value, (str, int))}


def _name_record(record: Mapping[str, Any]) -> str:
    reference = str(record["reference"])
    name = next((str(record[key]) for key in ("name", "title") if record.get(key)), "")
    return f"{reference} · {name}" if name else _("Record %(name)s") % {"name": reference}
