"""What an owner decides about a record without changing what it says: that it is kept longer, and who may not see it."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from college.core.domain.audit import record_audit
from college.core.errors import CollegeError, Conflict
from sandbox.domain.geography import BUREAUS
from sandbox.domain.registers.declaration import Register
from sandbox.domain.registers.ownership import find_own
from sandbox.domain.registers.retention import add_years, compute_years
from sandbox.domain.text import refuse_real_data
from sandbox.domain.writing import RunWriter, write_run
from sandbox.enums import EventKind
from sandbox.models import RecordTombstone, Run, RunEvent


def renew_record(
    *, run: Run, register: Register, reference: str, reason: str, key: UUID | None = None, now: datetime | None = None
) -> RunEvent:
    """Keep an own record for its register's full retention from today on: its purpose still holds, and `reason` says why.

    Side effects: the review date moves; one event and one audit entry, once a form. Raises CollegeError (renewed_already, real_data)
    and Conflict: a record that was withdrawn or has expired is not brought back.
    """
    with write_run(run=run, tool=register.tool, now=now) as writer:
        if repeated := writer.find(key):
            return repeated
        record = _find_living(writer, register, reference)
        refuse_real_data(reason, known=writer.world.identifiers)
        years = compute_years(register, {"category": getattr(record, "category", "")})
        before, record.review_on = record.review_on, add_years(writer.world.today, years)
        if record.review_on <= before:
            raise CollegeError(
                "renewed_already", _("Its full time of keeping runs from today already: there is nothing to renew yet.")
            )
        record.save(update_fields=["review_on"])
        payload = {
            "register": register.key, "record": register.describe(record), "review_before": before.isoformat(), "reason": reason,
        }  # fmt: skip
        event = writer.append(EventKind.RECORD_RENEWED, payload, key=key)
        dates = {"review_before": before.isoformat(), "review_on": record.review_on.isoformat()}
        _audit(writer, "record.renewed", register, reference, dates)
        return event


def restrict_record(
    *, run: Run, register: Register, reference: str, bureaus: Collection[str], reason: str, key: UUID | None = None,
    now: datetime | None = None,
) -> RunEvent:  # fmt: skip
    """Say which bureaus may not see an own record: to their searches it is not there. No bureau at all lifts the restriction.

    Side effects: the record's `hidden_from`; one event and one audit entry, once a form. Raises CollegeError (no_such_bureau,
    restricted_already, real_data) and Conflict.
    """
    with write_run(run=run, tool=register.tool, now=now) as writer:
        if repeated := writer.find(key):
            return repeated
        record = _find_living(writer, register, reference)
        refuse_real_data(reason, known=writer.world.identifiers)
        if not set(bureaus) <= BUREAUS.keys() - {record.owner_bureau}:
            raise CollegeError("no_such_bureau", _("Choose other bureaus of the network: the owner always sees it."))
        hidden = sorted(set(bureaus))
        if hidden == sorted(record.hidden_from.split()):
            raise CollegeError("restricted_already", _("That is how the record is restricted already."))
        record.hidden_from = " ".join(hidden)
        record.save(update_fields=["hidden_from"])
        payload = {"register": register.key, "reference": reference, "hidden_from": hidden, "reason": reason}
        event = writer.append(EventKind.RECORD_RESTRICTED, payload, key=key)
        _audit(writer, "record.restricted", register, reference, {"hidden_from": hidden})
        return event


def _find_living(writer: RunWriter, register: Register, reference: str) -> Any:
    """The own record. Raises Conflict, and says so where the register had it and has it no more."""
    gone = RecordTombstone.objects.filter(run_key=writer.run.pk, register=register.database, reference=reference)
    if gone.exists():
        raise Conflict(
            "record_gone", _("This record was withdrawn or has expired: it is not brought back. Enter a new one.")
        )
    return find_own(writer, register, reference)


def _audit(writer: RunWriter, verb: str, register: Register, reference: str, data: dict[str, Any]) -> None:
    record_audit(
        actor=writer.run.learner, verb=verb, subject=f"{register.key}:{reference}", chain="sandbox",
        data={"run": str(writer.run.pk), **data}, now=writer.now,
    )  # fmt: skip
