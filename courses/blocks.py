"""StreamField blocks of courses and lessons.

A knowledge check holds the id of a question and nothing of its answer: page content travels through revisions,
comparison, copies and previews.
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.list_block import ListBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

PROSE_FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "blockquote", "code", "superscript", "hr"]
TEXT_FEATURES = ["bold", "italic", "ol", "ul", "link", "superscript"]
INLINE_HELP = _("**bold**, *italic*, and [^1] for source 1.")
AUDIO = frozenset({"m4a", "mp3", "ogg"})
VIDEO = frozenset({"mp4", "webm"})


class OutcomesBody(blocks.StreamBlock):
    outcome = blocks.CharBlock(
        label=_("Outcome"),
        max_length=250,
        icon="tick",
        description=_("What a person can do after the course. Starts with a verb."),
        preview_value="Explain why a hit is a question to its owner, and not an answer.",
    )


class ProseBlock(blocks.RichTextBlock):
    def __init__(self, **options: Any) -> None:
        super().__init__(**{"features": PROSE_FEATURES, **options})

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        description = _("Paragraphs, headings and lists.")
        template = "courses/blocks/prose.html"
        preview_value = "<h2>What a hit proves</h2><p>A hit proves that two records look alike. The rest is work.</p>"


class FigureBlock(blocks.StructBlock):
    image = ImageChooserBlock(label=_("Image"))
    alt = blocks.TextBlock(
        label=_("What it shows"),
        max_length=1500,
        rows=3,
        help_text=_("For those who cannot see it: what they would miss."),
    )
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=300, help_text=INLINE_HELP)
    credit = blocks.CharBlock(label=_("Credit"), max_length=160, help_text=_("Who made it."))

    class Meta:
        icon = "image"
        label = _("Figure")
        description = _("An image with its description, caption and credit.")
        template = "courses/blocks/figure.html"

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        image = value.get("image")
        if image is not None:
            picture = image if image.is_svg() else image.get_rendition("width-1280|format-webp")
            context["picture"] = {"url": picture.file.url, "width": picture.width, "height": picture.height}
        return context


class MediaBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=160)
    file = DocumentChooserBlock(label=_("Audio or video file"))
    captions = DocumentChooserBlock(label=_("Captions"), help_text=_("A WebVTT file (.vtt)."))
    transcript = blocks.RichTextBlock(label=_("Transcript"), features=TEXT_FEATURES)

    class Meta:
        icon = "media"
        label = _("Audio or video")
        description = _("A recording with captions and a transcript.")
        template = "courses/blocks/media.html"

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        errors: dict[str, ValidationError] = {}
        if _extension(cleaned["file"]) not in AUDIO | VIDEO:
            errors["file"] = ValidationError(_("Choose an audio or video file: mp3, m4a, ogg, mp4 or webm."))
        if _extension(cleaned["captions"]) != "vtt":
            errors["captions"] = ValidationError(_("Captions must be a WebVTT file, with a name that ends in .vtt."))
        if errors:
            raise StructBlockValidationError(block_errors=errors)
        return cleaned

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        context["is_video"] = _extension(value.get("file")) in VIDEO
        return context


class CalloutBlock(blocks.StructBlock):
    kind = blocks.ChoiceBlock(
        label=_("Kind"),
        choices=[("note", _("Note")), ("practice", _("In practice")), ("law", _("Law")), ("warning", _("Warning"))],
        default="note",
    )
    title = blocks.CharBlock(label=_("Title"), required=False, max_length=120)
    text = blocks.RichTextBlock(label=_("Text"), features=TEXT_FEATURES)

    class Meta:
        icon = "warning"
        label = _("Call-out")
        description = _("A note, a hint from practice, a rule of law or a warning.")
        template = "courses/blocks/callout.html"
        preview_value = {
            "kind": "practice",
            "title": "One sentence before the form",
            "text": "<p>Write down what you want officers abroad to do. One verb, one instrument.</p>",
        }


class TableBlock(blocks.StructBlock):
    caption = blocks.CharBlock(label=_("Caption"), max_length=250)
    columns = blocks.ListBlock(
        blocks.CharBlock(label=_("Heading"), max_length=120), label=_("Column headings"), min_num=2, max_num=8
    )
    rows = blocks.ListBlock(
        blocks.ListBlock(blocks.TextBlock(label=_("Cell"), required=False, rows=1), label=_("Row")),
        label=_("Rows"),
        min_num=1,
        help_text=_("The first cell of a row is its heading. In cells: **bold**, *italic*, [^1] for source 1."),
    )

    class Meta:
        icon = "table"
        label = _("Table")
        description = _("Rows and columns to compare.")
        template = "courses/blocks/table.html"
        preview_value = {
            "caption": "Notices by purpose",
            "columns": ["Notice", "Purpose"],
            "rows": [["Blue", "Learn who or where somebody is"], ["Purple", "Share a method"]],
        }

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        width = len(cleaned["columns"])
        wrong = {
            index: ValidationError(
                _("This row has %(cells)s cells; the table has %(columns)s columns.")
                % {"cells": len(row), "columns": width}
            )
            for index, row in enumerate(cleaned["rows"])
            if len(row) != width
        }
        if wrong:
            raise StructBlockValidationError(block_errors={"rows": ListBlockValidationError(block_errors=wrong)})
        return cleaned


class TimelineEvent(blocks.StructBlock):
    when = blocks.CharBlock(label=_("When"), max_length=80)
    title = blocks.CharBlock(label=_("What"), max_length=160)
    text = blocks.TextBlock(label=_("Details"), required=False, max_length=1500, rows=2, help_text=INLINE_HELP)


class TimelineBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=160)
    events = blocks.ListBlock(TimelineEvent(label=_("Event")), label=_("Events"), min_num=2)

    class Meta:
        icon = "history"
        label = _("Timeline")
        description = _("What happened, or should happen, in its order.")
        template = "courses/blocks/timeline.html"
        preview_value = {
            "title": "From request to decision",
            "events": [
                {"when": "Step 1", "title": "Registration", "text": "The request is recorded."},
                {"when": "Step 2", "title": "Screening", "text": "What is known is compared."},
            ],
        }


class DefinitionBlock(blocks.StructBlock):
    term = blocks.CharBlock(label=_("Term"), max_length=120)
    text = blocks.TextBlock(label=_("Meaning"), max_length=2000, rows=3, help_text=INLINE_HELP)
    source = blocks.IntegerBlock(label=_("Number of the source"), required=False, min_value=1)

    class Meta:
        icon = "openquote"
        label = _("Definition")
        description = _("A term of the field and what it means.")
        template = "courses/blocks/definition.html"
        preview_value = {
            "term": "Hit",
            "text": "A record that agrees with a query well enough to ask its owner.",
            "source": None,
        }


class AccordionItem(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=200)
    text = blocks.RichTextBlock(label=_("Text"), features=TEXT_FEATURES)


class AccordionBlock(blocks.StructBlock):
    entries = blocks.ListBlock(AccordionItem(label=_("Item")), label=_("Items"), min_num=1)

    class Meta:
        icon = "collapse-down"
        label = _("Accordion")
        description = _("Short texts that open one by one.")
        template = "courses/blocks/accordion.html"
        preview_value = {
            "entries": [{"title": "May that be sent?", "text": "<p>Ask first whether a photograph exists.</p>"}]
        }


class SourceItem(blocks.StructBlock):
    number = blocks.IntegerBlock(label=_("Number"), min_value=1)
    text = blocks.TextBlock(label=_("Source"), max_length=600, rows=2)
    url = blocks.URLBlock(label=_("Address"), required=False)


class SourcesBlock(blocks.StructBlock):
    entries = blocks.ListBlock(SourceItem(label=_("Source")), label=_("Sources"), min_num=1)

    class Meta:
        icon = "list-ol"
        label = _("Sources")
        description = _("What the lesson cites; each is linked with the places that cite it.")
        template = "courses/blocks/sources.html"
        preview_value = {
            "entries": [{"number": 1, "text": "Rules on the Processing of Data, arts 104–106.", "url": ""}]
        }

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        numbers = [item["number"] for item in cleaned["entries"]]
        if len(set(numbers)) != len(numbers):
            raise StructBlockValidationError(
                block_errors={
                    "entries": ListBlockValidationError(non_block_errors=[_("Two sources have the same number.")])
                }
            )
        return cleaned


class KnowledgeCheckBlock(blocks.ChooserBlock):
    """A question of the bank, by its id. Which course it must belong to is the page's rule, not the block's."""

    @cached_property
    def target_model(self) -> type[Model]:
        return apps.get_model("courses", "Question")  # questions stand on pages, and pages on blocks

    @cached_property
    def widget(self) -> Any:
        from courses.choosers import check_chooser  # it imports the models that import this module

        return check_chooser.widget_class()

    def get_prep_value(self, value: Any) -> str | None:
        return None if value is None else str(value.pk)

    def bulk_to_python(self, values: Sequence[str | None]) -> list[Any]:
        found = self.model_class.objects.in_bulk([UUID(value) for value in values if value])
        return [found.get(UUID(value)) if value else None for value in values]

    class Meta:
        icon = "help"
        label = _("Knowledge check")
        description = _("A question of this course that the reader answers before going on.")
        template = "courses/blocks/check.html"


class LessonBody(blocks.StreamBlock):
    prose = ProseBlock()
    figure = FigureBlock()
    media = MediaBlock()
    callout = CalloutBlock()
    table = TableBlock()
    timeline = TimelineBlock()
    definition = DefinitionBlock()
    accordion = AccordionBlock()
    check = KnowledgeCheckBlock()
    sources = SourcesBlock()

    class Meta:
        block_counts = {"sources": {"max_num": 1}}


def _extension(document: Any) -> str:
    return str(document.file_extension).lower() if document is not None else ""
