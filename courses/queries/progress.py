"""How far a person is: the same few queries for one course or for all of a programme."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from college.accounts.models import User
from courses.enums import AttemptState, EnrolmentState, LessonState, Level
from courses.models import (
    Attempt,
    CourseExercise,
    CoursePage,
    Enrolment,
    ExercisePass,
    LessonEdition,
    LessonPage,
    LessonProgress,
    Programme,
    Quiz,
)
from courses.queries.access import CourseAccess, CourseFacts, judge, read_facts, select_courses

LEAF = CoursePage.steplen


@dataclass(frozen=True, slots=True)
class LessonItem:
    """A lesson in its place, and where the person is in it."""

    key: UUID
    slug: str
    title: str
    minutes: int
    summary: str
    edition_id: int
    edition_digest: str
    path: str
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


def list_lessons(*, learner: User, courses: list[CourseFacts]) -> dict[str, list[LessonItem]]:
    """Published lessons by their course's tree path, in their order, with the person's place in each. One query."""
    progress = LessonProgress.objects.filter(learner_id=learner.pk, lesson_key=OuterRef("key"))
    editions = LessonEdition.objects.filter(lesson_key=OuterRef("key")).order_by("-number")
    lessons = LessonPage.objects.filter(live=True)
    if len(courses) == 1:
        lessons = lessons.filter(path__startswith=courses[0].path)
    by_course: dict[str, list[LessonItem]] = {course.path: [] for course in courses}
    rows = (
        lessons.annotate(
            edition_id=Subquery(editions.values("pk")[:1]),
            edition_digest=Subquery(editions.values("digest")[:1]),
            last_block_id=Subquery(progress.values("last_block_id")[:1]),
            seen_at=Subquery(progress.values("seen_at")[:1]),
            completed_at=Subquery(progress.values("completed_at")[:1]),
        )
        .order_by("path")
        .values_list(
            "key", "slug", "title", "minutes", "summary", "edition_id", "edition_digest", "path", "last_block_id",
            "seen_at", "completed_at",
        )
    )
    for row in rows:
        lesson = LessonItem(*row)
        if lesson.edition_id is not None and lesson.path[:-LEAF] in by_course:
            by_course[lesson.path[:-LEAF]].append(lesson)
    return by_course


def _list_exercises(*, learner: User, course_ids: list[int]) -> list[ExerciseItem]:
    passes = ExercisePass.objects.filter(learner_id=learner.pk, exercise_slug=OuterRef("exercise__slug"))
    rows = (
        CourseExercise.objects.filter(course_id__in=course_ids)
        .annotate(best=Subquery(passes.values("score")[:1]))
        .order_by("course_id", "sort_order", "pk")
        .values_list("course_id", "exercise__slug", "exercise__title", "exercise__summary", "best")
    )
    return [ExerciseItem(*row) for row in rows]


def _list_quizzes(*, learner: User, course_ids: list[int]) -> dict[int, QuizItem]:
    mine = Attempt.objects.filter(learner_id=learner.pk, quiz_id=OuterRef("pk"))
    finished = mine.filter(state=AttemptState.FINISHED)
    rows = (
        Quiz.objects.filter(course_id__in=course_ids)
        .annotate(
            best=Subquery(finished.order_by("-score").values("score")[:1]),
            has_passed=Exists(finished.filter(is_passed=True)),
            has_open=Exists(mine.filter(state=AttemptState.OPEN)),
        )
        .values_list("course_id", "title", "draw_count", "pass_mark", "minutes", "best", "has_passed", "has_open")
    )
    return {row[0]: QuizItem(*row) for row in rows}


def read_progress(*, learner: User, accesses: list[CourseAccess]) -> list[CourseProgress]:
    """Each course with its lessons, exercises and quiz as the person stands to them. Three queries for any number."""
    courses = [access.course for access in accesses]
    ids = [course.id for course in courses]
    lessons = list_lessons(learner=learner, courses=courses)
    exercises = _list_exercises(learner=learner, course_ids=ids)
    quizzes = _list_quizzes(learner=learner, course_ids=ids)
    return [
        CourseProgress(
            access=access,
            lessons=lessons[access.course.path],
            exercises=[exercise for exercise in exercises if exercise.course_id == access.course.id],
            quiz=quizzes.get(access.course.id),
        )
        for access in accesses
    ]


def programme_overview(learner: User, programme: Programme) -> ProgrammeOverview:
    """Levels, courses and what is done and left in each. Five queries, whatever the number of courses and lessons."""
    enrolment = (
        Enrolment.objects.filter(
            learner=learner, programme=programme, state__in=[EnrolmentState.REQUESTED, EnrolmentState.ADMITTED]
        )
        .values_list("state", flat=True)
        .first()
    )
    facts = read_facts(select_courses(learner).filter(programme=programme))
    missing = [
        course.title
        for course in facts
        if course.level == Level.INTRODUCTORY and course.is_required and course.completed_at is None
    ]
    items = read_progress(learner=learner, accesses=[judge(course, missing=missing) for course in facts])
    levels = [
        LevelProgress(level=level, courses=[item for item in items if item.course.level == level]) for level in Level
    ]
    return ProgrammeOverview(
        programme=programme, enrolment_state=enrolment, levels=[level for level in levels if level.courses]
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
    current = max(open_courses, key=lambda item: max((lesson.seen_at.timestamp() for lesson in item.lessons if lesson.seen_at), default=0.0))
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
    return programme_overview(learner, enrolment.programme)


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
