"""Who teaches a course, and the team's place in the admin."""

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Collection

from college.core import clock
from courses.models.pages import CoursePage


class CourseInstructor(models.Model):
    """A person teaches a course: edits its lessons and questions, and sees its learners' progress."""

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


class CourseTeam(models.Model):
    """What the course's instructors share in the admin: a group with rights over this course's pages alone, and a
    collection for its images and documents."""

    course = models.OneToOneField(CoursePage, on_delete=models.CASCADE, related_name="team")
    group = models.OneToOneField(Group, on_delete=models.PROTECT, related_name="+")
    collection = models.OneToOneField(Collection, on_delete=models.PROTECT, related_name="course_team")

    def __str__(self) -> str:
        return str(self.group)
