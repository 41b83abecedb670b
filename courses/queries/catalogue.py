"""What the public may read about the courses."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import get_language_info

from college.accounts.models import User
from courses.enums import Audience, EnrolmentState, Level
from courses.models import CourseExercise, CoursePage, LessonEdition, LessonPage, Quiz
from courses.queries.access import (
    CourseFacts,
    judge_alone,
    list_audiences,
    list_exercise_audiences,
    list_known,
    read_completions,
    read_enrolments,
    read_facts,
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


def list_catalogue(visitor: Visitor, *, states: Mapping[int, str] | None = None) -> list[CatalogueLevel]:
    """Published courses by level. Three queries for a person, none for a visitor; one less with their enrolments."""
    facts = read_facts(visitor, list_known(visitor), states=states, completions=read_completions(visitor))
    levels = [CatalogueLevel(level, [course for course in facts if course.level == level]) for level in Level]
    return [level for level in levels if level.courses]


def read_standing(visitor: Visitor, *, states: Mapping[int, str] | None = None) -> Standing:
    """How the visitor stands. One query for a person, none for anyone else, nor with their enrolments."""
    if states is None:
        states = read_enrolments(visitor)
    return Standing(
        is_signed_in=visitor.is_authenticated,
        enrolment_state=min(states.values(), default=None),  # to be admitted somewhere comes before to be waiting
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
    found = read_facts(visitor, [known for known in list_known(visitor) if known.id == course.pk])
    access = judge_alone(found[0], learner=visitor) if visitor.is_authenticated and found else None
    return {
        "lessons": list(lessons),
        "exercises": list(
            CourseExercise.objects.filter(
                course=course, exercise__audience__in=list_exercise_audiences(visitor), exercise__is_practice=False
            )
            .order_by("sort_order")
            .values("exercise__title", "exercise__summary")
        ),
        "quiz": Quiz.objects.filter(course=course).values("draw_count", "pass_mark", "minutes").first(),
        "level_label": Level(course.level).label,
        "audience_label": Audience(course.audience).label,
        "language_label": get_language_info(course.locale.language_code)["name_translated"],
        "needs_introductory": course.level != Level.INTRODUCTORY,
        "access": access,
        "learn_url": reverse("courses:course-detail", args=[course.slug]),
    }
