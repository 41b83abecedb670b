"""The register of works of art: asking it by attributes or by picture, and opening a record. Two steps, as every register."""

import time
from dataclasses import dataclass
from datetime import date, datetime
from typing import IO, Any
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from college.core.errors import CollegeError, Conflict
from sandbox.domain.art.likeness import ask_picture
from sandbox.domain.art.pictures import describe_alike, find_alike
from sandbox.domain.art.search import ArtKeys, explain_words, find_works
from sandbox.domain.art.uploads import read_picture
from sandbox.domain.matching import LoggedEvent
from sandbox.domain.registers.audit import record_query
from sandbox.domain.registers.querying import is_hidden
from sandbox.domain.text import refuse_real_data
from sandbox.domain.writing import RunWriter, write_run
from sandbox.enums import EventKind, QueryResult, Tool
from sandbox.models import ArtworkRecord, Run, RunEvent

REGISTER = "artworks"
MAX_ALIKE = 10


@dataclass(frozen=True, slots=True)
class ArtQuery:
    """One query of the register and its answer, read from the log."""

    sequence: int
    at: datetime
    keys: dict[str, Any]
    reason: str
    case_reference: str
    candidates: list[dict[str, Any]]
    has_more: bool

    @property
    def is_picture(self) -> bool:
        return "picture" in self.keys


def list_art_queries(events: list[LoggedEvent]) -> list[ArtQuery]:
    """The queries of this register in a run's log."""
    return [
        ArtQuery(event.sequence, event.at, p["asked"], p["reason"], p["case_reference"], p["candidates"], p["has_more"])
        for event in events
        if event.kind == EventKind.REGISTER_QUERIED and (p := event.payload)["register"] == REGISTER
    ]  # fmt: skip


def query_works(
    *, run: Run, keys: ArtKeys, reason: str, case_reference: str, key: UUID | None = None, now: datetime | None = None
) -> RunEvent:
    """Ask the register by attributes (the first of two steps). Side effects: one event and one audit row, once a form.

    Raises CollegeError (query_empty, years_order, real_data) and Conflict.
    """
    if keys.is_empty:
        raise CollegeError(
            "query_empty", _("Give at least one thing to search by: a word, a type, a country or a year.")
        )
    if keys.stolen_from and keys.stolen_to and keys.stolen_from > keys.stolen_to:
        raise CollegeError("years_order", _("The first year lies after the last one."))
    with write_run(run=run, tool=Tool.ARTWORKS, now=now) as writer:
        if repeated := writer.find(key):
            return repeated
        refuse_real_data(reason, keys.words, known=writer.world.identifiers)
        began = time.perf_counter()
        works, has_more = find_works(run=writer.run, keys=keys, bureau=writer.definition.source.role.bureau)
        candidates = [{**summarise(work), "words": explain_words(work, keys)} for work in works]
        return _answer(writer, keys.spell(), reason, case_reference, candidates, has_more, began, key)


def query_picture(
    *, run: Run, picture: IO[bytes], reason: str, case_reference: str, key: UUID | None = None, now: datetime | None = None
) -> RunEvent:  # fmt: skip
    """Ask the register for works that look like a picture. The picture is compared in memory and kept nowhere.

    Side effects: one event and one audit row, once a form; both name the picture by its perceptual hash alone.
    Raises CollegeError (picture_…, real_data) and Conflict.
    """
    asked = ask_picture(read_picture(picture))
    with write_run(run=run, tool=Tool.ARTWORKS, now=now) as writer:
        if repeated := writer.find(key):
            return repeated
        refuse_real_data(reason, known=writer.world.identifiers)
        began = time.perf_counter()
        bureau = writer.definition.source.role.bureau
        alike = find_alike(run=writer.run, asked=asked, bureau=bureau, limit=MAX_ALIKE)
        candidates = [{**summarise(one.record), "likeness": describe_alike(one)} for one in alike]
        keys = {"picture": f"{asked.variants[0][2]:016x}"}
        return _answer(writer, keys, reason, case_reference, candidates, False, began, key)


def _answer(
    writer: RunWriter, keys: dict[str, Any], reason: str, case_reference: str, candidates: list[dict[str, Any]],
    has_more: bool, began: float, key: UUID | None,
) -> RunEvent:  # fmt: skip
    result = QueryResult.POSSIBLE_MATCH if candidates else QueryResult.NO_RECORD
    record_query(
        writer, database=REGISTER, keys=keys, reason=reason, case_reference=case_reference, result=result,
        references=[candidate["reference"] for candidate in candidates], seconds=time.perf_counter() - began,
    )  # fmt: skip
    payload = {
        "register": REGISTER, "asked": keys, "reason": reason, "case_reference": case_reference, "result": result.value,
        "candidates": candidates, "has_more": has_more,
    }  # fmt: skip
    return writer.append(EventKind.REGISTER_QUERIED, payload, key=key)


def summarise(work: ArtworkRecord) -> dict[str, Any]:
    """What a candidate shows before its record is opened: enough to tell it from others, nothing about where it was."""
    return {
        "reference": work.reference, "title": work.title, "kind": work.kind, "period": work.period, "materials": work.materials,
        "theft_country": work.theft_country, "theft_year": work.stolen_on.year, "state": work.state,
    }  # fmt: skip


def get_record(*, run: Run, reference: str) -> ArtworkRecord | None:
    """A record that this run can reach: its own, or its base world's."""
    return ArtworkRecord.objects.filter(
        Q(run=run) | Q(world_id=run.world_id, world__isnull=False), reference=reference
    ).first()


def open_work(*, run: Run, reference: str, key: UUID | None = None, now: datetime | None = None) -> RunEvent:
    """Open the full record of a candidate (the second step). Side effects: one event and one audit row, the first time.

    Raises Conflict when no query of this run found the record: the register is not for browsing.
    """
    with write_run(run=run, tool=Tool.ARTWORKS, now=now) as writer:
        opened = (
            row for row in writer.rows
            if row.kind == EventKind.RECORD_OPENED and row.payload["record"]["reference"] == reference
        )  # fmt: skip
        if repeated := writer.find(key) or next(opened, None):
            return repeated
        queries = list_art_queries(writer.events)
        query = next((q for q in reversed(queries) if any(c["reference"] == reference for c in q.candidates)), None)
        record = get_record(run=writer.run, reference=reference) if query else None
        if query is None or record is None or is_hidden(record, writer.definition.source.role.bureau):
            raise Conflict(
                "record_not_found_by_query", _("Query the register first, and open a record from its answer.")
            )
        record_query(
            writer, database=REGISTER, keys={"reference": reference}, reason=query.reason, case_reference=query.case_reference,
            result=QueryResult.POSSIBLE_MATCH, references=[reference], seconds=0,
        )  # fmt: skip
        return writer.append(EventKind.RECORD_OPENED, {"register": REGISTER, "record": describe_work(record)}, key=key)


def describe_work(record: ArtworkRecord) -> dict[str, Any]:
    """The full record as plain data, without what concerns nobody: hashes, search words, from whom it is hidden."""
    left_out = {"id", "world", "run", "hidden_from", "picture_hashes", "picture_brief", "search_text"}
    values = {f.name: getattr(record, f.attname) for f in record._meta.concrete_fields if f.name not in left_out}
    return {"register": REGISTER} | {
        name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()
    }
