from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from college.core import clock
from college.core.errors import CollegeError
from sandbox.enums import Audience


class Exercise(models.Model):
    """A task in the sandbox that judges what a trainee does. Its content stands in its versions."""

    slug = models.SlugField(_("short name in addresses"), max_length=60, unique=True)
    title = models.CharField(_("title"), max_length=160)
    summary = models.CharField(_("summary"), max_length=250)
    audience = models.CharField(_("audience"), max_length=16, choices=Audience, default=Audience.EVERYONE)
    is_practice = models.BooleanField(_("practice desk"), default=False)
    current = models.ForeignKey(
        "ExerciseVersion", on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )

    class Meta:
        ordering = ["title"]
        constraints = [
            models.CheckConstraint(condition=models.Q(audience__in=Audience.values), name="exercise_audience_known")
        ]

    def __str__(self) -> str:
        return self.title


class ExerciseVersion(models.Model):
    """One wording of an exercise with its objectives. Never changed: runs cite it. Holds the answer key."""

    exercise = models.ForeignKey(Exercise, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    definition = models.JSONField()
    digest = models.CharField(max_length=64)
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["exercise", "number"], name="exercise_version_number_once"),
            models.UniqueConstraint(fields=["exercise", "digest"], name="exercise_version_digest_once"),
        ]

    def __str__(self) -> str:
        return f"{self.exercise} v{self.number}"

    def save(self, *args: object, **kwargs: object) -> None:
        if self.pk is not None:
            raise CollegeError("version_immutable", _("A version of an exercise is never changed. Make a new one."))
        super().save(*args, **kwargs)  # type: ignore[arg-type]


class ExercisePermit(models.Model):
    """A person may work on an exercise. Granted by the apps above, which know why."""

    learner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="exercise_permits")
    exercise = models.ForeignKey(Exercise, on_delete=models.CASCADE, related_name="permits")
    granted_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["learner", "exercise"], name="exercise_permit_once")]

    def __str__(self) -> str:
        return f"{self.learner} – {self.exercise}"
