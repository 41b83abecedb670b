"""Pages: fields, panels and their place in the tree. What they do stands in `domain` and `queries`."""

import uuid
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Orderable, Page

from college.core.http import READ_METHODS
from courses.blocks import LessonBody, OutcomesBody
from courses.enums import Audience, Level
from courses.models.programme import Programme

# These words stand in addresses of /learn/ and would be taken for a course or a lesson.
RESERVED_COURSE_SLUGS = frozenset({"attempts", "enrol", "enrolments", "organisations", "requests"})
RESERVED_LESSON_SLUGS = frozenset({"exercises", "quiz"})


class CataloguePage(Page):
    """The public list of courses, by level."""

    introduction = models.TextField(_("introduction"), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("introduction")]
    max_count = 1
    allowed_http_methods = READ_METHODS
    subpage_types = ["courses.CoursePage"]
    template = "courses/catalogue_page.html"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from courses.queries.access import read_enrolments  # queries read these models
        from courses.queries.catalogue import list_catalogue, read_standing

        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        states = read_enrolments(request.user)
        return context | {
            "levels": list_catalogue(request.user, states=states),
            "standing": read_standing(request.user, states=states),
        }


class CoursePage(Page):
    """A course: public description, and the parent of its lessons. `key` outlives moves, renames and deletion."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+", verbose_name=_("programme"))
    level = models.CharField(_("level"), max_length=16, choices=Level)
    position = models.PositiveSmallIntegerField(_("order within the level"), default=1)
    is_required = models.BooleanField(_("needed to complete the level"), default=True)
    audience = models.CharField(_("who may study it"), max_length=16, choices=Audience, default=Audience.EVERYONE)
    minutes = models.PositiveSmallIntegerField(
        _("minutes of study"), validators=[MinValueValidator(5), MaxValueValidator(6000)]
    )
    summary = models.CharField(_("summary"), max_length=200)
    about = RichTextField(_("about the course"), features=["bold", "italic", "ul", "ol", "link"])
    outcomes = StreamField(OutcomesBody(), verbose_name=_("what one can do afterwards"))
    source_digest = models.CharField(max_length=64, blank=True, editable=False)

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
    allowed_http_methods = READ_METHODS
    parent_page_types = ["courses.CataloguePage"]
    subpage_types = ["courses.LessonPage"]
    template = "courses/course_page.html"

    def clean(self) -> None:
        super().clean()
        if self.slug in RESERVED_COURSE_SLUGS:
            raise ValidationError({"slug": _("“%s” is an address of the college itself. Choose another.") % self.slug})

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        from courses.rules import may_see_course  # rules read these models

        if not may_see_course(request.user, self):
            raise Http404
        response: HttpResponse = super().serve(request, *args, **kwargs)
        return response

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from courses.queries.catalogue import describe_course

        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | describe_course(self, request.user)


class CourseExercise(Orderable):
    """An exercise of the sandbox that belongs to a course."""

    course = ParentalKey(CoursePage, on_delete=models.CASCADE, related_name="exercises")
    exercise = models.ForeignKey(
        "sandbox.Exercise", on_delete=models.PROTECT, related_name="+", verbose_name=_("exercise")
    )

    panels = [FieldPanel("exercise")]

    class Meta(Orderable.Meta):
        constraints = [models.UniqueConstraint(fields=["course", "exercise"], name="course_exercise_once")]


class LessonForm(WagtailAdminPageForm):  # type: ignore[misc]
    """Refuses a knowledge check whose question belongs to another course, or is not meant for lessons."""

    def clean(self) -> dict[str, Any]:
        from courses.rules import may_stand_in_lesson  # rules read these models

        cleaned: dict[str, Any] = super().clean()
        for block in cleaned.get("body") or []:
            if block.block_type == "check" and not may_stand_in_lesson(block.value, self.parent_page):
                self.add_error(
                    "body", _("A knowledge check must be a question of this course that is used in lessons.")
                )
                break
        return cleaned


class LessonPage(Page):
    """A lesson as it is edited. Learners read its latest edition, never the page itself."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    minutes = models.PositiveSmallIntegerField(
        _("minutes of study"), validators=[MinValueValidator(1), MaxValueValidator(600)]
    )
    summary = models.CharField(_("summary"), max_length=250, blank=True)
    body = StreamField(LessonBody(), verbose_name=_("lesson"))
    source_digest = models.CharField(max_length=64, blank=True, editable=False)

    content_panels = [*Page.content_panels, FieldPanel("minutes"), FieldPanel("summary"), FieldPanel("body")]
    allowed_http_methods = READ_METHODS
    parent_page_types = ["courses.CoursePage"]
    subpage_types: list[str] = []
    base_form_class = LessonForm

    def clean(self) -> None:
        super().clean()
        if self.slug in RESERVED_LESSON_SLUGS:
            raise ValidationError({"slug": _("“%s” is an address of the college itself. Choose another.") % self.slug})

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[int, str, str] | None:
        """Learners read lessons under /learn/; that is the address editors are led to."""
        parts: tuple[int, str, str] | None = super().get_url_parts(request)
        if not parts or not parts[2]:
            return parts
        course_slug = parts[2].rstrip("/").split("/")[-2]
        return (parts[0], parts[1], reverse("courses:lesson-detail", args=[course_slug, self.slug]))

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The public path never shows a lesson: it leads to the reading room, which asks who is there."""
        course_slug = self.url_path.rstrip("/").split("/")[-2]
        return HttpResponseRedirect(reverse("courses:lesson-detail", args=[course_slug, self.slug]))

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict[str, Any]]:
        return []

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        return "courses/lesson_detail.html"

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        from courses.queries.lessons import preview_lesson

        return {"request": request, **preview_lesson(self)}
