"""What a person has studied. Plain records that cite an immutable edition of what was taught."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from college.core import clock
from courses.models.pages import LessonPage
from courses.models.questions import QuestionVersion


class LessonEdition(models.Model):
    """A lesson as it was taught from one publication to the next. Never changed."""

    lesson = models.ForeignKey(LessonPage, on_delete=models.SET_NULL, null=True, related_name="editions")
    lesson_key = models.UUIDField(db_index=True)
    course_key = models.UUIDField(db_index=True)
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=255)
    minutes = models.PositiveSmallIntegerField()
    body = models.JSONField()
    check_ids = models.JSONField(default=list, help_text="Ids of the knowledge-check blocks that must be answered.")
    digest = models.CharField(max_length=64)
    published_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["lesson_key", "number"], name="lesson_edition_number_once")]

    def __str__(self) -> str:
        return f"{self.title} (edition {self.number})"


class LessonProgress(models.Model):
    """Where one person is in one lesson. Completed once; a later edition never takes it back."""

    learner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="lesson_progress")
    lesson_key = models.UUIDField()
    course_key = models.UUIDField()
    edition = models.ForeignKey(LessonEdition, on_delete=models.PROTECT, related_name="+")
    last_block_id = models.CharField(max_length=36, blank=True)
    opened_at = models.DateTimeField(default=clock.now)
    seen_at = models.DateTimeField(default=clock.now)
    completed_at = models.DateTimeField(null=True, blank=True)
    completed_edition = models.ForeignKey(
        LessonEdition, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["learner", "lesson_key"], name="lesson_progress_once"),
            models.CheckConstraint(
                condition=Q(completed_at__isnull=True) | Q(completed_edition__isnull=False),
                name="lesson_progress_completed_in_an_edition",
            ),
        ]
        indexes = [models.Index(fields=["learner", "course_key"], name="lesson_progress_by_course")]
        verbose_name_plural = "lesson progress"

    def __str__(self) -> str:
        return f"{self.lesson_key}: {'done' if self.completed_at else 'in progress'}"


class CheckAnswer(models.Model):
    """A person's latest answer to one knowledge check of a lesson."""

    learner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="check_answers")
    lesson_key = models.UUIDField()
    block_id = models.CharField(max_length=36)
    question_version = models.ForeignKey(QuestionVersion, on_delete=models.PROTECT, related_name="+")
    answer = models.JSONField()
    is_correct = models.BooleanField()
    answered_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["learner", "lesson_key", "block_id"], name="check_answer_once")]

    def __str__(self) -> str:
        return f"{self.lesson_key}/{self.block_id}"
