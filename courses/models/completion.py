"""What a person has completed. Derived once, never taken back by an edit."""

from django.conf import settings
from django.db import models

from college.core import clock
from courses.enums import Level


class CourseCompletion(models.Model):
    """A person has completed a course. Derived once from lessons, quiz and exercises; never taken back by an edit."""

    learner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="course_completions")
    course_key = models.UUIDField()
    course_title = models.CharField(max_length=255)
    programme_slug = models.SlugField(max_length=60)
    level = models.CharField(max_length=16)
    score = models.PositiveSmallIntegerField(help_text="Best quiz score, in per cent.")
    completed_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["learner", "course_key"], name="course_completion_once")]
        indexes = [models.Index(fields=["learner", "programme_slug"], name="completion_by_programme")]

    def __str__(self) -> str:
        return f"{self.course_title} ({self.score} %)"


class LevelCompletion(models.Model):
    """A person has completed a level: all the courses it needed on that day. A course added later doesn't reopen it."""

    learner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="level_completions")
    programme_slug = models.SlugField(max_length=60)
    level = models.CharField(max_length=16, choices=Level)
    completed_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["learner", "programme_slug", "level"], name="level_completion_once")
        ]

    def __str__(self) -> str:
        return f"{self.programme_slug}: {self.level}"


class ExercisePass(models.Model):
    """The courses' own record that a person has passed an exercise of the sandbox: the first run that passed."""

    learner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="exercise_passes")
    exercise_slug = models.SlugField(max_length=60)
    run_id = models.UUIDField()
    score = models.PositiveSmallIntegerField(help_text="Per cent.")
    passed_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["learner", "exercise_slug"], name="exercise_pass_once")]

    def __str__(self) -> str:
        return f"{self.exercise_slug} ({self.score} %)"
