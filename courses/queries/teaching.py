"""Who is where: for the instructors of a course, and for the manager of an organisation. Rows for one page at a time."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet

from college.accounts.models import User
from college.organisations.models import Membership, Organisation
from courses.enums import AttemptState, Audience, EnrolmentState, LessonState, Level
from courses.models import (
    Attempt,
    CourseCompletion,
    CourseExercise,
    CoursePage,
    Enrolment,
    ExercisePass,
    LessonEdition,
    LessonPage,
    LessonProgress,
)
from courses.rules import list_taught
from sandbox.rules import is_meant_for

FILTERS = ("all", "not_started", "in_progress", "completed")


@dataclass(frozen=True, slots=True)
class TaughtCourse:
    """A course of an instructor with its numbers of people."""

    course: CoursePage
    started: int
    completed: int


@dataclass(slots=True)
class LearnerRow:
    """One learner's place in one course."""

    learner: User
    lessons: list[LessonState] = field(default_factory=list)
    seen_at: datetime | None = None
    quiz_score: int | None = None
    is_quiz_passed: bool = False
    attempts: int = 0
    exercises_passed: int = 0
    exercises_asked: int = 0
    completed_at: datetime | None = None

    @property
    def lessons_done(self) -> int:
        return sum(state == LessonState.DONE for state in self.lessons)


@dataclass(frozen=True, slots=True)
class CourseParts:
    """The lessons and exercises of a course, by title, as the columns of a report."""

    lessons: list[tuple[UUID, str]]
    exercises: list[tuple[str, str]]
    # For whom each exercise that is asked for is meant: a practice desk is not.
    audiences: list[str] = field(default_factory=list)


@dataclass(slots=True)
class MemberRow:
    """One member's place in the programme: courses completed by level, and when they studied last."""

    person: User
    completed: dict[str, int] = field(default_factory=dict)
    lessons_done: int = 0
    seen_at: datetime | None = None


def list_taught_courses(person: User) -> list[TaughtCourse]:
    """The person's courses with how many have started and completed each. Three queries."""
    courses = list(list_taught(person).order_by("level", "position"))
    keys = [course.key for course in courses]
    started = dict(
        LessonProgress.objects.filter(course_key__in=keys)
        .order_by()
        .values_list("course_key")
        .annotate(people=Count("learner", distinct=True))
    )
    completed = dict(
        CourseCompletion.objects.filter(course_key__in=keys)
        .order_by()
        .values_list("course_key")
        .annotate(people=Count("pk"))
    )
    return [TaughtCourse(course, started.get(course.key, 0), completed.get(course.key, 0)) for course in courses]


def list_parts(course: CoursePage) -> CourseParts:
    """Published lessons and exercises in their order. Two queries."""
    lessons = LessonPage.objects.filter(
        Exists(LessonEdition.objects.filter(lesson_key=OuterRef("key"))),
        live=True, depth=course.depth + 1, path__startswith=course.path,
    ).order_by("path")  # fmt: skip
    linked = CourseExercise.objects.filter(course=course).order_by("sort_order")
    exercises = list(
        linked.values_list("exercise__slug", "exercise__title", "exercise__audience", "exercise__is_practice")
    )
    return CourseParts(
        lessons=list(lessons.values_list("key", "title")),
        exercises=[(slug, title) for slug, title, *_more in exercises],
        audiences=[audience for _slug, _title, audience, is_practice in exercises if not is_practice],
    )


def list_course_learners(*, course: CoursePage, state: str = "all", search: str = "") -> QuerySet[User]:
    """People admitted to the course's programme, of its audience, by name; filtered by their state and by a word."""
    admitted = Enrolment.objects.filter(
        learner_id=OuterRef("pk"), programme_id=course.programme_id, state=EnrolmentState.ADMITTED
    )
    started = Exists(LessonProgress.objects.filter(learner_id=OuterRef("pk"), course_key=course.key))
    completed = Exists(CourseCompletion.objects.filter(learner_id=OuterRef("pk"), course_key=course.key))
    people = User.objects.filter(Exists(admitted)).order_by("full_name", "pk")
    if course.audience == Audience.LAW_ENFORCEMENT:
        people = people.exclude(sector="private")
    if search.strip():
        people = people.filter(Q(full_name__icontains=search.strip()) | Q(email__icontains=search.strip()))
    if state == "not_started":
        return people.filter(~started)
    if state == "in_progress":
        return people.filter(started, ~completed)
    return people.filter(completed) if state == "completed" else people


def describe_learners(*, course: CoursePage, parts: CourseParts, learners: Sequence[User]) -> list[LearnerRow]:
    """Where each of these people is in the course. Four queries for any number of people and lessons."""
    rows = {learner.pk: LearnerRow(learner=learner) for learner in learners}
    for row in rows.values():
        row.exercises_asked = sum(is_meant_for(person=row.learner, audience=audience) for audience in parts.audiences)
    states: dict[int, dict[UUID, LessonState]] = defaultdict(dict)
    progress = LessonProgress.objects.filter(learner__in=rows, course_key=course.key)
    for learner_id, key, seen_at, done_at in progress.values_list(
        "learner_id", "lesson_key", "seen_at", "completed_at"
    ):
        row = rows[learner_id]
        row.seen_at = max(row.seen_at or seen_at, seen_at)
        states[learner_id][key] = LessonState.DONE if done_at else LessonState.IN_PROGRESS
    attempts = Attempt.objects.filter(learner__in=rows, quiz__course=course).order_by()
    for learner_id, count, best, passed in attempts.values_list("learner_id").annotate(
        count=Count("pk"), best=Max("score"), passed=Count("pk", filter=Q(is_passed=True, state=AttemptState.FINISHED))
    ):
        rows[learner_id].attempts, rows[learner_id].quiz_score = count, best
        rows[learner_id].is_quiz_passed = passed > 0
    slugs = [slug for slug, _title in parts.exercises]  # nobody passes a practice desk
    passes = ExercisePass.objects.filter(learner__in=rows, exercise_slug__in=slugs).order_by()
    for learner_id, count in passes.values_list("learner_id").annotate(count=Count("pk")):
        rows[learner_id].exercises_passed = count
    completions = CourseCompletion.objects.filter(learner__in=rows, course_key=course.key)
    for learner_id, completed_at in completions.values_list("learner_id", "completed_at"):
        rows[learner_id].completed_at = completed_at
    for learner_id, row in rows.items():
        row.lessons = [states[learner_id].get(key, LessonState.NOT_STARTED) for key, _title in parts.lessons]
    return list(rows.values())


def list_attempts_of(*, learner: User, course: CoursePage) -> QuerySet[Attempt]:
    """A person's attempts at the course's quiz, the latest first."""
    return Attempt.objects.filter(learner=learner, quiz__course=course).order_by("-started_at")


def list_own_people(organisation: Organisation) -> QuerySet[User]:
    """Members of the organisation who were admitted as its people, by name.

    Someone who was admitted for another organisation is that one's affair, membership or not.
    """
    admitted = Enrolment.objects.filter(
        learner_id=OuterRef("pk"), organisation=organisation, state=EnrolmentState.ADMITTED
    )
    member = Membership.objects.filter(person_id=OuterRef("pk"), organisation=organisation)
    return User.objects.filter(Exists(admitted), Exists(member)).order_by("full_name", "pk")


def describe_members(people: Sequence[User]) -> list[MemberRow]:
    """Courses completed by level, lessons done and the last day of study of each. Two queries for any number of people."""
    rows = {person.pk: MemberRow(person=person, completed=dict.fromkeys(Level.values, 0)) for person in people}
    completions = CourseCompletion.objects.filter(learner__in=rows).order_by()
    for learner_id, level, count in completions.values_list("learner_id", "level").annotate(count=Count("pk")):
        rows[learner_id].completed[level] = count
    progress = LessonProgress.objects.filter(learner__in=rows).order_by()
    for learner_id, seen_at, done in progress.values_list("learner_id").annotate(
        seen=Max("seen_at"), done=Count("pk", filter=Q(completed_at__isnull=False))
    ):
        rows[learner_id].seen_at, rows[learner_id].lessons_done = seen_at, done
    return list(rows.values())


def count_courses() -> dict[str, int]:
    """Published courses that a level needs, by level: the totals beside what people have completed. One query."""
    counted = (
        CoursePage.objects.filter(live=True, is_required=True).order_by().values_list("level").annotate(n=Count("pk"))
    )
    return dict(counted)
