"""What a reader sees of an edition: its blocks as cleaned HTML, kept in the cache, and its knowledge checks."""

import logging
import re
from collections import Counter
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.cache import cache
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from college.core.html import strip_html
from courses.models import LessonEdition, LessonPage

logger = logging.getLogger("college.courses")
CACHE_SECONDS = 10 * 60
_CITATION = re.compile(
    r'(?:<sup>)?<a href="#source-(?P<number>\d{1,3})"[^>]*>(?:<sup>)?\s*\d{1,3}\s*(?:</sup>)?</a>(?:</sup>)?'
)
_HEADING = re.compile(r"<h2>(?P<text>.*?)</h2>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a lesson: HTML that is the same for everyone, or one knowledge check."""

    block_id: str
    html: SafeString | str = ""
    question_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class RenderedLesson:
    """A lesson's segments in their order, and its headings as pairs of anchor and text."""

    segments: list[Segment]
    headings: list[tuple[str, str]]

    @property
    def question_ids(self) -> list[UUID]:
        return [segment.question_id for segment in self.segments if segment.question_id]


def render_edition(edition_id: int, digest: str) -> RenderedLesson:
    """The edition as HTML, in the active language. No query when the cache has it; correct, and slower, without a cache.

    Kept by its digest, so that a restored database never meets the text of another.
    """
    key = f"lesson-edition:{digest}:{get_language()}"
    rendered = _from_cache(key)
    if rendered is None:
        body = LessonEdition.objects.values_list("body", flat=True).get(pk=edition_id)
        rendered = render_body(body)
        _to_cache(key, rendered)
    return rendered


def render_body(body: list[dict[str, Any]]) -> RenderedLesson:
    """Frozen blocks as HTML: citations numbered and linked both ways, headings with anchors."""
    block_type = LessonPage._meta.get_field("body").stream_block
    stream = block_type.to_python([block for block in body if block["type"] != "check"])
    children = {child.id: child for child in stream}
    cited: Counter[int] = Counter()
    headings: list[tuple[str, str]] = []
    texts: dict[str, str] = {}
    # Sources come last in work, wherever they stand: they link back to every place that cites them.
    for block in sorted(body, key=lambda block: block["type"] == "sources"):
        child = children.get(block["id"])
        if child is None:
            continue
        html = str(child.render({"cited": cited}))
        texts[block["id"]] = _anchor_headings(_number_citations(html, cited), headings)
    segments = [
        Segment(block_id=block["id"], question_id=UUID(block["value"]) if block["value"] else None)
        if block["type"] == "check"
        else Segment(block_id=block["id"], html=mark_safe(texts.get(block["id"], "")))
        for block in body
    ]
    return RenderedLesson(segments=segments, headings=headings)


def _number_citations(html: str, cited: Counter[int]) -> str:
    def link(match: re.Match[str]) -> str:
        number = int(match["number"])
        cited[number] += 1
        return format_html(
            '<sup class="cite"><a href="#source-{}" id="cite-{}-{}"><span class="visually-hidden">{} </span>{}</a></sup>',
            number, number, cited[number], _("Source"), number,
        )  # fmt: skip

    return _CITATION.sub(link, html)


def _anchor_headings(html: str, headings: list[tuple[str, str]]) -> str:
    def anchor(match: re.Match[str]) -> str:
        text = strip_html(_CITATION.sub("", re.sub(r'<sup class="cite">.*?</sup>', "", match["text"]))).strip()
        name = f"h-{len(headings) + 1}-{slugify(text, allow_unicode=True)[:50]}".rstrip("-")
        headings.append((name, text))
        return f'<h2 id="{name}">{match["text"]}</h2>'

    return _HEADING.sub(anchor, html)


def _from_cache(key: str) -> RenderedLesson | None:
    try:
        found = cache.get(key)
    except Exception:  # noqa: BLE001 - each cache has its own errors, and none may close the reading room
        logger.warning("the cache does not answer: lessons are rendered anew")
        return None
    return found if isinstance(found, RenderedLesson) else None


def _to_cache(key: str, rendered: RenderedLesson) -> None:
    try:
        cache.set(key, rendered, CACHE_SECONDS)
    except Exception:  # noqa: BLE001 - as above
        logger.warning("the cache does not answer: a lesson was not kept")
