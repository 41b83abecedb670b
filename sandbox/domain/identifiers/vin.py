"""Vehicle identification numbers: 17 characters without I, O and Q.

ISO 3779:2009 (structure: manufacturer 1–3, description 4–9, indicator 10–17) and ISO 3780:2009 (manufacturer codes).
49 CFR 565.15(c): the check digit at position 9 (letters as numbers, weights 8 7 6 5 4 3 2 10 0 9 8 7 6 5 4 3 2, modulo 11, a
remainder of 10 is X) is binding for vehicles of North America; 49 CFR 565.15(d): the model year at position 10. China asks
for the same digit (GB 16735). Elsewhere position 9 is the manufacturer's: a number whose digit does not fit can be right.
"""

import re

from django.utils.translation import gettext as _
from vininfo import Vin
from vininfo.dicts import WMI

from sandbox.domain.identifiers.corrections import describe_changes, propose_corrections
from sandbox.domain.identifiers.reading import (
    Finding,
    FindingKind,
    Part,
    Reading,
    Step,
    explain_remainder,
    find_length_fault,
    find_wrong_digit,
    note,
)
from sandbox.enums import IdentifierStandard, IdentifierVerdict

BASIS = "ISO 3779:2009; ISO 3780:2009; 49 CFR 565.15"
LENGTH = 17
CHECK_PLACE = 8
DIGITS = "0123456789X"
WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)
# Regions whose law demands the check digit; 0 is assigned to nobody and stands for the college's invented vehicles, of which
# those with a letter that is no check digit were built for a market that asks for none.
BOUND = frozenset("12345L")
INVENTED = "0"
_SHAPE = re.compile(r"[A-HJ-NPR-Z0-9]{17}")
_VALUES = dict(zip("ABCDEFGHJKLMNPRSTUVWXYZ0123456789", [1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 7, 9, 2, 3, 4, 5, 6, 7, 8, 9, *range(10)], strict=True))  # fmt: skip
_UNUSED = str.maketrans("IOQ", "100")


def list_vin_steps(vin: str) -> tuple[Step, ...]:
    """The weighted characters of a number that has the right shape; position 9 weighs nothing."""
    return tuple(Step(c, _VALUES[c], w, _VALUES[c] * w) for c, w in zip(vin, WEIGHTS, strict=True))


def compute_vin_digit(vin: str) -> str:
    """The check digit that belongs at position 9: 0–9 or X."""
    return "0123456789X"[sum(step.product for step in list_vin_steps(vin)) % 11]


def has_fitting_digit(vin: str) -> bool:
    return _SHAPE.fullmatch(vin) is not None and compute_vin_digit(vin) == vin[CHECK_PLACE]


def read_vin(compact: str) -> Reading:
    """Read a vehicle identification number. The text is in capitals, without separators."""
    if not _SHAPE.fullmatch(compact):
        return _refuse(compact)
    steps = list_vin_steps(compact)
    expected, found = compute_vin_digit(compact), compact[CHECK_PLACE]
    findings: tuple[Finding, ...] = ()
    verdict = IdentifierVerdict.VALID
    is_bound = compact[0] in BOUND or (compact[0] == INVENTED and found in DIGITS)
    if found != expected and is_bound:
        verdict = IdentifierVerdict.WRONG_CHECK_DIGIT
        findings = (
            find_wrong_digit(compact, CHECK_PLACE + 1, expected), *propose_corrections(compact, has_fitting_digit)
        )  # fmt: skip
    elif found != expected:
        verdict, findings = IdentifierVerdict.UNUSUAL, _explain_misfit(found, expected)
    if compact[0] == INVENTED:
        findings = (*findings, note(_("No country is assigned a first 0: this college uses it for invented vehicles.")))
    return Reading(
        standard=IdentifierStandard.VIN, text=compact, verdict=verdict, basis=BASIS, parts=_list_parts(compact),
        findings=findings, steps=steps,
        explanation=explain_remainder(sum(step.product for step in steps), 11, expected),
    )  # fmt: skip


def _explain_misfit(found: str, expected: str) -> tuple[Finding, ...]:
    values = {"found": found, "expected": expected}
    if found in DIGITS:
        sentence = _("Position 9 holds %(found)s; were it a check digit, it would be %(expected)s.") % values
    else:
        sentence = _("Position 9 holds %(found)s, which is no check digit: the manufacturer uses the place for its own description.") % values  # fmt: skip
    why = _("Outside North America and China the check digit is not compulsory, so this number can be genuine. A vehicle built for North America must have the right one, wherever it was built.")  # fmt: skip
    return (Finding(FindingKind.NOTE, sentence, CHECK_PLACE + 1, expected, found), note(why))


def _refuse(text: str) -> Reading:
    findings = [find_length_fault(text, "17")] if len(text) != LENGTH else []
    for place, character in enumerate(text[:LENGTH]):
        if character not in _VALUES:
            sentence = (
                _("Position %(position)s holds %(found)s. A VIN has no I, O or Q, as they look like 1 and 0.")
                if character in "IOQ"
                else _("Position %(position)s holds “%(found)s”, which no VIN has.")
            )
            values = {"position": place + 1, "found": character}
            findings.append(Finding(FindingKind.FAULT, sentence % values, place + 1, found=character))
    alike = text.translate(_UNUSED)
    if alike != text and has_fitting_digit(alike):
        findings.append(describe_changes(text, alike))
    return Reading(IdentifierStandard.VIN, text, IdentifierVerdict.MALFORMED, BASIS, findings=tuple(findings[:6]))


def _list_parts(vin: str) -> tuple[Part, ...]:
    read = Vin(vin)
    origin = [read.country or read.region or _("not assigned")]
    # The library falls back to two characters, and then names a manufacturer who shares them with others.
    if read.wmi in WMI:
        origin.append(read.manufacturer)
    return (
        Part(_("World manufacturer identifier"), vin[:3], ", ".join(origin)),
        Part(_("Vehicle description"), vin[3:8], _("model, body, engine: as the manufacturer chose")),
        Part(_("Check digit, or the manufacturer's own"), vin[8]),
        Part(_("Model year"), vin[9], _name_years(vin, sorted(read.years))),
        Part(_("Assembly plant"), vin[10]),
        Part(_("Serial number"), vin[11:]),
    )


def _name_years(vin: str, years: list[int]) -> str:
    """In North America position 7 tells the two cycles of thirty years apart (49 CFR 565.15(d)): a digit is the first one."""
    if vin[9] not in "ABCDEFGHJKLMNPRSTVWXY123456789" or not years:
        return _("not a year of the standard")
    if vin[0] in "12345" and len(years) > 1:
        years = years[:1] if vin[6].isdigit() else years[1:]
    listed = " / ".join(str(year) for year in years)
    return listed if vin[0] in "12345" else _("%(years)s, if the manufacturer follows the code") % {"years": listed}
