"""A programme of two levels with two courses each, the award for both, and people at every stage."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.core.cache import cache
from wagtail.models import Page

from certification.domain.awards import ensure_award
from certification.models import Award
from college.accounts.models import User
from courses.models import CataloguePage, CourseCompletion, CoursePage, Programme

MOMENT = datetime(2026, 11, 22, 10, 30, tzinfo=UTC)
COURSES = [
    ("Police cooperation and its tools", "introductory", 1),
    ("Databases and hits", "introductory", 2),
    ("Illicit trade and organised crime", "intermediate", 1),
    ("Cultural property", "intermediate", 2),
]


@pytest.fixture(autouse=True)
def _empty_cache() -> None:
    cache.clear()


@pytest.fixture
def programme(db: None) -> Programme:
    return Programme.objects.create(title="International police tools", slug="tools", summary="Two levels.")


@pytest.fixture
def courses(programme: Programme) -> list[CoursePage]:
    catalogue = Page.get_first_root_node().add_child(instance=CataloguePage(title="Courses", slug="courses-test"))
    return [
        catalogue.add_child(
            instance=CoursePage(
                title=title, slug=f"course-{index}", programme=programme, level=level, position=position,
                minutes=60, summary="Summary.", about="<p>About.</p>",
            )
        )
        for index, (title, level, position) in enumerate(COURSES)
    ]  # fmt: skip


@pytest.fixture
def award(programme: Programme) -> Award:
    return ensure_award(
        slug="investigator-certificate",
        title="Certificate in International Police Tools and Illicit-Trade Investigation",
        wording="has completed both levels of the programme.",
        programme_slug="tools",
        required_levels=["introductory", "intermediate"],
        signatories=[("Ines Okonjo-Varga", "Director of Studies"), ("Tomas Hallgrim", "Registrar")],
    )


@pytest.fixture
def complete(courses: list[CoursePage]) -> Callable[..., None]:
    """Record that a person has completed the first `count` courses."""

    def record(learner: User, count: int = len(COURSES)) -> None:
        for day, course in enumerate(courses[:count], start=1):
            CourseCompletion.objects.create(
                learner=learner, course_key=course.key, course_title=course.title, programme_slug="tools",
                level=course.level, score=80 + day, completed_at=datetime(2026, 11, day, 9, tzinfo=UTC),
            )  # fmt: skip

    return record


@pytest.fixture
def graduate(ada: User, award: Award, complete: Callable[..., None]) -> User:
    """Ada, with both levels complete and no certificate yet."""
    complete(ada)
    return ada


@pytest.fixture
def administrator(db: None) -> User:
    from tests.conftest import make_person

    return make_person("Noor Castellan", email="noor@college.example", is_staff=True, is_superuser=True)
