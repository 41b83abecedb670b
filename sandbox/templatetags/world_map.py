"""The map of the invented world, drawn where a page needs it."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import template

from sandbox.domain.world_map import HEIGHT, WIDTH, bend_arc, load_world_map

register = template.Library()

_LEAST, _MOST = 10, 17


@register.inclusion_tag("sandbox/_world_map.html")
def world_map(
    title: str,
    description: str,
    markers: Iterable[Mapping[str, Any]] = (),
    arcs: Iterable[Mapping[str, Any]] = (),
    key: str = "world-map",
    *,
    has_list: bool = True,
) -> dict[str, Any]:
    """Draw land, borders and countries' names; the page links `sandbox/world_map.css`.

    `markers`: x, y, label, and if wished kind ("place", "from", "about" or "attention"), href, count, is_labelled.
    `arcs`: start and end as (x, y), label, and if wished kind ("route" or "attention") and href.
    The same facts stand as a list below, unless the page has a table of its own (`has_list=False`). `key` is the id of the drawing.
    """
    placed = [_place(marker) for marker in markers]
    drawn = [{"kind": "route", "href": "", **arc, "path": bend_arc(arc["start"], arc["end"])} for arc in arcs]
    return {
        "map": load_world_map(), "width": WIDTH, "height": HEIGHT, "title": title, "description": description, "markers": placed,
        "arcs": drawn, "key": key, "has_list": has_list and bool(placed or drawn),
        "has_links": any(item["href"] for item in (*placed, *drawn)),
    }  # fmt: skip


def _place(marker: Mapping[str, Any]) -> dict[str, Any]:
    count = marker.get("count")
    radius = min(_MOST, _LEAST + round(count**0.5)) if count else 6
    is_left = marker["x"] > WIDTH - 150
    return {
        "kind": "place", "href": "", "count": count, "is_labelled": False, **marker, "radius": radius, "is_left": is_left,
        "text_x": marker["x"] + (-1 if is_left else 1) * (radius + 4),
    }  # fmt: skip
