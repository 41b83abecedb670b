"""Quizzes and the attempts at them."""

import uuid

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from college.core import clock
from college.core.errors import CollegeError
from courses.enums import AttemptEventKind, AttemptState, FeedbackPolicy, FinishReason
from courses.models.pages import CoursePage
from courses.models.questions import QuestionVersion


class Quiz(models.Model):
    """The examination at the end of a course, drawn from its question bank."""

    course = models.OneToOneField(CoursePage, on_delete=models.PROTECT, related_name="quiz", verbose_name=_("course"))
    title = models.CharField(_("title"), max_length=160)
    draw_count = models.PositiveSmallIntegerField(
        _("questions drawn"), default=15, validators=[MinValueValidator(1), MaxValueValidator(100)]
    )
    pass_mark = models.PositiveSmallIntegerField(
        _("pass mark, per cent"), default=80, validators=[MinValueValidator(1), MaxValueValidator(100)]
    )
    minutes = models.PositiveSmallIntegerField(
        _("minutes allowed"), default=40, validators=[MinValueValidator(1), MaxValueValidator(600)]
    )
    max_attempts = models.PositiveSmallIntegerField(
        _("attempts allowed"), default=3, validators=[MinValueValidator(1), MaxValueValidator(50)]
    )
    wait_minutes = models.PositiveIntegerField(_("minutes to wait before another attempt"), default=0)
    feedback = models.CharField(
        _("shown after finishing"), max_length=10, choices=FeedbackPolicy, default=FeedbackPolicy.FULL
    )

    class Meta:
        verbose_name = _("quiz")
        verbose_name_plural = _("quizzes")

    def __str__(self) -> str:
        return self.title


class Attempt(models.Model):
    """One sitting of a quiz by one person. Its rules are copied when it starts: later edits of the quiz don't reach it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    learner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="attempts")
    quiz = models.ForeignKey(Quiz, on_delete=models.PROTECT, related_name="attempts")
    number = models.PositiveSmallIntegerField()
    seed = models.CharField(max_length=64)
    rules = models.JSONField()
    state = models.CharField(max_length=10, choices=AttemptState, default=AttemptState.OPEN)
    started_at = models.DateTimeField()
    deadline_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    score = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Per cent, rounded down.")
    is_passed = models.BooleanField(null=True)
    finish_reason = models.CharField(max_length=10, choices=FinishReason, blank=True)
    receipt = models.CharField(
        max_length=64, blank=True, help_text="SHA-256 over what was handed in; see `grading.make_receipt`."
    )

    class Meta:
        ordering = ["-started_at"]
        indexes = [models.Index(fields=["state", "deadline_at"], name="attempt_expiring")]
        constraints = [
            models.UniqueConstraint(fields=["learner", "quiz", "number"], name="attempt_number_once"),
            models.UniqueConstraint(fields=["learner", "quiz"], condition=Q(state="open"), name="attempt_one_open"),
            models.CheckConstraint(
                condition=Q(state="open", finished_at__isnull=True, score__isnull=True)
                | Q(state="finished", finished_at__isnull=False, score__isnull=False),
                name="attempt_finished_is_graded",
            ),
            models.CheckConstraint(
                condition=Q(score__isnull=True) | Q(score__lte=100), name="attempt_score_in_per_cent"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quiz}, attempt {self.number} of {self.learner}"


class AttemptItem(models.Model):
    """One drawn question in an attempt, in its place, with the order of its choices and the answer given."""

    attempt = models.ForeignKey(Attempt, on_delete=models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField()
    question_version = models.ForeignKey(QuestionVersion, on_delete=models.PROTECT, related_name="+")
    order = models.JSONField(default=dict, help_text="Ids in the order shown: {choices: []} or {left: [], right: []}.")
    answer = models.JSONField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    is_flagged = models.BooleanField(default=False, help_text="The learner wants to come back to it.")
    save_count = models.PositiveIntegerField(
        default=0, help_text="How often the answer changed; a page states which it saw."
    )
    writer = models.CharField(max_length=40, blank=True, help_text="The page that saved last.")
    writer_sequence = models.PositiveIntegerField(default=0, help_text="The last save of that page.")
    points = models.DecimalField(
        max_digits=5, decimal_places=4, null=True, blank=True, help_text="0 to 1, after grading."
    )

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["attempt", "position"], name="attempt_item_position_once"),
            models.UniqueConstraint(fields=["attempt", "question_version"], name="attempt_item_question_once"),
            models.CheckConstraint(
                condition=Q(points__isnull=True) | Q(points__gte=0, points__lte=1), name="attempt_item_points_0_to_1"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position}: {self.question_version_id}"


class AttemptEvent(models.Model):
    """The timeline of an attempt: started, answered, reached a threshold, finished. Append-only."""

    attempt = models.ForeignKey(Attempt, on_delete=models.CASCADE, related_name="events")
    sequence = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=AttemptEventKind)
    at = models.DateTimeField(default=clock.now)
    data = models.JSONField(default=dict)

    class Meta:
        ordering = ["sequence"]
        constraints = [models.UniqueConstraint(fields=["attempt", "sequence"], name="attempt_event_sequence_once")]

    def __str__(self) -> str:
        return f"{self.sequence}: {self.kind}"

    def save(self, *args: object, **kwargs: object) -> None:
        if self.pk is not None:
            raise CollegeError("attempt_event_insert_only", "The timeline of an attempt is never changed.")
        super().save(*args, **kwargs)  # type: ignore[arg-type]
