"""Mobile equipment identities: IMEI (14 digits and a check digit) and IMEISV (16 digits without one).

3GPP TS 23.003, section 6.2: type allocation code (8), serial number (6), check digit or software version. Annex B: the check
digit is Luhn's: every second digit doubled, the digits of the products added, completed to a multiple of ten.
"""

from django.utils.translation import gettext as _
from stdnum import imei, luhn

from sandbox.domain.identifiers.reading import Part, Reading, Step, explain_multiple_of_ten, note
from sandbox.domain.identifiers.verdicts import judge_check_digit, refuse_shape
from sandbox.enums import IdentifierStandard, IdentifierVerdict

BASIS = "3GPP TS 23.003, 6.2; Annex B"


def read_handset(compact: str) -> Reading:
    """Read an IMEI or IMEISV. The text is in capitals, without separators."""
    number = compact
    standard = IdentifierStandard.HANDSET
    refused = refuse_shape(standard=standard, basis=BASIS, text=number, lengths=(14, 15, 16), fits=imei.is_valid)
    if refused:
        return refused
    allocation, serial, rest = imei.split(number)
    parts = (Part(_("Type allocation code"), allocation, _("make and model")), Part(_("Serial number"), serial))
    if len(number) != 15:
        return _read_without_check(number, parts, rest)
    steps = tuple(_double(c, place) for place, c in enumerate(number[:14]))
    expected = luhn.calc_check_digit(number[:14])
    return judge_check_digit(
        standard=standard, basis=BASIS, text=number, expected=expected, steps=steps, fits=imei.is_valid,
        parts=(*parts, Part(_("Check digit"), rest)),
        explanation=explain_multiple_of_ten(sum(step.product for step in steps), expected),
        notes=(note(_("Numbers of handsets can be copied and overwritten: two devices may carry the same one.")),),
    )  # fmt: skip


def _double(character: str, place: int) -> Step:
    weight = 1 + place % 2
    product = int(character) * weight
    return Step(character, int(character), weight, product // 10 + product % 10)


def _read_without_check(number: str, parts: tuple[Part, ...], rest: str) -> Reading:
    if rest:
        parts = (*parts, Part(_("Software version"), rest))
        sentence = _(
            "Sixteen digits are an IMEISV: the last two are the software version, and nothing checks the others."
        )
    else:
        sentence = _("The check digit is left out, as networks transmit it. It would be %(digit)s.") % {
            "digit": luhn.calc_check_digit(number)
        }
    return Reading(
        IdentifierStandard.HANDSET, number, IdentifierVerdict.UNUSUAL, BASIS, parts=parts, findings=(note(sentence),)
    )
