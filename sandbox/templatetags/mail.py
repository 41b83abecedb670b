import json
from typing import Any

from django import template

register = template.Library()


@register.filter
def as_json(value: Any) -> str:
    """The value as JSON, for an attribute; the template escapes it."""
    return json.dumps(value, ensure_ascii=False)
