"""Reads about requests and places."""

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from college.accounts.models import User
from college.organisations.enums import MembershipRole
from college.organisations.models import Organisation
from courses.enums import EnrolmentState
from courses.models import Enrolment, Programme
from courses.rules import may_decide_for_college


def find_live(*, learner: User, programme: Programme) -> Enrolment | None:
    """The person's open request or place in the programme."""
    return (
        Enrolment.objects.filter(
            learner=learner, programme=programme, state__in=[EnrolmentState.REQUESTED, EnrolmentState.ADMITTED]
        )
        .select_related("programme", "organisation")
        .first()
    )


def find_latest(*, learner: User, programme: Programme) -> Enrolment | None:
    """The person's latest request, whatever became of it."""
    return (
        Enrolment.objects.filter(learner=learner, programme=programme)
        .select_related("programme", "organisation")
        .order_by("-requested_at")
        .first()
    )


def list_decidable(person: User) -> QuerySet[Enrolment]:
    """Requests and past decisions that the person may see as one who decides: those waiting first, oldest first.

    College staff see all; managers those who named their verified organisation. Nobody sees their own.
    """
    enrolments = Enrolment.objects.exclude(learner=person).select_related("learner", "programme", "organisation")
    if not may_decide_for_college(person):
        managed = Organisation.objects.filter(
            memberships__person=person, memberships__role=MembershipRole.MANAGER, verified_at__isnull=False
        )
        enrolments = enrolments.filter(organisation__in=managed) if person.is_active else enrolments.none()
    waiting_first = Case(
        When(state=EnrolmentState.REQUESTED, then=Value(0)), default=Value(1), output_field=IntegerField()
    )
    return enrolments.annotate(group=waiting_first).order_by("group", "requested_at", "pk")


def has_requests_to_decide(person: User) -> bool:
    """Whether the person decides about requests at all: shows the way there."""
    if may_decide_for_college(person):
        return True
    return Organisation.objects.filter(
        Q(memberships__person=person, memberships__role=MembershipRole.MANAGER), verified_at__isnull=False
    ).exists()
