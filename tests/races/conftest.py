"""A small college whose rows are really committed, and many hands at once."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from wagtail.models import Page, Site

from certification.domain.awards import ensure_award
from certification.models import Award
from college.accounts.models import User
from college.home.models import HomePage
from college.organisations.domain.organisation import add_member, register_organisation, verify_organisation
from college.organisations.models import Organisation
from courses.domain.authoring import CourseText, ensure_catalogue, ensure_programme, save_course
from courses.domain.enrolment import request_enrolment
from courses.domain.progress import finish_lesson
from courses.domain.quizzes import save_quiz
from courses.models import CoursePage, Programme, Quiz
from tests.conftest import make_person
from tests.courses.quiz.conftest import write_question
from tests.courses.study.conftest import latest_edition, make_lesson


@dataclass
class SmallCollege:
    """One course of one lesson with its quiz, the award for it, an agency that vouches and a company that decides."""

    programme: Programme
    course: CoursePage
    quiz: Quiz
    award: Award
    company: Organisation

    def admit(self, name: str, *, is_ready: bool = True) -> User:
        """A learner who is admitted through the agency; when ready, all but the quiz is done."""
        learner = make_person(name, email=f"{name.split()[0].lower()}@customs.example")
        request_enrolment(learner=learner, programme=self.programme)
        if is_ready:
            lesson = self.course.get_children().get().specific
            finish_lesson(learner=learner, edition=latest_edition(lesson))
        return learner


@pytest.fixture
def college(transactional_db: None) -> SmallCollege:
    cache.clear()
    home = HomePage(title="Home", slug="college", heading="The college", introduction="Welcome.")
    Page.objects.get(depth=1).add_child(instance=home)
    Site.objects.update_or_create(is_default_site=True, defaults={"hostname": "localhost", "root_page": home})
    Site.clear_site_root_paths_cache()
    catalogue = ensure_catalogue(parent=home, title="Courses", introduction="What we teach.", actor=None)
    programme = ensure_programme(slug="tools", title="Tools", summary="One course.", actor=None)
    text = CourseText(
        title="Hits", level="introductory", position=1, audience="everyone", minutes=60, summary="What a hit proves.",
        about="<p>About.</p>", outcomes=["Explain a hit"], is_required=True,
    )  # fmt: skip
    course = save_course(catalogue=catalogue, programme=programme, slug="hits", text=text, actor=None)
    make_lesson(course, "one")
    for number, kind in enumerate(["single", "multiple", "numeric", "matching"] * 2, start=1):
        write_question(course, number, kind=kind)
    quiz = save_quiz(course=course, title="Quiz", draw_count=8, pass_mark=80, minutes=30, actor=None)
    award = ensure_award(
        slug="certificate", title="Certificate", wording="has done it", programme_slug="tools",
        required_levels=["introductory"],
    )  # fmt: skip
    _register("Customs of Marenia", "customs", "customs", "customs.example")
    return SmallCollege(
        programme, course, quiz, award, _register("Halden Brands", "halden", "private", "brand.example")
    )


def _register(name: str, slug: str, sector: str, domain: str) -> Organisation:
    organisation = register_organisation(name=name, slug=slug, sector=sector, country="QMA", actor=None)
    return verify_organisation(organisation=organisation, domains=[domain], actor=None)


@pytest.fixture
def manager(college: SmallCollege) -> User:
    """Bea, manager of the company."""
    person = make_person("Bea Okonjo", email="bea@brand.example", sector="private")
    add_member(person=person, organisation=college.company, role="manager", actor=None)
    return person


def at_once(count: int, act: Callable[[int], Any], *, seconds: int = 30) -> list[Any]:
    """What each of `count` threads got, each with a connection of its own, all let go at one moment. An error is a result too."""
    gate, results = threading.Barrier(count, timeout=seconds), [None] * count

    def work(number: int) -> None:
        try:
            gate.wait()
            results[number] = act(number)
        except Exception as error:  # noqa: BLE001 - the test looks at it
            results[number] = error  # type: ignore[call-overload]
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=(number,), daemon=True) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(seconds)
    assert not any(thread.is_alive() for thread in threads)
    return results
