"""Drawings of things that stand: vessels, figures, masks, clocks, instruments."""

import itertools
import math
from dataclasses import dataclass
from random import Random

from sandbox.domain.art.plates.canvas import Canvas, Colour, Point, mix, turn
from sandbox.domain.art.plates.motifs import Motif


@dataclass(frozen=True, slots=True)
class Brief:
    """What is to be drawn: where (centre and half height on the square of 1,000), in which colours, showing what."""

    subtype: str
    x: float
    y: float
    s: float
    base: Colour
    light: Colour
    dark: Colour
    accent: Colour
    motif: Motif


def draw_profile(c: Canvas, b: Brief, profile: list[tuple[float, float]]) -> None:
    """A turned body from half widths at heights (both in half heights, from -1 to 1), lit from the left."""
    c.polygon(
        [(b.x + w * b.s, b.y + h * b.s) for w, h in profile]
        + [(b.x - w * b.s, b.y + h * b.s) for w, h in reversed(profile)],
        b.base,
    )
    shade = [(b.x + w * b.s, b.y + h * b.s) for w, h in profile]
    c.polygon(shade + [(b.x + 0.6 * w * b.s, b.y + h * b.s) for w, h in reversed(profile)], mix(b.base, b.dark, 0.45))
    gleam = [(b.x - 0.72 * w * b.s, b.y + h * b.s) for w, h in profile[1:-1]]
    c.polygon(gleam + [(b.x - 0.6 * w * b.s, b.y + h * b.s) for w, h in reversed(profile[1:-1])], b.light)


def width_at(profile: list[tuple[float, float]], height: float) -> float:
    """Half width of a turned body at a height, between the corners of its profile."""
    for (w1, h1), (w2, h2) in itertools.pairwise(profile):
        if h1 <= height <= h2 and h2 > h1:
            return w1 + (w2 - w1) * (height - h1) / (h2 - h1)
    return profile[-1][0]


def _draw_bands(c: Canvas, b: Brief, profile: list[tuple[float, float]], rng: Random) -> None:
    """Rings of pattern around a body: dots, teeth, or a plain line."""
    for _band in range(rng.randint(2, 5)):
        height = rng.uniform(-0.6, 0.85)
        half = width_at(profile, height) * b.s
        y, kind, colour = b.y + height * b.s, rng.choice("ldt"), rng.choice((b.dark, b.accent))
        if kind == "l":
            c.line(((b.x - half, y), (b.x + half, y)), colour, rng.uniform(6, 30))
        elif kind == "d":
            for i in range(-4, 5):
                c.ellipse(b.x + i / 4.5 * half * 0.95, y, 10, 10, colour)
        else:
            teeth = rng.randint(6, 12)
            step = 2 * half / teeth
            for i in range(teeth):
                left = b.x - half + i * step
                c.polygon(((left, y + 20), (left + step / 2, y - 22), (left + step, y + 20)), colour)


def _jitter(rng: Random, profile: list[tuple[float, float]]) -> list[tuple[float, float]]:
    return [(w * rng.uniform(0.82, 1.16), h) for w, h in profile]


VESSELS: dict[str, list[tuple[float, float]]] = {
    "Two-handled jar": [(0.26, -1), (0.18, -0.85), (0.2, -0.55), (0.58, -0.2), (0.6, 0.1), (0.3, 0.75), (0.24, 0.95), (0.3, 1)],
    "Bowl": [(0.95, -0.4), (0.9, -0.1), (0.62, 0.4), (0.3, 0.6), (0.36, 0.72)],
    "Jug": [(0.3, -1), (0.24, -0.7), (0.26, -0.4), (0.55, 0.1), (0.58, 0.5), (0.4, 0.9), (0.42, 1)],
    "Ewer": [(0.22, -1), (0.16, -0.8), (0.18, -0.35), (0.5, 0), (0.52, 0.35), (0.2, 0.75), (0.34, 1)],
    "Censer": [(0.05, -1), (0.2, -0.8), (0.48, -0.3), (0.62, -0.1), (0.6, 0.2), (0.3, 0.6), (0.2, 0.75), (0.42, 1)],
    "Hanging lamp": [(0.5, -0.7), (0.3, -0.35), (0.55, 0), (0.5, 0.4), (0.2, 0.75), (0.08, 0.95)],
    "Flask": [(0.14, -1), (0.12, -0.4), (0.2, -0.15), (0.56, 0.25), (0.58, 0.6), (0.4, 0.95), (0.3, 1)],
    "Beaker": [(0.56, -0.9), (0.5, -0.4), (0.42, 0.2), (0.36, 0.8), (0.42, 0.95), (0.44, 1)],
}  # fmt: skip


def draw_vessel(c: Canvas, b: Brief, rng: Random) -> None:
    """A jar, bowl, jug, ewer, lamp, flask or beaker with its bands and, where there is room, its subject."""
    profile = _jitter(rng, VESSELS.get(b.subtype, VESSELS["Bowl"]))
    sides = {"Two-handled jar": (-1, 1), "Jug": (1,), "Ewer": (1,)}.get(b.subtype, ())
    reach = rng.uniform(0.45, 0.75)
    for side in sides:
        grip = [
            (b.x + side * (0.22 + reach * math.sin(math.pi * t / 10)) * b.s, b.y + (-0.8 + t * 0.085) * b.s)
            for t in range(11)
        ]
        c.line(grip, b.dark, 0.09 * b.s)
    if b.subtype == "Ewer":
        c.line(
            (
                (b.x - 0.3 * b.s, b.y + 0.1 * b.s),
                (b.x - 0.75 * b.s, b.y - 0.3 * b.s),
                (b.x - 0.85 * b.s, b.y - 0.75 * b.s),
            ),
            b.base,
            0.13 * b.s,
        )
    if b.subtype == "Hanging lamp":
        for side in (-1, 0, 1):
            c.line(((b.x + side * 0.45 * b.s, b.y - 0.7 * b.s), (b.x, b.y - 1.3 * b.s)), b.dark, 6)
    draw_profile(c, b, profile)
    if rng.random() < 0.6:
        upper = [(w, h) for w, h in profile if h <= rng.uniform(-0.1, 0.4)]
        if len(upper) > 1:
            draw_profile(c, Brief(b.subtype, b.x, b.y, b.s, b.accent, b.light, b.dark, b.base, b.motif), upper)
    _draw_bands(c, b, profile, rng)
    half = width_at(profile, 0.2)
    b.motif(
        c,
        b.x + rng.uniform(-0.08, 0.08) * b.s,
        b.y + rng.uniform(0.1, 0.25) * b.s,
        max(0.26, half * 0.62) * b.s,
        b.dark,
        b.light,
        rng,
    )


def draw_sculpture(c: Canvas, b: Brief, rng: Random) -> None:
    """A figure on its foot, a head, a relief with its frame, or two figures."""
    if b.subtype == "Relief":
        wide = rng.uniform(0.65, 1.1)
        c.rectangle(b.x - wide * b.s, b.y - b.s, 2 * wide * b.s, 2 * b.s, b.base)
        c.rectangle(
            b.x - (wide - 0.12) * b.s,
            b.y - 0.88 * b.s,
            2 * (wide - 0.12) * b.s,
            1.76 * b.s,
            mix(b.base, b.dark, rng.uniform(0.2, 0.6)),
        )
        b.motif(c, b.x, b.y, 0.7 * b.s, b.light, b.base, rng)
    elif b.subtype == "Head":
        _draw_head(c, b, rng)
    else:
        _draw_foot(c, b, rng)
        places: tuple[float, ...] = (-0.4, 0.4) if b.subtype == "Figure group" else (0.0,)
        for place in places:
            _draw_standing(c, b, b.x + place * b.s, rng)


def _draw_foot(c: Canvas, b: Brief, rng: Random) -> None:
    wide = rng.uniform(0.45, 0.8)
    c.rectangle(b.x - wide * b.s, b.y + 0.8 * b.s, 2 * wide * b.s, 0.22 * b.s, b.dark)
    c.rectangle(b.x - (wide - 0.08) * b.s, b.y + 0.72 * b.s, 2 * (wide - 0.08) * b.s, 0.1 * b.s, b.accent)


def _draw_standing(c: Canvas, b: Brief, x: float, rng: Random) -> None:
    s, y, tall = b.s, b.y, rng.uniform(0.85, 1.0)
    hip, shoulder, sway = rng.uniform(0.16, 0.38), rng.uniform(0.2, 0.4), rng.uniform(-0.15, 0.15)
    top = y - tall * s
    robe: list[Point] = [
        (x - shoulder * s, top + 0.45 * s), (x + shoulder * s, top + 0.45 * s), (x + (hip + sway) * s, y + 0.1 * s),
        (x + (hip + 0.1) * s, y + 0.74 * s), (x - (hip + 0.1) * s, y + 0.74 * s), (x - (hip - sway) * s, y + 0.1 * s),
    ]  # fmt: skip
    c.polygon(robe, b.base)
    c.polygon(
        (robe[1], robe[2], robe[3], (x + 0.1 * s, y + 0.74 * s), (x + 0.12 * s, top + 0.45 * s)),
        mix(b.base, b.dark, 0.5),
    )
    for fold in range(rng.randint(1, 5)):
        c.line(((x + (-0.15 + fold * 0.08) * s, y - 0.1 * s), (x + (-0.25 + fold * 0.13) * s, y + 0.7 * s)), b.dark, 7)
    for side in (-1, 1):
        elbow = (x + side * rng.uniform(0.4, 0.65) * s, y - rng.uniform(0.1, 0.4) * s)
        hand = (x + side * rng.uniform(0.0, 0.75) * s, y - rng.uniform(-0.2, 0.8) * s)
        c.line(((x + side * shoulder * s, top + 0.5 * s), elbow, hand), b.base, 0.12 * s)
        if rng.random() < 0.5:
            c.ellipse(*hand, 0.12 * s, 0.12 * s, b.accent)
    c.ellipse(x, top + 0.2 * s, 0.17 * s, 0.22 * s, b.base)
    c.ellipse(x - 0.05 * s, top + 0.16 * s, 0.05 * s, 0.09 * s, b.light)
    if rng.random() < 0.6:
        c.polygon(
            ((x - 0.22 * s, top + 0.08 * s), (x, top - rng.uniform(0.05, 0.3) * s), (x + 0.22 * s, top + 0.08 * s)),
            b.accent,
        )
    else:
        c.ring(x, top + 0.18 * s, rng.uniform(0.28, 0.38) * s, b.accent, 0.06 * s)


def _draw_head(c: Canvas, b: Brief, rng: Random) -> None:
    s, wide = b.s, rng.uniform(0.45, 0.62)
    c.rectangle(b.x - 0.22 * s, b.y + 0.3 * s, 0.44 * s, 0.5 * s, mix(b.base, b.dark, 0.5))
    _draw_foot(c, b, rng)
    c.ellipse(b.x, b.y - 0.2 * s, wide * s, 0.72 * s, b.base)
    for curl in range(rng.randint(5, 11)):
        angle = math.pi * (1.05 + 0.9 * curl / 10)
        c.ellipse(
            b.x + wide * s * math.cos(angle), b.y - 0.25 * s + 0.7 * s * math.sin(angle), 0.16 * s, 0.14 * s, b.dark
        )
    _draw_face(c, b, rng, wide * 0.42, -0.25)


def _draw_face(c: Canvas, b: Brief, rng: Random, spread: float, eye_line: float) -> None:
    s, open_, brow = b.s, rng.uniform(0.04, 0.13), rng.uniform(-0.1, 0.1)
    for side in (-1, 1):
        x, y = b.x + side * spread * s, b.y + eye_line * s
        c.ellipse(x, y, 0.14 * s, open_ * s, b.light)
        c.ellipse(x, y, 0.05 * s, open_ * s * 0.8, b.dark)
        c.line(
            ((x - 0.16 * s, y - (0.16 - side * brow) * s), (x + 0.16 * s, y - (0.16 + side * brow) * s)),
            b.dark,
            0.05 * s,
        )
    nose = rng.uniform(0.06, 0.14)
    c.polygon(
        ((b.x, b.y + eye_line * s), (b.x + nose * s, b.y + 0.12 * s), (b.x - nose * s, b.y + 0.12 * s)),
        mix(b.base, b.dark, 0.6),
    )
    c.ellipse(b.x, b.y + rng.uniform(0.26, 0.36) * s, rng.uniform(0.1, 0.24) * s, rng.uniform(0.03, 0.1) * s, b.dark)


def draw_mask(c: Canvas, b: Brief, rng: Random) -> None:
    """A face with horns, rays or a comb, cheeks painted in fields."""
    s, wide, jaw = b.s, rng.uniform(0.5, 0.72), rng.uniform(0.15, 0.5)
    for ray in range(rng.randint(0, 9)):
        angle = math.pi * (1.1 + 0.8 * ray / 8)
        c.line(
            ((b.x, b.y - 0.2 * s), (b.x + 1.05 * s * math.cos(angle), b.y - 0.2 * s + s * math.sin(angle))),
            rng.choice((b.accent, b.dark)),
            0.1 * s,
        )
    for side in (-1, 1):
        c.line(
            (
                (b.x + side * wide * 0.8 * s, b.y - 0.6 * s),
                (b.x + side * rng.uniform(0.6, 1.0) * s, b.y - rng.uniform(0.7, 1.15) * s),
            ),
            b.dark,
            0.13 * s,
        )
    outline = [(wide * 0.8, -0.85), (wide, -0.4), (wide * 0.95, 0.15), (jaw + 0.1, 0.75), (jaw * 0.5, 0.98)]
    draw_profile(c, b, outline)
    field = rng.uniform(-0.7, 0.3)
    c.rectangle(b.x - wide * 0.9 * s, b.y + field * s, wide * 1.8 * s, rng.uniform(0.12, 0.4) * s, b.accent)
    if rng.random() < 0.5:
        c.rectangle(b.x - 0.07 * s, b.y - 0.85 * s, 0.14 * s, 1.7 * s, b.dark)
    for dot in range(rng.randint(0, 7)):
        c.ellipse(b.x + (-0.3 + 0.1 * dot) * s, b.y + rng.uniform(0.35, 0.6) * s, 0.04 * s, 0.04 * s, b.light)
    _draw_face(c, b, rng, wide * rng.uniform(0.4, 0.52), rng.uniform(-0.35, -0.1))


def draw_clock(c: Canvas, b: Brief, rng: Random) -> None:
    """A case with feet, a dial with hands, and a gable, dome or ring above."""
    s, wide = b.s, rng.uniform(0.42, 0.75)
    top = rng.choice("gdr")
    c.rectangle(b.x - wide * s, b.y - 0.6 * s, 2 * wide * s, 1.5 * s, b.base)
    c.rectangle(b.x + wide * 0.6 * s, b.y - 0.6 * s, wide * 0.4 * s, 1.5 * s, mix(b.base, b.dark, 0.5))
    c.rectangle(b.x - (wide + 0.1) * s, b.y + 0.8 * s, 2 * (wide + 0.1) * s, 0.18 * s, b.dark)
    if top == "g":
        c.polygon(
            ((b.x - (wide + 0.1) * s, b.y - 0.58 * s), (b.x, b.y - s), (b.x + (wide + 0.1) * s, b.y - 0.58 * s)), b.dark
        )
    elif top == "d":
        c.ellipse(b.x, b.y - 0.6 * s, wide * 0.8 * s, 0.36 * s, b.dark)
        c.rectangle(b.x - wide * s, b.y - 0.6 * s, 2 * wide * s, 0.4 * s, b.base)
    else:
        c.ring(b.x, b.y - 0.8 * s, 0.2 * s, b.dark, 0.07 * s)
    radius, y = min(wide * 0.82, 0.55) * s, b.y - 0.12 * s
    c.ellipse(b.x, y, radius, radius, b.accent)
    c.ellipse(b.x, y, radius * 0.86, radius * 0.86, b.light)
    for hour in turn(12):
        c.line(
            (
                (b.x + radius * 0.66 * math.cos(hour), y + radius * 0.66 * math.sin(hour)),
                (b.x + radius * 0.8 * math.cos(hour), y + radius * 0.8 * math.sin(hour)),
            ),
            b.dark,
            9,
        )
    for length in (0.45, 0.68):
        angle = rng.uniform(0, math.tau)
        c.line(
            ((b.x, y), (b.x + radius * length * math.cos(angle), y + radius * length * math.sin(angle))),
            b.dark,
            0.05 * s,
        )
    b.motif(c, b.x, b.y + 0.6 * s, 0.19 * s, b.dark, b.light, rng)


def draw_instrument(c: Canvas, b: Brief, rng: Random) -> None:
    """A lute, frame drum, harp or flute, lying or leaning."""
    s = b.s
    if b.subtype == "Frame drum":
        c.ellipse(b.x, b.y, 0.95 * s, 0.95 * s, b.dark)
        c.ellipse(b.x, b.y, 0.82 * s, 0.82 * s, b.light)
        b.motif(c, b.x, b.y, 0.5 * s, b.dark, b.accent, rng)
    elif b.subtype == "Harp":
        bend = rng.uniform(0.5, 0.9)
        c.line(((b.x - 0.6 * s, b.y + 0.9 * s), (b.x + 0.7 * s, b.y + 0.6 * s)), b.base, 0.2 * s)
        c.line(
            ((b.x - 0.6 * s, b.y + 0.9 * s), (b.x - bend * s, b.y - 0.2 * s), (b.x - 0.2 * s, b.y - 0.95 * s)),
            b.dark,
            0.13 * s,
        )
        for string in range(rng.randint(6, 12)):
            c.line(
                (
                    (b.x + (-0.45 + 0.1 * string) * s, b.y + (0.86 - 0.024 * string) * s),
                    (b.x + (-0.75 + 0.05 * string) * s, b.y - (0.05 + 0.075 * string) * s),
                ),
                b.accent,
                5,
            )
    elif b.subtype == "Flute":
        tilt = rng.uniform(-0.5, 0.5)
        for width, colour in ((0.2, b.base), (0.07, b.light)):
            c.line(((b.x - 0.95 * s, b.y + tilt * s), (b.x + 0.95 * s, b.y - tilt * s)), colour, width * s)
        for hole in range(rng.randint(5, 9)):
            place = -0.5 + hole * 0.16
            c.ellipse(b.x + place * s, b.y - tilt * place * s, 0.05 * s, 0.05 * s, b.dark)
        for ring in (-0.8, 0.75, 0.9):
            c.ellipse(b.x + ring * s, b.y - tilt * ring * s, 0.06 * s, 0.14 * s, b.accent)
    else:
        wide, neck = rng.uniform(0.45, 0.62), rng.uniform(-0.25, 0.25)
        c.line(((b.x, b.y + 0.2 * s), (b.x + neck * s, b.y - 0.95 * s)), b.dark, 0.16 * s)
        c.ellipse(b.x, b.y + 0.4 * s, wide * s, 0.58 * s, b.base)
        c.ellipse(b.x, b.y + rng.uniform(0.2, 0.4) * s, 0.17 * s, 0.17 * s, b.dark)
        for gut in (-0.06, -0.02, 0.02, 0.06):
            c.line(((b.x + gut * s, b.y + 0.75 * s), (b.x + (neck + gut * 0.6) * s, b.y - 0.9 * s)), b.light, 4)
        c.rectangle(b.x - 0.25 * s, b.y + 0.72 * s, 0.5 * s, 0.08 * s, b.accent)
        b.motif(c, b.x + rng.choice((-0.3, 0.3)) * s, b.y + 0.5 * s, 0.13 * s, b.accent, b.light, rng)
