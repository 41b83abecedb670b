from django.conf import settings
from django.db import models

from college.core import clock


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
