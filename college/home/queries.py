"""What the dashboard and the front page show, composed from the apps below."""

from dataclasses import dataclass

from certification.queries import list_certificates
from courses.queries.enrolment import count_decidable
from courses.queries.progress import NextStep, ProgrammeOverview, next_step, read_own_overview
from courses.rules import list_taught
from django.db.models import Count, Q

from college.accounts.models import User
from college.organisations.models import Organisation
from college.organisations.queries import list_managed
from courses.enums import EnrolmentState
from courses.models import Programme


@dataclass(frozen=True, slots=True)
class Dashboard:
    """Everything on a person's first page."""

    step: NextStep
    overview: ProgrammeOverview
    certificates: list[object]
    managed: list[Organisation]
    requests_waiting: int
    courses_taught: int


def read_dashboard(person: User) -> Dashboard:
    """The dashboard of one person. The number of queries does not grow with courses or lessons."""
    overview = read_own_overview(person)
    managed = list(list_managed(person))
    return Dashboard(
        step=next_step(person, overview),
        overview=overview,
        certificates=list(list_certificates(person)),
        managed=managed,
        requests_waiting=count_decidable(person) if managed or person.is_staff else 0,
        courses_taught=list_taught(person).count() if person.is_staff else 0,
    )


def read_programmes() -> list[Programme]:
    """Programmes with the number of people admitted, for the front page."""
    return list(
        Programme.objects.annotate(
            learners=Count("enrolments", filter=Q(enrolments__state=EnrolmentState.ADMITTED))
        ).order_by("title")
    )
