"""Who teaches what."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from college.core import clock
from courses.models.pages import CoursePage


class CourseInstructor(models.Model):
    """A person teaches a course: writes its lessons and questions, sees its learners."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="taught_courses", verbose_name=_("person")
    )
    course = models.ForeignKey(
        CoursePage, on_delete=models.CASCADE, related_name="instructors", verbose_name=_("course")
    )
    assigned_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "course"], name="course_instructor_once")]

    def __str__(self) -> str:
        return f"{self.person} – {self.course}"
