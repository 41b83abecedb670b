"""Where each entity of a chart stands: the same chart, the same picture. Pure.

Springs (T. M. J. Fruchterman, E. M. Reingold, Graph drawing by force-directed placement, 1991) from a fixed start find who belongs
together; then each entity moves to the nearest free cell of a grid, so that no two boxes can cover each other.
"""

import math
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from sandbox.domain.case.chart import Chart, Entity, Link
from sandbox.domain.case.pinning import BOX, CELL, MARGIN, settle

FOOT = 32
ROUNDS = 120
LINE = 18
# Along a link, where its words may stand; how far words keep from each other.
PARTS = (0.5, 0.36, 0.64, 0.26, 0.74)
WORD = (84, 17)


@dataclass(frozen=True, slots=True)
class Node:
    entity: Entity
    x: int
    y: int
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Edge:
    """A link as a curve from `start` to `end`, drawn to `bend` (a quadratic Bézier), with the place of its words."""

    link: Link
    start: tuple[int, int]
    bend: tuple[int, int]
    end: tuple[int, int]
    x: int
    y: int

    @property
    def path(self) -> str:
        return f"M{self.start[0]} {self.start[1]}Q{self.bend[0]} {self.bend[1]} {self.end[0]} {self.end[1]}"


@dataclass(frozen=True, slots=True)
class Drawing:
    width: int
    height: int
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


@lru_cache(maxsize=32)
def draw_chart(chart: Chart) -> Drawing:
    """The chart laid out. Bounded: 200 entities take the same number of rounds as two. Kept for a while: a page may show it often."""
    numbers = tuple(entity.number for entity in chart.entities)
    pairs = tuple((link.source, link.target) for link in chart.links)
    cells = _place(numbers, pairs)
    arranged = {
        number: (MARGIN + CELL[0] * column + CELL[0] // 2, MARGIN + CELL[1] * row + CELL[1] // 2)
        for number, (column, row) in cells.items()
    }
    centres = settle(arranged, {number: (x, y) for number, x, y in chart.places if number in cells}, pairs)
    nodes = tuple(Node(entity, *centres[entity.number], _break(entity.label)) for entity in chart.entities)
    right, low = (max((centre[axis] for centre in centres.values()), default=0) for axis in (0, 1))
    return Drawing(
        max(right + CELL[0] // 2 + MARGIN, 400),
        low + CELL[1] // 2 + MARGIN + FOOT,
        nodes,
        tuple(_draw_links(chart.links, centres)),
    )


@lru_cache(maxsize=64)
def _place(numbers: tuple[int, ...], pairs: tuple[tuple[int, int], ...]) -> dict[int, tuple[int, int]]:
    """Column and row of each entity."""
    if not numbers:
        return {}
    points = _spring(numbers, pairs)
    count = len(numbers)
    columns = max(1, math.ceil(math.sqrt(count * 0.7)))
    rows = max(1, math.ceil(count * 1.25 / columns))
    low, high = points.min(axis=0), points.max(axis=0)
    span = np.maximum(high - low, 1e-9)
    wanted = (points - low) / span * np.array([columns - 1, rows - 1])
    free = [(column, row) for row in range(rows) for column in range(columns)]
    degree = {number: sum(number in pair for pair in pairs) for number in numbers}
    taken: dict[int, tuple[int, int]] = {}
    for index in sorted(range(count), key=lambda i: (-degree[numbers[i]], numbers[i])):
        x, y = round(float(wanted[index][0]), 3), round(float(wanted[index][1]), 3)
        cell = min(free, key=lambda c: ((c[0] - x) ** 2 + (c[1] - y) ** 2, c))
        free.remove(cell)
        taken[numbers[index]] = cell
    used_columns = {c: i for i, c in enumerate(sorted({c for c, _r in taken.values()}))}
    used_rows = {r: i for i, r in enumerate(sorted({r for _c, r in taken.values()}))}
    return {number: (used_columns[c], used_rows[r]) for number, (c, r) in taken.items()}


def _spring(numbers: tuple[int, ...], pairs: tuple[tuple[int, int], ...]) -> np.ndarray:
    """Points after a fixed number of rounds, from a spiral as the start: no chance in it."""
    count = len(numbers)
    index = {number: i for i, number in enumerate(numbers)}
    turn = np.arange(count) * 2.399963  # the golden angle spreads any number of points evenly
    points: np.ndarray = np.stack([np.cos(turn), np.sin(turn)], axis=1) * np.sqrt(np.arange(count) + 1.0)[:, None]
    tied = np.zeros((count, count))
    for source, target in pairs:
        tied[index[source], index[target]] = tied[index[target], index[source]] = 1.0
    for step in range(ROUNDS):
        gaps = points[:, None, :] - points[None, :, :]
        distance = np.maximum(np.sqrt((gaps**2).sum(axis=2)), 0.05)
        force = 1.0 / distance**2 - tied * distance - 0.02
        move = (gaps * force[:, :, None]).sum(axis=1)
        length = np.maximum(np.sqrt((move**2).sum(axis=1)), 1e-9)
        limit = 0.5 * (1 - step / ROUNDS) + 0.01
        points = points + move / length[:, None] * np.minimum(length, limit)[:, None]
    return points


def _draw_links(links: tuple[Link, ...], centres: dict[int, tuple[int, int]]) -> list[Edge]:
    """A straight line, or a bow where others join the same two or a box stands in between."""
    drawn: dict[tuple[int, int], int] = {}
    stops = np.array(list(centres.values()) or [(0, 0)], dtype=float)
    words = np.full((len(links), 2), np.inf)
    edges = []
    for index, link in enumerate(links):
        (x1, y1), (x2, y2) = centres[link.source], centres[link.target]
        pair = (min(link.source, link.target), max(link.source, link.target))
        place = drawn.get(pair, 0)
        drawn[pair] = place + 1
        bow = (place + 1) // 2 * (1 if place % 2 else -1) * 46.0
        length = math.hypot(x2 - x1, y2 - y1) or 1.0
        if place == 0 and _is_blocked((x1, y1), (x2, y2), stops):
            bow = _reach((y1 - y2) / length, (x2 - x1) / length) + 18
        sign = 1 if (x1, y1) <= (x2, y2) else -1  # both directions of a pair bow apart
        across = (-(y2 - y1) / length * sign, (x2 - x1) / length * sign)
        cx, cy = (x1 + x2) / 2 + across[0] * 2 * bow, (y1 + y2) / 2 + across[1] * 2 * bow
        start, end = _leave((x1, y1), (cx, cy)), _leave((x2, y2), (cx, cy))
        word = _find_room([_follow(start, (cx, cy), end, part) for part in PARTS], words[:index], stops)
        words[index] = word
        edges.append(Edge(link, start, (round(cx), round(cy)), end, *word))
    return edges


def _follow(start: tuple[int, int], bend: tuple[float, float], end: tuple[int, int], part: float) -> tuple[int, int]:
    """The point of a curve after this part of it."""
    near, middle, far = (1 - part) ** 2, 2 * part * (1 - part), part**2
    return (
        round(near * start[0] + middle * bend[0] + far * end[0]), round(near * start[1] + middle * bend[1] + far * end[1])
    )  # fmt: skip


def _find_room(places: list[tuple[int, int]], words: np.ndarray, stops: np.ndarray) -> tuple[int, int]:
    """The first place where no other word and no box stands; else the one that is least crowded."""
    wanted = np.array(places)[:, None, :]
    gaps = (np.abs(wanted - words) / np.array(WORD)).max(axis=2).min(axis=1, initial=1.0)
    near = np.abs(wanted - stops) < np.array([(BOX[0] + WORD[0]) / 2, BOX[1] / 2 + 6])
    return places[int((gaps - near.all(axis=2).any(axis=1)).argmax())]


def _is_blocked(start: tuple[int, int], end: tuple[int, int], stops: np.ndarray) -> bool:
    dx, dy = end[0] - start[0], end[1] - start[1]
    square = dx * dx + dy * dy or 1
    reach = _reach(dy / math.sqrt(square), dx / math.sqrt(square))
    others = stops[((stops != start).any(axis=1)) & ((stops != end).any(axis=1))]
    along = ((others - start) @ np.array([dx, dy])) / square
    far = np.hypot(*(others - start - along[:, None] * np.array([dx, dy])).T)
    return bool(((along > 0) & (along < 1) & (far < reach)).any())


def _reach(x: float, y: float) -> float:
    """How far a box stretches from its centre in this direction (of length 1)."""
    return abs(x) * BOX[0] / 2 + abs(y) * BOX[1] / 2


def _leave(centre: tuple[int, int], towards: tuple[float, float]) -> tuple[int, int]:
    """Where a line from the centre of a box crosses its edge."""
    dx, dy = towards[0] - centre[0], towards[1] - centre[1]
    scale = min((BOX[0] / 2 + 3) / abs(dx) if dx else math.inf, (BOX[1] / 2 + 3) / abs(dy) if dy else math.inf, 1.0)
    return round(centre[0] + dx * scale), round(centre[1] + dy * scale)


def _break(label: str) -> tuple[str, ...]:
    """A label in two lines at most."""
    words, lines = label.split(), [""]
    for word in words:
        if lines[-1] and _measure(lines[-1]) + 1 + _measure(word) > LINE:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    if len(lines) > 2:
        lines = [lines[0], f"{lines[1]} {lines[2]}"]
    return tuple(_cut(line) for line in lines)


def _cut(line: str) -> str:
    if _measure(line) <= LINE + 1:
        return line
    while _measure(line) > LINE:
        line = line[:-1]
    return f"{line}…"


def _measure(text: str) -> int:
    """Letters, where a Chinese character takes the room of two."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)
