"""The audit row of a query of the works-of-art register."""

from typing import Any

from college.core.domain.audit import GENESIS, name_actor
from sandbox.domain.registers import compute_query_hash
from sandbox.domain.writing import RunWriter
from sandbox.enums import QueryResult
from sandbox.models import RegisterQuery


def record_art_query(
    writer: RunWriter, *, keys: dict[str, Any], reason: str, case_reference: str, result: QueryResult, references: list[str], seconds: float
) -> None:  # fmt: skip
    """Add the row to the run's chain. The run's lock gives the rows of a run one order."""
    role = writer.definition.source.role
    last = RegisterQuery.objects.filter(run_key=writer.run.pk).order_by("position").last()
    row = RegisterQuery(
        run_key=writer.run.pk, position=last.position + 1 if last else 1, at=writer.now, actor=name_actor(writer.run.learner),
        role=role.key, bureau=role.bureau, purpose=reason, case_reference=case_reference, database="artworks", keys=keys,
        result=result, references=references, milliseconds=round(seconds * 1000), previous_hash=last.hash if last else GENESIS,
    )  # fmt: skip
    row.hash = compute_query_hash(row)
    row.save()
