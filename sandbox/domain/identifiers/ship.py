"""Ship identification numbers: seven digits, the last one a check digit.

IMO Resolution A.1117(30): the number belongs to the hull, whatever name and flag she sails under.
Check digit: the first six digits times 7, 6, 5, 4, 3, 2; the last digit of the sum.
"""

from django.utils.translation import gettext as _
from stdnum import imo

from sandbox.domain.identifiers.reading import Part, Reading, Step, explain_remainder, note
from sandbox.domain.identifiers.verdicts import judge_check_digit, refuse_shape
from sandbox.enums import IdentifierStandard

BASIS = "IMO Resolution A.1117(30)"


def read_ship(compact: str) -> Reading:
    """Read a ship's number, with or without the letters IMO before it. The text is in capitals, without separators."""
    number = compact.removeprefix("IMO")
    standard = IdentifierStandard.SHIP
    refused = refuse_shape(standard=standard, basis=BASIS, text=number, lengths=(7,), fits=imo.is_valid)
    if refused:
        return refused
    steps = tuple(Step(c, int(c), 7 - i, int(c) * (7 - i)) for i, c in enumerate(number[:6]))
    expected = imo.calc_check_digit(number[:6])
    return judge_check_digit(
        standard=standard, basis=BASIS, text=number, expected=expected, steps=steps, fits=imo.is_valid,
        parts=(Part(_("Serial number"), number[:6]), Part(_("Check digit"), number[6])),
        explanation=explain_remainder(sum(step.product for step in steps), 10, expected),
        notes=(note(_("The number stays with the hull for life; name, flag and owner may change.")),),
    )  # fmt: skip
