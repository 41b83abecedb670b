"""What every register draws with: days, bureaus, letters, and the columns that all records have.

A draw is `table[int(draw() * len(table))]` with `draw = rng.random`: a fifth of the time of `rng.choice`, and as repeatable.
"""

import random
from collections.abc import Sequence
from datetime import date, timedelta

from sandbox.domain.geography import BUREAUS

CODES = tuple(BUREAUS)
# The day on which a world stands. Records are older.
ORIGIN = date(2027, 1, 1)
_BACK, _AHEAD = 36_600, 9_000
# ISO dates, so that none is computed twice: the day `days` before the origin is `_DAYS[_BACK - days]`.
_DAYS = tuple((ORIGIN + timedelta(days=n)).isoformat() for n in range(-_BACK, _AHEAD))
YEAR = 365.25
# O and I are left out: a planted number, whose second character is O, can never read like one of these.
SECOND_LETTERS = "ABCDEFGHJKLMNP"
DIGITS = "0123456789"
# The first five columns of every register, in this order.
COMMON = ("reference", "owner_bureau", "national_reference", "recorded_on", "review_on")
# One record in about two hundred is kept from one bureau.
_HIDDEN_SHARE = 0.005


def write_day(days_before: int) -> str:
    """The day so many days before the origin (after it, when negative), as ISO 8601 writes it."""
    return _DAYS[_BACK - days_before]


def spread(values: Sequence[str], weights: Sequence[int]) -> tuple[str, ...]:
    """Every value as often as its weight, to be drawn from evenly."""
    return tuple(value for value, weight in zip(values, weights, strict=True) for _turn in range(weight))


def draw_common(
    rng: random.Random, *, prefix: str, place: int, code: str, keep_days: int, oldest: int = 3500
) -> tuple[tuple[str, str, str, str, str], int]:
    """Values for COMMON, and how many days ago the record was made."""
    recorded = 1 + int(rng.random() * oldest)
    national = f"TR-{code}-{rng.getrandbits(24):06X}"
    return (
        f"{prefix}-{code}-{place:07d}",
        code,
        national,
        write_day(recorded),
        write_day(recorded - keep_days),
    ), recorded


def draw_hidden(rng: random.Random, code: str) -> str:
    """The bureau from which a record is kept, mostly none; never its owner."""
    if rng.random() >= _HIDDEN_SHARE:
        return ""
    other = CODES[int(rng.random() * len(CODES))]
    return "" if other == code else other


def draw_digits(rng: random.Random, count: int) -> str:
    return f"{int(rng.random() * 10**count):0{count}d}"
