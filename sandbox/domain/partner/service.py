"""The partner check for partners' systems. Answers from the current base world: all synthetic."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from college.core import clock
from college.core.errors import Conflict
from sandbox.domain.partner.checking import refuse_question
from sandbox.domain.partner.matching import Question, find_matches, list_bureaus, write_question
from sandbox.enums import PartnerAnswer
from sandbox.models import PartnerAlert, PartnerCheck, PartnerKey, World


def answer_partner(
    *,
    key: PartnerKey,
    number: str,
    country: str,
    document_type: str,
    client_reference: str,
    now: datetime | None = None,
) -> tuple[PartnerCheck, bool]:
    """The check of this reference, made when it is new; and whether it is. The same question again gets the same answer.

    Side effects of a new one: its row, and a task that alerts bureaus. The task is there for either answer and looks for itself, so
    that both take the same time. Raises CollegeError for what is no document, Conflict (reference_used) for a reference that
    stands for another question.
    """
    question = write_question(number=number, country=country, document_type=document_type)
    refuse_question(question)
    earlier = find_check(key=key, client_reference=client_reference)
    if earlier is None:
        answer = PartnerAnswer.SECONDARY if _match(question, key) else PartnerAnswer.PROCEED
        try:
            with transaction.atomic():
                check = PartnerCheck(
                    key=key, client_reference=client_reference, number=question.number, country=question.country,
                    document_type=question.document_type, answer=answer, at=now or clock.now(),
                )  # fmt: skip
                check.save()
                _alert_later(check)
            return check, True
        except IntegrityError:  # the same reference at the same moment: the first one stands
            earlier = PartnerCheck.objects.get(key=key, client_reference=client_reference)
    if (earlier.number, earlier.country, earlier.document_type) != (
        question.number, question.country, question.document_type,
    ):  # fmt: skip
        raise Conflict(
            "reference_used",
            _("This client_reference stands for another document already. Give every check a reference of its own."),
        )
    return earlier, False


def find_check(*, key: PartnerKey, client_reference: str) -> PartnerCheck | None:
    """An earlier check of this very key."""
    return PartnerCheck.objects.filter(key=key, client_reference=client_reference).first()


def _match(question: Question, key: PartnerKey) -> list[tuple[str, str]]:
    world = World.objects.filter(is_current=True).first()
    scope = Q(world_id=world.pk if world else 0, world__isnull=False)
    country = key.organisation.country
    return list_bureaus(
        matches=find_matches(scope=scope, question=question, partner_country=country), partner_country=country
    )


def _alert_later(check: PartnerCheck) -> None:
    from sandbox.tasks import alert_bureaus  # the task calls back into this module

    transaction.on_commit(lambda: alert_bureaus.enqueue(check.pk))


def alert_about(*, check: PartnerCheck, now: datetime | None = None) -> int:
    """Tell the bureaus whom a check concerns; how many alerts there are. Safe to repeat; none for a check without a match."""
    question = write_question(number=check.number, country=check.country, document_type=check.document_type)
    bureaus = _match(question, check.key)
    PartnerAlert.objects.bulk_create(
        [
            PartnerAlert(check_made=check, bureau=bureau, record=record, at=now or clock.now())
            for bureau, record in bureaus
        ],
        ignore_conflicts=True,
    )
    return len(bureaus)
