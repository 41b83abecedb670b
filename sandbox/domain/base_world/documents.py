"""Drawing documents: travel documents, documents that notices name, administrative documents. None holds a name."""

import random

from sandbox.domain.base_world.draws import CODES, COMMON, SECOND_LETTERS, draw_common, draw_hidden, spread, write_day
from sandbox.domain.geography import BUREAUS
from sandbox.domain.invention import fold_number
from sandbox.enums import AdministrativeDocumentType, DocumentType, FraudType, NoticeColour

TRAVEL_COLUMNS = (
    *COMMON, "hidden_from", "number", "folded_number", "country", "document_type", "fraud_type", "issued_on", "expires_on", "lost_on",
)  # fmt: skip
NOTICED_COLUMNS = (
    *COMMON, "hidden_from", "number", "folded_number", "country", "document_type", "notice_reference", "colour",
)  # fmt: skip
ADMIN_COLUMNS = (
    *COMMON, "hidden_from", "document_type", "issuer", "country", "series", "first_number", "last_number", "is_blank", "stolen_on",
)  # fmt: skip
# A record of a travel document is reviewed after ten years.
KEEP_DAYS = 3652
_PREFIXES = {code: bureau.number_prefix for code, bureau in BUREAUS.items()}
_TYPES = spread(DocumentType.values, (35, 10, 3, 2))
_FRAUDS = spread(FraudType.values, (4, 25, 16, 5))
_COLOURS = spread(NoticeColour.values, (6, 2, 1, 2))
_NOTICE_PREFIXES = {"red": "RN", "blue": "BN", "green": "GN", "yellow": "YN"}
_ADMIN_TYPES = spread(AdministrativeDocumentType.values, (4, 4, 2, 2, 1))
_OFFICES = ("Registry of", "Road Traffic Office of", "Customs House of", "Civil Office of")


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
        *common, draw_hidden(rng, code), number, fold_number(number), code, _TYPES[int(draw() * len(_TYPES))], fraud,
        None if is_blank else write_day(issued), None if is_blank else write_day(issued - 3652),
        write_day(recorded + int(draw() * 30)),
    )  # fmt: skip


def draw_noticed_document(rng: random.Random, place: int) -> tuple[str | int | None, ...]:
    """A travel document of the subject of a notice, in the order of NOTICED_COLUMNS."""
    draw = rng.random
    code = CODES[int(draw() * 12)]
    issuer = code if draw() < 0.7 else CODES[int(draw() * 12)]
    common, recorded = draw_common(rng, prefix="ND", place=place, code=code, keep_days=1826, oldest=1800)
    number, colour = draw_number(rng, issuer), _COLOURS[int(draw() * len(_COLOURS))]
    notice = f"TR-{_NOTICE_PREFIXES[colour]}-{2026 - recorded // 365}-{place:07d}"
    return (
        *common, draw_hidden(rng, code), number, fold_number(number), issuer, _TYPES[int(draw() * len(_TYPES))], notice, colour,
    )  # fmt: skip


def draw_administrative_document(rng: random.Random, place: int) -> tuple[str | int | None, ...]:
    """A stolen administrative document, or of one in three a range of blanks, in the order of ADMIN_COLUMNS."""
    draw = rng.random
    code = CODES[int(draw() * 12)]
    common, recorded = draw_common(rng, prefix="AD", place=place, code=code, keep_days=KEEP_DAYS)
    is_blank = draw() < 0.33
    first = 1_000_000 + int(draw() * 8_000_000)
    last = first + (9 + 10 * int(draw() * 50) if is_blank else 0)
    ports = BUREAUS[code].ports
    issuer = f"{_OFFICES[int(draw() * len(_OFFICES))]} {ports[int(draw() * len(ports))]}"
    series = f"{_PREFIXES[code]}{SECOND_LETTERS[int(draw() * 14)]}"
    return (
        *common, draw_hidden(rng, code), _ADMIN_TYPES[int(draw() * len(_ADMIN_TYPES))], issuer, code, series, first, last,
        int(is_blank), write_day(recorded + int(draw() * 30)),
    )  # fmt: skip
