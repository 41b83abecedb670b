"""Entering, changing and withdrawing records: by the bureau that owns them, and by no other."""

import secrets
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from college.core.errors import CollegeError, Conflict
from sandbox.domain.geography import name_bureau
from sandbox.domain.registers.declaration import Register
from sandbox.domain.registers.querying import in_reach, split_hidden
from sandbox.domain.registers.retention import add_years, compute_years
from sandbox.domain.text import refuse_real_data
from sandbox.domain.writing import RunWriter, write_run
from sandbox.enums import EventKind
from sandbox.models import RecordTombstone, Run, RunEvent


def enter_record(
    *, run: Run, register: Register, text: dict[str, str], key: UUID | None = None, now: datetime | None = None
) -> RunEvent:
    """Enter a record of the trainee's own bureau into the run's overlay, after a search for its double.

    Side effects: one record, one event, once a form. Raises CollegeError (a field's key, duplicate, real_data) and Conflict.
    """
    values = register.store(text)
    with write_run(run=run, tool=register.tool, now=now) as writer:
        if repeated := writer.find(key):
            return repeated
        _check_words(writer, values)
        _refuse_double(writer, register, values)
        today, bureau = writer.world.today, writer.definition.source.role.bureau
        record = register.model(
            run=writer.run, reference=f"{register.prefix}-{secrets.token_hex(4).upper()}", owner_bureau=bureau,
            recorded_on=today, review_on=add_years(today, compute_years(register, values)), **values,
        )  # fmt: skip
        record.save()
        register.after_store(record)
        return writer.append(
            EventKind.RECORD_ENTERED, {"register": register.key, "record": register.describe(record)}, key=key
        )


def change_record(
    *, run: Run, register: Register, reference: str, text: dict[str, str], reason: str, key: UUID | None = None,
    now: datetime | None = None,
) -> RunEvent:  # fmt: skip
    """Change an own record. Ownership, reference and dates of recording stay. Raises CollegeError and Conflict."""
    values = register.store(text)
    with write_run(run=run, tool=register.tool, now=now) as writer:
        if repeated := writer.find(key):
            return repeated
        record = find_own(writer, register, reference)
        _check_words(writer, {**values, "reason": reason})
        _refuse_double(writer, register, values, without=reference)
        for name, value in values.items():
            setattr(record, name, value)
        record.save()
        register.after_store(record)
        payload = {"register": register.key, "record": register.describe(record), "reason": reason}
        return writer.append(EventKind.RECORD_CHANGED, payload, key=key)


def withdraw_record(
    *, run: Run, register: Register, reference: str, reason: str, key: UUID | None = None, now: datetime | None = None
) -> RunEvent:
    """Take an own record out of the register. A tombstone and the log stay. Raises CollegeError and Conflict."""
    with write_run(run=run, tool=register.tool, now=now) as writer:
        if repeated := writer.find(key):
            return repeated
        record = find_own(writer, register, reference)
        _check_words(writer, {"reason": reason})
        RecordTombstone.objects.get_or_create(
            run_key=writer.run.pk, register=register.database, reference=reference,
            defaults={"owner_bureau": record.owner_bureau, "reason": reason, "at": writer.now},
        )  # fmt: skip
        record.delete()
        payload = {"register": register.key, "reference": reference, "reason": reason}
        return writer.append(EventKind.RECORD_WITHDRAWN, payload, key=key)


def find_own(writer: RunWriter, register: Register, reference: str) -> Any:
    """The run's own record of the trainee's bureau. Raises Conflict, with the bureau to ask where the record may be seen."""
    found = register.model._default_manager.filter(in_reach(writer.run), reference=reference).first()
    if found is None or not split_hidden(writer, [found])[0]:
        raise Conflict("no_such_record", _("The register has no record of this reference."))
    if found.owner_bureau != writer.definition.source.role.bureau:
        raise Conflict(
            "not_owner",
            _("Only the bureau that owns a record may change or withdraw it. Write to %(bureau)s.")
            % {"bureau": name_bureau(found.owner_bureau)},
        )
    if found.run_id is None:
        raise Conflict(
            "base_record",
            _("This record is part of the world that all runs share: it can be read here, and not changed."),
        )
    return found


def _check_words(writer: RunWriter, values: dict[str, Any]) -> None:
    words = [
        v for k, v in values.items() if isinstance(v, str) and k in {"stolen_at", "issuer", "reason", "case_reference"}
    ]
    refuse_real_data(*words, known=writer.world.identifiers)


def _refuse_double(writer: RunWriter, register: Register, values: dict[str, Any], *, without: str = "") -> None:
    """Search for the same thing first. A foreign record is not named: entering is not a way to query without a reason.

    One that is hidden from this bureau is not there for it, here as in a search.
    """
    found = register.model._default_manager.filter(in_reach(writer.run), register.same(values)).exclude(
        reference=without
    )[:10]
    living, _hidden = split_hidden(writer, list(found))
    if not living:
        return
    bureau = writer.definition.source.role.bureau
    own = next((record for record in living if record.owner_bureau == bureau), None)
    if own is not None:
        raise CollegeError(
            "duplicate",
            _("Your bureau has recorded this already, as %(reference)s. Change that record instead.")
            % {"reference": own.reference},
        )
    raise CollegeError(
        "duplicate",
        _("This is recorded already, by another bureau. Query the register, and write to the owner of the record."),
    )
