"""Which pictures look alike: perceptual hashes of the whole picture and of its windows, then a closer look at the nearest.

A stored picture is hashed whole and in windows of 90 % and 80 % of its sides, so that a cropped copy finds the window it was cut to.
A picture that is asked for is hashed as it is, mirrored, and turned by a few degrees. The smallest number of differing bits counts.
A hash is the common perceptual one (signs of the 64 low frequencies of a cosine transform about their median), worked out from the shrunken
picture by two small matrices a window: a tenth of the time that a library takes picture by picture. It carries no picture. The nearest by hash are drawn again and compared in colour, window by window.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps

Hashes = NDArray[np.uint64]
Matrix = NDArray[np.float64]

# Left edge, upper edge and side of each window, as shares of the picture.
Window = tuple[float, float, float]
WINDOWS: tuple[Window, ...] = (
    (0, 0, 1),
    *((x, y, 0.9) for x in (0, 0.05, 0.1) for y in (0, 0.05, 0.1)),
    *((x, y, 0.8) for x in (0, 0.05, 0.1, 0.15, 0.2) for y in (0, 0.05, 0.1, 0.15, 0.2)),
)
TURNS = (-6, -4, -2, 2, 4, 6)
SHORTLIST = 48
# What is shown agrees at least so much in colour and place (a correlation, in per cent).
LEAST_LIKENESS = 74
SIDE = 128
_BITS = np.uint64(1) << np.arange(64, dtype=np.uint64)


@dataclass(frozen=True, slots=True)
class Variant:
    """How the asked picture was changed before it agreed best: mirrored or not, turned by so many degrees."""

    is_mirrored: bool
    degrees: int


@dataclass(frozen=True, slots=True)
class Nearest:
    """A stored picture whose hash is near: its row, differing bits of 64, and how the asked picture was changed for it."""

    row: int
    distance: int
    variant: Variant


@dataclass(frozen=True, slots=True)
class Asked:
    """A picture that is asked for, with each change: its small colour picture and its hash."""

    variants: tuple[tuple[Variant, Image.Image, int], ...]


@cache
def _operator(start: float, side: float) -> Matrix:
    """Takes a line of SIDE pixels to the 8 low frequencies of 32 samples between start and start + side."""
    centres = (start + side * (np.arange(32) + 0.5) / 32) * SIDE - 0.5
    sample = np.maximum(0, 1 - np.abs(centres[:, None] - np.arange(SIDE)[None, :]) / max(1, side * SIDE / 32))
    sample /= sample.sum(axis=1, keepdims=True)
    cosine = np.cos(np.pi * np.arange(8)[:, None] * (np.arange(32)[None, :] + 0.5) / 32)
    return np.asarray(cosine @ sample)


def _hash(grey: Matrix, window: Window) -> int:
    x, y, side = window
    low = _operator(y, side) @ grey @ _operator(x, side).T
    return int(_BITS[(low > np.median(low)).ravel()].sum())


def shrink(image: Image.Image) -> Image.Image:
    """The picture at the size at which it is compared."""
    return image.convert("RGB").resize(
        (SIDE, SIDE), Image.Resampling.BOX if min(image.size) > 2 * SIDE else Image.Resampling.BILINEAR
    )


def hash_stored(image: Image.Image) -> list[int]:
    """One hash for each window of a picture that is to be found."""
    grey = np.asarray(shrink(image).convert("L"), dtype=np.float64)
    return [_hash(grey, window) for window in WINDOWS]


def ask_picture(image: Image.Image) -> Asked:
    """A picture that is asked for, as it is, mirrored and turned."""
    small = shrink(image)
    variants = []
    for is_mirrored in (False, True):
        faced = ImageOps.mirror(small) if is_mirrored else small
        for degrees in (0, *TURNS):
            turned = _turn(faced, degrees) if degrees else faced
            grey = np.asarray(turned.convert("L"), dtype=np.float64)
            variants.append((Variant(is_mirrored, degrees), turned, _hash(grey, (0, 0, 1))))
    return Asked(tuple(variants))


def _turn(image: Image.Image, degrees: int) -> Image.Image:
    """Turned, without the empty corners that this makes."""
    cut = round(SIDE * 0.009 * abs(degrees))
    turned = image.rotate(degrees, Image.Resampling.BILINEAR)
    return turned.crop((cut, cut, SIDE - cut, SIDE - cut)).resize((SIDE, SIDE), Image.Resampling.BILINEAR)


def spell_hashes(hashes: list[int]) -> str:
    """For the database: 16 hexadecimal digits each."""
    return "".join(f"{value:016x}" for value in hashes)


def read_hashes(rows: list[str]) -> Hashes:
    """Spelled hashes as an array: one row a picture, one column a window."""
    joined = bytes.fromhex("".join(rows))
    return np.frombuffer(joined, dtype=">u8").astype(np.uint64).reshape(len(rows), len(WINDOWS))


def find_nearest(stored: Hashes, asked: Asked, *, limit: int = SHORTLIST) -> list[Nearest]:
    """The stored pictures with the nearest hashes, the nearest first; equal ones in the order of their rows."""
    nearest = np.full(len(stored), 65, dtype=np.uint8)
    variant = np.zeros(len(stored), dtype=np.uint8)
    for index, (_variant, _image, value) in enumerate(asked.variants):
        distances = np.bitwise_count(stored ^ np.uint64(value)).min(axis=1)
        better = distances < nearest
        nearest[better], variant[better] = distances[better], index
    order = np.argsort(nearest, kind="stable")[:limit]
    return [Nearest(int(row), int(nearest[row]), asked.variants[int(variant[row])][0]) for row in order]


_GRID = 14


@cache
def _looks() -> tuple[tuple[Window, ...], NDArray[np.intp]]:
    """Windows finer than those of the hashes, and for each the pixels at which it is looked at."""
    windows: list[Window] = []
    for side in (1.0, 0.9, 0.8):
        places = sorted({round((1 - side) * step / 4, 4) for step in range(5)})
        windows += [(x, y, side) for x in places for y in places]
    grid = (np.arange(_GRID) + 0.5) / _GRID
    pixels = []
    for x, y, side in windows:
        columns, rows = ((x + side * grid) * SIDE).astype(np.intp), ((y + side * grid) * SIDE).astype(np.intp)
        pixels.append((rows[:, None] * SIDE + columns[None, :]).ravel())
    return tuple(windows), np.array(pixels)


def _soften(image: Image.Image) -> NDArray[np.float32]:
    """Colours of a small picture, blurred a little, as one row a pixel."""
    blurred = image.resize((SIDE // 4, SIDE // 4), Image.Resampling.BOX).resize((SIDE, SIDE), Image.Resampling.BILINEAR)
    return np.asarray(blurred, dtype=np.float32).reshape(-1, 3)


def _normalise(values: NDArray[np.float32]) -> NDArray[np.float32]:
    flat = values.reshape(values.shape[0], -1)
    flat = flat - flat.mean(axis=1, keepdims=True)
    return np.asarray(flat / (np.linalg.norm(flat, axis=1, keepdims=True) + 1e-6), dtype=np.float32)


def compare_closely(stored: Image.Image, asked: Asked, variant: Variant) -> tuple[int, Window]:
    """How well a stored picture agrees in colour and place with the asked one, changed like this: per cent, and the window it was cut to."""
    image = next(image for one, image, _hash in asked.variants if one == variant)
    windows, pixels = _looks()
    whole = np.arange(_GRID)
    at = (((whole + 0.5) / _GRID) * SIDE).astype(np.intp)
    wanted = _normalise(_soften(image)[(at[:, None] * SIDE + at[None, :]).ravel()][None, :])
    scores = _normalise(_soften(shrink(stored))[pixels]) @ wanted[0]
    best = int(scores.argmax())
    return max(0, round(100 * float(scores[best]))), windows[best]
