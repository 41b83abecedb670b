"""The register of stolen and lost travel documents: query, candidates with reasons, full record, audit."""

import re
import time
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from college.core.errors import CollegeError, Conflict
from sandbox.domain.invention import fold_number
from sandbox.domain.registers.audit import record_query
from sandbox.domain.registers.querying import (
    MAX_CANDIDATES,
    compute_result,
    find_opening,
    in_reach,
    read_verdicts,
    split_hidden,
)
from sandbox.domain.registers.selecting import select_records
from sandbox.domain.text import refuse_real_data
from sandbox.domain.writing import RunWriter, write_run
from sandbox.enums import EventKind, Tool
from sandbox.models import Run, RunEvent, TravelDocumentRecord

DATABASE = "travel_documents"
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


def find_candidates(writer: RunWriter, keys: DocumentKeys) -> tuple[list[dict[str, Any]], int]:
    """Records of the base world and of this run's own overlay whose number reads alike, the best agreement first.

    Every candidate says for each field whether it agrees. The second value is the number that was kept from this bureau.
    """
    condition = in_reach(writer.run) & Q(folded_number=fold_number(keys.number))
    records = select_records(TravelDocumentRecord, condition, limit=MAX_CANDIDATES * 3, ordering=("reference",))
    seen, hidden = split_hidden(writer, records)
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
        for record in seen[:MAX_CANDIDATES]
    ]
    return sorted(candidates, key=lambda candidate: -sum(candidate["agrees"].values())), hidden


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
    with write_run(run=run, tool=Tool.DOCUMENTS, now=now, is_lean=True) as writer:
        if repeated := writer.find(key):
            return repeated
        refuse_real_data(reason, known=writer.world.identifiers)
        began = time.perf_counter()
        candidates, hidden = find_candidates(writer, keys)
        seconds = time.perf_counter() - began
        references = [candidate["reference"] for candidate in candidates]
        result = compute_result(candidates, read_verdicts(writer.run, references))
        record_query(
            writer, database=DATABASE, keys=asdict(keys), reason=reason, case_reference=case_reference, result=result,
            references=references, seconds=seconds, hidden=hidden,
        )  # fmt: skip
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
        if repeated := writer.find(key) or find_opening(writer, reference):
            return repeated
        query = next((q for q in reversed(writer.desk.queries) if _holds(q.candidates, reference)), None)
        if query is None:
            raise Conflict(
                "record_not_found_by_query", _("Query the register first, and open a record from its answer.")
            )
        record = TravelDocumentRecord.objects.filter(in_reach(writer.run), reference=reference).first()
        if record is None or not split_hidden(writer, [record])[0]:
            raise Conflict("record_gone", _("The register has no record of this reference any more."))
        keys = DocumentKeys(record.number, record.country, record.document_type)
        record_query(
            writer, database=DATABASE, keys=asdict(keys), reason=query.reason, case_reference=writer.world.case_reference,
            result=compute_result([{"reference": reference}], writer.desk.verdicts), references=[reference], seconds=0,
        )  # fmt: skip
        return writer.append(EventKind.RECORD_OPENED, {"record": describe_record(record)}, key=key)


def _holds(candidates: list[dict[str, Any]], reference: str) -> bool:
    return any(candidate["reference"] == reference for candidate in candidates)


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
