"""A course asks of a person the exercises that are meant for their side, everywhere alike."""

import pytest
from django.urls import reverse

from college.organisations.domain.organisation import add_member
from courses.domain.completion import record_exercise_pass
from courses.domain.enrolment import decide_enrolment, request_enrolment
from courses.models import CourseCompletion, LessonPage
from courses.queries.access import find_programme
from courses.queries.progress import next_step, programme_overview
from sandbox.models import Exercise, ExercisePermit
from tests.courses.study.conftest import finish_course

RUN = "00000000-0000-4000-8000-000000000001"


@pytest.fixture
def course(make_course):
    for slug, audience in (("for-police", "law_enforcement"), ("for-partners", "private"), ("for-all", "everyone")):
        Exercise.objects.create(slug=slug, title=slug.capitalize(), summary="Do it.", audience=audience)
    return make_course("one", exercises=["for-police", "for-partners", "for-all"])


@pytest.fixture
def partner(eve, bea, company, programme):
    """Eve, admitted through her company."""
    add_member(person=eve, organisation=company, actor=None)
    enrolment = request_enrolment(learner=eve, programme=programme, organisation=company)
    decide_enrolment(enrolment=enrolment, is_admitted=True, actor=bea)
    return eve


@pytest.mark.parametrize(("side", "own", "other"), [("student", "for-police", "for-partners"), ("partner", "for-partners", "for-police")])  # fmt: skip
def test_each_side_is_asked_for_its_own(request, course, signed_in, side, own, other):
    person = request.getfixturevalue(side)
    overview = programme_overview(person, find_programme())
    assert [exercise.slug for exercise in overview.courses[0].exercises] == [own, "for-all"]
    client = signed_in(person)
    page = client.get(reverse("courses:course-detail", args=["one"])).content.decode()
    assert own.capitalize() in page
    assert other.capitalize() not in page
    assert client.get(reverse("courses:exercise-detail", args=["one", own])).status_code == 200
    for method in (client.get, client.post):
        assert method(reverse("courses:exercise-detail", args=["one", other])).status_code == 404
    assert not ExercisePermit.objects.filter(learner=person, exercise__slug=other).exists()


@pytest.mark.parametrize(("side", "own"), [("student", "for-police"), ("partner", "for-partners")])
def test_each_side_completes_with_its_own(request, course, side, own):
    person = request.getfixturevalue(side)
    assert LessonPage.objects.child_of(course).count() == 1
    finish_course(person, course)
    assert not CourseCompletion.objects.filter(learner=person).exists()
    assert own in next_step(person).url
    record_exercise_pass(learner=person, exercise_slug=own, run_id=RUN, score=80)
    assert not CourseCompletion.objects.filter(learner=person).exists()
    record_exercise_pass(learner=person, exercise_slug="for-all", run_id=RUN, score=80)
    assert CourseCompletion.objects.get(learner=person).course_key == course.key


def test_which_exercises_are_asked_costs_no_query(course, student, django_assert_num_queries):
    programme = find_programme()
    programme_overview(student, programme)
    with django_assert_num_queries(5):
        programme_overview(student, programme)
