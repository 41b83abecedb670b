"""The demo college is built through the domain functions, and a second run keeps what people did."""

from collections.abc import Callable

import pytest
from django.core.management import call_command
from django.test import Client

from certification.models import Certificate
from certification.queries import list_certificates
from college.accounts.models import User
from college.core.domain.audit import verify_chain
from college.core.models import AuditChain
from college.demo.builders.college import build_college
from college.demo.people import PASSWORD, PEOPLE
from college.home.models import StandardPage
from courses.domain.progress import open_lesson
from courses.models import (
    Attempt,
    CourseCompletion,
    CoursePage,
    Enrolment,
    LessonEdition,
    LessonPage,
    LessonProgress,
    Question,
    QuestionVersion,
)
from sandbox.domain.catalogue import SCENARIOS
from sandbox.models import Exercise, Run

MODELS = [Attempt, Certificate, CourseCompletion, CoursePage, Enrolment, Exercise, LessonEdition, LessonPage, LessonProgress,
          Question, QuestionVersion, Run, StandardPage, User]  # fmt: skip


@pytest.mark.django_db
def test_the_demo_college(client: Client, django_capture_on_commit_callbacks: Callable[..., object]) -> None:
    steps: list[str] = []
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        build_college(tell=steps.append, documents=200)
    assert steps[-1] == "Done"
    levels = [
        (level, CoursePage.objects.filter(level=level).count())
        for level in ("introductory", "intermediate", "industry")
    ]
    assert levels == [("introductory", 3), ("intermediate", 3), ("industry", 1)]
    for course in CoursePage.objects.all():
        assert LessonPage.objects.child_of(course).live().count() >= 4, course
        assert Question.objects.filter(course=course, use="quiz").count() >= 15, course
    tomas = User.objects.get(email="tomas.okoro@police.tolvaria.example")
    assert [certificate.printed_name for certificate in list_certificates(tomas)] == ["Tomás Okoro"]
    assert Certificate.objects.count() == 1
    assert client.login(email=tomas.email, password=PASSWORD)
    assert [verify_chain(chain.name) for chain in AuditChain.objects.all()] == [None] * AuditChain.objects.count()

    # What somebody does between two builds stays.
    nour = User.objects.get(email="nour.elhadi@velmora.example")
    lesson = LessonPage.objects.filter(path__startswith=CoursePage.objects.get(level="introductory", position=1).path)[
        1
    ]
    open_lesson(learner=nour, edition=LessonEdition.objects.get(lesson_key=lesson.key))
    page = StandardPage.objects.get(slug="about")
    page.title = "About us, as edited"
    page.save_revision().publish()
    before = {model: model.objects.count() for model in MODELS}
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        build_college(tell=steps.append, documents=200)
    assert {model: model.objects.count() for model in MODELS} == before
    assert StandardPage.objects.get(slug="about").title == "About us, as edited"


@pytest.mark.django_db
def test_the_demo_page_shows_a_code_for_staff_alone(client: Client) -> None:
    rows = client.get("/demo/").context["people"]
    assert [bool(row["code"]) for row in rows] == [person.is_staff for person in PEOPLE]


def test_names_of_the_demo_are_unique() -> None:
    assert len({person.email for person in PEOPLE}) == len(PEOPLE)
    assert all(person.email.endswith(".example") for person in PEOPLE)


@pytest.mark.django_db
def test_scenarios_load_once(capsys: pytest.CaptureFixture[str]) -> None:
    slugs = [path.stem for path in sorted(SCENARIOS.glob("*.yaml"))]
    assert {"passport-control", "purple-notice", "practice-desk", "partner-desk"} <= set(slugs)
    call_command("load_scenarios")
    call_command("load_scenarios")
    assert capsys.readouterr().out.splitlines() == [
        *(f"{slug}: version 1 (new)" for slug in slugs),
        *(f"{slug}: version 1" for slug in slugs),
    ]  # fmt: skip
