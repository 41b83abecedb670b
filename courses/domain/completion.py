"""When a course is complete."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from college.accounts.models import User
from college.core import clock
from courses.enums import AttemptState
from courses.models import Attempt, CourseCompletion, CoursePage, LessonPage, LessonProgress


@transaction.atomic
def refresh_course_completion(
    *, learner: User, course_key: UUID, now: datetime | None = None
) -> CourseCompletion | None:
    """Record the completion once every lesson is done and the quiz is passed. Safe to repeat; never taken back."""
    course = CoursePage.objects.filter(key=course_key).select_related("programme").first()
    if course is None:
        return None
    lessons = set(LessonPage.objects.child_of(course).live().values_list("key", flat=True))
    done = set(
        LessonProgress.objects.filter(
            learner=learner, course_key=course_key, completed_at__isnull=False
        ).values_list("lesson_key", flat=True)
    )
    best = (
        Attempt.objects.filter(learner=learner, quiz__course=course, state=AttemptState.FINISHED, is_passed=True)
        .order_by("-score")
        .first()
    )
    if not lessons <= done or best is None:
        return None
    completion, _is_new = CourseCompletion.objects.get_or_create(
        learner=learner, course_key=course_key,
        defaults={
            "course_title": course.title, "programme_slug": course.programme.slug, "level": course.level,
            "score": best.score, "completed_at": now or clock.now(),
        },
    )  # fmt: skip
    return completion
