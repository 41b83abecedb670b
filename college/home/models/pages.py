from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page

from college.core.http import READ_METHODS


class HomePage(Page):
    """The college's front door."""

    heading = models.CharField(_("heading"), max_length=120)
    introduction = models.TextField(_("introduction"), max_length=600)

    content_panels = [*Page.content_panels, FieldPanel("heading"), FieldPanel("introduction")]
    max_count = 1
    allowed_http_methods = READ_METHODS
    parent_page_types = ["wagtailcore.Page"]


class StandardPage(Page):
    """A page of plain text: about, privacy, accessibility, code of conduct."""

    summary = models.CharField(_("summary"), max_length=250, blank=True)
    body = RichTextField(_("text"), features=["h2", "h3", "bold", "italic", "ul", "ol", "link", "hr"])

    content_panels = [*Page.content_panels, FieldPanel("summary"), FieldPanel("body")]
    allowed_http_methods = READ_METHODS
    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []
