"""What a trainee does with the other tools: screen a zone, check an identifier, decide on a traveller."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from college.core.errors import CollegeError
from sandbox.domain.identifiers.pasting import MAX_INPUT, clean_text
from sandbox.domain.identifiers.reading import Reading
from sandbox.domain.identifiers.recognition import recognise
from sandbox.domain.messages.sending import send_message as send_message
from sandbox.domain.mrz import Zone, parse_zone
from sandbox.domain.text import SAFE_ISSUERS, refuse_real_data
from sandbox.domain.writing import write_run
from sandbox.enums import EventKind, Tool
from sandbox.models import Run, RunEvent


def screen_zone(*, run: Run, text: str, key: UUID | None = None, now: datetime | None = None) -> tuple[Zone, RunEvent]:
    """Parse a machine-readable zone and log that it was screened, with the fields whose check digit is wrong.

    Raises CollegeError (zone_…; real_data for a zone of a real country) and Conflict. One event a form.
    """
    zone = parse_zone(text)
    with write_run(run=run, tool=Tool.SCREENING, now=now) as writer:
        if repeated := writer.find(key):
            return zone, repeated
        if zone.issuer not in SAFE_ISSUERS:
            raise CollegeError(
                "real_data",
                _("No country of this exercise issues documents as “%(code)s”. Do not enter real case data.")
                % {"code": zone.issuer},
            )
        payload = {"size": zone.size, "lines": list(zone.lines), "faults": [check.field for check in zone.faults]}
        return zone, writer.append(EventKind.ZONE_SCREENED, payload, key=key)


def check_identifier(
    *, run: Run, text: str, key: UUID | None = None, now: datetime | None = None
) -> tuple[list[Reading], RunEvent]:
    """Say which standards an identifier may follow, and log that it was checked, with what came out.

    The log holds the identifier itself only when it belongs to the run's world: whatever else people paste is not kept.
    Raises CollegeError (identifier_empty, identifier_too_long, identifier_unknown) and Conflict. One event a form.
    """
    if len(text) > MAX_INPUT:
        raise CollegeError("identifier_too_long", _("This is longer than any code. Paste one identifier alone."))
    pasted = clean_text(text)
    if not pasted.text:
        raise CollegeError("identifier_empty", _("Paste or type one identifier."))
    readings = recognise(text)
    if not readings:
        raise CollegeError(
            "identifier_unknown",
            _("This has the form of none of the standards below. Compare it with the examples: characters may be missing, or it may be a number of another kind."),
        )  # fmt: skip
    with write_run(run=run, tool=Tool.IDENTIFIERS, now=now) as writer:
        if repeated := writer.find(key):
            return readings, repeated
        known = pasted.compact if pasted.compact in writer.world.identifiers else ""
        results = [{"standard": reading.standard.value, "verdict": reading.verdict.value} for reading in readings]
        return readings, writer.append(EventKind.IDENTIFIER_CHECKED, {"text": known, "readings": results}, key=key)


def make_decision(
    *, run: Run, traveller: str, choice: str, rationale: str, key: UUID | None = None, now: datetime | None = None
) -> RunEvent:
    """Decide on a traveller. A later decision replaces an earlier one; both stay in the log.

    Raises CollegeError (no_such_traveller, no_such_choice, real_data) and Conflict. One event a form.
    """
    with write_run(run=run, tool=Tool.DECISIONS, now=now) as writer:
        if repeated := writer.find(key):
            return repeated
        if writer.world.find_subject(traveller) is None:
            raise CollegeError("no_such_traveller", _("There is nothing of that name to decide on."))
        if writer.definition.find_choice(choice) is None:
            raise CollegeError("no_such_choice", _("Choose one of the decisions."))
        refuse_real_data(rationale, known=writer.world.identifiers)
        payload = {"traveller": traveller, "choice": choice, "rationale": rationale}
        return writer.append(EventKind.DECISION_MADE, payload, key=key)
