"""What happens in courses, heard here. Receivers only enqueue: the award is decided from the records, not from the signal."""

from typing import Any

from django.dispatch import receiver

from certification.tasks import decide_awards_of
from courses.signals import course_completed, level_completed


@receiver(level_completed, dispatch_uid="certification.level_completed")
@receiver(course_completed, dispatch_uid="certification.course_completed")
def decide_after_completion(sender: Any, *, learner_id: int, programme_slug: str, **kwargs: Any) -> None:
    decide_awards_of.enqueue(learner_id, programme_slug)
