"""What is published: courses with their lessons, exercises and quiz. The same for everyone, so read once for many requests.

Each process keeps it for a few seconds. Within a process a change shows at once (`receivers` calls `forget_outline`), in
another after `KEPT_SECONDS` at most; that needs no shared cache, and none can serve anything stale for longer. The outline
holds the courses of every audience: it is for queries, which choose by `list_audiences`, and never for a template.
"""

import time
from dataclasses import dataclass
from uuid import UUID

from django.db.models import F, OuterRef, Subquery

from courses.enums import Level
from courses.models import CourseExercise, CoursePage, LessonEdition, LessonPage, Quiz

KEPT_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class LessonOutline:
    """A published lesson with its latest edition."""

    key: UUID
    slug: str
    title: str
    minutes: int
    summary: str
    edition_id: int
    edition_digest: str
    edition_course_key: UUID


@dataclass(frozen=True, slots=True)
class ExerciseOutline:
    slug: str
    title: str
    summary: str
    audience: str


@dataclass(frozen=True, slots=True)
class QuizOutline:
    id: int
    title: str
    draw_count: int
    pass_mark: int
    minutes: int


@dataclass(frozen=True, slots=True)
class CourseOutline:
    """A published course with its parts, in their order."""

    id: int
    key: UUID
    slug: str
    title: str
    level: str
    position: int
    is_required: bool
    audience: str
    minutes: int
    summary: str
    path: str
    url_path: str
    programme_id: int
    programme_slug: str
    lessons: tuple[LessonOutline, ...]
    exercises: tuple[ExerciseOutline, ...]
    quiz: QuizOutline | None


_COURSE_FIELDS = (
    "id", "key", "slug", "title", "level", "position", "is_required", "audience", "minutes", "summary", "path", "url_path",
    "programme_id",
)  # fmt: skip
_kept: tuple[float, tuple[CourseOutline, ...]] | None = None


def read_outline() -> tuple[CourseOutline, ...]:
    """Every published course, by level and place. No query while it is kept, four otherwise."""
    global _kept  # noqa: PLW0603 - one value of the process, replaced as a whole
    kept = _kept
    if kept is None or time.monotonic() - kept[0] > KEPT_SECONDS:
        kept = (time.monotonic(), _build())
        _kept = kept
    return kept[1]


def forget_outline() -> None:
    """Something was published, moved, changed or taken away in this process."""
    global _kept  # noqa: PLW0603
    _kept = None


def _build() -> tuple[CourseOutline, ...]:
    lessons, exercises, quizzes = _read_lessons(), _read_exercises(), _read_quizzes()
    levels = list(Level.values)
    rows = CoursePage.objects.filter(live=True).values(*_COURSE_FIELDS, programme_slug=F("programme__slug"))
    courses = [
        CourseOutline(
            **row,
            lessons=tuple(lessons.get(row["path"], ())),
            exercises=tuple(exercises.get(row["id"], ())),
            quiz=quizzes.get(row["id"]),
        )
        for row in rows
    ]
    return tuple(sorted(courses, key=lambda course: (levels.index(course.level), course.position, course.title)))


def _read_lessons() -> dict[str, list[LessonOutline]]:
    """Published lessons that have an edition, by their course's tree path."""
    editions = LessonEdition.objects.filter(lesson_key=OuterRef("key")).order_by("-number")
    rows = (
        LessonPage.objects.filter(live=True)
        .annotate(
            edition_id=Subquery(editions.values("pk")[:1]),
            edition_digest=Subquery(editions.values("digest")[:1]),
            edition_course_key=Subquery(editions.values("course_key")[:1]),
        )
        .filter(edition_id__isnull=False)
        .order_by("path")
        .values_list(
            "path", "key", "slug", "title", "minutes", "summary", "edition_id", "edition_digest", "edition_course_key"
        )
    )
    lessons: dict[str, list[LessonOutline]] = {}
    for path, *row in rows:
        lessons.setdefault(path[: -CoursePage.steplen], []).append(LessonOutline(*row))
    return lessons


def _read_exercises() -> dict[int, list[ExerciseOutline]]:
    """What courses ask for: a practice desk of a course stands in the sandbox alone."""
    asked = CourseExercise.objects.filter(exercise__is_practice=False)
    rows = asked.order_by("course_id", "sort_order", "pk").values_list(
        "course_id", "exercise__slug", "exercise__title", "exercise__summary", "exercise__audience"
    )
    exercises: dict[int, list[ExerciseOutline]] = {}
    for course_id, *row in rows:
        exercises.setdefault(course_id, []).append(ExerciseOutline(*row))
    return exercises


def _read_quizzes() -> dict[int, QuizOutline]:
    return {
        course_id: QuizOutline(id=quiz_id, title=title, draw_count=count, pass_mark=mark, minutes=minutes)
        for course_id, quiz_id, title, count, mark, minutes in Quiz.objects.values_list(
            "course_id", "id", "title", "draw_count", "pass_mark", "minutes"
        )
    }
