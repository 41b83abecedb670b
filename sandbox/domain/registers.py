"""The register of stolen and lost travel documents: query, candidates with reasons, full record, audit."""

import hashlib
import json
import re
import time
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from college.core.domain.audit import GENESIS, name_actor
from college.core.errors import CollegeError, Conflict
from sandbox.domain.invention import fold_number
from sandbox.domain.text import refuse_real_data
from sandbox.domain.writing import RunWriter, write_run
from sandbox.enums import EventKind, QueryResult, Tool
from sandbox.models import RegisterQuery, Run, RunEvent, TravelDocumentRecord

DATABASE = "travel_documents"
MAX_CANDIDATES = 10
_NUMBER = re.compile(r"^[A-Z0-9]{5,14}$")


@dataclass(frozen=True, slots=True)
class DocumentKeys:
    """What the register can be asked: never a name."""

    number: str
    country: str
    document_type: str


def normalise_number(text: str) -> str:
    """Capitals without spaces, hyphens and fillers. Nothing else is changed: O stays O, 0 stays 0."""
    return re.sub(r"[\s<-]", "", text).upper()


def find_candidates(*, run: Run, keys: DocumentKeys) -> list[dict[str, Any]]:
    """Records of the base world and of this run's own overlay whose number reads alike, the best agreement first.

    Every candidate says for each field whether it agrees.
    """
    records = TravelDocumentRecord.objects.filter(
        Q(run=run) | Q(world_id=run.world_id, world__isnull=False), folded_number=fold_number(keys.number)
    ).order_by("reference")[:MAX_CANDIDATES]
    candidates = [
        {
            "reference": record.reference,
            "number": record.number,
            "country": record.country,
            "document_type": record.document_type,
            "agrees": {
                "number": record.number == keys.number,
                "country": record.country == keys.country,
                "document_type": record.document_type == keys.document_type,
            },
        }
        for record in records
    ]
    return sorted(candidates, key=lambda candidate: -sum(candidate["agrees"].values()))  # type: ignore[attr-defined]


def query_documents(
    *, run: Run, number: str, country: str, document_type: str, reason: str, case_reference: str,
    key: UUID | None = None, now: datetime | None = None,
) -> RunEvent:  # fmt: skip
    """Ask the register for one document (the first of two steps).

    Side effects: one event and one audit row, once a form. Raises CollegeError (number_is_name, number_shape, real_data) and
    Conflict. A search by something other than a number is refused, and stands in the log as refused.
    """
    keys = DocumentKeys(normalise_number(number), country, document_type)
    if not any(c.isdigit() for c in keys.number):
        with write_run(run=run, tool=Tool.DOCUMENTS, now=now) as writer:
            if not writer.find(key):
                writer.append(EventKind.QUERY_REFUSED, {"number": number[:40], "reason": reason}, key=key)
        raise CollegeError(
            "number_is_name",
            _("This register holds no names. Search by the number of the document, its issuing country and its type."),
        )
    if not _NUMBER.match(keys.number):
        raise CollegeError(
            "number_shape", _("A document number has 5 to 14 characters, A–Z and 0–9. Copy it from the document.")
        )
    with write_run(run=run, tool=Tool.DOCUMENTS, now=now) as writer:
        if repeated := writer.find(key):
            return repeated
        refuse_real_data(reason, known=writer.world.identifiers)
        began = time.perf_counter()
        candidates = find_candidates(run=writer.run, keys=keys)
        result = QueryResult.POSSIBLE_MATCH if candidates else QueryResult.NO_RECORD
        _record_query(writer, keys, reason, case_reference, result, candidates, time.perf_counter() - began)
        payload = {
            "number": keys.number, "country": country, "document_type": document_type, "reason": reason,
            "case_reference": case_reference, "result": result.value, "candidates": candidates,
        }  # fmt: skip
        return writer.append(EventKind.REGISTER_QUERIED, payload, key=key)


def open_record(*, run: Run, reference: str, key: UUID | None = None, now: datetime | None = None) -> RunEvent:
    """Open the full record of a candidate (the second step).

    Side effects: one event and one audit row, the first time. Raises Conflict when no query of this run found the record: the
    register is not for browsing.
    """
    with write_run(run=run, tool=Tool.DOCUMENTS, now=now) as writer:
        if repeated := writer.find(key) or _find_opening(writer, reference):
            return repeated
        query = next((q for q in reversed(writer.desk.queries) if _holds(q.candidates, reference)), None)
        if query is None:
            raise Conflict(
                "record_not_found_by_query", _("Query the register first, and open a record from its answer.")
            )
        record = TravelDocumentRecord.objects.get(
            Q(run=writer.run) | Q(world_id=writer.run.world_id, world__isnull=False), reference=reference
        )
        keys = DocumentKeys(record.number, record.country, record.document_type)
        _record_query(
            writer,
            keys,
            query.reason,
            writer.world.case_reference,
            QueryResult.POSSIBLE_MATCH,
            [{"reference": reference}],
            0,
        )
        return writer.append(EventKind.RECORD_OPENED, {"record": describe_record(record)}, key=key)


def _holds(candidates: list[dict[str, Any]], reference: str) -> bool:
    return any(candidate["reference"] == reference for candidate in candidates)


def _find_opening(writer: RunWriter, reference: str) -> RunEvent | None:
    return next(
        (row for row in writer.rows if row.kind == EventKind.RECORD_OPENED and row.payload["record"]["reference"] == reference),
        None,
    )  # fmt: skip


def describe_record(record: TravelDocumentRecord) -> dict[str, Any]:
    """The full record as plain data."""
    return {
        "reference": record.reference,
        "number": record.number,
        "country": record.country,
        "document_type": record.document_type,
        "fraud_type": record.fraud_type,
        "owner_bureau": record.owner_bureau,
        "lost_on": record.lost_on.isoformat() if record.lost_on else "",
        "issued_on": record.issued_on.isoformat() if record.issued_on else "",
        "expires_on": record.expires_on.isoformat() if record.expires_on else "",
        "recorded_on": record.recorded_on.isoformat(),
        "review_on": record.review_on.isoformat(),
        "national_reference": record.national_reference,
    }


def compute_query_hash(row: RegisterQuery) -> str:
    """SHA-256 over the row's canonical JSON and the hash before it."""
    content = [
        row.previous_hash, str(row.run_key), row.position, row.at.isoformat(), row.actor, row.role, row.bureau, row.purpose,
        row.case_reference, row.database, row.keys, row.result, row.references, row.milliseconds,
    ]  # fmt: skip
    return hashlib.sha256(json.dumps(content, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def _record_query(
    writer: RunWriter, keys: DocumentKeys, reason: str, case_reference: str, result: QueryResult,
    candidates: list[dict[str, Any]], seconds: float,
) -> None:  # fmt: skip
    """Add the audit row. The run's lock gives the rows of a run one order."""
    role = writer.definition.source.role
    last = RegisterQuery.objects.filter(run_key=writer.run.pk).order_by("position").last()
    row = RegisterQuery(
        run_key=writer.run.pk, position=last.position + 1 if last else 1, at=writer.now,
        actor=name_actor(writer.run.learner), role=role.key, bureau=role.bureau, purpose=reason,
        case_reference=case_reference, database=DATABASE,
        keys={"number": keys.number, "country": keys.country, "document_type": keys.document_type}, result=result,
        references=[candidate["reference"] for candidate in candidates], milliseconds=round(seconds * 1000),
        previous_hash=last.hash if last else GENESIS,
    )  # fmt: skip
    row.hash = compute_query_hash(row)
    row.save()


def verify_queries(run_key: UUID) -> str | None:
    """None when the run's audit rows are whole; otherwise a sentence that names the first that does not fit."""
    previous = GENESIS
    for position, row in enumerate(RegisterQuery.objects.filter(run_key=run_key).order_by("position"), start=1):
        if row.position != position:
            return f"Run {run_key}: query {position} is missing."
        if row.previous_hash != previous or row.hash != compute_query_hash(row):
            return f"Run {run_key}: query {position} was changed after it was written."
        previous = row.hash
    return None
