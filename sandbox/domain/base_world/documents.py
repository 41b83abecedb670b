"""Drawing documents: travel documents, documents that notices name, administrative documents. None holds a name."""

import random

from sandbox.domain.base_world.draws import CODES, COMMON, SECOND_LETTERS, draw_common, draw_hidden, spread, write_day
from sandbox.domain.geography import BUREAUS
from sandbox.domain.invention import fold_number
from sandbox.enums import DocumentType, FraudType

TRAVEL_COLUMNS = (
    *COMMON, "number", "folded_number", "country", "document_type", "fraud_type", "issued_on", "expires_on", "lost_on",
)  # fmt: skip
# A record of a travel document is reviewed after ten years.
KEEP_DAYS = 3652
_PREFIXES = {code: bureau.number_prefix for code, bureau in BUREAUS.items()}
_TYPES = spread(DocumentType.values, (35, 10, 3, 2))
_FRAUDS = spread(FraudType.values, (4, 25, 16, 5))


def draw_number(rng: random.Random, code: str) -> str:
    """Country letter, a second letter, seven digits of which one at least is 0: nine characters, as a zone holds them (ICAO 9303)."""
    draw = rng.random
    digits = str(1_111_111 + int(draw() * 8_888_888)).replace("0", str(1 + int(draw() * 9)))
    zero = 1 + int(draw() * 6)
    return f"{_PREFIXES[code]}{SECOND_LETTERS[int(draw() * 14)]}{digits[:zero]}0{digits[zero + 1 :]}"


def draw_travel_document(rng: random.Random, place: int) -> tuple[str | int | None, ...]:
    """A stolen, lost or revoked travel document, in the order of TRAVEL_COLUMNS."""
    draw = rng.random
    code = CODES[int(draw() * 12)]
    common, recorded = draw_common(rng, prefix="TD", place=place, code=code, keep_days=KEEP_DAYS)
    number = draw_number(rng, code)
    fraud = _FRAUDS[int(draw() * len(_FRAUDS))]
    issued = recorded + 1 + int(draw() * 2500)
    is_blank = fraud == FraudType.STOLEN_BLANK
    return (
        *common, number, fold_number(number), code, _TYPES[int(draw() * len(_TYPES))], fraud,
        None if is_blank else write_day(issued), None if is_blank else write_day(issued - 3652),
        write_day(recorded + int(draw() * 30)),
    )  # fmt: skip
