"""The question bank. Keys live here and never in page content."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from college.core import clock
from college.core.errors import CollegeError
from courses.enums import QuestionKind, QuestionUse
from courses.models.pages import CoursePage


class Question(models.Model):
    """A question's identity in a course's bank. What is asked stands in its versions."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    course = models.ForeignKey(CoursePage, on_delete=models.PROTECT, related_name="questions", verbose_name=_("course"))
    key = models.SlugField(_("key"), max_length=60)
    use = models.CharField(_("used in"), max_length=8, choices=QuestionUse, default=QuestionUse.QUIZ)
    is_retired = models.BooleanField(_("retired"), default=False)
    # The version that is asked from now on; kept by `save_question` in the same transaction.
    current = models.ForeignKey(
        "QuestionVersion", on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )

    class Meta:
        ordering = ["course", "key"]
        constraints = [models.UniqueConstraint(fields=["course", "key"], name="question_key_once_in_a_course")]
        indexes = [models.Index(fields=["course", "use", "is_retired"], name="question_bank")]

    def __str__(self) -> str:
        return self.key


class QuestionVersion(models.Model):
    """One wording of a question with its key. Never changed: attempts cite it."""

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=QuestionKind)
    stem = models.TextField()
    content = models.JSONField(
        help_text="What is shown: choices, or a unit, or two columns; see `domain.question_content`."
    )
    answer_key = models.JSONField(
        help_text="What is right, and the feedback for each choice. Never leaves before release."
    )
    explanation = models.TextField(blank=True)
    outcome = models.PositiveSmallIntegerField(default=1)
    difficulty = models.PositiveSmallIntegerField(default=2, help_text="1 recall, 2 understanding, 3 application.")
    created_at = models.DateTimeField(default=clock.now)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["question", "number"]
        constraints = [models.UniqueConstraint(fields=["question", "number"], name="question_version_number_once")]

    def __str__(self) -> str:
        return f"{self.question} v{self.number}"

    def save(self, *args: object, **kwargs: object) -> None:
        if self.pk is not None:
            raise CollegeError("question_version_fixed", "A version of a question is never changed: save a new one.")
        super().save(*args, **kwargs)  # type: ignore[arg-type]
