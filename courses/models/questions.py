"""The question bank. Keys live here and never in page content."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from college.core import clock
from courses.enums import QuestionKind, QuestionUse
from courses.models.pages import CoursePage


class Question(models.Model):
    """A question's identity in a course's bank. What is asked stands in its versions."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    course = models.ForeignKey(CoursePage, on_delete=models.PROTECT, related_name="questions", verbose_name=_("course"))
    key = models.SlugField(_("key"), max_length=60)
    use = models.CharField(_("used in"), max_length=8, choices=QuestionUse, default=QuestionUse.QUIZ)
    is_retired = models.BooleanField(_("retired"), default=False)
    current = models.ForeignKey("QuestionVersion", on_delete=models.PROTECT, null=True, editable=False, related_name="+")

    class Meta:
        ordering = ["course", "key"]
        constraints = [models.UniqueConstraint(fields=["course", "key"], name="question_key_once_in_a_course")]

    def __str__(self) -> str:
        return self.key


class QuestionVersion(models.Model):
    """One wording of a question with its key. Never changed: attempts cite it."""

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=QuestionKind)
    stem = models.TextField()
    # single/multiple: {"choices": [{"id", "text"}]}; numeric: {"unit"}; matching: {"left": [{"id","text"}], "right": [{"id","text"}]}
    content = models.JSONField()
    # single/multiple: {"correct": [ids], "feedback": {id: text}}; numeric: {"value", "tolerance"}; matching: {"pairs": {left id: right id}}
    answer_key = models.JSONField()
    explanation = models.TextField(blank=True)
    outcome = models.PositiveSmallIntegerField(default=1)
    difficulty = models.PositiveSmallIntegerField(default=2)
    created_at = models.DateTimeField(default=clock.now)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["question", "number"], name="question_version_number_once")]

    def __str__(self) -> str:
        return f"{self.question} v{self.number}"
