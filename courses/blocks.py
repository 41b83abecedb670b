"""StreamField blocks of lessons."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class OutcomesBody(blocks.StreamBlock):
    outcome = blocks.CharBlock(label=_("Outcome"), max_length=250)


class LessonBody(blocks.StreamBlock):
    prose = blocks.RichTextBlock(label=_("Text"))
