"""`{% component "name" prop=value %}` and `{% componentblock "name" prop=value %}…{% endcomponentblock %}`, and
`{% frame "includes/header.html" %}` for what is the same on every page (see `college.core.frame`), and
`{% kept "part.html" name=value %}` for a part that hangs on these values alone (see `college.core.kept`);
`{% kept_each "part.html" items "name" %}` for one such part an item.

All are built in: no template loads them. Inside a component the block's content is `slot`.
"""

from collections.abc import Iterable
from typing import Any

from django import template
from django.template.base import FilterExpression, Node, NodeList, Parser, Token, token_kwargs
from django.template.context import Context
from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe

from college.core.components import load_declaration
from college.core.frame import render_frame
from college.core.kept import render_kept

register = template.Library()


class ComponentNode(Node):
    def __init__(self, name: str, props: dict[str, FilterExpression], nodelist: NodeList | None) -> None:
        self.name = name
        self.props = props
        self.nodelist = nodelist or NodeList()
        self.declaration = load_declaration(name)
        self.declaration.resolve(dict.fromkeys(props))

    def render(self, context: Context) -> SafeString:
        values: dict[str, Any] = {name: value.resolve(context) for name, value in self.props.items()}
        props = self.declaration.resolve(values)
        props["slot"] = self.nodelist.render(context)
        for name in ("request", "csrf_token", "CSP_NONCE"):
            if name in context:
                props[name] = context[name]
        backend: Any = get_template(f"components/{self.name}.html")
        # Rendered by the same engine with escaping: what comes out is markup.
        return mark_safe(str(backend.template.render(context.new(props))).strip())


def _parse(parser: Parser, token: Token) -> tuple[str, dict[str, FilterExpression]]:
    tag, *bits = token.split_contents()
    if not bits:
        raise template.TemplateSyntaxError(f"{{% {tag} %}} needs the name of a component.")
    name = bits.pop(0).strip("\"'")
    props = token_kwargs(bits, parser)
    if bits:
        raise template.TemplateSyntaxError(f"{{% {tag} '{name}' %}} takes prop=value, not {' '.join(bits)}.")
    return name, props


@register.tag
def component(parser: Parser, token: Token) -> ComponentNode:
    name, props = _parse(parser, token)
    return ComponentNode(name, props, None)


@register.tag
def componentblock(parser: Parser, token: Token) -> ComponentNode:
    name, props = _parse(parser, token)
    nodelist = parser.parse(("endcomponentblock",))
    parser.delete_first_token()
    return ComponentNode(name, props, nodelist)


@register.simple_tag(takes_context=True)
def frame(context: Context, template_name: str) -> SafeString:
    return render_frame(template_name, context)


@register.simple_tag
def kept(template_name: str, **values: Any) -> SafeString:
    return render_kept(template_name, values)


@register.simple_tag
def kept_each(template_name: str, items: Iterable[Any], *names: str) -> SafeString:
    """The kept part once for each item, with the item's attributes of these names."""
    # Each part was rendered by the engine, with escaping.
    return mark_safe(
        "".join(render_kept(template_name, {name: getattr(item, name) for name in names}) for item in items)
    )
