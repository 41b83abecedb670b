"""Components: small templates with declared props.

A component is `templates/components/<name>.html`. Its first line declares its props:

    {# props: label, href=None, kind="primary" #}

A prop without a default must be given; one that is not declared is refused with the list of those that are.
"""

import ast
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.template import TemplateSyntaxError
from django.template.loader import get_template

_DECLARATION = re.compile(r"^\{# props:(?P<props>.*?)#\}", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Declaration:
    """The props of one component: those that must be given, and the defaults of the others."""

    name: str
    required: frozenset[str]
    defaults: tuple[tuple[str, Any], ...]

    def resolve(self, given: dict[str, Any]) -> dict[str, Any]:
        """All props with their values. Raises TemplateSyntaxError for an unknown or a missing one."""
        accepted = self.required | {name for name, _ in self.defaults}
        unknown = sorted(set(given) - accepted)
        if unknown:
            raise TemplateSyntaxError(
                f"Component '{self.name}' has no prop {', '.join(unknown)}; it accepts {', '.join(sorted(accepted))}."
            )
        missing = sorted(self.required - set(given))
        if missing:
            raise TemplateSyntaxError(f"Component '{self.name}' needs the prop {', '.join(missing)}.")
        return dict(self.defaults) | given


def parse_declaration(name: str, source: str) -> Declaration:
    """Read the first line of a component's template."""
    match = _DECLARATION.match(source)
    if match is None:
        raise TemplateSyntaxError(f"Component '{name}' does not declare its props in its first line.")
    call = ast.parse(f"f({match['props'].strip()})", mode="eval").body
    if not isinstance(call, ast.Call):
        raise TemplateSyntaxError(f"Component '{name}' declares its props badly.")
    required = frozenset(argument.id for argument in call.args if isinstance(argument, ast.Name))
    defaults = tuple((keyword.arg or "", ast.literal_eval(keyword.value)) for keyword in call.keywords)
    return Declaration(name=name, required=required, defaults=defaults)


@lru_cache(maxsize=None)
def load_declaration(name: str) -> Declaration:
    """The declaration of a component that stands in the template folders."""
    template = get_template(f"components/{name}.html")
    return parse_declaration(name, Path(template.origin.name).read_text(encoding="utf-8"))
