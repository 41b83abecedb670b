"""Background work of courses: ids in, the domain does the rest; each may run twice."""

import logging
from uuid import UUID

from django_tasks import task

from college.accounts.models import User
from courses.models import Attempt

logger = logging.getLogger("college.courses")


@task()
def refresh_completion(learner_id: int, course_key: str) -> None:
    """See whether the learner has now completed the course."""
    from courses.domain.completion import refresh_course_completion  # the domain enqueues tasks: not at import

    learner = User.objects.filter(pk=learner_id).first()
    if learner is None:
        logger.warning("learner %s is gone", learner_id)
        return
    refresh_course_completion(learner=learner, course_key=UUID(course_key))


@task()
def record_pass(learner_id: int, exercise_slug: str, run_id: str, score: int) -> None:
    """Keep that the learner has passed a sandbox exercise."""
    from courses.domain.completion import record_exercise_pass  # the domain enqueues tasks: not at import

    learner = User.objects.filter(pk=learner_id).first()
    if learner is None:
        logger.warning("learner %s is gone", learner_id)
        return
    record_exercise_pass(learner=learner, exercise_slug=exercise_slug, run_id=UUID(run_id), score=score)


@task()
def finish_expired_attempt(attempt_id: str) -> None:
    """Finish an attempt whose time is over, although its learner never came back. Enqueued for its deadline."""
    from courses.domain.attempts import finish_if_expired  # the domain enqueues tasks: not at import

    attempt = Attempt.objects.filter(pk=attempt_id).first()
    if attempt is None:
        logger.warning("attempt %s is gone", attempt_id)
        return
    finish_if_expired(attempt=attempt)
