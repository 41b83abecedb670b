"""The outline of the invented world: coasts, land borders and ports, 1000 wide and 500 high from the upper left.

The outline was drawn for the college (hand-placed coasts roughened by noise) and is its own work; no real coast is in it.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sandbox.domain.geography import BUREAUS, name_country

WIDTH, HEIGHT = 1000, 500
_SOURCE = Path(__file__).with_name("world_map.json")


@dataclass(frozen=True, slots=True)
class MappedCountry:
    """A country's land as an SVG path, and where its name stands."""

    code: str
    name: str
    path: str
    label: tuple[int, int]


@dataclass(frozen=True, slots=True)
class WorldMap:
    """Every country's land, the borders between them as one path, and every port by its name."""

    countries: tuple[MappedCountry, ...]
    borders: str
    ports: Mapping[str, tuple[int, int]]


@cache
def load_world_map() -> WorldMap:
    """The map, read once."""
    source = json.loads(_SOURCE.read_text(encoding="utf-8"))
    countries = tuple(
        MappedCountry(code, name_country(code), shape["path"], (shape["label"][0], shape["label"][1]))
        for code, shape in source["countries"].items()
    )
    return WorldMap(countries, source["borders"], {name: (x, y) for name, (x, y) in source["ports"].items()})


def find_place(name: str) -> tuple[int, int] | None:
    """Where a bureau (by its code), a city or a port (by its name) lies; None for any other name."""
    bureau = BUREAUS.get(name)
    return bureau.place if bureau else load_world_map().ports.get(name)


def bend_arc(start: tuple[int, int], end: tuple[int, int]) -> str:
    """An SVG path from one place to another, bent upwards as routes are drawn. Pure."""
    (x1, y1), (x2, y2) = start, end
    length = ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5
    lift = max(0, round(min(y1, y2) - 0.28 * length))
    return f"M{x1} {y1}Q{round((x1 + x2) / 2)} {lift} {x2} {y2}"
