"""The outline of the invented world: every city in its own country, every port at the sea."""

import re

import pytest
from django.template import Context, Template

from sandbox.domain.geography import BUREAUS
from sandbox.domain.world_map import HEIGHT, WIDTH, bend_arc, find_place, load_world_map

Point = tuple[float, float]
SHORE = 9


def read_rings(path: str) -> list[list[Point]]:
    """The rings of a path that is made of M, relative l and z alone."""
    rings = []
    for part in filter(None, path.split("z")):
        numbers = [float(number) for number in re.findall(r"-?[0-9.]+", part)]
        steps = list(zip(numbers[::2], numbers[1::2], strict=True))
        ring = [steps[0]]
        for dx, dy in steps[1:]:
            ring.append((ring[-1][0] + dx, ring[-1][1] + dy))
        rings.append(ring)
    return rings


def is_inside(point: Point, rings: list[list[Point]]) -> bool:
    x, y = point
    is_in = False
    for ring in rings:
        for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
            if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
                is_in = not is_in
    return is_in


@pytest.fixture(scope="module")
def lands() -> dict[str, list[list[Point]]]:
    return {country.code: read_rings(country.path) for country in load_world_map().countries}


def test_cities_and_ports_lie_in_their_own_country(lands: dict[str, list[list[Point]]]) -> None:
    for code, bureau in BUREAUS.items():
        for place in (bureau.place, *(load_world_map().ports[port] for port in bureau.ports)):
            assert [other for other, rings in lands.items() if is_inside(place, rings)] == [code], (code, place)


def test_ports_lie_at_the_sea(lands: dict[str, list[list[Point]]]) -> None:
    """Around each port some place within a few units is nobody's land."""
    around = [(dx, dy) for dx in range(-SHORE, SHORE + 1) for dy in range(-SHORE, SHORE + 1)]
    for name, (x, y) in load_world_map().ports.items():
        assert any(not any(is_inside((x + dx, y + dy), rings) for rings in lands.values()) for dx, dy in around), name


def test_the_land_fits_the_sheet(lands: dict[str, list[list[Point]]]) -> None:
    assert set(lands) == set(BUREAUS)
    points = [point for rings in lands.values() for ring in rings for point in ring]
    assert all(0 < x < WIDTH and 0 < y < HEIGHT for x, y in points)


def test_places_are_found_by_code_and_by_name() -> None:
    assert find_place("QMA") == BUREAUS["QMA"].place
    assert find_place("Port Orsel") == BUREAUS["QMA"].place
    assert find_place("Lyon") is None


def test_the_drawing_says_the_same_as_its_list() -> None:
    """A marker with an address is a link in the drawing and in the list; what is written is escaped."""
    page = Template(
        '{% load world_map %}{% world_map title="Routes" description="Two." markers=markers arcs=arcs %}'
    ).render(
        Context({
            "markers": [{"x": 10, "y": 20, "label": "<Vesk>", "href": "/there/", "count": 4}],
            "arcs": [{"start": (10, 20), "end": (300, 200), "label": "Vesk to Aglas"}],
        })
    )  # fmt: skip
    assert page.count('href="/there/"') == 2
    assert "<Vesk>" not in page
    assert page.count("&lt;Vesk&gt;") == 3
    assert page.count(">Ravenne-sur-Mer<") == 1
    assert page.count("Vesk to Aglas") == 2
    assert 'role="group"' in page
    assert bend_arc((10, 20), (300, 200)) in page
    assert "TRAINING – SYNTHETIC – NOT POLICE DATA" in page
