"""The partner check on the desk of a run."""

import re
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from college.core.errors import CollegeError
from sandbox.domain.geography import BUREAUS
from sandbox.domain.partner.matching import Question, find_matches, list_bureaus, write_question
from sandbox.domain.writing import RunWriter, write_run
from sandbox.enums import DocumentType, EventKind, PartnerAnswer, Tool
from sandbox.models import PartnerAlert, Run, RunEvent

MOST_A_MINUTE = 30
NUMBER = re.compile(r"^[A-Z0-9]{5,14}$")


def refuse_question(question: Question) -> None:
    """Raise CollegeError (number_is_name, number_shape, country_unknown, type_unknown) for what is no document."""
    if question.number and not any(c.isdigit() for c in question.number):
        raise CollegeError(
            "number_is_name", _("The partner check takes no names. Give the number of the document alone.")
        )
    if not NUMBER.fullmatch(question.number):
        raise CollegeError(
            "number_shape", _("A document number has 5 to 14 letters and digits. Compare it with the document.")
        )
    if question.country not in BUREAUS:
        raise CollegeError("country_unknown", _("No country of this world has that code. Use QMA to QML."))
    if question.document_type not in DocumentType.values:
        raise CollegeError(
            "type_unknown",
            _("This type of document is unknown. Use one of: %(types)s.") % {"types": ", ".join(DocumentType.values)},
        )


def check_with_partner(
    *, run: Run, number: str, country: str, document_type: str, key: UUID | None = None, now: datetime | None = None
) -> RunEvent:
    """Ask whether a document's bearer may proceed. The answer is one of two words and nothing else.

    Side effects: one event, once a form; where a record agrees, alerts to its owner, to the bureau of the partner's country and to
    the secretariat, and an event that says that bureaus were alerted, not which. Raises CollegeError and Conflict.
    """
    question = write_question(number=number, country=country, document_type=document_type)
    refuse_question(question)
    with write_run(run=run, tool=Tool.PARTNER, now=now) as writer:
        if repeated := writer.find(key):
            return repeated
        _refuse_haste(writer)
        partner_country = writer.definition.source.role.bureau
        scope = Q(run=writer.run) | Q(world_id=writer.run.world_id, world__isnull=False)
        matches = find_matches(scope=scope, question=question, partner_country=partner_country)
        answer = PartnerAnswer.SECONDARY if matches else PartnerAnswer.PROCEED
        payload = {
            "number": question.number, "country": question.country, "document_type": question.document_type,
            "answer": answer.value,
        }  # fmt: skip
        event = writer.append(EventKind.PARTNER_CHECKED, payload, key=key)
        if matches:
            bureaus = list_bureaus(matches=matches, partner_country=partner_country)
            PartnerAlert.objects.bulk_create(
                PartnerAlert(run=writer.run, sequence=event.sequence, bureau=bureau, record=record, at=writer.now)
                for bureau, record in bureaus
            )
            writer.append(EventKind.PARTNER_ALERTED, {"check": event.sequence})
        return event


def _refuse_haste(writer: RunWriter) -> None:
    since = writer.now - timedelta(minutes=1)
    recent = sum(event.kind == EventKind.PARTNER_CHECKED and event.at > since for event in writer.events)
    if recent >= MOST_A_MINUTE:
        raise CollegeError(
            "too_many_checks",
            _("You have made %(count)s checks within a minute. Partners check documents that are in front of them: wait a minute.")
            % {"count": recent},
        )  # fmt: skip
