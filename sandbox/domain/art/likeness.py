"""Which pictures look alike: perceptual hashes of the whole picture and of its windows, compared bit by bit.

A stored picture is hashed whole and in windows of 90 % and 80 % of its sides, so that a cropped copy finds the window it was cut to.
A picture that is asked for is hashed as it is, mirrored, and turned by a few degrees. The smallest number of differing bits counts.
Hashes are the 64 low frequencies of a cosine transform (imagehash.phash) and carry no picture: it can't be made from them again.
"""

from dataclasses import dataclass

import imagehash
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps

Hashes = NDArray[np.uint64]

# Left edge, upper edge and side of each window, as shares of the picture.
WINDOWS: tuple[tuple[float, float, float], ...] = (
    (0, 0, 1),
    *((x, y, 0.9) for x in (0, 0.05, 0.1) for y in (0, 0.05, 0.1) if (x == 0.05) == (y == 0.05)),
    *((x, y, 0.8) for x in (0, 0.1, 0.2) for y in (0, 0.1, 0.2)),
)
TURNS = (-6, -3, 3, 6)
# Up to so many of 64 bits may differ: chosen so that a changed copy is found and few others are (see the decision record).
MAX_DISTANCE = 14
_SIDE = 256


@dataclass(frozen=True, slots=True)
class Variant:
    """How the asked picture was changed before it agreed best: mirrored or not, turned by so many degrees."""

    is_mirrored: bool
    degrees: int


@dataclass(frozen=True, slots=True)
class Likeness:
    """One stored picture that looks like the asked one."""

    row: int
    distance: int
    window: tuple[float, float, float]
    variant: Variant

    @property
    def per_cent(self) -> int:
        """The share of agreeing bits."""
        return round(100 * (1 - self.distance / 64))


def _hash(image: Image.Image) -> int:
    bits = imagehash.phash(image).hash.flatten()
    return int(sum(1 << i for i, bit in enumerate(bits) if bit))


def hash_stored(image: Image.Image) -> list[int]:
    """One hash for each window of a picture that is to be found."""
    grey = image.convert("L").resize((_SIDE, _SIDE), Image.Resampling.BILINEAR)
    return [
        _hash(grey.crop((round(x * _SIDE), round(y * _SIDE), round((x + side) * _SIDE), round((y + side) * _SIDE))))
        for x, y, side in WINDOWS
    ]


def hash_asked(image: Image.Image) -> list[tuple[int, Variant]]:
    """Hashes of a picture that is asked for, as it is and changed."""
    grey = image.convert("L").resize((_SIDE, _SIDE), Image.Resampling.BILINEAR)
    hashes = []
    for is_mirrored in (False, True):
        turned = ImageOps.mirror(grey) if is_mirrored else grey
        hashes.append((_hash(turned), Variant(is_mirrored, 0)))
        for degrees in TURNS:
            hashes.append((_hash(_turn(turned, degrees)), Variant(is_mirrored, degrees)))
    return hashes


def _turn(image: Image.Image, degrees: int) -> Image.Image:
    """Turned back, without the empty corners that this makes."""
    cut = round(image.width * 0.01 * abs(degrees))
    turned = image.rotate(degrees, Image.Resampling.BILINEAR)
    return turned.crop((cut, cut, image.width - cut, image.height - cut))


def spell_hashes(hashes: list[int]) -> str:
    """For the database: 16 hexadecimal digits each."""
    return "".join(f"{value:016x}" for value in hashes)


def read_hashes(rows: list[str]) -> Hashes:
    """Spelled hashes as an array: one row a picture, one column a window."""
    joined = bytes.fromhex("".join(rows))
    return np.frombuffer(joined, dtype=">u8").astype(np.uint64).reshape(len(rows), len(WINDOWS))


def find_alike(stored: Hashes, asked: list[tuple[int, Variant]], *, limit: int, within: int = MAX_DISTANCE) -> list[Likeness]:
    """The stored pictures nearest to the asked one, the nearest first; equal ones in the order of their rows."""
    if not len(stored):
        return []
    nearest = np.full(len(stored), 65, dtype=np.uint8)
    column = np.zeros(len(stored), dtype=np.uint8)
    variant = np.zeros(len(stored), dtype=np.uint8)
    for index, (value, _variant) in enumerate(asked):
        bits = np.bitwise_count(stored ^ np.uint64(value))
        windows = bits.argmin(axis=1)
        distances = bits[np.arange(len(stored)), windows]
        better = distances < nearest
        nearest[better], column[better], variant[better] = distances[better], windows[better], index
    order = np.argsort(nearest, kind="stable")[:limit]
    return [
        Likeness(int(row), int(nearest[row]), WINDOWS[int(column[row])], asked[int(variant[row])][1])
        for row in order
        if nearest[row] <= within
    ]
