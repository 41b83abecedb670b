"""Freight container numbers: three letters of the owner, one of the category, six digits, one check digit.

ISO 6346:1995, 3.1 (identification) and annex A (check digit): letters count from A = 10, leaving out the multiples of eleven;
each value times 2 to the power of its place; the sum modulo 11; a remainder of 10 is written 0.
"""

import re

from django.utils.translation import gettext as _
from stdnum import iso6346

from sandbox.domain.identifiers.reading import Finding, FindingKind, Part, Reading, Step, explain_remainder, note
from sandbox.domain.identifiers.verdicts import judge_check_digit, refuse_shape
from sandbox.enums import IdentifierStandard, IdentifierVerdict

BASIS = "ISO 6346:1995, 3.1; Annex A"
LETTERS = (0, 1, 2, 3)
# The library also takes digits and letters of other scripts for an owner.
_SHAPE = re.compile(r"[A-Z]{3}[UJZR][0-9]{7}", re.ASCII)
_VALUES = {c: i for i, c in enumerate("0123456789A BCDEFGHIJK LMNOPQRSTU VWXYZ") if c != " "}


def is_valid_container(number: str) -> bool:
    return _SHAPE.fullmatch(number) is not None and iso6346.is_valid(number)


def _name_category(letter: str) -> str:
    names = {
        "U": _("freight container"), "J": _("equipment that can be taken off a container"),
        "Z": _("trailer or chassis"), "R": _("refrigerated container (earlier practice)"),
    }  # fmt: skip
    return names.get(letter, "")


def read_container(compact: str) -> Reading:
    """Read a container number. The text is in capitals, without separators."""
    standard = IdentifierStandard.CONTAINER
    refused = refuse_shape(
        standard=standard, basis=BASIS, text=compact, lengths=(11,), letters=LETTERS, fits=is_valid_container
    )
    if refused:
        return _complete(refused)
    if compact[3] not in "UJZR":
        sentence = _("Position 4 names the category: U, J or Z (R on older equipment), not %(found)s.")
        finding = Finding(FindingKind.FAULT, sentence % {"found": compact[3]}, 4, "U, J, Z", compact[3])
        return Reading(standard, compact, IdentifierVerdict.MALFORMED, BASIS, findings=(finding,))
    steps = tuple(Step(c, _VALUES[c], 2**i, _VALUES[c] * 2**i) for i, c in enumerate(compact[:10]))
    total = sum(step.product for step in steps)
    expected = iso6346.calc_check_digit(compact[:10])
    return judge_check_digit(
        standard=standard, basis=BASIS, text=compact, expected=expected, steps=steps, fits=is_valid_container,
        parts=(
            Part(_("Owner code"), compact[:3], _("the Bureau International des Containers keeps the list of owners; the code alone does not show that it is on it")),
            Part(_("Category"), compact[3], _name_category(compact[3])),
            Part(_("Serial number"), compact[4:10]), Part(_("Check digit"), compact[10]),
        ),
        explanation=explain_remainder(total, 11, expected),
        notes=_list_notes(compact, has_ten=total % 11 == 10),
    )  # fmt: skip


def _complete(refused: Reading) -> Reading:
    """A number without its check digit is common on papers: say which one belongs to it."""
    number = refused.text
    if len(number) == 10 and _SHAPE.fullmatch(f"{number}0"):
        sentence = _("Without its check digit. %(digit)s would belong at the end.")
        return refused.with_notes((note(sentence % {"digit": iso6346.calc_check_digit(number)}),))
    return refused


def _list_notes(number: str, *, has_ten: bool) -> tuple[Finding, ...]:
    notes = []
    if has_ten:
        notes.append(note(_("A remainder of 10 is written 0. The standard advises against such numbers, as 0 then stands for two remainders.")))  # fmt: skip
    if number.startswith("ZZZ"):
        notes.append(note(_("The owner code ZZZ is this college's own, for invented containers.")))
    return tuple(notes)
