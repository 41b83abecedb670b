"""Which standards a pasted text may be, and what each says about it."""

import re
from collections.abc import Callable

from sandbox.domain.identifiers.container import read_container
from sandbox.domain.identifiers.corrections import read_alike
from sandbox.domain.identifiers.element_strings import read_link, read_message
from sandbox.domain.identifiers.handset import read_handset
from sandbox.domain.identifiers.pasting import GROUP_SEPARATOR, clean_text
from sandbox.domain.identifiers.reading import Reading
from sandbox.domain.identifiers.ship import read_ship
from sandbox.domain.identifiers.trade_numbers import read_gln, read_gtin, read_sscc
from sandbox.domain.identifiers.vin import read_vin
from sandbox.domain.identifiers.waybill import read_waybill
from sandbox.enums import IdentifierVerdict

Reader = Callable[[str], Reading]

# A name before the number settles what it is. None of these can begin a number that is read here.
NAMED: dict[str, Reader] = {
    "VIN": read_vin, "GTIN": read_gtin, "EAN": read_gtin, "UPC": read_gtin, "GLN": read_gln, "SSCC": read_sscc,
    "IMO": read_ship, "AWB": read_waybill, "IMEISV": read_handset, "IMEI": read_handset,
}  # fmt: skip
BY_LENGTH: dict[int, tuple[Reader, ...]] = {
    7: (read_ship,), 8: (read_gtin,), 11: (read_waybill,), 12: (read_gtin,), 13: (read_gtin, read_gln),
    14: (read_gtin, read_handset), 15: (read_handset,), 16: (read_handset,), 18: (read_sscc,),
}  # fmt: skip
ORDER = (
    IdentifierVerdict.VALID,
    IdentifierVerdict.WRONG_CHECK_DIGIT,
    IdentifierVerdict.UNUSUAL,
    IdentifierVerdict.MALFORMED,
)
_NAME = re.compile(rf"({'|'.join(NAMED)})(?:[\s:#.]+|(?=[0-9]))", re.IGNORECASE)
_CODE = re.compile(r"[A-Z0-9]+")
_MESSAGE = re.compile(r"(?:0[12][0-9]{14}|00[0-9]{18})")
# Codes that carry a bare number: EAN/UPC and ITF-14 (ISO/IEC 15424).
_BARE = re.compile(r"\](?:E[0-4]|I[0-3])")


def recognise(text: str) -> list[Reading]:
    """Every standard that the text may be, the best fit first; nothing when it resembles none. Never raises.

    A malformed reading is given only when nothing better fits. What had to be done to the text is noted in each reading.
    """
    pasted = clean_text(text)
    readings = [reader(given) for reader, given in _choose(pasted.text, pasted.compact)]
    if any(reading.verdict != IdentifierVerdict.MALFORMED for reading in readings):
        readings = [reading for reading in readings if reading.verdict != IdentifierVerdict.MALFORMED]
    readings.sort(key=lambda reading: ORDER.index(reading.verdict))
    return [reading.with_notes(pasted.notes) for reading in readings]


def _choose(text: str, compact: str) -> list[tuple[Reader, str]]:
    if re.match(r"https?://", text, re.IGNORECASE):
        return [(read_link, text)]
    bare = _BARE.match(text)
    if bare:
        compact = compact[bare.end() :]
    elif text.startswith(("]", "(")) or GROUP_SEPARATOR in text:
        return [(read_message, text)]
    name = _NAME.match(text)
    if name:
        given = re.sub(r"[ \-]", "", text[name.end() :]).upper()
        return [(NAMED[name[1].upper()], given)] if _CODE.fullmatch(given) else []
    if not compact.isascii():
        return []
    readers = [(reader, compact) for reader in _list_readers(compact)] if _CODE.fullmatch(compact) else []
    if _MESSAGE.match(compact):
        readers.insert(0, (read_message, text))
    return readers


def _list_readers(code: str) -> list[Reader]:
    """By length and by where letters and digits stand, look-alikes allowed for."""
    digits = sum(character.isdigit() for character in code)
    letters_first = sum(character.isalpha() for character in code[:4])
    if letters_first >= 3 and 10 <= len(code) <= 12 and read_alike(code[4:]).isdigit():
        return [read_container]
    if read_alike(code).isdigit() and digits * 2 >= len(code) and len(code) in BY_LENGTH:
        return list(BY_LENGTH[len(code)])
    if len(code) == 17 or (15 <= len(code) <= 19 and digits >= 3 and len(code) - digits >= 3):
        return [read_vin]
    return []
