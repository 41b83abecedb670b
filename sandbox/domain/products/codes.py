"""Reading the code of a pack, and the readings that a scan fault would explain. Pure.

GS1 General Specifications, 3.2 and 7.8: (01) product, (17) expiry, (10) batch and (21) serial number; a value of variable length
ends with a separator unless it is the last. The faults are those that the bodies behind the European verification of medicines
publish as causes of false alerts: a separator that the scanner does not send, capitals lock, a keyboard layout of another
language, and characters that were typed by eye.
"""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from stdnum import ean

from sandbox.domain.identifiers.corrections import ALIKE
from sandbox.domain.identifiers.element_strings import list_pairs
from sandbox.domain.identifiers.pasting import GROUP_SEPARATOR, clean_text
from sandbox.enums import PackFinding

DEMONSTRATION = "0952"
# What the digits of a scanner become on a computer that is set to a French keyboard.
_FRENCH = str.maketrans("&é\"'(-è_çàqaQAwzWZ,?", "1234567890aqAQzwZWmM")
_GERMAN = str.maketrans("yzYZ", "zyZY")
_FOLLOWERS = ("21", "10", "17")
MOST_ALIKE = 40


@dataclass(frozen=True, slots=True)
class PackCode:
    """What stands in the code of a pack. `expiry` is YYMMDD as coded; empty values were not there."""

    gtin: str = ""
    expiry: str = ""
    lot: str = ""
    serial: str = ""

    @property
    def is_complete(self) -> bool:
        return bool(self.gtin and self.lot and self.serial and self.expires_on)

    @property
    def has_right_digit(self) -> bool:
        return ean.is_valid(self.gtin)

    @property
    def expires_on(self) -> date | None:
        return read_expiry(self.expiry)


def read_expiry(text: str) -> date | None:
    """The day of YYMMDD; a day 00 is the end of the month (GS1 General Specifications, 7.12). None when it is no date."""
    if not re.fullmatch(r"[0-9]{6}", text):
        return None
    year, month, day = 2000 + int(text[:2]), int(text[2:4]), int(text[4:])
    if not 1 <= month <= 12:
        return None
    last = calendar.monthrange(year, month)[1]
    return date(year, month, day or last) if day <= last else None


def write_code(code: PackCode) -> str:
    """The element string as a good scanner gives it."""
    return f"01{code.gtin}17{code.expiry}10{code.lot}{GROUP_SEPARATOR}21{code.serial}"


def write_printed(code: PackCode) -> str:
    """The same as it is printed beside the code, for people."""
    return f"(01){code.gtin}(17){code.expiry}(10){code.lot}(21){code.serial}"


def show_code(text: str) -> str:
    """The code with letters for the separator, which no font shows; `clean_text` reads them back."""
    return text.replace(GROUP_SEPARATOR, "<GS>")


def compact_code(text: str) -> str:
    """A code as it is compared with others: without spaces, the separator as it is."""
    return clean_text(text).text.replace(" ", "")


def read_code(text: str) -> tuple[PackCode, bool]:
    """What stands in a pasted, typed or scanned code; and whether all of it could be read."""
    pairs, is_whole = list_pairs(clean_text(text).text)
    values = dict(reversed(pairs))
    return PackCode(values.get("01", ""), values.get("17", ""), values.get("10", ""), values.get("21", "")), is_whole


def list_repairs(text: str, code: PackCode) -> Iterator[tuple[PackFinding, PackCode]]:
    """Readings that a known fault of scanner, keyboard or eye would explain, the likeliest first. Each is a hint, not proof."""
    if code.gtin:
        yield from ((PackFinding.LOST_SEPARATOR, found) for found in _split_values(code))
        swapped = replace(code, lot=code.lot.swapcase(), serial=code.serial.swapcase())
        yield PackFinding.SWAPPED_CASE, swapped
        german = replace(code, lot=code.lot.translate(_GERMAN), serial=code.serial.translate(_GERMAN))
        yield PackFinding.KEYBOARD, german
        yield from ((PackFinding.LOOK_ALIKE, found) for found in _swap_look_alikes(code))
    else:
        french, is_whole = read_code(compact_code(text).translate(_FRENCH))
        if is_whole and french.gtin:
            yield PackFinding.KEYBOARD, french


def _split_values(code: PackCode) -> Iterator[PackCode]:
    """A batch or serial number that swallowed the element after it."""
    for name, value in (("lot", code.lot), ("serial", code.serial)):
        for place in range(1, len(value) - 2):
            if value[place : place + 2] not in _FOLLOWERS:
                continue
            tail, is_whole = list_pairs(value[place:])
            follower = dict(tail)
            found = replace(code, **{name: value[:place]})
            if is_whole and "21" in follower and not found.serial:
                found = replace(found, serial=follower["21"])
            if is_whole and "10" in follower and not found.lot:
                found = replace(found, lot=follower["10"])
            if is_whole and "17" in follower and not found.expiry:
                found = replace(found, expiry=follower["17"])
            if found.is_complete:
                yield found


def _swap_look_alikes(code: PackCode) -> Iterator[PackCode]:
    """One look-alike of batch or serial number changed, then all of one kind."""
    count = 0
    for name, value in (("serial", code.serial), ("lot", code.lot)):
        tries = [value[:i] + ALIKE[c] + value[i + 1 :] for i, c in enumerate(value) if c in ALIKE]
        tries += [value.replace(c, ALIKE[c]) for c in sorted(set(value)) if c in ALIKE]
        for changed in dict.fromkeys(tries):
            if count < MOST_ALIKE:
                count += 1
                yield replace(code, **{name: changed})
