"""Boxes that were put somewhere by hand: what may be saved, and where the others go. Pure."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
from django.utils.translation import gettext as _

from college.core.errors import CollegeError
from sandbox.domain.case.chart import MAX_ENTITIES, Chart

CELL = (268, 128)
BOX = (168, 60)
MARGIN = 40
# A box's centre lies between these: never cut by the left or the upper edge, and no picture grows without end.
LEAST = (MARGIN + BOX[0] // 2, MARGIN + BOX[1] // 2)
MOST = (6000, 6000)
MAX_TEXT = 16_000

Point = tuple[int, int]


def read_places(text: str) -> dict[int, Point]:
    """Places as the page sends them, `{"3": [120, 80]}`. Raises CollegeError (layout_unreadable)."""
    try:
        sent = json.loads(text) if len(text) <= MAX_TEXT else None
    except (ValueError, RecursionError):
        sent = None
    if not isinstance(sent, dict) or len(sent) > MAX_ENTITIES:
        raise _refuse()
    return {_read_number(name): _read_point(point) for name, point in sent.items()}


def put_layout(chart: Chart, places: Mapping[int, Point]) -> Chart:
    """The chart with these boxes where they were put, and no others pinned. What left the chart meanwhile is passed over.

    Raises CollegeError (layout_unreadable) for a place outside the sheet and for a number that no entity ever had.
    """
    if any(not 1 <= number <= chart.last_entity for number in places):
        raise _refuse()
    if any(not LEAST[axis] <= point[axis] <= MOST[axis] for point in places.values() for axis in (0, 1)):
        raise CollegeError("layout_unreadable", _("A box lies outside the sheet. Move it back and save again."))
    kept = tuple((e.number, *places[e.number]) for e in chart.entities if e.number in places)
    return replace(chart, places=kept, layout=chart.layout + 1)


def settle(arranged: Mapping[int, Point], pinned: Mapping[int, Point], pairs: Sequence[Point]) -> dict[int, Point]:
    """Where every box stands: pinned ones where they were put, each other one in the free cell nearest to what it is linked with."""
    if not pinned:
        return dict(arranged)
    settled = dict(pinned)
    low = max(y for points in (arranged, pinned) for _x, y in points.values())
    right = max(x for points in (arranged, pinned) for x, _y in points.values())
    columns, rows = right // CELL[0] + 2, low // CELL[1] + 3
    cells = np.array([
        (MARGIN + CELL[0] * column + CELL[0] // 2, MARGIN + CELL[1] * row + CELL[1] // 2)
        for row in range(rows) for column in range(columns)
    ])  # fmt: skip
    free = np.ones(len(cells), dtype=bool)
    for point in pinned.values():
        free &= _stands_clear(cells, point)
    for number, wish in arranged.items():
        if number in settled:
            continue
        ties = [
            settled[b if a == number else a]
            for a, b in pairs
            if number in (a, b) and (b if a == number else a) in settled
        ]
        goal = np.mean(ties, axis=0) if ties else np.array(wish)
        gaps = ((cells - goal) ** 2).sum(axis=1).astype(float)
        gaps[~free] = np.inf
        x, y = cells[int(gaps.argmin())]
        settled[number] = (int(x), int(y))
        free &= _stands_clear(cells, settled[number])
    return settled


def _stands_clear(cells: np.ndarray, point: Point) -> np.ndarray:
    """Which cells a box may take beside the one at this point."""
    gaps = np.abs(cells - np.array(point))
    clear: np.ndarray = (gaps[:, 0] >= BOX[0] + 20) | (gaps[:, 1] >= BOX[1] + 20)
    return clear


def _read_number(name: str) -> int:
    if not (name.isascii() and name.isdigit() and len(name) <= 6):
        raise _refuse()
    return int(name)


def _read_point(point: object) -> Point:
    if not (isinstance(point, list) and len(point) == 2 and all(type(value) is int for value in point)):
        raise _refuse()
    return point[0], point[1]


def _refuse() -> CollegeError:
    return CollegeError(
        "layout_unreadable", _("These places cannot be read. Load the page again and move the boxes once more.")
    )
