"""Markdown to cleaned HTML: the format of authored source files."""

from django.utils.safestring import SafeString
from markdown_it import MarkdownIt

from college.core.html import clean_html, clean_inline

_parser = MarkdownIt("commonmark", {"html": False})


def render_markdown(text: str) -> SafeString:
    """Block-level HTML, cleaned."""
    return clean_html(_parser.render(text))


def render_markdown_inline(text: str) -> SafeString:
    """Inline HTML without a paragraph around it, cleaned."""
    return clean_inline(_parser.renderInline(text.strip()))
