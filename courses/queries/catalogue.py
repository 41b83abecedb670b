"""What the public may read about the courses."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import get_language_info

from college.accounts.models import User
from courses.enums import Audience, EnrolmentState, Level
from courses.models import CourseExercise, CoursePage, Enrolment, LessonEdition, LessonPage, Quiz
from courses.queries.access import (
    CourseFacts,
    judge,
    list_audiences,
    list_missing_introductory,
    read_facts,
    select_courses,
)

Visitor = User | AnonymousUser


@dataclass(frozen=True, slots=True)
class CatalogueLevel:
    """The courses of one level that the visitor may know of, in their order."""

    level: Level
    courses: list[CourseFacts]

    @property
    def minutes(self) -> int:
        return sum(course.minutes for course in self.courses)


@dataclass(frozen=True, slots=True)
class Standing:
    """How a visitor stands to the college: what the enrol button says."""

    is_signed_in: bool
    enrolment_state: str | None
    hides_courses: bool

    @property
    def is_admitted(self) -> bool:
        return self.enrolment_state == EnrolmentState.ADMITTED

    @property
    def is_waiting(self) -> bool:
        return self.enrolment_state == EnrolmentState.REQUESTED


def list_catalogue(visitor: Visitor) -> list[CatalogueLevel]:
    """Published courses by level. One query."""
    facts = read_facts(select_courses(visitor))
    levels = [CatalogueLevel(level, [course for course in facts if course.level == level]) for level in Level]
    return [level for level in levels if level.courses]


def read_standing(visitor: Visitor) -> Standing:
    """How the visitor stands. One query for a person, none for anyone else."""
    state = None
    if visitor.is_authenticated:
        state = (
            Enrolment.objects.filter(
                learner_id=visitor.pk, state__in=[EnrolmentState.REQUESTED, EnrolmentState.ADMITTED]
            )
            .order_by("state")
            .values_list("state", flat=True)
            .first()
        )
    return Standing(
        is_signed_in=visitor.is_authenticated,
        enrolment_state=state,
        hides_courses=Audience.LAW_ENFORCEMENT not in list_audiences(visitor),
    )


def describe_course(course: CoursePage, visitor: Visitor) -> dict[str, Any]:
    """The context of a course's public page: its parts by title, what must come first, and the one thing to do."""
    has_edition = LessonEdition.objects.filter(lesson_key=OuterRef("key"))
    lessons = (
        LessonPage.objects.filter(Exists(has_edition), live=True, depth=course.depth + 1, path__startswith=course.path)
        .order_by("path")
        .values("title", "minutes", "summary")
    )
    found = read_facts(select_courses(visitor).filter(pk=course.pk))
    access = None
    if visitor.is_authenticated and found:
        is_first = course.level == Level.INTRODUCTORY or found[0].is_introduced
        missing = [] if is_first else list_missing_introductory(learner=visitor, programme_id=course.programme_id)
        access = judge(found[0], missing=missing)
    return {
        "lessons": list(lessons),
        "exercises": list(
            CourseExercise.objects.filter(course=course).order_by("sort_order").values("exercise__title", "exercise__summary")
        ),
        "quiz": Quiz.objects.filter(course=course).values("draw_count", "pass_mark", "minutes").first(),
        "level_label": Level(course.level).label,
        "audience_label": Audience(course.audience).label,
        "language_label": get_language_info(course.locale.language_code)["name_translated"],
        "needs_introductory": course.level != Level.INTRODUCTORY,
        "access": access,
        "learn_url": reverse("courses:course-detail", args=[course.slug]),
    }
