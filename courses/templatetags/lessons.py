"""Filters of the lesson blocks' templates."""

import re
from collections import Counter
from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe
from wagtail.rich_text import RichText, expand_db_html

from college.core.html import clean_html
from college.core.markdown import render_markdown_inline

register = template.Library()
_MARK = re.compile(r"\[\^(\d{1,3})\]")


@register.filter
def prose(value: RichText | str) -> SafeString:
    """Rich text with its links resolved, cleaned: what the database holds is not trusted."""
    return clean_html(expand_db_html(value.source if isinstance(value, RichText) else value))


@register.filter
def inline(value: str) -> SafeString:
    """One line of Markdown, with `[^1]` as the mark of source 1."""
    html = render_markdown_inline(str(value or ""))
    return mark_safe(_MARK.sub(r'<sup><a href="#source-\1">\1</a></sup>', html))


@register.filter
def places(number: int, cited: Counter[int] | None) -> list[tuple[str, int]]:
    """Anchors of the places that cite a source, with their count: [("cite-1-1", 1), …]."""
    return [(f"cite-{number}-{place}", place) for place in range(1, (cited[int(number)] if cited else 0) + 1)]


@register.filter
def item(mapping: dict[Any, Any], key: Any) -> Any:
    """The mapping's value for a key, or None."""
    return mapping.get(key)


@register.filter
def duration(minutes: int) -> dict[str, int]:
    """Whole hours and the minutes beyond them."""
    return {"hours": int(minutes) // 60, "minutes": int(minutes) % 60}
