"""What a work shows: one small drawing for each subject of the invented world."""

import math
from collections.abc import Callable
from random import Random

from sandbox.domain.art.plates.canvas import Canvas, Colour, turn

# canvas, centre, half size, colour of the drawing, colour of its accents, draws
Motif = Callable[[Canvas, float, float, float, Colour, Colour, Random], None]


def _bird(c: Canvas, x: float, y: float, s: float, ink: Colour, tint: Colour, rng: Random) -> None:
    lean = rng.uniform(-0.2, 0.2)
    c.ellipse(x, y + 0.1 * s, 0.42 * s, 0.22 * s, ink)
    c.line(((x + 0.3 * s, y), (x + (0.42 + lean) * s, y - 0.5 * s), (x + 0.3 * s, y - 0.75 * s)), ink, 0.09 * s)
    c.polygon(((x + 0.3 * s, y - 0.84 * s), (x + 0.85 * s, y - 0.66 * s), (x + 0.3 * s, y - 0.66 * s)), ink)
    for leg in (-0.1, 0.12):
        c.line(((x + leg * s, y + 0.25 * s), (x + leg * s, y + 0.95 * s)), ink, 0.05 * s)
    for reed in range(rng.randint(2, 5)):
        foot = x - (0.5 + 0.13 * reed) * s
        c.line(
            ((foot, y + 0.95 * s), (foot + rng.uniform(-0.1, 0.2) * s, y - rng.uniform(0.3, 0.9) * s)), tint, 0.06 * s
        )


def _beast(c: Canvas, x: float, y: float, s: float, ink: Colour, tint: Colour, rng: Random) -> None:
    long = rng.uniform(0.55, 0.75)
    c.ellipse(x, y + 0.05 * s, long * s, 0.3 * s, ink)
    for leg in (-0.5, -0.3, 0.3, 0.5):
        c.line(((x + leg * s, y + 0.15 * s), (x + (leg + rng.uniform(-0.1, 0.1)) * s, y + 0.85 * s)), ink, 0.13 * s)
    c.polygon(
        ((x + 0.4 * s, y), (x + 0.75 * s, y - 0.65 * s), (x + 1.0 * s, y - 0.35 * s), (x + 0.62 * s, y + 0.15 * s)), ink
    )
    for horn in range(rng.randint(0, 2)):
        c.line(((x + 0.74 * s, y - 0.6 * s), (x + (0.6 - 0.2 * horn) * s, y - 1.0 * s)), tint, 0.06 * s)
    c.line(((x - long * s, y), (x - 0.95 * s, y - rng.uniform(-0.3, 0.6) * s)), ink, 0.07 * s)
    c.ellipse(x + 0.75 * s, y - 0.42 * s, 0.05 * s, 0.05 * s, tint)


def _cart(c: Canvas, x: float, y: float, s: float, ink: Colour, tint: Colour, rng: Random) -> None:
    _beast(c, x + 0.4 * s, y + 0.1 * s, 0.55 * s, ink, tint, rng)
    c.ring(x - 0.5 * s, y + 0.35 * s, 0.32 * s, ink, 0.08 * s)
    for angle in turn(6):
        c.line(
            (
                (x - 0.5 * s, y + 0.35 * s),
                (x + (-0.5 + 0.3 * math.cos(angle)) * s, y + (0.35 + 0.3 * math.sin(angle)) * s),
            ),
            ink,
            0.04 * s,
        )
    c.rectangle(x - 0.95 * s, y - 0.15 * s, 0.95 * s, 0.22 * s, tint)


def _ship(c: Canvas, x: float, y: float, s: float, ink: Colour, tint: Colour, rng: Random) -> None:
    c.polygon(
        (
            (x - 0.9 * s, y + 0.3 * s),
            (x + 0.9 * s, y + 0.2 * s),
            (x + 0.5 * s, y + 0.7 * s),
            (x - 0.55 * s, y + 0.7 * s),
        ),
        ink,
    )
    c.line(((x, y + 0.3 * s), (x, y - 0.95 * s)), ink, 0.07 * s)
    side = rng.choice((-1, 1))
    c.polygon(((x, y - 0.9 * s), (x + side * rng.uniform(0.5, 0.8) * s, y + 0.05 * s), (x, y + 0.1 * s)), tint)
    for wave in range(3):
        _wave_line(c, x, y + (0.8 + 0.12 * wave) * s, s, tint, 0.04 * s, rng.uniform(0, 3))


def _harbour(c: Canvas, x: float, y: float, s: float, ink: Colour, tint: Colour, rng: Random) -> None:
    c.ellipse(x + rng.uniform(-0.6, 0.6) * s, y - 0.45 * s, 0.28 * s, 0.28 * s, tint)
    for house in range(rng.randint(3, 6)):
        left, tall = x + (-1 + 0.33 * house) * s, rng.uniform(0.2, 0.7) * s
        c.rectangle(left, y + 0.2 * s - tall, 0.26 * s, tall, ink)
    _ship(c, x + rng.uniform(-0.3, 0.4) * s, y + 0.45 * s, 0.4 * s, ink, tint, rng)


def _wave_line(c: Canvas, x: float, y: float, s: float, colour: Colour, width: float, phase: float) -> None:
    c.line(((x + t / 12 * s, y + 0.08 * s * math.sin(t * 0.9 + phase)) for t in range(-12, 13)), colour, width)


def _waves(c: Canvas, x: float, y: float, s: float, ink: Colour, tint: Colour, rng: Random) -> None:
    phase = rng.uniform(0, 6)
    for row in range(6):
        _wave_line(
            c,
            x,
            y + (-0.8 + 0.32 * row) * s,
            s,
            ink if row % 2 else tint,
            rng.uniform(0.05, 0.14) * s,
            phase + row * 0.7,
        )


def _steps(c: Canvas, x: float, y: float, s: float, ink: Colour, tint: Colour, rng: Random) -> None:
    count = rng.randint(3, 5)
    for step in range(count):
        c.rectangle(
            x - s,
            y + s - (step + 1) * 1.4 * s / count,
            2 * s * (1 - step / count),
            1.4 * s / count,
            ink if step % 2 else tint,
        )
    _wave_line(c, x, y - 0.7 * s, s, ink, 0.1 * s, rng.uniform(0, 6))


def _figure(c: Canvas, x: float, y: float, s: float, ink: Colour, tint: Colour, rng: Random) -> None:
    c.ellipse(x, y - 0.68 * s, 0.2 * s, 0.24 * s, ink)
    flare = rng.uniform(0.35, 0.6)
    c.polygon(
        (
            (x - 0.2 * s, y - 0.45 * s),
            (x + 0.2 * s, y - 0.45 * s),
            (x + flare * s, y + 0.95 * s),
            (x - flare * s, y + 0.95 * s),
        ),
        ink,
    )
    side = rng.choice((-1, 1))
    c.line(((x + side * 0.15 * s, y - 0.35 * s), (x + side * 0.6 * s, y - rng.uniform(-0.1, 0.3) * s)), ink, 0.11 * s)
    c.ellipse(x + side * 0.66 * s, y - 0.15 * s, 0.12 * s, 0.16 * s, tint)
    c.rectangle(x - 0.3 * s, y + 0.1 * s, 0.6 * s, 0.1 * s, tint)


def _scribe(c: Canvas, x: float, y: float, s: float, ink: Colour, tint: Colour, rng: Random) -> None:
    c.ellipse(x, y - 0.6 * s, 0.22 * s, 0.26 * s, ink)
    c.polygon(
        (
            (x - 0.3 * s, y - 0.3 * s),
            (x + 0.3 * s, y - 0.3 * s),
            (x + 0.5 * s, y + 0.4 * s),
            (x - 0.5 * s, y + 0.4 * s),
        ),
        ink,
    )
    c.polygon(
        (
            (x - 0.9 * s, y + 0.75 * s),
            (x - 0.5 * s, y + 0.35 * s),
            (x + 0.5 * s, y + 0.35 * s),
            (x + 0.9 * s, y + 0.75 * s),
        ),
        ink,
    )
    c.rectangle(x - 0.4 * s, y + rng.uniform(0.1, 0.3) * s, 0.8 * s, 0.14 * s, tint)


def _scales(c: Canvas, x: float, y: float, s: float, ink: Colour, tint: Colour, rng: Random) -> None:
    tilt = rng.uniform(-0.3, 0.3) * s
    c.line(((x, y - 0.9 * s), (x, y + 0.9 * s)), ink, 0.09 * s)
    c.line(((x - 0.8 * s, y - 0.6 * s + tilt), (x + 0.8 * s, y - 0.6 * s - tilt)), ink, 0.08 * s)
    for side in (-1, 1):
        top, foot = y - 0.6 * s - side * tilt, y + 0.1 * s - side * tilt
        c.line(
            ((x + side * 0.8 * s - 0.25 * s, foot), (x + side * 0.8 * s, top), (x + side * 0.8 * s + 0.25 * s, foot)),
            ink,
            0.03 * s,
        )
        c.polygon(
            (
                (x + side * 0.8 * s - 0.3 * s, foot),
                (x + side * 0.8 * s + 0.3 * s, foot),
                (x + side * 0.8 * s, foot + 0.25 * s),
            ),
            tint,
        )
    c.rectangle(x - 0.35 * s, y + 0.82 * s, 0.7 * s, 0.12 * s, ink)


def _moon(c: Canvas, x: float, y: float, s: float, ink: Colour, tint: Colour, rng: Random) -> None:
    side = rng.choice((-1, 1))
    c.ellipse(x - side * 0.3 * s, y - 0.4 * s, 0.5 * s, 0.5 * s, tint)
    c.ellipse(x + side * 0.2 * s, y + 0.5 * s, 0.42 * s, 0.28 * s, ink)
    c.ellipse(x + side * 0.55 * s, y + 0.2 * s, 0.2 * s, 0.18 * s, ink)
    for ear in (0.48, 0.62):
        c.line(((x + side * ear * s, y + 0.1 * s), (x + side * (ear - 0.15) * s, y - 0.35 * s)), ink, 0.09 * s)


def _ring_dance(c: Canvas, x: float, y: float, s: float, ink: Colour, tint: Colour, rng: Random) -> None:
    start = rng.uniform(0, 1)
    c.ring(x, y, 0.7 * s, tint, 0.07 * s)
    for angle in turn(rng.randint(5, 8), start=start):
        px, py = x + 0.7 * s * math.cos(angle), y + 0.7 * s * math.sin(angle)
        c.ellipse(px, py, 0.17 * s, 0.17 * s, ink)
        c.line(((px, py), (x + 0.38 * s * math.cos(angle), y + 0.38 * s * math.sin(angle))), ink, 0.1 * s)


def _winds(c: Canvas, x: float, y: float, s: float, ink: Colour, tint: Colour, rng: Random) -> None:
    twist = rng.choice((-1, 1)) * rng.uniform(1.2, 2.2)
    # Seven arms: a wheel of four bent ones would look like a sign that nobody wants to see.
    for index, angle in enumerate(turn(7, start=rng.uniform(0, 1.5))):
        arm = [
            (x + t * s / 10 * math.cos(angle + twist * t / 10), y + t * s / 10 * math.sin(angle + twist * t / 10))
            for t in range(1, 11)
        ]
        c.line(arm, ink if index % 2 else tint, 0.11 * s)


def _fountain(c: Canvas, x: float, y: float, s: float, ink: Colour, tint: Colour, rng: Random) -> None:
    c.polygon(
        (
            (x - 0.8 * s, y + 0.5 * s),
            (x + 0.8 * s, y + 0.5 * s),
            (x + 0.45 * s, y + 0.95 * s),
            (x - 0.45 * s, y + 0.95 * s),
        ),
        ink,
    )
    for jet in range(rng.randint(2, 4)):
        reach = (0.2 + 0.17 * jet) * s
        for side in (-1, 1):
            c.line(
                (
                    (x + side * reach * t / 8, y + 0.5 * s - 1.2 * s * math.sin(math.pi * (0.5 + t / 16)))
                    for t in range(9)
                ),
                tint,
                0.05 * s,
            )
    c.rectangle(x - 0.08 * s, y - 0.5 * s, 0.16 * s, s, ink)


def _tree(c: Canvas, x: float, y: float, s: float, ink: Colour, tint: Colour, rng: Random) -> None:
    c.line(((x, y + 0.95 * s), (x + rng.uniform(-0.1, 0.1) * s, y - 0.2 * s)), ink, 0.14 * s)
    for branch in range(rng.randint(4, 7)):
        side, high = (-1 if branch % 2 else 1), y + (0.3 - 0.2 * branch) * s
        tip = (x + side * rng.uniform(0.35, 0.85) * s, high - rng.uniform(0.1, 0.35) * s)
        c.line(((x, high), tip), ink, 0.06 * s)
        c.ellipse(*tip, 0.2 * s, 0.14 * s, tint if branch % 3 else ink)


def _fish(c: Canvas, x: float, y: float, s: float, ink: Colour, tint: Colour, rng: Random) -> None:
    side = rng.choice((-1, 1))
    c.ellipse(x, y - 0.2 * s, 0.6 * s, 0.28 * s, ink)
    c.polygon(
        ((x - side * 0.5 * s, y - 0.2 * s), (x - side * 0.95 * s, y - 0.55 * s), (x - side * 0.95 * s, y + 0.15 * s)),
        ink,
    )
    c.ellipse(x + side * 0.4 * s, y - 0.27 * s, 0.06 * s, 0.06 * s, tint)
    for loop in (-0.35, 0.0, 0.35):
        c.ring(x + loop * s, y + 0.6 * s, 0.24 * s, tint, 0.07 * s)


def _gate(c: Canvas, x: float, y: float, s: float, ink: Colour, tint: Colour, rng: Random) -> None:
    wide = rng.uniform(0.5, 0.8)
    for side in (-1, 1):
        c.rectangle(x + side * wide * s - 0.15 * s, y - 0.2 * s, 0.3 * s, 1.15 * s, ink)
    c.rectangle(x - (wide + 0.2) * s, y - 0.4 * s, 2 * (wide + 0.2) * s, 0.24 * s, ink)
    for _star in range(rng.randint(3, 6)):
        star(c, x + rng.uniform(-0.8, 0.8) * s, y - rng.uniform(0.5, 0.95) * s, 0.14 * s, tint)


def _vine(c: Canvas, x: float, y: float, s: float, ink: Colour, tint: Colour, rng: Random) -> None:
    phase, bend = rng.uniform(0, 6), rng.uniform(0.35, 0.6)
    for shift, colour in ((0.0, ink), (math.pi, tint)):
        stem = [(x + bend * s * math.sin(t * 0.55 + phase + shift), y + (-0.95 + t * 0.095) * s) for t in range(21)]
        c.line(stem, colour, 0.09 * s)
        for px, py in stem[2::4]:
            c.ellipse(px + rng.choice((-1, 1)) * 0.15 * s, py, 0.13 * s, 0.08 * s, colour)


def star(c: Canvas, x: float, y: float, s: float, colour: Colour, *, points: int = 5) -> None:
    """A star with its first point upwards."""
    c.polygon(
        (
            (x + (s if i % 2 == 0 else 0.42 * s) * math.cos(a), y + (s if i % 2 == 0 else 0.42 * s) * math.sin(a))
            for i, a in enumerate(turn(2 * points))
        ),
        colour,
    )


_BY_WORD: tuple[tuple[str, Motif], ...] = (
    ("heron", _bird), ("riders", _beast), ("scribe", _scribe), ("salt", _scales), ("harbour", _harbour), ("moon", _moon),
    ("dance", _ring_dance), ("ship", _ship), ("lion", _beast), ("winds", _winds), ("fountain", _fountain), ("tree", _tree),
    ("fish", _fish), ("gate", _gate), ("lamp", _figure), ("ox", _cart), ("river", _waves), ("vines", _vine),
    ("gazelle", _beast), ("steps", _steps),
)  # fmt: skip
_ALL: tuple[Motif, ...] = tuple(dict.fromkeys(motif for _word, motif in _BY_WORD))


def choose_motif(subject: str, rng: Random) -> Motif:
    """The drawing of a subject; any one for a subject that we cannot draw."""
    words = subject.lower()
    other = rng.choice(_ALL)
    return next((motif for word, motif in _BY_WORD if word in words), other)
