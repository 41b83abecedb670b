"""Parts of pages that hang on nothing but the language and a few plain values, kept by each process once they are drawn."""

from functools import lru_cache
from typing import Any

from django.conf import settings
from django.template import TemplateSyntaxError
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

PLAIN = (str, SafeString, int, bool, type(None))


def render_kept(template_name: str, values: dict[str, Any]) -> SafeString:
    """The template with these values and nothing else: no request, no person, no page. Drawn once for each set of values.

    Raises TemplateSyntaxError for a value that is not plain (text, whole number, true or false, nothing).
    """
    # The type belongs to the key: 1 equals True, and text equals markup.
    key = tuple((name, type(value), value) for name, value in values.items())
    strange = [name for name, kind, _ in key if kind not in PLAIN]
    if strange:
        raise TemplateSyntaxError(f"{template_name}: {', '.join(strange)} cannot be kept; give text or a number.")
    draw = _draw.__wrapped__ if settings.DEBUG else _draw
    return draw(template_name, get_language(), key)


@lru_cache(maxsize=4096)
def _draw(template_name: str, language: str | None, key: tuple[tuple[str, type, Any], ...]) -> SafeString:
    # Rendered by the engine with escaping: what comes out is markup.
    return mark_safe(render_to_string(template_name, {name: value for name, _, value in key}))
