"""Pages that show rows ask the database equally often for one row and for three."""

from collections.abc import Callable

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from certification.domain.awards import ensure_award
from certification.domain.certificates import issue_certificate
from college.accounts.models import User
from college.core import clock
from college.organisations.domain.organisation import add_member, register_organisation, verify_organisation
from college.organisations.models import Organisation
from courses.domain.enrolment import request_enrolment
from courses.domain.teaching import assign_instructor
from courses.models import CourseCompletion, Programme
from tests.conftest import make_person
from tests.courses.study.conftest import MakeCourse, agency, catalogue, make_course, pass_quiz, programme, signed_in

__all__ = ["agency", "catalogue", "make_course", "programme", "signed_in"]
SignIn = Callable[..., Client]


def count_queries(client: Client, address: str) -> int:
    """Queries of the second visit: the first may write to the session."""
    assert client.get(address).status_code == 200
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def _complete(person: User, make: MakeCourse, number: int) -> None:
    course = make(f"course-{number}", lessons=number + 1, position=number + 1)
    CourseCompletion.objects.create(
        learner=person, course_key=course.key, course_title=course.title, programme_slug=course.programme.slug,
        level="introductory", score=90, completed_at=clock.now(),
    )  # fmt: skip
    award = ensure_award(
        slug=f"award-{number}", title=f"Award {number}", wording="has done it", programme_slug=course.programme.slug,
        course_key=course.key,
    )  # fmt: skip
    issue_certificate(learner=person, award=award, actor=None)


def test_dashboard_of_a_trainee(
    make_course: MakeCourse, signed_in: SignIn, ada: User, agency: Organisation, programme: Programme
) -> None:
    request_enrolment(learner=ada, programme=programme)
    counts = []
    for number in range(3):
        _complete(ada, make_course, number)
        counts.append(count_queries(signed_in(ada), reverse("home:dashboard")))
    assert counts == [counts[0]] * 3


def test_dashboard_of_a_manager_and_own_certificates(signed_in: SignIn, make_course: MakeCourse, ada: User) -> None:
    counts = []
    for number in range(3):
        office = register_organisation(
            name=f"Office {number}", slug=f"office-{number}", sector="customs", country="QMA", actor=None
        )
        verify_organisation(organisation=office, domains=[], actor=None)
        add_member(person=ada, organisation=office, role="manager", actor=None)
        _complete(ada, make_course, number)
        client = signed_in(ada)
        counts.append(
            (count_queries(client, reverse("home:dashboard")), count_queries(client, reverse("certification:mine")))
        )
    assert counts == [counts[0]] * 3


def test_lists_of_people(
    make_course: MakeCourse, signed_in: SignIn, agency: Organisation, programme: Programme
) -> None:
    course = make_course("one")
    cy = make_person("Cy Tutor", email="cy@college.example", sector="police")
    assign_instructor(person=cy, course=course, actor=None)
    bea = make_person("Bea Manager", email="bea@elsewhere.example")
    add_member(person=bea, organisation=agency, role="manager", actor=None)
    counts = []
    for number in range(3):
        learner = make_person(f"Learner {'abc'[number]}", email=f"learner{number}@customs.example")
        request_enrolment(learner=learner, programme=programme)
        pass_quiz(learner, course)
        staff = signed_in(cy, second_factor=True)
        counts.append((
            count_queries(signed_in(bea), reverse("courses:organisation-progress", args=[agency.slug])),
            count_queries(staff, reverse("course_attempts", args=[course.pk])),
            count_queries(staff, reverse("teaching:learners", args=[course.pk])),
        ))  # fmt: skip
    assert counts == [counts[0]] * 3
