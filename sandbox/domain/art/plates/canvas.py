"""What a picture is made of: polygons, ellipses and lines on a square of 1,000. Drawn as SVG or as pixels from the same list."""

import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from PIL import Image, ImageDraw

from sandbox.domain.art.plates.lettering import letter_mark

SIDE = 1000
Colour = tuple[int, int, int]
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Shape:
    form: Literal["polygon", "ellipse", "line"]
    points: tuple[tuple[int, int], ...]
    colour: Colour
    width: int = 0


@dataclass
class Canvas:
    """A list of shapes, the first at the bottom."""

    shapes: list[Shape] = field(default_factory=list)

    def polygon(self, points: Iterable[Point], colour: Colour) -> None:
        corners = tuple((round(x), round(y)) for x, y in points)
        if len(corners) > 2:
            self.shapes.append(Shape("polygon", corners, colour))

    def ellipse(self, x: float, y: float, rx: float, ry: float, colour: Colour) -> None:
        corners = ((round(x - rx), round(y - ry)), (round(x + rx), round(y + ry)))
        self.shapes.append(Shape("ellipse", corners, colour))

    def rectangle(self, x: float, y: float, width: float, height: float, colour: Colour) -> None:
        self.polygon(((x, y), (x + width, y), (x + width, y + height), (x, y + height)), colour)

    def line(self, points: Iterable[Point], colour: Colour, width: float) -> None:
        self.shapes.append(Shape("line", tuple((round(x), round(y)) for x, y in points), colour, max(2, round(width))))

    def ring(self, x: float, y: float, radius: float, colour: Colour, width: float, *, squash: float = 1) -> None:
        self.line(
            ((x + radius * math.cos(a), y + squash * radius * math.sin(a)) for a in turn(32, closed=True)),
            colour,
            width,
        )


def turn(steps: int, *, closed: bool = False, start: float = -math.pi / 2) -> list[float]:
    """Angles once around, from the top."""
    return [start + math.tau * i / steps for i in range(steps + (1 if closed else 0))]


def mix(first: Colour, second: Colour, share: float) -> Colour:
    """`share` of the second colour in the first."""
    return (
        round(first[0] + (second[0] - first[0]) * share),
        round(first[1] + (second[1] - first[1]) * share),
        round(first[2] + (second[2] - first[2]) * share),
    )


def _spell(colour: Colour) -> str:
    return f"#{colour[0]:02x}{colour[1]:02x}{colour[2]:02x}"


def _spell_shape(shape: Shape) -> str:
    if shape.form == "ellipse":
        (left, top), (right, bottom) = shape.points
        return (
            f'<ellipse cx="{(left + right) / 2:g}" cy="{(top + bottom) / 2:g}" rx="{(right - left) / 2:g}" '
            f'ry="{(bottom - top) / 2:g}" fill="{_spell(shape.colour)}"/>'
        )
    points = " ".join(f"{x},{y}" for x, y in shape.points)
    if shape.form == "polygon":
        return f'<polygon points="{points}" fill="{_spell(shape.colour)}"/>'
    return (
        f'<polyline points="{points}" fill="none" stroke="{_spell(shape.colour)}" stroke-width="{shape.width}" '
        'stroke-linecap="round" stroke-linejoin="round"/>'
    )


def to_svg(canvas: Canvas) -> str:
    """The picture as a document of its own, without script, style or link."""
    body = "".join(_spell_shape(shape) for shape in canvas.shapes)
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIDE} {SIDE}" role="img">{body}</svg>'


def to_image(canvas: Canvas, side: int) -> Image.Image:
    """The picture as pixels, without a mark: for comparing."""
    image = Image.new("RGB", (side, side))
    brush = ImageDraw.Draw(image)
    scale = side / SIDE
    for shape in canvas.shapes:
        points = [(x * scale, y * scale) for x, y in shape.points]
        if shape.form == "ellipse":
            brush.ellipse([points[0], points[1]], fill=shape.colour)
        elif shape.form == "polygon":
            brush.polygon(points, fill=shape.colour)
        else:
            brush.line(points, fill=shape.colour, width=max(1, round(shape.width * scale)), joint="curve")
    return image


def to_marked_image(canvas: Canvas, side: int) -> Image.Image:
    """The picture as pixels with smooth edges and the training mark at its foot: for taking away."""
    image = to_image(canvas, side * 2).resize((side, side), Image.Resampling.LANCZOS)
    letter_mark(image)
    return image
