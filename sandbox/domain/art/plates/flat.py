"""Drawings of things that lie flat: coins, leaves, paintings, textiles, tiles, jewellery, dishes, window panels."""

import math
from random import Random

from sandbox.domain.art.plates.canvas import Canvas, Colour, mix, turn
from sandbox.domain.art.plates.hollow import Brief
from sandbox.domain.art.plates.motifs import star


def draw_coin(c: Canvas, b: Brief, rng: Random) -> None:
    """A struck disc, never quite round, with a border, signs along the rim and its subject."""
    s = b.s
    edge = [
        (b.x + s * rng.uniform(0.93, 1.02) * math.cos(a), b.y + s * rng.uniform(0.93, 1.02) * math.sin(a))
        for a in turn(40)
    ]
    c.polygon([(x + 0.04 * s, y + 0.05 * s) for x, y in edge], b.dark)
    c.polygon(edge, b.base)
    c.ellipse(b.x - 0.05 * s, b.y - 0.06 * s, 0.8 * s, 0.8 * s, mix(b.base, b.light, rng.uniform(0.2, 0.7)))
    count, border = rng.randint(14, 44), rng.choice("dlr")
    for index, angle in enumerate(turn(count)):
        x, y = b.x + 0.86 * s * math.cos(angle), b.y + 0.86 * s * math.sin(angle)
        if border == "d":
            c.ellipse(x, y, 0.03 * s, 0.03 * s, b.dark)
        elif border == "l" and index % rng.choice((2, 3)):
            c.line(
                ((x, y), (x - 0.13 * s * math.cos(angle + 0.5), y - 0.13 * s * math.sin(angle + 0.5))),
                b.dark,
                0.035 * s,
            )
    if border == "r":
        c.ring(b.x, b.y, 0.84 * s, b.dark, 0.04 * s)
    b.motif(
        c,
        b.x + rng.uniform(-0.1, 0.1) * s,
        b.y + rng.uniform(-0.08, 0.08) * s,
        0.55 * s,
        b.dark,
        mix(b.dark, b.base, 0.35),
        rng,
    )
    if b.subtype == "Medal":
        c.ring(b.x, b.y - 1.08 * s, 0.12 * s, b.dark, 0.06 * s)
    if rng.random() < 0.35:
        c.ellipse(b.x + rng.uniform(-0.6, 0.6) * s, b.y + rng.uniform(-0.6, 0.6) * s, 0.09 * s, 0.09 * s, b.accent)


def draw_manuscript(c: Canvas, b: Brief, rng: Random) -> None:
    """A leaf, an opened book, a scroll or a chart, with lines of invented signs and a painted field."""
    s = b.s
    wide = {"Scroll": 0.95, "Bound book": 1.05, "Chart": 1.1}.get(b.subtype, rng.uniform(0.6, 0.8))
    tall = {"Scroll": 0.55, "Bound book": 0.75, "Chart": 0.8}.get(b.subtype, 1.0)
    left, top, width, height = b.x - wide * s, b.y - tall * s, 2 * wide * s, 2 * tall * s
    if b.subtype == "Bound book":
        c.rectangle(left - 18, top - 18, width + 36, height + 36, b.accent)
    c.rectangle(left, top, width, height, b.base)
    if b.subtype == "Scroll":
        for x in (left, left + width):
            c.rectangle(x - 22, top - 34, 44, height + 68, b.dark)
    elif b.subtype == "Bound book":
        c.line(((b.x, top), (b.x, top + height)), b.dark, 12)
    if b.subtype == "Chart":
        _draw_coast(c, b, rng, left, top, width, height)
        return
    columns = 2 if b.subtype == "Bound book" else rng.choice((1, 1, 2))
    painted = rng.randrange(columns)
    for column in range(columns):
        x, room = left + width * (0.08 + 0.92 * column / columns), width * 0.84 / columns
        start = top + height * 0.1
        if column == painted:
            field = height * rng.uniform(0.28, 0.55)
            at = start if rng.random() < 0.6 else top + height * 0.92 - field
            c.rectangle(x, at, room, field, b.accent)
            b.motif(c, x + room / 2, at + field / 2, min(room, field) * 0.42, b.dark, b.light, rng)
            _draw_lines(
                c,
                b,
                rng,
                x,
                start + field + 20 if at == start else start,
                room,
                top + height * 0.92 if at == start else at - 15,
            )
        else:
            _draw_lines(c, b, rng, x, start, room, top + height * 0.92)


def _draw_lines(c: Canvas, b: Brief, rng: Random, x: float, y: float, room: float, end: float) -> None:
    step, thick = rng.uniform(26, 46), rng.uniform(6, 13)
    while y < end:
        at = x
        while at < x + room - 20:
            word = min(rng.uniform(20, 90), x + room - at)
            c.line(((at, y), (at + word, y)), b.dark, thick)
            at += word + 22
        y += step


def _draw_coast(c: Canvas, b: Brief, rng: Random, left: float, top: float, width: float, height: float) -> None:
    level = rng.uniform(0.3, 0.7)
    coast = []
    for step in range(13):
        level = min(0.9, max(0.1, level + rng.uniform(-0.2, 0.2)))
        coast.append((left + width * step / 12, top + height * level))
    c.polygon([*coast, (left + width, top + height), (left, top + height)], b.accent)
    c.line(coast, b.dark, 9)
    middle = (left + width * rng.uniform(0.2, 0.8), top + height * rng.uniform(0.15, 0.5))
    for angle in turn(16):
        c.line(
            (middle, (middle[0] + width * 0.3 * math.cos(angle), middle[1] + height * 0.3 * math.sin(angle))), b.dark, 3
        )
    star(c, *middle, 0.13 * b.s, b.dark, points=8)
    b.motif(c, left + width * rng.uniform(0.2, 0.8), top + height * 0.78, 0.16 * b.s, b.dark, b.light, rng)


def draw_painting(c: Canvas, b: Brief, rng: Random) -> None:
    """A framed picture: hills and sky, things on a table, a portrait study, or fields of colour."""
    s = b.s
    wide, tall = (
        (rng.uniform(0.95, 1.15), rng.uniform(0.6, 0.85))
        if b.subtype == "Landscape"
        else (rng.uniform(0.65, 0.95), rng.uniform(0.75, 1.02))
    )
    left, top, width, height = b.x - wide * s, b.y - tall * s, 2 * wide * s, 2 * tall * s
    frame = rng.uniform(22, 52)
    c.rectangle(left - frame, top - frame, width + 2 * frame, height + 2 * frame, b.dark)
    c.rectangle(
        left - frame * 0.55, top - frame * 0.55, width + frame * 1.1, height + frame * 1.1, mix(b.dark, b.light, 0.5)
    )
    paints = _choose_paints(rng)
    c.rectangle(left, top, width, height, paints[0])
    if b.subtype == "Landscape":
        _paint_hills(c, rng, paints, left, top, width, height)
        b.motif(c, left + width * rng.uniform(0.25, 0.75), top + height * 0.66, 0.25 * s, b.dark, paints[4], rng)
    elif b.subtype == "Still life":
        _paint_table(c, rng, paints, left, top, width, height)
        b.motif(c, left + width * rng.uniform(0.3, 0.7), top + height * 0.3, 0.22 * s, b.dark, paints[4], rng)
    elif b.subtype == "Portrait study":
        _paint_sitter(c, rng, paints, left, top, width, height)
    else:
        _paint_fields(c, rng, paints, left, top, width, height)


def _choose_paints(rng: Random) -> list[Colour]:
    families: tuple[tuple[Colour, ...], ...] = (
        ((214, 201, 170), (120, 138, 110), (66, 90, 84), (176, 121, 74), (236, 226, 200)),
        ((58, 72, 96), (96, 122, 146), (190, 170, 128), (38, 44, 58), (224, 206, 160)),
        ((196, 118, 84), (232, 196, 140), (112, 56, 50), (64, 72, 78), (244, 230, 200)),
        ((38, 42, 40), (122, 92, 60), (72, 88, 66), (178, 60, 46), (222, 190, 120)),
        ((176, 196, 202), (98, 136, 152), (238, 232, 214), (202, 152, 88), (52, 74, 92)),
    )  # fmt: skip
    paints = list(rng.choice(families))
    rng.shuffle(paints)
    return paints


def _paint_hills(
    c: Canvas, rng: Random, paints: list[Colour], left: float, top: float, width: float, height: float
) -> None:
    radius = rng.uniform(30, 80)
    c.ellipse(left + width * rng.uniform(0.15, 0.85), top + height * rng.uniform(0.2, 0.35), radius, radius, paints[4])
    for layer in range(rng.randint(3, 5)):
        base = 0.3 + 0.15 * layer
        ridge = [(left + width * i / 6, top + height * min(0.97, base + rng.uniform(-0.14, 0.14))) for i in range(7)]
        c.polygon([*ridge, (left + width, top + height), (left, top + height)], paints[1 + layer % 4])


def _paint_table(
    c: Canvas, rng: Random, paints: list[Colour], left: float, top: float, width: float, height: float
) -> None:
    edge = rng.uniform(0.55, 0.75)
    c.rectangle(left, top + height * edge, width, height * (1 - edge), paints[1])
    for _piece in range(rng.randint(4, 8)):
        size = rng.uniform(0.07, 0.17) * min(width, height)
        x, y = left + rng.uniform(0.15, 0.85) * width, top + height * edge - size * rng.uniform(0.2, 1)
        colour = rng.choice(paints[2:])
        if rng.random() < 0.6:
            c.ellipse(x, y, size, size * rng.uniform(0.7, 1.1), colour)
        else:
            c.polygon(
                (
                    (x - size * 0.5, y - size * 1.6),
                    (x + size * 0.5, y - size * 1.6),
                    (x + size, y + size),
                    (x - size, y + size),
                ),
                colour,
            )


def _paint_sitter(
    c: Canvas, rng: Random, paints: list[Colour], left: float, top: float, width: float, height: float
) -> None:
    x, y, r = (
        left + width * rng.uniform(0.36, 0.64),
        top + height * rng.uniform(0.3, 0.4),
        min(width, height) * rng.uniform(0.15, 0.21),
    )
    c.rectangle(left if rng.random() < 0.5 else x, top, width * rng.uniform(0.2, 0.4), height, paints[1])
    c.polygon(
        (
            (x - r, y + r),
            (x + r, y + r),
            (x + r * rng.uniform(2, 2.9), top + height),
            (x - r * rng.uniform(2, 2.9), top + height),
        ),
        paints[2],
    )
    c.ellipse(x, y - r * 0.3, r * 1.25, r * 1.3, paints[3])
    c.ellipse(x, y, r, r * 1.3, (214, 178, 142))
    side = rng.choice((-1, 1))
    for eye in (-0.35, 0.35):
        c.ellipse(x + (eye + side * 0.12) * r, y - 0.1 * r, 0.13 * r, 0.08 * r, (48, 40, 36))
    c.line(((x + side * 0.12 * r, y), (x + side * 0.3 * r, y + 0.35 * r)), (150, 110, 84), 8)
    c.line(((x - 0.25 * r, y + 0.72 * r), (x + 0.3 * r, y + 0.7 * r)), (140, 70, 60), 9)


def _paint_fields(
    c: Canvas, rng: Random, paints: list[Colour], left: float, top: float, width: float, height: float
) -> None:
    for _field in range(rng.randint(6, 11)):
        w, h = width * rng.uniform(0.1, 0.5), height * rng.uniform(0.1, 0.5)
        x, y = left + rng.random() * (width - w), top + rng.random() * (height - h)
        colour, form = rng.choice(paints[1:]), rng.random()
        if form < 0.45:
            c.rectangle(x, y, w, h, colour)
        elif form < 0.75:
            c.ellipse(x + w / 2, y + h / 2, min(w, h) / 2, min(w, h) / 2, colour)
        else:
            c.polygon(((x, y + h), (x + w * rng.random(), y), (x + w, y + h)), colour)


def draw_textile(c: Canvas, b: Brief, rng: Random) -> None:
    """A carpet, hanging or panel: borders, a repeating ground, a middle field, fringes."""
    s, wide = b.s, rng.uniform(0.6, 1.0)
    left, top, width, height = b.x - wide * s, b.y - s, 2 * wide * s, 2 * s
    for i in range(24):
        x = left + width * (i + 0.5) / 24
        c.line(((x, top - 26), (x, top + height + 26)), b.light, 6)
    inset = 0.0
    for colour in rng.sample((b.base, b.dark, b.accent, b.light), rng.randint(2, 4)):
        c.rectangle(left + inset, top + inset, width - 2 * inset, height - 2 * inset, colour)
        inset += rng.uniform(24, 70)
    _draw_repeat(c, b, rng, left + inset, top + inset, width - 2 * inset, height - 2 * inset)
    radius = min(width, height) * 0.24
    c.polygon(
        [(b.x + radius * 1.2 * math.cos(a), b.y + radius * 1.2 * math.sin(a)) for a in turn(rng.choice((4, 6, 8)))],
        b.dark,
    )
    b.motif(c, b.x, b.y, radius * 0.72, b.light, b.accent, rng)


def _draw_repeat(c: Canvas, b: Brief, rng: Random, left: float, top: float, width: float, height: float) -> None:
    columns, rows, form = rng.randint(3, 6), rng.randint(4, 8), rng.choice("dsx")
    for row in range(rows):
        for column in range(columns):
            x, y = left + width * (column + 0.5) / columns, top + height * (row + 0.5) / rows
            size = 0.36 * min(width / columns, height / rows)
            colour = (b.accent, b.light, b.dark)[(row + column) % rng.choice((2, 3))]
            if form == "d":
                c.polygon(((x, y - size), (x + size, y), (x, y + size), (x - size, y)), colour)
            elif form == "s":
                star(c, x, y, size, colour, points=8)
            else:
                c.ring(x, y, size * 0.8, colour, size * 0.35)


def draw_jewellery(c: Canvas, b: Brief, rng: Random) -> None:
    """A chain, diadem or setting of stones around a middle piece."""
    s, count = b.s, rng.randint(8, 18)
    if b.subtype in {"Necklace", "Diadem"}:
        span = math.pi * (1.3 if b.subtype == "Necklace" else 0.95)
        start = math.pi / 2 - span / 2 if b.subtype == "Necklace" else math.pi * 1.5 - span / 2
        y, radius = (b.y - 0.15 * s, 0.85 * s) if b.subtype == "Necklace" else (b.y + 0.55 * s, 0.95 * s)
        arc = [
            (b.x + radius * math.cos(start + span * i / count), y + radius * math.sin(start + span * i / count))
            for i in range(count + 1)
        ]
        c.line(arc, b.base, rng.uniform(0.05, 0.14) * s)
        for index, (px, py) in enumerate(arc):
            size = rng.uniform(0.05, 0.08) * s + (0.03 * s if index % 3 == 0 else 0)
            c.ellipse(px, py, size, size, b.accent if index % rng.choice((2, 3)) else b.light)
        middle = (b.x, y + radius if b.subtype == "Necklace" else y - radius)
    else:
        middle = (b.x, b.y)
    size = (0.72 if b.subtype in {"Brooch", "Pendant"} else 0.32) * s * rng.uniform(0.85, 1.15)
    corners = rng.choice((4, 6, 8, 12, 40))
    c.polygon([(middle[0] + size * math.cos(a), middle[1] + size * math.sin(a)) for a in turn(corners)], b.dark)
    c.polygon(
        [(middle[0] + size * 0.92 * math.cos(a), middle[1] + size * 0.92 * math.sin(a)) for a in turn(corners)], b.base
    )
    stones = rng.randint(6, 14)
    for index, angle in enumerate(turn(stones)):
        stone = 0.11 * size * (1.4 if index % 2 else 1)
        c.ellipse(
            middle[0] + 0.72 * size * math.cos(angle), middle[1] + 0.72 * size * math.sin(angle), stone, stone, b.accent
        )
    c.ellipse(*middle, 0.52 * size, 0.52 * size, mix(b.base, b.dark, rng.uniform(0.1, 0.8)))
    b.motif(c, *middle, 0.4 * size, b.light, b.accent, rng)


def draw_dish(c: Canvas, b: Brief, rng: Random) -> None:
    """A dish seen from above: rings, petals, and its subject in the middle."""
    s, petals = b.s, rng.randint(6, 20)
    c.ellipse(b.x, b.y, s, s, b.dark)
    c.ellipse(b.x, b.y, 0.94 * s, 0.94 * s, b.base)
    for angle in turn(petals):
        x, y = b.x + 0.77 * s * math.cos(angle), b.y + 0.77 * s * math.sin(angle)
        c.ellipse(x, y, rng.uniform(0.06, 0.13) * s, 0.1 * s, b.accent)
    c.ring(b.x, b.y, rng.uniform(0.56, 0.64) * s, b.dark, rng.uniform(0.02, 0.08) * s)
    b.motif(c, b.x, b.y, 0.44 * s, b.dark, b.light, rng)


def draw_panel(c: Canvas, b: Brief, rng: Random) -> None:
    """A tile or a window panel: a square field with corners, its subject large."""
    s, wide = b.s, rng.uniform(0.75, 1.0)
    c.rectangle(b.x - wide * s - 20, b.y - 0.95 * s - 20, 2 * wide * s + 40, 1.9 * s + 40, b.dark)
    rows, columns = rng.randint(2, 5), rng.randint(2, 4)
    for row in range(rows):
        for column in range(columns):
            shade = mix(rng.choice((b.base, b.light, b.accent)), b.dark, rng.uniform(0, 0.35))
            c.rectangle(
                b.x - wide * s + 2 * wide * s * column / columns + 5,
                b.y - 0.95 * s + 1.9 * s * row / rows + 5,
                2 * wide * s / columns - 10,
                1.9 * s / rows - 10,
                shade,
            )
    c.ellipse(b.x, b.y, 0.7 * s * wide, 0.7 * s, b.light)
    b.motif(c, b.x, b.y, 0.52 * s, b.dark, b.accent, rng)
