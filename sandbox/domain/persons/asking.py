"""The two steps of a query: ask by name, open a record. Each leaves an event and an audit row."""

import time
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from college.core.errors import CollegeError, Conflict
from sandbox.domain.names.evidence import BirthDate
from sandbox.domain.names.keys import MAX_CHARACTERS, prepare
from sandbox.domain.persons.search import PersonKeys, search_persons
from sandbox.domain.registers.audit import record_query
from sandbox.domain.registers.querying import is_hidden
from sandbox.domain.text import refuse_real_data
from sandbox.domain.writing import RunWriter, write_run
from sandbox.enums import EventKind, QueryResult, Tool
from sandbox.models import PersonRecord, Run, RunEvent

REGISTER = "persons"


def query_persons(
    *, run: Run, name: str, birth: BirthDate | None = None, country: str = "", sex: str = "", reason: str, case_reference: str,
    key: UUID | None = None, now: datetime | None = None,
) -> RunEvent:  # fmt: skip
    """Ask the register for one person (the first of two steps).

    Side effects: one event and one audit row, once a form. Raises CollegeError (name_unreadable, name_too_long, real_data) and
    Conflict.
    """
    keys = PersonKeys(read_asked_name(name), birth, country, sex)
    with write_run(run=run, tool=Tool.PERSONS, now=now, is_lean=True) as writer:
        if repeated := writer.find(key):
            return repeated
        refuse_real_data(reason, name, known=writer.world.identifiers)
        began = time.perf_counter()
        answer = search_persons(
            keys=keys, world_id=writer.run.world_id, run_id=writer.run.pk, bureau=writer.definition.source.role.bureau
        )
        seconds = time.perf_counter() - began
        candidates = [candidate.describe() for candidate in answer.candidates]
        contradicted = [candidate.describe() for candidate in answer.contradicted]
        result = QueryResult.POSSIBLE_MATCH if candidates else QueryResult.NO_RECORD
        asked = {
            "name": keys.name, "birth": birth.write() if birth else "", "country": country, "sex": sex,
        }  # fmt: skip
        audited = asked | ({"withheld": answer.withheld} if answer.withheld else {})
        references = [candidate["reference"] for candidate in (*candidates, *contradicted)]
        record_query(
            writer, database=REGISTER, keys=audited, reason=reason, case_reference=case_reference, result=result,
            references=references, seconds=seconds,
        )  # fmt: skip
        payload = {
            "register": REGISTER, "asked": asked, "reason": reason, "case_reference": case_reference, "result": result.value,
            "candidates": candidates, "contradicted": contradicted,
        }  # fmt: skip
        return writer.append(EventKind.REGISTER_QUERIED, payload, key=key)


def read_asked_name(text: str) -> str:
    """The name with single spaces. Raises CollegeError (name_unreadable, name_too_long)."""
    name = " ".join("".join(c if c.isprintable() else " " for c in text[: MAX_CHARACTERS + 1]).split())
    if len(text) > MAX_CHARACTERS:
        raise CollegeError("name_too_long", _("A name has at most 200 characters. Shorten it."))
    letters = sum(len(token.text) for token in prepare(name).tokens)
    if letters < 2:
        raise CollegeError(
            "name_unreadable",
            _(
                "There is no name in this that can be read. Write at least two letters, in any script; * and ? stand for nothing here."
            ),
        )
    return name


def open_person(*, run: Run, reference: str, key: UUID | None = None, now: datetime | None = None) -> RunEvent:
    """Open the full record of a candidate (the second step).

    Side effects: one event and one audit row, the first time. Raises Conflict when no query of this run found the record: the
    register is not for browsing.
    """
    with write_run(run=run, tool=Tool.PERSONS, now=now) as writer:
        if repeated := writer.find(key) or _find_opening(writer, reference):
            return repeated
        query = next((row for row in reversed(writer.rows) if _found(row, reference)), None)
        record = find_person(writer.run, reference)
        if query is None or record is None or is_hidden(record, writer.definition.source.role.bureau):
            raise Conflict(
                "record_not_found_by_query", _("Query the register first, and open a record from its answer.")
            )
        reason, case_reference = query.payload["reason"], query.payload["case_reference"]
        result = QueryResult.POSSIBLE_MATCH
        record_query(
            writer, database=REGISTER, keys=query.payload["asked"], reason=reason, case_reference=case_reference, result=result,
            references=[reference], seconds=0,
        )  # fmt: skip
        return writer.append(
            EventKind.RECORD_OPENED, {"register": REGISTER, "record": describe_person(record)}, key=key
        )


def _found(row: RunEvent, reference: str) -> bool:
    if row.kind != EventKind.REGISTER_QUERIED or row.payload["register"] != REGISTER:
        return False
    return any(c["reference"] == reference for c in (*row.payload["candidates"], *row.payload["contradicted"]))


def _find_opening(writer: RunWriter, reference: str) -> RunEvent | None:
    return next(
        (row for row in writer.rows if row.kind == EventKind.RECORD_OPENED and row.payload["record"]["reference"] == reference),
        None,
    )  # fmt: skip


def find_person(run: Run, reference: str) -> PersonRecord | None:
    """A record of the run's own overlay or of its base world."""
    own = Q(run=run) | Q(world_id=run.world_id, world__isnull=False)
    return PersonRecord.objects.filter(own, reference=reference).order_by("world_id").first()


def describe_person(record: PersonRecord) -> dict[str, Any]:
    """The full record as plain data."""
    birth = BirthDate(record.birth_year, record.birth_month, record.birth_day) if record.birth_year else None
    return {
        "register": REGISTER, "reference": record.reference, "family_name": record.family_name, "given_names": record.given_names,
        "name": record.name, "original_name": record.original_name, "sex": record.sex, "birth": birth.write() if birth else "",
        "birth_place": record.birth_place, "birth_country": record.birth_country, "nationalities": record.nationalities,
        "languages": record.languages, "height": record.height, "hair": record.hair, "eyes": record.eyes, "marks": record.marks,
        "status": record.status, "offence": record.offence, "notice_reference": record.notice_reference,
        "aliases": record.aliases, "kin": record.kin, "owner_bureau": record.owner_bureau,
        "national_reference": record.national_reference, "recorded_on": record.recorded_on.isoformat(),
        "review_on": record.review_on.isoformat(),
    }  # fmt: skip
