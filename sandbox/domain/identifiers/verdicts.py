"""From a shape and a check digit to a reading: what is the same for every standard with one check digit at its end."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from sandbox.domain.identifiers.corrections import (
    describe_changes,
    find_misplaced,
    propose_corrections,
    read_alike,
)
from sandbox.domain.identifiers.reading import (
    Finding,
    Part,
    Reading,
    Step,
    find_length_fault,
    find_wrong_digit,
    note,
)
from sandbox.enums import IdentifierStandard, IdentifierVerdict


def refuse_shape(
    *,
    standard: IdentifierStandard,
    basis: str,
    text: str,
    lengths: tuple[int, ...],
    letters: tuple[int, ...] = (),
    fits: Callable[[str], bool],
) -> Reading | None:
    """A reading as malformed when length or kinds of characters are wrong, with the look-alikes that would explain it; else None."""  # fmt: skip
    faults = find_misplaced(text, letters=letters)
    has_length = len(text) in lengths
    if has_length and not faults:
        return None
    findings: list[Finding] = faults[:5] if has_length else [find_length_fault(text, _join(lengths)), *faults[:5]]
    alike = read_alike(text, letters)
    if has_length and fits(alike):
        findings.append(describe_changes(text, alike))
    return Reading(standard, text, IdentifierVerdict.MALFORMED, basis, findings=tuple(findings))


def _join(lengths: tuple[int, ...]) -> str:
    return ", ".join(str(length) for length in lengths)


def judge_check_digit(
    *, standard: IdentifierStandard, basis: str, text: str, parts: tuple[Part, ...], expected: str,
    steps: tuple[Step, ...], explanation: str, fits: Callable[[str], bool], notes: tuple[Finding, ...] = (),
) -> Reading:  # fmt: skip
    """A reading as valid, or as wrong with the digit that was expected at the end and the slips that would explain it."""
    is_valid = text[-1] == expected
    found = () if is_valid else (find_wrong_digit(text, len(text), expected), *propose_corrections(text, fits))
    verdict = IdentifierVerdict.VALID if is_valid else IdentifierVerdict.WRONG_CHECK_DIGIT
    if not text.strip("0"):
        verdict, found = (
            IdentifierVerdict.UNUSUAL,
            (note(_("All digits are 0: it fits, and is most likely a placeholder.")),),
        )
    return Reading(
        standard=standard, text=text, basis=basis, parts=parts, steps=steps, explanation=explanation,
        verdict=verdict, findings=(*found, *notes),
    )  # fmt: skip
