import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from college.core import clock
from college.core.errors import CollegeError
from sandbox.enums import EventKind, RunState
from sandbox.models.exercise import Exercise, ExerciseVersion
from sandbox.models.world import World


class Run(models.Model):
    """One person's attempt at one version of an exercise, in a world of its own."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    learner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="sandbox_runs")
    exercise = models.ForeignKey(Exercise, on_delete=models.PROTECT, related_name="runs")
    version = models.ForeignKey(ExerciseVersion, on_delete=models.PROTECT, related_name="runs")
    world = models.ForeignKey(World, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    attempt_number = models.PositiveIntegerField()
    seed = models.CharField(max_length=64)
    world_digest = models.CharField(max_length=64)
    # Over the whole log, from the moment when the run was finished; empty for a run that is open, or older than the field.
    log_digest = models.CharField(max_length=64, blank=True, default="")
    state = models.CharField(max_length=8, choices=RunState, default=RunState.OPEN)
    event_count = models.PositiveIntegerField(default=0)
    started_at = models.DateTimeField(default=clock.now)
    deadline_at = models.DateTimeField(null=True, blank=True)
    # Since when its clock stands still.
    paused_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    score = models.PositiveSmallIntegerField(null=True, blank=True)
    is_passed = models.BooleanField(default=False)
    result = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["-started_at"]
        constraints = [
            models.UniqueConstraint(fields=["learner", "exercise", "attempt_number"], name="run_attempt_once"),
            models.UniqueConstraint(
                fields=["learner", "exercise"], condition=Q(state=RunState.OPEN), name="run_one_open_an_exercise"
            ),
            models.CheckConstraint(condition=Q(state__in=RunState.values), name="run_state_known"),
            models.CheckConstraint(condition=Q(score__isnull=True) | Q(score__lte=100), name="run_score_per_cent"),
            models.CheckConstraint(
                condition=Q(state=RunState.OPEN, finished_at__isnull=True, score__isnull=True, is_passed=False)
                | Q(state=RunState.FINISHED, finished_at__isnull=False, score__isnull=False),
                name="run_finished_has_score",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.exercise}, attempt {self.attempt_number}"

    @property
    def is_open(self) -> bool:
        return self.state == RunState.OPEN


class RunEventQuerySet(models.QuerySet["RunEvent"]):
    def update(self, **kwargs: object) -> int:
        raise CollegeError("event_insert_only", _("The log of a run is never changed."))

    def delete(self) -> tuple[int, dict[str, int]]:
        raise CollegeError("event_insert_only", _("The log of a run is never deleted."))


class RunEvent(models.Model):
    """One line of a run's log: what the trainee did, or what the simulated world answered. Insert-only.

    The state of a run (mail, decisions, notices) is folded from its events and stands nowhere else, so that replay
    and judging see just what the trainee saw. `key` is the form's own key: a form that is sent twice makes one event.
    """

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="events")
    sequence = models.PositiveIntegerField()
    at = models.DateTimeField()
    kind = models.CharField(max_length=24, choices=EventKind)
    payload = models.JSONField(default=dict)
    key = models.UUIDField(null=True, blank=True)

    objects = RunEventQuerySet.as_manager()

    class Meta:
        ordering = ["sequence"]
        constraints = [
            models.UniqueConstraint(fields=["run", "sequence"], name="run_event_one_per_sequence"),
            models.UniqueConstraint(fields=["run", "key"], name="run_event_one_per_form"),
            models.CheckConstraint(condition=Q(kind__in=EventKind.values), name="run_event_kind_known"),
        ]

    def __str__(self) -> str:
        return f"{self.sequence} {self.kind}"

    def save(self, *args: object, **kwargs: object) -> None:
        if self.pk is not None:
            raise CollegeError("event_insert_only", _("The log of a run is never changed."))
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    def delete(self, *args: object, **kwargs: object) -> tuple[int, dict[str, int]]:
        raise CollegeError("event_insert_only", _("The log of a run is never deleted."))
