"""Asking for a place in a programme, and the decision."""

from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from college.accounts.models import User
from college.core import clock
from college.core.domain.audit import record_audit
from college.core.errors import CollegeError, Conflict, NotPermitted
from college.core.mail import send_mail_from_template
from college.organisations.domain.organisation import add_member
from college.organisations.models import Organisation
from college.organisations.queries import find_agency_by_address, list_managers
from courses.enums import EnrolmentState
from courses.models import Enrolment, Programme
from courses.rules import may_decide_enrolment, may_withdraw_enrolment
from sandbox.domain.runs import grant_practice

LIVE = (EnrolmentState.REQUESTED, EnrolmentState.ADMITTED)
WORKING_DAYS = 5


def compute_due(requested_at: datetime) -> datetime:
    """When a request should be decided: five working days later (Monday to Friday)."""
    due, left = requested_at, WORKING_DAYS
    while left:
        due += timedelta(days=1)
        left -= due.weekday() < 5
    return due


def find_own_agency(learner: User) -> Organisation | None:
    """The verified agency that vouches for the person through a verified address of theirs; only for law enforcement."""
    if not learner.is_law_enforcement:
        return None
    addresses = EmailAddress.objects.filter(user=learner, verified=True).order_by("-primary", "pk")
    for address in addresses.values_list("email", flat=True):
        agency = find_agency_by_address(address)
        if agency is not None:
            return agency
    return None


def request_enrolment(*, learner: User, programme: Programme, organisation: Organisation | None = None,
                      organisation_name: str = "", motivation: str = "", now: datetime | None = None) -> Enrolment:  # fmt: skip
    """Ask for a place. A request or place that the person already has is returned as it is.

    Law enforcement with a verified address of a verified agency is admitted at once and becomes its member; everyone
    else waits. Side effects: mail to the applicant, and to the organisation's managers when they decide; audited.
    Raises CollegeError for an organisation that is not verified or of another sector.
    """
    moment = now or clock.now()
    try:
        with transaction.atomic():
            existing = Enrolment.objects.filter(learner=learner, programme=programme, state__in=LIVE).first()
            if existing is not None:
                return existing
            agency = find_own_agency(learner)
            _check_organisation(learner=learner, organisation=organisation)
            enrolment = Enrolment.objects.create(
                learner=learner,
                programme=programme,
                organisation=agency or organisation,
                organisation_name="" if agency or organisation else organisation_name.strip(),
                motivation=motivation.strip(),
                requested_at=moment,
            )
            if agency is not None:
                _admit(enrolment=enrolment, actor=None, reason="", now=moment)
            else:
                _announce_request(enrolment)
            record_audit(
                actor=learner, verb="enrolment.requested", subject=enrolment, chain="courses",
                data={"programme": programme.slug, "state": enrolment.state}, now=moment,
            )  # fmt: skip
            return enrolment
    except IntegrityError:
        # Another request of the same person came first: it is the one.
        return Enrolment.objects.get(learner=learner, programme=programme, state__in=LIVE)


@transaction.atomic
def decide_enrolment(*, enrolment: Enrolment, is_admitted: bool, reason: str = "", actor: User,
                     now: datetime | None = None) -> Enrolment:  # fmt: skip
    """Admit the applicant, or decline with a reason. Repeating the same decision changes nothing.

    An admitted applicant becomes a member of the organisation that they named. Side effects: mail to the applicant;
    audited without the reason. Raises NotPermitted, Conflict when it was decided otherwise or withdrawn, and
    CollegeError when a refusal has no reason.
    """
    stored = Enrolment.objects.select_for_update().get(pk=enrolment.pk)
    if not may_decide_enrolment(actor, stored):
        raise NotPermitted("enrolment_not_yours", _("This request is not yours to decide."))
    wanted = EnrolmentState.ADMITTED if is_admitted else EnrolmentState.DECLINED
    if stored.state == wanted:
        return stored
    if stored.state != EnrolmentState.REQUESTED:
        raise Conflict(
            "enrolment_decided",
            _("Nothing was changed: this request is already closed (%(state)s).")
            % {"state": EnrolmentState(stored.state).label},
        )
    if not is_admitted and not reason.strip():
        raise CollegeError("reason_missing", _("Write the reason: the applicant will read it."))
    if is_admitted:
        _admit(enrolment=stored, actor=actor, reason=reason.strip(), now=now)
    else:
        _close(enrolment=stored, state=EnrolmentState.DECLINED, actor=actor, reason=reason.strip(), now=now)
        _write_to_applicant(stored, "enrolment_declined")
    record_audit(actor=actor, verb=f"enrolment.{stored.state}", subject=stored, chain="courses", now=now)
    return stored


@transaction.atomic
def withdraw_enrolment(*, enrolment: Enrolment, actor: User, now: datetime | None = None) -> Enrolment:
    """Give up one's own request or place. What was studied is kept. Safe to repeat; audited.

    Raises NotPermitted for another person's, and for one that was declined.
    """
    stored = Enrolment.objects.select_for_update().get(pk=enrolment.pk)
    if stored.learner_id == actor.pk and stored.state == EnrolmentState.WITHDRAWN:
        return stored
    if not may_withdraw_enrolment(actor, stored):
        raise NotPermitted("enrolment_not_open", _("There is nothing to withdraw: the request is closed."))
    stored.state = EnrolmentState.WITHDRAWN
    stored.save(update_fields=["state"])
    record_audit(actor=actor, verb="enrolment.withdrawn", subject=stored, chain="courses", now=now)
    return stored


def _check_organisation(*, learner: User, organisation: Organisation | None) -> None:
    if organisation is None:
        return
    if not organisation.is_verified or organisation.sector != learner.sector:
        raise CollegeError(
            "organisation_not_open",
            _("Choose an organisation of your own sector from the list, or write its name."),
        )


def _close(
    *, enrolment: Enrolment, state: EnrolmentState, actor: User | None, reason: str, now: datetime | None
) -> None:
    enrolment.state, enrolment.decided_by, enrolment.decision_reason = state, actor, reason
    enrolment.decided_at = now or clock.now()
    enrolment.save(update_fields=["state", "decided_by", "decided_at", "decision_reason"])


def _admit(*, enrolment: Enrolment, actor: User | None, reason: str, now: datetime | None) -> None:
    _close(enrolment=enrolment, state=EnrolmentState.ADMITTED, actor=actor, reason=reason, now=now)
    if enrolment.organisation is not None:
        add_member(person=enrolment.learner, organisation=enrolment.organisation, actor=actor, now=now)
    grant_practice(learner=enrolment.learner, now=now)
    _write_to_applicant(enrolment, "enrolment_admitted")


def _write_to_applicant(enrolment: Enrolment, template: str) -> None:
    send_mail_from_template(
        to=enrolment.learner.email,
        template=template,
        context=_mail_context(enrolment) | {"address": settings.BASE_URL + reverse("courses:enrol")},
        language=enrolment.learner.language,
    )


def _announce_request(enrolment: Enrolment) -> None:
    _write_to_applicant(enrolment, "enrolment_received")
    if enrolment.organisation is None:
        return
    for manager in list_managers(enrolment.organisation):
        send_mail_from_template(
            to=manager.email,
            template="enrolment_waiting",
            context=_mail_context(enrolment)
            | {
                "manager": manager,
                "address": settings.BASE_URL + reverse("courses:enrolment-decide", args=[enrolment.pk]),
            },
            language=manager.language,
        )


def _mail_context(enrolment: Enrolment) -> dict[str, object]:
    return {
        "enrolment": enrolment,
        "programme": enrolment.programme,
        "due_at": compute_due(enrolment.requested_at),
        "site_name": settings.SITE_NAME,
    }
