"""How far a person is: the same few queries for one course or for all of a programme."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from college.accounts.models import User
from courses.enums import AttemptState, EnrolmentState, LessonState, Level
from courses.models import Attempt, Enrolment, ExercisePass, LessonProgress, Programme
from courses.queries.access import (
    CourseAccess,
    CourseFacts,
    judge,
    list_known,
    read_completions,
    read_enrolments,
    read_facts,
)
from courses.queries.outline import LessonOutline


@dataclass(frozen=True, slots=True)
class LessonItem(LessonOutline):
    """A lesson in its place, and where the person is in it."""

    last_block_id: str | None
    seen_at: datetime | None
    completed_at: datetime | None

    @property
    def state(self) -> LessonState:
        if self.completed_at:
            return LessonState.DONE
        return LessonState.IN_PROGRESS if self.seen_at else LessonState.NOT_STARTED


@dataclass(frozen=True, slots=True)
class ExerciseItem:
    """A sandbox exercise of a course; `score` is None until it is passed."""

    course_id: int
    slug: str
    title: str
    summary: str
    score: int | None


@dataclass(frozen=True, slots=True)
class QuizItem:
    """A course's quiz; `best_score` is None until an attempt is finished."""

    course_id: int
    title: str
    draw_count: int
    pass_mark: int
    minutes: int
    best_score: int | None
    is_passed: bool
    is_open: bool


@dataclass(frozen=True, slots=True)
class CourseProgress:
    """A course with all its parts and what one person has done of them."""

    access: CourseAccess
    lessons: list[LessonItem]
    exercises: list[ExerciseItem]
    quiz: QuizItem | None

    @property
    def course(self) -> CourseFacts:
        return self.access.course

    @property
    def total(self) -> int:
        return len(self.lessons) + len(self.exercises) + (self.quiz is not None)

    @property
    def left(self) -> list[str]:
        """Titles of what is not done yet, in the course's order."""
        titles = [lesson.title for lesson in self.lessons if not lesson.completed_at]
        titles += [exercise.title for exercise in self.exercises if exercise.score is None]
        if self.quiz is not None and not self.quiz.is_passed:
            titles.append(self.quiz.title)
        return titles

    @property
    def done(self) -> int:
        return self.total - len(self.left)

    @property
    def is_completed(self) -> bool:
        """Completed once and for all; parts that were added later may still be left."""
        return self.course.completed_at is not None

    @property
    def locked_reason(self) -> str:
        return self.access.reason

    @property
    def url(self) -> str:
        return reverse("courses:course-detail", args=[self.course.slug])


@dataclass(frozen=True, slots=True)
class LevelProgress:
    """The courses of one level."""

    level: Level
    courses: list[CourseProgress]

    @property
    def required(self) -> list[CourseProgress]:
        return [item for item in self.courses if item.course.is_required]

    @property
    def done(self) -> int:
        return sum(item.is_completed for item in self.required)

    @property
    def total(self) -> int:
        return len(self.required)

    @property
    def is_completed(self) -> bool:
        return self.total > 0 and self.done == self.total


@dataclass(frozen=True, slots=True)
class ProgrammeOverview:
    """A person's way through a programme. `enrolment_state` is None without a request."""

    programme: Programme | None
    enrolment_state: str | None
    levels: list[LevelProgress] = field(default_factory=list)

    @property
    def courses(self) -> list[CourseProgress]:
        return [course for level in self.levels for course in level.courses]


@dataclass(frozen=True, slots=True)
class NextStep:
    """The one thing to do next: the button's `label`, what it leads to, and why."""

    label: str
    title: str
    url: str
    reason: str


_UNSEEN = (None, None, None)


def list_lessons(*, learner: User, courses: list[CourseFacts]) -> dict[int, list[LessonItem]]:
    """Published lessons by their course's id, in their order, with the person's place in each. One query."""
    progress = LessonProgress.objects.filter(learner_id=learner.pk)
    if len(courses) == 1:
        progress = progress.filter(lesson_key__in=[lesson.key for lesson in courses[0].lessons])
    rows = progress.values_list("lesson_key", "last_block_id", "seen_at", "completed_at")
    places = {row[0]: row[1:] for row in rows}
    return {
        course.id: [
            LessonItem(
                lesson.key, lesson.slug, lesson.title, lesson.minutes, lesson.summary, lesson.edition_id,
                lesson.edition_digest, lesson.edition_course_key, *places.get(lesson.key, _UNSEEN),
            )
            for lesson in course.lessons
        ]
        for course in courses
    }  # fmt: skip


def _read_passes(*, learner: User, courses: list[CourseFacts]) -> dict[str, int]:
    """Scores by exercise. One query, none when no course has an exercise."""
    if not any(course.exercises for course in courses):
        return {}
    return dict(ExercisePass.objects.filter(learner_id=learner.pk).values_list("exercise_slug", "score"))


def _list_quizzes(*, learner: User, courses: list[CourseFacts]) -> dict[int, QuizItem]:
    """The courses' quizzes by course id, with the person's best. One query, none when no course has a quiz."""
    quizzes = {course.id: course.quiz for course in courses if course.quiz is not None}
    attempts: dict[int, list[Mapping[str, Any]]] = {}
    if quizzes:
        mine = Attempt.objects.filter(learner_id=learner.pk).order_by()
        if len(quizzes) == 1:
            mine = mine.filter(quiz__in=[quiz.id for quiz in quizzes.values()])
        for row in mine.values("quiz_id", "state", "score", "is_passed"):
            attempts.setdefault(row["quiz_id"], []).append(row)
    items = {}
    for course_id, quiz in quizzes.items():
        rows = attempts.get(quiz.id, [])
        items[course_id] = QuizItem(
            course_id, quiz.title, quiz.draw_count, quiz.pass_mark, quiz.minutes,
            best_score=max((row["score"] for row in rows if row["score"] is not None), default=None),
            is_passed=any(row["is_passed"] for row in rows),
            is_open=any(row["state"] == AttemptState.OPEN for row in rows),
        )  # fmt: skip
    return items


def read_progress(
    *, learner: User, accesses: list[CourseAccess], completions: dict[UUID, datetime] | None = None
) -> list[CourseProgress]:
    """Each course with its lessons, exercises and quiz as the person stands to them. Four queries for any number.

    Three with `completions`, where the caller has read them.
    """
    done = read_completions(learner) if completions is None else completions
    accesses = [
        replace(access, course=replace(access.course, completed_at=done.get(access.course.key))) for access in accesses
    ]
    courses = [access.course for access in accesses]
    lessons = list_lessons(learner=learner, courses=courses)
    scores = _read_passes(learner=learner, courses=courses)
    quizzes = _list_quizzes(learner=learner, courses=courses)
    return [
        CourseProgress(
            access=access,
            lessons=lessons[access.course.id],
            exercises=[
                ExerciseItem(
                    access.course.id, exercise.slug, exercise.title, exercise.summary, scores.get(exercise.slug)
                )
                for exercise in access.course.exercises
            ],
            quiz=quizzes.get(access.course.id),
        )
        for access in accesses
    ]


def programme_overview(
    learner: User, programme: Programme, *, states: Mapping[int, str] | None = None
) -> ProgrammeOverview:
    """Levels, courses and what is done and left in each, in as many queries for one course as for all.

    `states`: the person's enrolments, where the caller has read them.
    """
    if states is None:
        states = read_enrolments(learner)
    known = [course for course in list_known(learner) if course.programme_id == programme.pk]
    completions = read_completions(learner)
    facts = read_facts(learner, known, states=states, completions=completions)
    missing = [
        course.title
        for course in facts
        if course.level == Level.INTRODUCTORY and course.is_required and course.completed_at is None
    ]
    accesses = [judge(course, missing=missing) for course in facts]
    items = read_progress(learner=learner, accesses=accesses, completions=completions)
    levels = [
        LevelProgress(level=level, courses=[item for item in items if item.course.level == level]) for level in Level
    ]
    return ProgrammeOverview(
        programme=programme,
        enrolment_state=states.get(programme.pk),
        levels=[level for level in levels if level.courses],
    )


def next_step(learner: User, overview: ProgrammeOverview | None = None) -> NextStep:
    """What the person does next. Give the overview where there is one; otherwise six queries."""
    if overview is None:
        overview = read_own_overview(learner)
    if overview.enrolment_state is None:
        return NextStep(
            _("Ask to enrol"), _("Your place at the college"), reverse("courses:enrol"),
            _("Courses open when you are admitted. It takes two minutes to ask."),
        )  # fmt: skip
    if overview.enrolment_state == EnrolmentState.REQUESTED:
        return NextStep(
            _("See your request"), _("Your request is being decided"), reverse("courses:enrol"),
            _("We will write to you when it is decided."),
        )  # fmt: skip
    # Industry modules stand beside the two levels: they are offered last.
    open_courses = [item for item in overview.courses if item.access.is_open and item.left and not item.is_completed]
    if not open_courses:
        return NextStep(
            _("See your certificates"), _("Everything that is open to you is done"), reverse("certification:mine"),
            _("Certificates are issued when both levels are complete."),
        )  # fmt: skip
    current = max(
        open_courses,
        key=lambda item: max((lesson.seen_at.timestamp() for lesson in item.lessons if lesson.seen_at), default=0.0),
    )
    return step_in_course(current)


def read_own_overview(learner: User) -> ProgrammeOverview:
    enrolment = (
        Enrolment.objects.filter(learner=learner, state__in=[EnrolmentState.REQUESTED, EnrolmentState.ADMITTED])
        .select_related("programme")
        .order_by("-requested_at")
        .first()
    )
    if enrolment is None:
        return ProgrammeOverview(programme=None, enrolment_state=None)
    return programme_overview(learner, enrolment.programme, states={enrolment.programme_id: enrolment.state})


def step_in_course(item: CourseProgress) -> NextStep:
    """The lesson one stopped in, else the first that is not done, then the exercises, then the quiz."""
    reason = _("%(course)s – %(done)s of %(total)s done") % {
        "course": item.course.title, "done": item.done, "total": item.total,
    }  # fmt: skip
    numbered = [(place, lesson) for place, lesson in enumerate(item.lessons, 1) if not lesson.completed_at]
    if numbered:
        started = [(lesson.seen_at, place, lesson) for place, lesson in numbered if lesson.seen_at]
        place, lesson = max(started, key=lambda row: row[0])[1:] if started else numbered[0]
        title = _("Lesson %(number)s, %(title)s") % {"number": place, "title": lesson.title}
        url = reverse("courses:lesson-detail", args=[item.course.slug, lesson.slug])
        return NextStep(_("Continue") if item.done or started else _("Start"), title, url, reason)
    for exercise in item.exercises:
        if exercise.score is None:
            url = reverse("courses:exercise-detail", args=[item.course.slug, exercise.slug])
            return NextStep(_("Go to the exercise"), exercise.title, url, reason)
    title = item.quiz.title if item.quiz else item.course.title
    return NextStep(_("Go to the quiz"), title, reverse("courses:quiz-detail", args=[item.course.slug]), reason)
