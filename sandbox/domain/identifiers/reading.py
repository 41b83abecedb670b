"""What a reader of identifiers answers: parts, findings, verdict, and the calculation of the check digit."""

from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby

from django.utils.translation import gettext as _

from sandbox.enums import IdentifierStandard, IdentifierVerdict


class FindingKind(StrEnum):
    """A fault breaks the standard; a hint is a slip that would explain it; a note is worth knowing."""

    FAULT = "fault"
    HINT = "hint"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Finding:
    """One sentence about an identifier. `position` counts from 1 in the text as it was read."""

    kind: FindingKind
    sentence: str
    position: int | None = None
    expected: str = ""
    found: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of an identifier: what it is called, what stands there, what that means."""

    name: str
    text: str
    meaning: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One character of a check-digit calculation."""

    character: str
    value: int
    weight: int
    product: int


@dataclass(frozen=True, slots=True)
class Reading:
    """A text read as one standard says. `basis` names the standard and the section that the rules come from."""

    standard: IdentifierStandard
    text: str
    verdict: IdentifierVerdict
    basis: str
    parts: tuple[Part, ...] = ()
    findings: tuple[Finding, ...] = ()
    steps: tuple[Step, ...] = ()
    explanation: str = ""

    @property
    def label(self) -> str:
        return str(self.standard.label)

    @property
    def is_valid(self) -> bool:
        return self.verdict == IdentifierVerdict.VALID

    @property
    def faults(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.kind == FindingKind.FAULT)

    @property
    def hints(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.kind == FindingKind.HINT)

    @property
    def notes(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.kind == FindingKind.NOTE)

    @property
    def pieces(self) -> list[tuple[str, bool]]:
        """The text, cut where characters are at fault. In an element string positions count within a value: it stays whole."""
        if self.standard in {IdentifierStandard.GS1, IdentifierStandard.LINK}:
            return [(self.text, False)]
        places = {finding.position for finding in self.faults}
        return [
            ("".join(character for _place, character in group), is_fault)
            for is_fault, group in groupby(enumerate(self.text, 1), key=lambda pair: pair[0] in places)
        ]

    def with_notes(self, notes: tuple[Finding, ...]) -> "Reading":
        return replace(self, findings=(*self.findings, *notes))


def note(sentence: str) -> Finding:
    return Finding(FindingKind.NOTE, sentence)


def fault(sentence: str) -> Finding:
    return Finding(FindingKind.FAULT, sentence)


def find_length_fault(text: str, expected: str) -> Finding:
    return Finding(
        FindingKind.FAULT,
        _("It has %(found)s characters, but %(expected)s are expected: one may be missing or doubled.")
        % {"found": len(text), "expected": expected},
        expected=expected,
        found=str(len(text)),
    )


def find_wrong_digit(text: str, position: int, expected: str, name: str = "") -> Finding:
    """The fault of a check digit: where it stands, what stands there, what should."""
    found = text[position - 1]
    values = {"name": name, "position": position, "found": found, "expected": expected}
    sentence = (
        _("%(name)s: the check digit at position %(position)s is %(found)s, but %(expected)s was expected.") % values
        if name
        else _("The check digit at position %(position)s is %(found)s, but %(expected)s was expected.") % values
    )
    return Finding(FindingKind.FAULT, sentence, position, expected, found)


def explain_multiple_of_ten(total: int, expected: str) -> str:
    return _(
        "The products of the other digits add up to %(total)s; %(expected)s is missing to the next multiple of ten."
    ) % {"total": total, "expected": expected}


def explain_remainder(total: int, modulus: int, expected: str) -> str:
    return _(
        "The products of the other characters add up to %(total)s; divided by %(modulus)s this leaves %(remainder)s, so the check digit is %(expected)s."
    ) % {"total": total, "modulus": modulus, "remainder": total % modulus, "expected": expected}
