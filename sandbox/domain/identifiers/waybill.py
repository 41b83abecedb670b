"""Air waybill numbers: a three-digit airline prefix and eight digits, the last of which is a check digit.

IATA Cargo Services Conference Resolution 600a: the check digit is the remainder of the seven-digit serial number divided by
seven. It covers neither the prefix nor a digit that changed by exactly seven (0 and 7, 1 and 8, 2 and 9).
"""

from django.utils.translation import gettext as _

from sandbox.domain.identifiers.reading import Part, Reading, note
from sandbox.domain.identifiers.verdicts import judge_check_digit, refuse_shape
from sandbox.enums import IdentifierStandard

BASIS = "IATA Resolution 600a"
TRAINING_PREFIX = "000"


def compute_waybill_digit(serial: str) -> str:
    """The check digit over the seven digits of a serial number."""
    return str(int(serial) % 7)


def is_valid_waybill(number: str) -> bool:
    has_shape = len(number) == 11 and number.isascii() and number.isdigit()
    return has_shape and compute_waybill_digit(number[3:10]) == number[10]


def read_waybill(compact: str) -> Reading:
    """Read an air waybill number. The text is in capitals, without separators."""
    standard = IdentifierStandard.WAYBILL
    refused = refuse_shape(standard=standard, basis=BASIS, text=compact, lengths=(11,), fits=is_valid_waybill)
    if refused:
        return refused
    prefix, serial, digit = compact[:3], compact[3:10], compact[10]
    expected = compute_waybill_digit(serial)
    notes = [note(_("The check digit covers the serial number alone. A wrong airline prefix, or a 0 read as 7, 1 as 8 or 2 as 9, stays unseen."))]  # fmt: skip
    if prefix == TRAINING_PREFIX:
        notes.append(note(_("The prefix 000 belongs to no airline: this college uses it for invented waybills.")))
    if digit in "789":
        notes.append(note(_("A remainder of a division by seven is never 7, 8 or 9.")))
    return judge_check_digit(
        standard=standard, basis=BASIS, text=compact, expected=expected, steps=(), fits=is_valid_waybill,
        parts=(
            Part(_("Airline prefix"), prefix), Part(_("Serial number"), serial), Part(_("Check digit"), digit),
        ),
        explanation=_("%(serial)s divided by seven leaves %(expected)s.") % {"serial": serial, "expected": expected},
        notes=tuple(notes),
    )  # fmt: skip
