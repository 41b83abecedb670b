"""What the templates need to draw a chart and to say the same in words: on its own page, on a message, on a sheet to take away."""

from typing import Any

from sandbox.domain.case import Certainty, Chart, EntityKind, LinkKind
from sandbox.domain.case.layout import FOOT, Drawing, Node, draw_chart
from sandbox.domain.case.pinning import BOX
from sandbox.domain.case.sheet import MARK, MUTUAL, name_link
from sandbox.domain.case.sites import name_site

TONES = {Certainty.CONFIRMED: "done", Certainty.REPORTED: "active", Certainty.ASSUMED: "neutral"}


def make_picture(chart: Chart, *, key: str = "chart", is_linked: bool = False) -> dict[str, Any]:
    """The picture of a chart. `key` begins the ids in it; linked boxes lead to their entities' forms."""
    return {
        **place_shapes(draw_chart(chart)), "key": key, "is_linked": is_linked, "mark": MARK,
        "entity_count": len(chart.entities), "link_count": len(chart.links),
    }  # fmt: skip


def place_shapes(drawing: Drawing) -> dict[str, Any]:
    """Boxes, lines and words of a drawing, with the places of its foot."""
    return {
        "width": drawing.width, "height": drawing.height, "foot": drawing.height - FOOT + 6, "mark_y": drawing.height - 8,
        "middle": drawing.width // 2, "box": {"width": BOX[0], "height": BOX[1]},
        "edges": [
            {"edge": edge, "word": name_link(edge.link.kind, edge.link.label), "is_directed": edge.link.kind not in MUTUAL,
             "certainty": Certainty(edge.link.certainty).label}
            for edge in drawing.edges
        ],
        "nodes": [_place_node(node) for node in drawing.nodes],
    }  # fmt: skip


def _place_node(node: Node) -> dict[str, Any]:
    """A box with its words measured from its upper left corner."""
    start = BOX[1] // 2 + (11 if len(node.lines) == 1 else 3)
    return {
        "entity": node.entity, "kind": EntityKind(node.entity.kind).label, "x": node.x - BOX[0] // 2, "y": node.y - BOX[1] // 2,
        "middle": BOX[0] // 2 + 3, "lines": [(start + 16 * i, text) for i, text in enumerate(node.lines)],
    }  # fmt: skip


def describe_chart(chart: Chart, known: dict[str, str]) -> dict[str, Any]:
    """Entities and links for the lists; `known` names what they rest on."""
    names = {entity.number: entity.label for entity in chart.entities}

    def tell(item: Any, kinds: Any) -> dict[str, Any]:
        return {
            "item": item, "kind": kinds(item.kind).label, "certainty": Certainty(item.certainty).label,
            "tone": TONES[Certainty(item.certainty)], "sources": [known.get(ref, ref) for ref in item.evidence],
        }  # fmt: skip

    return {
        "chart": chart,
        "entities": [
            tell(entity, EntityKind) | {"links": len(chart.list_links_of(entity.number)), "site": name_site(entity.site)}
            for entity in chart.entities
        ],
        "links": [
            tell(link, LinkKind) | {"source": names[link.source], "target": names[link.target]} for link in chart.links
        ],
    }  # fmt: skip
