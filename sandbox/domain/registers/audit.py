"""The audit trail of the registers: one row a query, chained by hashes within a run."""

import hashlib
import json
from typing import Any
from uuid import UUID

from college.core.domain.audit import GENESIS, name_actor
from college.core.statements import Slot, Statement, insert_row
from sandbox.domain.writing import RunWriter
from sandbox.enums import QueryResult
from sandbox.models import RegisterQuery

_LAST_OF_RUN = Statement(
    lambda: (
        RegisterQuery.objects.filter(run_key=Slot.of(RegisterQuery, "run_key", "run"))
        .order_by("-position")
        .values_list("position", "hash")[:1]
    )
)


def compute_query_hash(row: RegisterQuery) -> str:
    """SHA-256 over the row's canonical JSON and the hash before it. Rows that hid nothing hash as they did before hiding existed."""
    content = [
        row.previous_hash, str(row.run_key), row.position, row.at.isoformat(), row.actor, row.role, row.bureau, row.purpose,
        row.case_reference, row.database, row.keys, row.result, row.references, row.milliseconds,
        *([row.hidden] if row.hidden else []),
    ]  # fmt: skip
    return hashlib.sha256(json.dumps(content, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def hash_keys(keys: dict[str, Any]) -> dict[str, Any]:
    """What the audit keeps of a biometric query: that the same was asked again can be seen, what it was cannot."""
    text = json.dumps(keys, sort_keys=True, separators=(",", ":"))
    return {"digest": hashlib.sha256(text.encode()).hexdigest()}


def record_query(
    writer: RunWriter, *, database: str, keys: dict[str, Any], reason: str, case_reference: str, result: QueryResult,
    references: list[str], seconds: float, hidden: int = 0,
) -> None:  # fmt: skip
    """Add the audit row. The run's lock gives the rows of a run one order."""
    role = writer.definition.source.role
    last = _LAST_OF_RUN.first(run=writer.run.pk)
    row = RegisterQuery(
        run_key=writer.run.pk, position=last[0] + 1 if last else 1, at=writer.now, actor=name_actor(writer.run.learner),
        role=role.key, bureau=role.bureau, purpose=reason, case_reference=case_reference, database=database, keys=keys,
        result=result, references=references, milliseconds=round(seconds * 1000), hidden=hidden,
        previous_hash=last[1] if last else GENESIS,
    )  # fmt: skip
    row.hash = compute_query_hash(row)
    insert_row(row)


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
