"""The picture of a work: which drawing, in which colours, on which ground. Deterministic."""

import hashlib
from functools import lru_cache
from random import Random

from sandbox.domain.art.plates import flat, hollow
from sandbox.domain.art.plates.canvas import SIDE, Canvas, Colour, mix
from sandbox.domain.art.plates.hollow import Brief
from sandbox.domain.art.plates.motifs import choose_motif
from sandbox.enums import ArtKind

# Base, light, dark, accent for what a work is made of: the first word found counts.
_PALETTES: tuple[tuple[str, tuple[Colour, Colour, Colour, Colour]], ...] = (
    ("gilt", ((201, 160, 74), (243, 220, 150), (92, 66, 22), (58, 84, 92))),
    ("gold", ((212, 168, 62), (248, 222, 140), (104, 72, 18), (140, 36, 40))),
    ("electrum", ((206, 186, 120), (240, 230, 186), (96, 84, 44), (120, 104, 60))),
    ("silver", ((176, 182, 186), (232, 236, 236), (74, 80, 86), (44, 112, 124))),
    ("copper", ((156, 98, 62), (214, 158, 116), (66, 44, 30), (84, 138, 112))),
    ("bronze", ((118, 104, 70), (188, 174, 128), (50, 46, 34), (82, 132, 110))),
    ("brass", ((188, 150, 76), (234, 210, 146), (84, 62, 26), (196, 200, 202))),
    ("iron", ((86, 84, 86), (150, 148, 148), (34, 34, 38), (160, 60, 44))),
    ("limestone", ((208, 196, 166), (238, 230, 208), (120, 106, 80), (168, 132, 88))),
    ("marble", ((226, 222, 214), (248, 246, 240), (132, 130, 128), (176, 166, 152))),
    ("basalt", ((72, 74, 78), (132, 134, 136), (30, 32, 36), (110, 104, 92))),
    ("terracotta", ((190, 110, 70), (226, 164, 122), (58, 38, 32), (232, 208, 168))),
    ("earthenware", ((198, 150, 98), (232, 202, 156), (86, 52, 30), (148, 60, 36))),
    ("stoneware", ((126, 134, 122), (190, 198, 182), (56, 62, 56), (92, 72, 54))),
    ("porcelain", ((236, 238, 236), (252, 252, 250), (36, 66, 132), (92, 126, 182))),
    ("parchment", ((232, 216, 178), (248, 240, 216), (66, 46, 34), (150, 58, 46))),
    ("birch", ((206, 182, 144), (232, 214, 184), (72, 54, 40), (150, 112, 74))),
    ("paper", ((238, 230, 210), (250, 246, 234), (48, 48, 54), (72, 104, 116))),
    ("wool", ((150, 48, 44), (228, 200, 150), (40, 48, 78), (196, 140, 62))),
    ("silk", ((52, 98, 104), (226, 210, 168), (30, 44, 58), (182, 74, 66))),
    ("linen", ((222, 210, 184), (246, 240, 224), (72, 66, 92), (176, 138, 62))),
    ("lacquer", ((132, 34, 30), (210, 120, 86), (34, 24, 24), (212, 168, 74))),
    ("shell", ((110, 78, 52), (232, 224, 208), (46, 34, 28), (142, 176, 172))),
    ("ebony", ((48, 40, 38), (206, 206, 204), (20, 18, 20), (176, 176, 178))),
    ("walnut", ((112, 74, 46), (182, 138, 94), (52, 34, 24), (222, 204, 160))),
    ("amber", ((196, 124, 40), (240, 190, 110), (92, 52, 18), (226, 206, 160))),
    ("green", ((110, 156, 128), (188, 220, 200), (40, 78, 66), (214, 196, 120))),
    ("enamelled", ((72, 112, 156), (198, 220, 232), (28, 44, 78), (212, 160, 70))),
    ("colourless", ((196, 212, 214), (240, 246, 246), (92, 116, 122), (150, 178, 182))),
    ("wood", ((164, 116, 72), (222, 184, 136), (70, 44, 28), (58, 106, 112))),
)  # fmt: skip
_DEFAULT = ((186, 142, 92), (230, 200, 156), (78, 52, 32), (152, 66, 48))

_DRAWINGS = {
    ArtKind.SCULPTURE: hollow.draw_sculpture, ArtKind.COIN: flat.draw_coin, ArtKind.MANUSCRIPT: flat.draw_manuscript,
    ArtKind.PAINTING: flat.draw_painting, ArtKind.CERAMIC: hollow.draw_vessel, ArtKind.TEXTILE: flat.draw_textile,
    ArtKind.MASK: hollow.draw_mask, ArtKind.CLOCK: hollow.draw_clock, ArtKind.JEWELLERY: flat.draw_jewellery,
    ArtKind.METALWORK: hollow.draw_vessel, ArtKind.GLASS: hollow.draw_vessel, ArtKind.INSTRUMENT: hollow.draw_instrument,
}  # fmt: skip
_BY_SUBTYPE = {"Dish": flat.draw_dish, "Tile": flat.draw_panel, "Window panel": flat.draw_panel}


def _choose_palette(materials: str, rng: Random) -> tuple[Colour, Colour, Colour, Colour]:
    words = materials.lower()
    base, light, dark, accent = next((palette for word, palette in _PALETTES if word in words), _DEFAULT)
    # The same stuff differs from piece to piece.
    shift: Colour = rng.choice(((255, 244, 220), (40, 36, 32), (170, 120, 80), (120, 140, 150)))
    share = rng.uniform(0, 0.28)
    return mix(base, shift, share), mix(light, shift, share / 2), mix(dark, shift, share / 3), mix(accent, shift, share)


def _draw_ground(c: Canvas, rng: Random, x: float, s: float, *, is_flat: bool) -> None:
    """A quiet ground, lit from one side: between light and dark, so that it sits in both themes."""
    wall = rng.choice(((198, 194, 184), (186, 190, 190), (206, 200, 190), (176, 178, 174)))
    c.rectangle(0, 0, SIDE, SIDE, wall)
    other = mix(wall, (96, 96, 96), rng.uniform(0.1, 0.4))
    side = rng.choice((-1, 1))
    for step in range(5):
        edge = 500 + side * (100 * step + rng.uniform(0, 60))
        c.rectangle(edge if side > 0 else 0, 0, SIDE if side > 0 else edge, SIDE, mix(wall, other, (step + 1) / 5))
    if not is_flat:
        line = rng.uniform(690, 800)
        c.rectangle(0, line, SIDE, SIDE - line, mix(wall, (70, 66, 60), rng.uniform(0.25, 0.5)))
        c.ellipse(x - side * 60, 905, s * 1.05, 34, mix(wall, (40, 38, 36), 0.6))


def _draw_ruler(c: Canvas) -> None:
    """The scale that a photograph by Object ID has: black and white fields."""
    for field in range(6):
        c.rectangle(60 + field * 40, 950, 40, 14, (30, 30, 30) if field % 2 == 0 else (240, 240, 236))


@lru_cache(maxsize=256)
def compose_plate(kind: str, subtype: str, subject: str, materials: str, seed: int) -> Canvas:
    """The picture of a work. Equal arguments give equal pictures on every machine."""
    digest = hashlib.sha256(f"{kind}|{subtype}|{subject}|{materials}|{seed}".encode()).digest()
    rng = Random(int.from_bytes(digest[:8], "big"))  # noqa: S311 - repeatable on purpose; no secret is drawn
    c = Canvas()
    draw = _BY_SUBTYPE.get(subtype) or _DRAWINGS[ArtKind(kind)]
    is_flat = draw.__module__ == flat.__name__
    s = rng.uniform(300, 390) if is_flat else rng.uniform(340, 400)
    x = 500 + rng.uniform(-70, 70)
    y = 490 + rng.uniform(-45, 45) if is_flat else 905 - s
    if is_flat:
        s = min(s, 390 - abs(x - 500) * 0.5)
    _draw_ground(c, rng, x, s, is_flat=is_flat)
    draw(c, Brief(subtype, x, y, s, *_choose_palette(materials, rng), choose_motif(subject, rng)), rng)
    _draw_ruler(c)
    return c
