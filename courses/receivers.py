"""What courses hear: a lesson was published, what is published changed, an exercise was passed."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import Revision
from wagtail.signals import page_published, post_page_move

from courses.domain.editions import record_edition
from courses.models import CourseExercise, CoursePage, LessonEdition, LessonPage, Programme, Quiz
from courses.queries.outline import forget_outline
from courses.tasks import record_pass
from sandbox.models import Exercise
from sandbox.signals import exercise_passed


@receiver(page_published, sender=LessonPage, dispatch_uid="courses.keep_edition")
def keep_edition(
    sender: type[LessonPage], instance: LessonPage, revision: Revision | None = None, **kwargs: Any
) -> None:
    """An edition at once, not by a task: the lesson must not be on show before learners can be told what they read.

    Wagtail also sends this signal for a lesson that is only scheduled: it has no edition until it goes live.
    """
    if instance.live:
        record_edition(lesson=instance, actor=revision.user if revision else None)


@receiver(exercise_passed, dispatch_uid="courses.keep_exercise_pass")
def keep_exercise_pass(
    sender: Any, run_id: UUID, learner_id: int, exercise_slug: str, score: int, at: datetime, **kwargs: Any
) -> None:
    transaction.on_commit(lambda: record_pass.enqueue(learner_id, exercise_slug, str(run_id), score))


def forget_what_was_published(sender: Any, **kwargs: Any) -> None:
    """What this process keeps of the outline is out of date: now for this transaction, on commit for everyone."""
    forget_outline()
    transaction.on_commit(forget_outline)


for _model in (CoursePage, LessonPage, LessonEdition, CourseExercise, Quiz, Programme, Exercise):
    post_save.connect(forget_what_was_published, sender=_model, dispatch_uid=f"courses.outline.{_model.__name__}")
    post_delete.connect(forget_what_was_published, sender=_model, dispatch_uid=f"courses.outline.{_model.__name__}")
for _model in (CoursePage, LessonPage):
    post_page_move.connect(forget_what_was_published, sender=_model, dispatch_uid=f"courses.outline.{_model.__name__}")
