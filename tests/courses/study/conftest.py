"""A small college: a programme, courses of each level, lessons with and without a knowledge check."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from wagtail.models import Page, Site

from college.accounts.models import User
from college.home.models import HomePage
from college.organisations.domain.organisation import add_member, register_organisation, verify_organisation
from college.organisations.models import Organisation
from courses.domain.authoring import (
    CourseText,
    LessonText,
    ensure_catalogue,
    ensure_programme,
    save_course,
    save_lesson,
)
from courses.domain.enrolment import request_enrolment
from courses.domain.progress import finish_lesson
from courses.domain.questions import save_question
from courses.domain.quizzes import save_quiz
from courses.enums import AttemptState
from courses.models import Attempt, CataloguePage, CoursePage, LessonEdition, LessonPage, Programme, Question, Quiz
from sandbox.models import Exercise
from tests.conftest import make_person


@pytest.fixture
def catalogue(db: None) -> CataloguePage:
    home = HomePage(title="Home", slug="college", heading="The college", introduction="Welcome.")
    Page.objects.get(depth=1).add_child(instance=home)
    Site.objects.update_or_create(is_default_site=True, defaults={"hostname": "localhost", "root_page": home})
    Site.clear_site_root_paths_cache()
    return ensure_catalogue(parent=home, title="Courses", introduction="What we teach.", actor=None)


@pytest.fixture
def programme(db: None) -> Programme:
    return ensure_programme(slug="investigation", title="Investigation", summary="Two levels.", actor=None)


MakeCourse = Callable[..., CoursePage]


@pytest.fixture
def make_course(catalogue: CataloguePage, programme: Programme) -> MakeCourse:
    def make(
        slug: str, *, level: str = "introductory", audience: str = "everyone", lessons: int = 1, **options: Any
    ) -> CoursePage:
        text = CourseText(
            title=slug.replace("-", " ").capitalize(), level=level, position=options.pop("position", 1), audience=audience, minutes=90,
            summary=f"About {slug}.", about="<p>About.</p>", outcomes=["Do it."], is_required=options.pop("is_required", level != "industry"),
        )  # fmt: skip
        course = save_course(catalogue=catalogue, programme=programme, slug=slug, text=text, actor=None, **options)
        for number in range(1, lessons + 1):
            make_lesson(course, f"lesson-{number}")
        quiz = save_quiz(course=course, title=f"Quiz: {text.title}", draw_count=1, pass_mark=80, minutes=10, actor=None)
        assert quiz.course_id == course.pk
        return course

    return make


def prose(text: str) -> dict[str, Any]:
    return {"id": str(uuid4()), "type": "prose", "value": text}


def make_lesson(course: CoursePage, slug: str, *blocks: dict[str, Any]) -> LessonPage:
    body = list(blocks) or [prose(f"<h2>Of {slug}</h2><p>Words of {slug}.</p>")]
    text = LessonText(title=slug.capitalize(), minutes=10, summary=f"In {slug}.", body=body)
    return save_lesson(course=course, slug=slug, text=text, actor=None)


def make_question(course: CoursePage, key: str = "q-1", use: str = "check") -> Question:
    return save_question(
        course=course, key=key, use=use, kind="single", stem="Whose record is it?",
        content={"choices": [{"id": "a", "text": "The owner bureau's"}, {"id": "b", "text": "The finder's"}]},
        answer_key={"correct": ["a"], "feedback": {"a": "SECRET-RIGHT", "b": "SECRET-WRONG"}},
        explanation="SECRET-EXPLANATION", outcome=1, difficulty=1, actor=None,
    )  # fmt: skip


def check_block(question: Question) -> dict[str, Any]:
    return {"id": str(uuid4()), "type": "check", "value": str(question.pk)}


def latest_edition(lesson: LessonPage) -> LessonEdition:
    return LessonEdition.objects.filter(lesson_key=lesson.key).latest("number")


def pass_quiz(learner: User, course: CoursePage, score: int = 90) -> Attempt:
    """A finished attempt as it is stored."""
    from college.core import clock

    quiz = Quiz.objects.get(course=course)
    number = Attempt.objects.filter(learner=learner, quiz=quiz).count() + 1
    moment = clock.now()
    return Attempt.objects.create(
        learner=learner, quiz=quiz, number=number, seed="s", rules={}, state=AttemptState.FINISHED, started_at=moment,
        deadline_at=moment, finished_at=moment, score=score, is_passed=score >= quiz.pass_mark,
    )  # fmt: skip


def finish_course(learner: User, course: CoursePage) -> None:
    from courses.domain.completion import refresh_course_completion

    for lesson in LessonPage.objects.child_of(course):
        finish_lesson(learner=learner, edition=latest_edition(lesson))
    pass_quiz(learner, course)
    refresh_course_completion(learner=learner, course_key=course.key)


@pytest.fixture
def agency(db: None) -> Organisation:
    organisation = register_organisation(
        name="Customs of Marenia", slug="customs", sector="customs", country="QMA", actor=None
    )
    return verify_organisation(organisation=organisation, domains=["customs.example"], actor=None)


@pytest.fixture
def company(db: None) -> Organisation:
    organisation = register_organisation(
        name="Halden Brands", slug="halden", sector="private", country="QMB", actor=None
    )
    return verify_organisation(organisation=organisation, domains=["brand.example"], actor=None)


@pytest.fixture
def bea(company: Organisation) -> User:
    """Manager of the company."""
    person = make_person("Bea Okonjo", email="bea@brand.example", sector="private")
    add_member(person=person, organisation=company, role="manager", actor=None)
    return person


@pytest.fixture
def student(ada: User, agency: Organisation, programme: Programme) -> User:
    """Ada, admitted through her agency."""
    request_enrolment(learner=ada, programme=programme)
    return ada


@pytest.fixture
def exercise(db: None) -> Exercise:
    return Exercise.objects.create(slug="passport-control", title="Passport control", summary="Six travellers.")


@pytest.fixture
def signed_in() -> Callable[[User], Client]:
    def sign_in(person: User, *, second_factor: bool = False) -> Client:
        client = Client()
        client.force_login(person, backend="college.accounts.backends.PasswordBackend")
        if second_factor:
            session = client.session
            session["account_authentication_methods"] = [{"method": "mfa", "at": 0}]
            session.save()
        return client

    return sign_in
