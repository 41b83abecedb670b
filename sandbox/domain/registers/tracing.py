"""Trace requests: where did this firearm go after it was made? Sent to the country of manufacture, answered by its bureau."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from college.core.errors import CollegeError, Conflict
from sandbox.domain.text import refuse_real_data
from sandbox.domain.writing import write_run
from sandbox.enums import EventKind, Tool
from sandbox.models import Run, RunEvent


def request_trace(
    *, run: Run, reference: str, comment: str, case_reference: str, key: UUID | None = None, now: datetime | None = None
) -> RunEvent:
    """Ask the bureau of the country of manufacture about a firearm whose record was opened.

    Side effects: one event a form, and the answer after a delay. Raises CollegeError (real_data, own_country) and Conflict.
    """
    with write_run(run=run, tool=Tool.FIREARMS, now=now) as writer:
        if repeated := writer.find(key):
            return repeated
        record = writer.desk.opened_records.get(reference)
        if record is None or record.get("register") != "firearms":
            raise Conflict("record_not_opened", _("Open the firearm's record first: a trace is about one firearm."))
        if record["country_made"] == writer.definition.source.role.bureau:
            raise CollegeError(
                "own_country",
                _("It was made in your own country: ask your own register of firearms, not another bureau."),
            )
        if any(event.payload["reference"] == reference for event in writer.desk.traces):
            raise CollegeError("already_traced", _("A trace of this firearm has been requested already."))
        refuse_real_data(comment, case_reference, known=writer.world.identifiers)
        payload = {
            "reference": reference, "to": record["country_made"], "comment": comment, "case_reference": case_reference,
            "serial": record["serial"], "type": f"{record['make']} {record['model']}",
        }  # fmt: skip
        return writer.append(EventKind.TRACE_REQUESTED, payload, key=key)
