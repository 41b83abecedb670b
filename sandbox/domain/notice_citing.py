"""Citing a record in a notice: what its owner has confirmed goes into the fields that the type has, and into none besides."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from college.core.errors import CollegeError, Conflict
from sandbox.domain.desk import Desk, Notice
from sandbox.domain.notice_catalogue import NOTICE_TYPES
from sandbox.domain.notice_types import NoticeType
from sandbox.domain.notices import get_notice, require_editable, write_draft
from sandbox.domain.writing import write_run
from sandbox.enums import ArtKind, Tool, Verdict
from sandbox.models import Run, RunEvent

# Where the line that cites the record stands: the first of these that the type has.
_LINES = ("facts", "circumstances", "object", "offence_link", "threat", "measures")
# What tells the thing of a record from others, by the record's field.
_MARKS = ("number", "vin", "engine", "plate", "serial", "code", "subject_code")


def may_cite(desk: Desk, reference: str) -> bool:
    """A record on the desk that its owner has confirmed, or that is the own bureau's."""
    is_known = reference in desk.opened_records
    return is_known and (reference in desk.own_records or desk.verdicts.get(reference) == Verdict.CONFIRMED)


def list_citing_types(record: Mapping[str, Any], allowed: tuple[str, ...]) -> list[NoticeType]:
    """The types of notice that can hold a record: a stolen work's own for works of art, the others for everything else."""
    is_art = record["register"] == "artworks"
    types = [NOTICE_TYPES[key] for key in allowed]
    return [one for one in types if find_line_field(one) and (is_art or one.key != "artwork")]


def find_line_field(notice_type: NoticeType) -> str:
    keys = {spec.key for spec in notice_type.fields}
    return next((key for key in _LINES if key in keys), "")


def suggest_fields(
    notice_type: NoticeType, record: Mapping[str, Any], fields: Mapping[str, str], *, is_own: bool = False
) -> dict[str, str]:
    """The notice's fields with the record cited. What the trainee wrote stays: values go into empty fields alone.

    Raises CollegeError (cited_already, no_room). Pure.
    """
    result = dict(fields)
    known = {spec.key: spec for spec in notice_type.fields}
    for key, value in _list_values(record).items():
        if key in known and value and not result.get(key, "").strip():
            result[key] = value[: known[key].max_length]
    place = known[find_line_field(notice_type)]
    written = result.get(place.key, "").rstrip()
    if str(record["reference"]) in written:
        raise CollegeError("cited_already", _("This notice cites the record already."))
    result[place.key] = f"{written}\n{_spell_line(record, is_own=is_own)}".strip()
    if len(result[place.key]) > place.max_length:
        raise CollegeError(
            "no_room",
            _("The field “%(field)s” is full: shorten it before you cite the record.") % {"field": place.label},
        )
    return result


def _list_values(record: Mapping[str, Any]) -> dict[str, str]:
    """What a record gives to a notice's fields, by the field's key."""
    reference = str(record["reference"])
    match record["register"]:
        case "persons":
            names = {"family_name": "family_name", "given_names": "forename", "sex": "sex", "birth": "birth"}
            return {to: str(record.get(name) or "") for name, to in names.items()}
        case "artworks":
            return {
                "title": record["title"], "object_type": f"{ArtKind(record['kind']).label}: {record['subtype']}",
                "materials": f"{record['materials']}; {record['techniques']}", "features": record["distinguishing_features"],
            }  # fmt: skip
        case "fingerprints":
            return {"fingerprints": reference}
        case "dna":
            return {"dna": reference}
        case "documents" | "noticed-documents":
            return {"document": f"{record['number']} ({record['country']})"}
    return {}


def _spell_line(record: Mapping[str, Any], *, is_own: bool) -> str:
    mark = next((str(record[name]) for name in _MARKS if record.get(name)), "")
    values = {
        "record": f"{record['reference']} ({mark})" if mark else record["reference"], "bureau": record["owner_bureau"],
    }  # fmt: skip
    if is_own:
        return _("Register record %(record)s, ours (%(bureau)s).") % values
    return _("Register record %(record)s, confirmed by its owner %(bureau)s.") % values


def cite_record(
    *, run: Run, reference: str, type_key: str = "", number: int | None = None, key: UUID | None = None,
    now: datetime | None = None,
) -> RunEvent:  # fmt: skip
    """Begin a draft of this type with the record cited, or extend the notice of this number. The payload gives the number.

    One event a form. Raises CollegeError (no_such_type, no_such_notice, cited_already, no_room) and Conflict: for a record that nobody
    has confirmed, or a notice that is not the trainee's to edit now.
    """
    with write_run(run=run, tool=Tool.NOTICES, now=now) as writer:
        if repeated := writer.find(key):
            return repeated
        desk = writer.desk
        if not may_cite(desk, reference):
            raise Conflict(
                "not_confirmed",
                _("A notice rests on what is confirmed: ask the owner of the record before you cite it."),
            )
        notice: Notice | None = None
        if number is not None:
            notice = get_notice(writer, number)
            require_editable(notice)
        settings = writer.definition.source.notices
        record = desk.opened_records[reference]
        types = {one.key: one for one in list_citing_types(record, settings.types if settings else ())}
        chosen = types.get(notice.type_key if notice else type_key)
        if chosen is None:
            raise CollegeError("no_such_type", _("This type of notice cannot hold the record."))
        before = notice.fields if notice else {}
        fields = suggest_fields(chosen, record, before, is_own=reference in desk.own_records)
        return write_draft(writer, chosen.key, fields, number=number, key=key, cited=reference)
