"""Drawing goods: packs of products, each with a serial number of its own."""

import random

from stdnum import ean

from sandbox.domain.base_world.draws import CODES, COMMON, draw_common, draw_hidden, write_day
from sandbox.domain.products.invention import DIGITS, LETTERS, PRODUCTS
from sandbox.enums import ProductState

PRODUCT_COLUMNS = (
    *COMMON, "hidden_from", "gtin", "serial", "lot", "expires_on", "product_name", "rights_holder", "market", "state", "left_on",
    "left_at",
)  # fmt: skip
KEEP_DAYS = 3652
_GTIN_COUNT = 400
_STATES = tuple(ProductState.values)


def _make_gtin(number: int) -> str:
    # 952: the prefix that GS1 keeps for demonstrations.
    body = f"0952{100_000_000 + number * 7_919:09d}"
    return body + str(ean.calc_check_digit(body))


_GTINS = tuple(_make_gtin(number) for number in range(_GTIN_COUNT))


def _draw_value(rng: random.Random, letters: int) -> str:
    draw = rng.random
    return "".join([LETTERS[int(draw() * len(LETTERS))] for _turn in range(letters)]) + "".join(
        [DIGITS[int(draw() * len(DIGITS))] for _turn in range(3)]
    )


def draw_product(rng: random.Random, place: int) -> tuple[str | int | None, ...]:
    """One pack, in the order of PRODUCT_COLUMNS."""
    draw = rng.random
    code, number = CODES[int(draw() * 12)], int(draw() * _GTIN_COUNT)
    common, recorded = draw_common(rng, prefix="PI", place=place, code=code, keep_days=KEEP_DAYS, oldest=700)
    name, holder = PRODUCTS[number % len(PRODUCTS)]
    state = ProductState.ACTIVE.value if draw() < 0.8 else _STATES[int(draw() * len(_STATES))]
    has_left = state != ProductState.ACTIVE
    return (
        *common, draw_hidden(rng, code), _GTINS[number], _draw_value(rng, 9), _draw_value(rng, 3),
        write_day(recorded - 500 - int(draw() * 700)), name, holder, code, state,
        write_day(int(draw() * recorded)) if has_left else None, CODES[int(draw() * 12)] if has_left else "",
    )  # fmt: skip
