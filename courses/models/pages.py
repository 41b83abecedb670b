"""Pages: fields, panels and their place in the tree. What they do stands in `domain` and `queries`."""

import uuid

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Orderable, Page

from courses.blocks import LessonBody, OutcomesBody
from courses.enums import Audience, Level
from courses.models.programme import Programme


class CataloguePage(Page):
    """The public list of courses, by level."""

    introduction = models.TextField(_("introduction"), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("introduction")]
    max_count = 1
    subpage_types = ["courses.CoursePage"]


class CoursePage(Page):
    """A course: public description, and the parent of its lessons. `key` outlives moves, renames and deletion."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="courses", verbose_name=_("programme"))
    level = models.CharField(_("level"), max_length=16, choices=Level)
    position = models.PositiveSmallIntegerField(_("order within the level"), default=1)
    is_required = models.BooleanField(_("needed to complete the level"), default=True)
    audience = models.CharField(_("who may study it"), max_length=16, choices=Audience, default=Audience.EVERYONE)
    minutes = models.PositiveSmallIntegerField(_("minutes of study"), validators=[MinValueValidator(5), MaxValueValidator(6000)])
    summary = models.CharField(_("summary"), max_length=200)
    about = RichTextField(_("about the course"), features=["bold", "italic", "ul", "ol", "link"])
    outcomes = StreamField(OutcomesBody(), verbose_name=_("what one can do afterwards"))

    content_panels = [
        *Page.content_panels,
        FieldPanel("programme"),
        FieldPanel("level"),
        FieldPanel("position"),
        FieldPanel("is_required"),
        FieldPanel("audience"),
        FieldPanel("minutes"),
        FieldPanel("summary"),
        FieldPanel("about"),
        FieldPanel("outcomes"),
        InlinePanel("exercises", label=_("Sandbox exercise")),
    ]
    parent_page_types = ["courses.CataloguePage"]
    subpage_types = ["courses.LessonPage"]


class CourseExercise(Orderable):
    """An exercise of the sandbox that belongs to a course."""

    course = ParentalKey(CoursePage, on_delete=models.CASCADE, related_name="exercises")
    exercise = models.ForeignKey("sandbox.Exercise", on_delete=models.PROTECT, related_name="+", verbose_name=_("exercise"))

    panels = [FieldPanel("exercise")]

    class Meta(Orderable.Meta):
        constraints = [models.UniqueConstraint(fields=["course", "exercise"], name="course_exercise_once")]


class LessonPage(Page):
    """A lesson as it is edited. Learners read its latest edition, never the page itself."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    minutes = models.PositiveSmallIntegerField(_("minutes of study"), validators=[MinValueValidator(1), MaxValueValidator(600)])
    summary = models.CharField(_("summary"), max_length=250, blank=True)
    body = StreamField(LessonBody(), verbose_name=_("lesson"))

    content_panels = [*Page.content_panels, FieldPanel("minutes"), FieldPanel("summary"), FieldPanel("body")]
    parent_page_types = ["courses.CoursePage"]
    subpage_types: list[str] = []
