"""The two steps of every register: a query finds candidates with reasons; a candidate's record is opened by itself."""

import time
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from college.core.errors import CollegeError, Conflict
from college.core.statements import Slot, Statement
from sandbox.domain.registers.audit import hash_keys, record_query
from sandbox.domain.registers.declaration import Agreement, Register
from sandbox.domain.registers.selecting import select_records
from sandbox.domain.text import refuse_real_data
from sandbox.domain.writing import RunWriter, write_run
from sandbox.enums import EventKind, QueryResult, Verdict
from sandbox.models import Run, RunEvent
from sandbox.models.record import RegisterRecord

MAX_CANDIDATES = 10
_VERDICTS = Statement(
    lambda: (
        RunEvent.objects.filter(
            run=Slot.of(RunEvent, "run"), kind=EventKind.MESSAGE_RECEIVED, payload__verdict__in=Verdict.values
        )
        .order_by("sequence")
        .values_list("payload")
    )
)


def in_reach(run: Run) -> Q:
    """Records of the run's base world and of its own overlay: never another run's.

    That a record of a run has no world is said for tables that are partitioned by world: no other world's part is looked into.
    """
    reach = Q(run_id=run.pk, world_id__isnull=True)
    return reach if run.world_id is None else reach | Q(world_id=run.world_id)


def is_hidden(record: RegisterRecord, bureau: str) -> bool:
    return bureau in record.hidden_from.split()


def split_hidden(writer: RunWriter, records: Sequence[RegisterRecord]) -> tuple[list[Any], int]:
    """The records that this bureau may see, and how many were kept from it. Expired ones are not there for anybody."""
    bureau = writer.definition.source.role.bureau
    living = [record for record in records if record.review_on > writer.world.today]
    seen = [record for record in living if not is_hidden(record, bureau)]
    return seen, len(living) - len(seen)


def compute_result(candidates: Sequence[dict[str, Any]], verdicts: dict[str, str]) -> QueryResult:
    """Confirmed only where the owner has said so of a candidate: what the fields say is never more than possible."""
    if any(verdicts.get(candidate["reference"]) == Verdict.CONFIRMED for candidate in candidates):
        return QueryResult.CONFIRMED
    return QueryResult.POSSIBLE_MATCH if candidates else QueryResult.NO_RECORD


def read_verdicts(run: Run, references: Sequence[str]) -> dict[str, str]:
    """What owners said about these records, read from the log by kind: no fold of the whole desk."""
    if not references:
        return {}
    payloads = [payload for (payload,) in _VERDICTS.fetch(run=run.pk)]
    return {payload["records"][0]: payload["verdict"] for payload in payloads if payload["records"]}


def find_candidates(writer: RunWriter, register: Register, keys: dict[str, Any]) -> tuple[list[dict[str, Any]], int]:
    """Candidates, best agreement first, each with its reasons field by field; and the number hidden from this bureau."""
    # A blocking key brings far more than it matches; an exact key few.
    limit = 4000 if register.is_biometric else MAX_CANDIDATES * 3
    found = select_records(register.model, in_reach(writer.run) & register.select(keys), limit=limit)
    fitting = [(r, f) for r in found if register.accepts(f := register.compare(r, keys))]
    seen, hidden = split_hidden(writer, [record for record, _fields in fitting])
    fields = {record.pk: agreements for record, agreements in fitting}
    rows = [_describe_candidate(register, record, fields[record.pk]) for record in seen]
    return sorted(rows, key=lambda row: (-row["count"], row["reference"]))[:MAX_CANDIDATES], hidden


def _describe_candidate(register: Register, record: Any, agreements: list[Agreement]) -> dict[str, Any]:
    fields = [asdict(agreement) for agreement in agreements]
    if register.is_biometric:  # neither side's traits stand in the log
        fields = [{**field, "asked": "", "found": ""} for field in fields]
    told = {name: getattr(record, name) for name in register.tells}
    return {"reference": record.reference, "count": sum(a.agrees for a in agreements), "fields": fields, **told}


def query_register(
    *, run: Run, register: Register, text: dict[str, str], reason: str, case_reference: str, key: UUID | None = None,
    now: datetime | None = None,
) -> RunEvent:  # fmt: skip
    """Ask a register (the first step).

    Side effects: one event and one audit row, once a form. Raises CollegeError (the code is the field at fault, real_data, or
    holds_no_names) and Conflict. A search by a name where the register has none is refused, and stands in the log as refused.
    """
    if name := register.find_name(text):
        with write_run(run=run, tool=register.tool, now=now) as writer:
            if not writer.find(key):
                tried = {"register": register.key, "number": name[:40], "reason": reason}
                writer.append(EventKind.QUERY_REFUSED, tried, key=key)
        raise CollegeError(
            "holds_no_names",
            _("This register holds no names. Search by the number of the document, its issuing country and its type."),
        )
    keys = register.read(text)
    with write_run(run=run, tool=register.tool, now=now, is_lean=True) as writer:
        if repeated := writer.find(key):
            return repeated
        refuse_real_data(reason, case_reference, known=writer.world.identifiers)
        began = time.perf_counter()
        candidates, hidden = find_candidates(writer, register, keys)
        seconds = time.perf_counter() - began
        references = [candidate["reference"] for candidate in candidates]
        result = compute_result(candidates, read_verdicts(writer.run, references))
        kept = hash_keys(keys) if register.is_biometric else keys
        record_query(
            writer, database=register.database, keys=kept, reason=reason, case_reference=case_reference, result=result,
            references=references, seconds=seconds, hidden=hidden,
        )  # fmt: skip
        payload = {
            "register": register.key, "asked": kept, "reason": reason, "case_reference": case_reference,
            "result": result.value, "candidates": candidates,
        }  # fmt: skip
        return writer.append(EventKind.REGISTER_QUERIED, payload, key=key)


def open_found_record(
    *, run: Run, register: Register, reference: str, key: UUID | None = None, now: datetime | None = None
) -> RunEvent:
    """Open the full record of a candidate (the second step).

    Side effects: one event and one audit row, the first time. Raises Conflict when no query of this run found the record: a register
    is not for browsing.
    """
    with write_run(run=run, tool=register.tool, now=now) as writer:
        if repeated := writer.find(key) or find_opening(writer, reference):
            return repeated
        query = next((q for q in reversed(writer.desk.lookups) if _answers_with(q.payload, register, reference)), None)
        found = register.model._default_manager.filter(in_reach(writer.run), reference=reference).first()
        if query is None or found is None or not split_hidden(writer, [found])[0]:
            raise Conflict(
                "record_not_found_by_query", _("Query the register first, and open a record from its answer.")
            )
        record_query(
            writer, database=register.database, keys={"reference": reference}, reason=query.payload["reason"],
            case_reference=query.payload["case_reference"],
            result=compute_result([{"reference": reference}], writer.desk.verdicts), references=[reference], seconds=0,
        )  # fmt: skip
        payload = {"register": register.key, "record": register.describe(found)}
        return writer.append(EventKind.RECORD_OPENED, payload, key=key)


def find_opening(writer: RunWriter, reference: str) -> RunEvent | None:
    return next(
        (row for row in writer.rows if row.kind == EventKind.RECORD_OPENED and row.payload["record"]["reference"] == reference),
        None,
    )  # fmt: skip


def _answers_with(payload: Any, register: Register, reference: str) -> bool:
    return payload["register"] == register.key and any(c["reference"] == reference for c in payload["candidates"])


def refuse(field: str, sentence: str) -> CollegeError:
    """A refusal that stands at a field of the form."""
    return CollegeError(field, sentence)
