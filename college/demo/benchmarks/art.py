"""How well changed copies of a work's picture are found, and how long one question takes. Needs no database."""

import io
import random
import time
from collections.abc import Callable
from datetime import date

from PIL import Image, ImageOps

from college.demo.benchmarks.results import Figure, percentile
from sandbox.domain.art.invention import draw_artwork
from sandbox.domain.art.likeness import (
    ask_picture,
    compare_closely,
    find_nearest,
    hash_stored,
    read_hashes,
    spell_hashes,
)
from sandbox.domain.art.pictures import draw_record
from sandbox.domain.art.plates.canvas import to_image, to_marked_image
from sandbox.models import ArtworkRecord

WORKS = 3000
ASKED_EACH = 25
Change = Callable[[Image.Image, random.Random], Image.Image]


def _crop(image: Image.Image, rng: random.Random) -> Image.Image:
    side = round(image.width * 0.8)
    x, y = rng.randint(0, image.width - side), rng.randint(0, image.height - side)
    return image.crop((x, y, x + side, y + side))


def _compress(image: Image.Image) -> Image.Image:
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=40)
    return Image.open(buffer)


CHANGES: dict[str, Change] = {
    "whole": lambda image, _rng: image,
    "cut to 80 %": _crop,
    "mirrored": lambda image, _rng: ImageOps.mirror(image),
    "quality 40": lambda image, _rng: _compress(image),
    "resized": lambda image, _rng: image.resize((220, 220)),
    "turned": lambda image, _rng: image.rotate(3),
    "mirrored, cut, quality 40": lambda image, rng: _compress(ImageOps.mirror(_crop(image, rng))),
}


def measure_art() -> list[Figure]:
    """Recall among the first ten and at the first place over all changes, and the time of one question."""
    rng = random.Random(23)  # noqa: S311 - repeatable on purpose
    works = [ArtworkRecord(**draw_artwork(rng, place=place, today=date(2027, 1, 1))) for place in range(WORKS)]
    stored = read_hashes([spell_hashes(hash_stored(to_image(draw_record(work), 256))) for work in works])
    first, ten, times, weak = 0, 0, [], []
    for name, change in CHANGES.items():
        hits = 0
        for _time in range(ASKED_EACH):
            wanted = rng.randrange(WORKS)
            picture = change(to_marked_image(draw_record(works[wanted]), 512), rng)
            began = time.perf_counter()
            asked = ask_picture(picture)
            scored = [
                (compare_closely(to_image(draw_record(works[near.row]), 128), asked, near.variant)[0], -near.row)
                for near in find_nearest(stored, asked)
            ]
            found = [-row for _score, row in sorted(scored, reverse=True)][:10]
            times.append(time.perf_counter() - began)
            first += found[0] == wanted
            hits += wanted in found
        ten += hits
        weak.append(f"{name} {hits / ASKED_EACH:.2f}")
    asked_in_all = ASKED_EACH * len(CHANGES)
    return [
        Figure("art.lookalike.recall_at_10", round(ten / asked_in_all, 4), "share", note="; ".join(weak)),
        Figure("art.lookalike.recall_at_1", round(first / asked_in_all, 4), "share", note=f"{WORKS} works"),
        Figure("art.lookalike.p95_ms", round(1000 * percentile(times, 0.95), 1), "ms", note="without database and upload"),
    ]  # fmt: skip
