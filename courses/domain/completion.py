"""Completion is derived from what a person did, stored once, and told to the apps above."""

from datetime import datetime
from functools import partial
from uuid import UUID

from django.db import transaction

from college.accounts.models import User
from college.core import clock
from college.core.domain.audit import record_audit
from courses.enums import AttemptState, EnrolmentState, Level
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
    LevelCompletion,
)
from courses.queries.access import list_audiences, list_exercise_audiences
from courses.signals import course_completed, level_completed


def record_exercise_pass(
    *, learner: User, exercise_slug: str, run_id: UUID, score: int, now: datetime | None = None
) -> ExercisePass:
    """Keep that the person has passed an exercise: the first time counts. Safe to repeat.

    Side effect: looks at the completion of every course that has the exercise.
    """
    with transaction.atomic():
        passed, _is_new = ExercisePass.objects.get_or_create(
            learner=learner,
            exercise_slug=exercise_slug,
            defaults={"run_id": run_id, "score": score, "passed_at": now or clock.now()},
        )
    for key in CoursePage.objects.filter(exercises__exercise__slug=exercise_slug).values_list("key", flat=True):
        refresh_course_completion(learner=learner, course_key=key, now=now)
    return passed


def read_passing_score(*, learner: User, course: CoursePage) -> int | None:
    """The best score of a passed quiz, or None while something of the course is left.

    Left can be a published lesson, the quiz, or an exercise that is meant for the person. A course without lessons or quiz is never complete.
    """
    lessons = set(
        LessonPage.objects.filter(live=True, depth=course.depth + 1, path__startswith=course.path).values_list(
            "key", flat=True
        )
    )
    taught = set(LessonEdition.objects.filter(lesson_key__in=lessons).values_list("lesson_key", flat=True))
    done = set(
        LessonProgress.objects.filter(
            learner=learner, lesson_key__in=taught, completed_at__isnull=False
        ).values_list("lesson_key", flat=True)
    )  # fmt: skip
    # A practice desk of the course is for trying, and cannot be passed.
    asked = CourseExercise.objects.filter(
        course=course, exercise__audience__in=list_exercise_audiences(learner), exercise__is_practice=False
    )
    exercises = set(asked.values_list("exercise__slug", flat=True))
    passed = set(
        ExercisePass.objects.filter(learner=learner, exercise_slug__in=exercises).values_list(
            "exercise_slug", flat=True
        )
    )
    if not taught or taught - done or exercises - passed:
        return None
    return (
        Attempt.objects.filter(learner=learner, quiz__course=course, state=AttemptState.FINISHED, is_passed=True)
        .order_by("-score")
        .values_list("score", flat=True)
        .first()
    )


@transaction.atomic
def refresh_course_completion(
    *, learner: User, course_key: UUID, now: datetime | None = None
) -> CourseCompletion | None:
    """See whether the person has completed the course, and keep it once. None while something is left.

    Safe to repeat and to run at the same time. Audited when new. On commit tells `course_completed`, and
    `level_completed` when it was the last course that the level needed. Nothing is ever taken back.
    """
    course = CoursePage.objects.select_related("programme").filter(key=course_key).first()
    # Two last courses of a level, completed at one moment, would each miss the other: one place, one at a time.
    place = (
        Enrolment.objects.select_for_update()
        .filter(learner=learner, programme_id=course.programme_id, state=EnrolmentState.ADMITTED)
        .first()
        if course is not None
        else None
    )
    existing = CourseCompletion.objects.filter(learner=learner, course_key=course_key).first()
    if existing is not None:
        _refresh_level(learner=learner, programme_slug=existing.programme_slug, level=existing.level, now=now)
        return existing
    if course is None or place is None:
        return None
    score = read_passing_score(learner=learner, course=course)
    if score is None:
        return None
    moment = now or clock.now()
    completion, is_new = CourseCompletion.objects.get_or_create(
        learner=learner,
        course_key=course.key,
        defaults={
            "course_title": course.title, "programme_slug": course.programme.slug, "level": course.level,
            "score": score, "completed_at": moment,
        },
    )  # fmt: skip
    if is_new:
        transaction.on_commit(
            partial(
                course_completed.send_robust, sender=CourseCompletion, learner_id=learner.pk, course_key=course.key,
                programme_slug=completion.programme_slug, level=completion.level, at=moment,
            )
        )  # fmt: skip
    _refresh_level(learner=learner, programme_slug=completion.programme_slug, level=completion.level, now=moment)
    if is_new:
        record_audit(
            actor=None, verb="course.completed", subject=learner, chain="courses",
            data={"course": str(course.key), "score": score}, now=moment,
        )  # fmt: skip
    return completion


def _refresh_level(*, learner: User, programme_slug: str, level: str, now: datetime | None) -> LevelCompletion | None:
    """Keep that a level is complete when all the courses that it needs of this person are."""
    if level == Level.INDUSTRY:
        return None
    required = set(
        CoursePage.objects.filter(
            live=True,
            programme__slug=programme_slug,
            level=level,
            is_required=True,
            audience__in=list_audiences(learner),
        ).values_list("key", flat=True)
    )
    done = set(
        CourseCompletion.objects.filter(learner=learner, programme_slug=programme_slug, level=level).values_list(
            "course_key", flat=True
        )
    )
    if not required or required - done:
        return None
    moment = now or clock.now()
    completion, is_new = LevelCompletion.objects.get_or_create(
        learner=learner, programme_slug=programme_slug, level=level, defaults={"completed_at": moment}
    )
    if is_new:
        transaction.on_commit(
            partial(
                level_completed.send_robust, sender=LevelCompletion, learner_id=learner.pk,
                programme_slug=programme_slug, level=level, at=moment,
            )
        )  # fmt: skip
    return completion


def reconcile_completions(*, learner: User | None = None, now: datetime | None = None) -> int:
    """Derive all completions again, of one person or of everyone; the number that were missing.

    For what a lost task or a removed lesson left behind. Side effects as of `refresh_course_completion`.
    """
    progress = LessonProgress.objects.filter(completed_at__isnull=False)
    if learner is not None:
        progress = progress.filter(learner=learner)
    added = 0
    for learner_id, course_key in progress.values_list("learner_id", "course_key").distinct().order_by("learner_id"):
        if CourseCompletion.objects.filter(learner_id=learner_id, course_key=course_key).exists():
            continue
        person = learner or User.objects.get(pk=learner_id)
        added += refresh_course_completion(learner=person, course_key=course_key, now=now) is not None
    return added
