"""Engraved line work that belongs to one serial: the same serial draws the same curves, another one others."""

import hashlib
import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

Point = tuple[float, float]

# Points on one wave: with fewer, the curve shows its corners; with more, only the file grows.
_SAMPLES = 5


@dataclass(frozen=True, slots=True)
class Pattern:
    """The numbers that shape the curves of one certificate."""

    petals: int
    inner_petals: int
    strands: int
    depth: float
    phase: float
    waves: int

    @classmethod
    def from_serial(cls, serial: str) -> "Pattern":
        """Derived from SHA-256 of the serial: no state, no chance."""
        seed = hashlib.sha256(serial.encode()).digest()
        return cls(
            petals=9 + seed[0] % 8,
            inner_petals=5 + seed[1] % 6,
            strands=10 + seed[2] % 5,
            depth=0.16 + seed[3] / 255 * 0.1,
            phase=seed[4] / 255 * math.tau,
            waves=86 + seed[5] % 24,
        )


def _draw_closed(canvas: Any, points: list[Point]) -> None:
    """One smooth closed curve through the points (Catmull-Rom, as cubic Béziers)."""
    path = canvas.beginPath()
    path.moveTo(round(points[0][0], 1), round(points[0][1], 1))
    before, here = points[-1], points[0]
    for (cx, cy), (dx, dy) in zip([*points[1:], points[0]], [*points[2:], *points[:2]], strict=True):
        (ax, ay), (bx, by) = before, here
        # A tenth of a point is finer than any printer, and halves the file.
        path.curveTo(
            round(bx + (cx - ax) / 6, 1), round(by + (cy - ay) / 6, 1),
            round(cx - (dx - bx) / 6, 1), round(cy - (dy - by) / 6, 1),
            round(cx, 1), round(cy, 1),
        )  # fmt: skip
        before, here = (bx, by), (cx, cy)
    path.close()
    canvas.drawPath(path, stroke=1, fill=0)


def _petal_curve(centre: Point, radius: float, depth: float, petals: int, phase: float) -> list[Point]:
    steps = petals * _SAMPLES
    points = []
    for step in range(steps):
        angle = math.tau * step / steps
        distance = radius * (1 + depth * math.cos(petals * angle + phase))
        points.append((centre[0] + distance * math.cos(angle), centre[1] + distance * math.sin(angle)))
    return points


def draw_rosette(canvas: Any, pattern: Pattern, centre: Point, radius: float, *, hollow: float = 0.34) -> None:
    """Interlaced petals between `hollow` and the full radius, and a rim of fine waves. Colour and line width are the canvas's."""
    for strand in range(pattern.strands):
        shift = pattern.phase + math.tau * strand / pattern.strands
        _draw_closed(canvas, _petal_curve(centre, radius * 0.74, pattern.depth, pattern.petals, shift))
    inner = radius * (hollow + 0.13)
    for strand in range(pattern.strands // 2):
        shift = -pattern.phase + math.tau * strand / (pattern.strands // 2)
        _draw_closed(canvas, _petal_curve(centre, inner, 0.24, pattern.inner_petals, shift))
    for strand in range(3):
        shift = math.tau * strand / 3
        _draw_closed(canvas, _petal_curve(centre, radius * 0.955, 0.035, pattern.petals * 4, shift))


def _walk_frame(box: tuple[float, float, float, float], corner: float, steps: int) -> Iterator[tuple[Point, Point]]:
    """Evenly spaced points of a rounded rectangle, each with the outward normal."""
    left, bottom, right, top = box
    straight_x, straight_y, arc = right - left - 2 * corner, top - bottom - 2 * corner, math.pi * corner / 2
    legs = [
        (straight_x, (left + corner, bottom), (1.0, 0.0), (right - corner, bottom + corner), -math.pi / 2),
        (straight_y, (right, bottom + corner), (0.0, 1.0), (right - corner, top - corner), 0.0),
        (straight_x, (right - corner, top), (-1.0, 0.0), (left + corner, top - corner), math.pi / 2),
        (straight_y, (left, top - corner), (0.0, -1.0), (left + corner, bottom + corner), math.pi),
    ]
    length = sum(leg[0] + arc for leg in legs)
    for step in range(steps):
        distance = length * step / steps
        for straight, start, (along_x, along_y), pivot, angle in legs:
            if distance <= straight:
                yield (start[0] + along_x * distance, start[1] + along_y * distance), (along_y, -along_x)
                break
            distance -= straight
            if distance <= arc:
                turn = angle + distance / corner
                normal = (math.cos(turn), math.sin(turn))
                yield (pivot[0] + corner * normal[0], pivot[1] + corner * normal[1]), normal
                break
            distance -= arc


def draw_frame(
    canvas: Any, pattern: Pattern, box: tuple[float, float, float, float], width: float, corner: float
) -> None:
    """A braid of waves along a rounded rectangle: `width` is its full breadth, in points."""
    for strands, waves, amplitude in ((4, pattern.waves, 0.5), (2, pattern.waves * 2, 0.24)):
        walk = list(_walk_frame(box, corner, waves * _SAMPLES))
        for strand in range(strands):
            shift = pattern.phase + math.tau * strand / strands
            points = []
            for index, ((x, y), (normal_x, normal_y)) in enumerate(walk):
                offset = width * amplitude * math.sin(math.tau * waves * index / len(walk) + shift)
                points.append((x + normal_x * offset, y + normal_y * offset))
            _draw_closed(canvas, points)
