"""Machine-readable zones: parsing and check digits (ICAO Doc 9303, parts 3 to 7).

Sizes: TD1 (3 × 30), TD2 (2 × 36), TD3 (2 × 44), visas MRV-A (2 × 44) and MRV-B (2 × 36). Weights 7-3-1,
A = 10 … Z = 35, filler = 0, modulo 10.
"""

import re
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from college.core.errors import CollegeError

WEIGHTS = (7, 3, 1)
MAX_INPUT = 400
_ALLOWED = re.compile(r"^[A-Z0-9<]+$")
_NOT_ZONE = re.compile(r"[^A-Z0-9<]")


@dataclass(frozen=True, slots=True)
class Step:
    """One character of a check-digit calculation."""

    character: str
    value: int
    weight: int

    @property
    def product(self) -> int:
        return self.value * self.weight


@dataclass(frozen=True, slots=True)
class CheckDigit:
    """One check digit: over which characters, which digit stands there, which one should."""

    field: str
    label: str | Promise
    data: str
    given: str
    expected: str
    is_optional: bool = False

    @property
    def is_valid(self) -> bool:
        if self.given == self.expected:
            return True
        return self.is_optional and self.given == "<" and not self.data.strip("<")

    @property
    def steps(self) -> tuple[Step, ...]:
        return tuple(Step(c, value_of(c), WEIGHTS[i % 3]) for i, c in enumerate(self.data))

    @property
    def total(self) -> int:
        return sum(step.product for step in self.steps)

    @property
    def sentence(self) -> str:
        if self.is_valid:
            return _("%(field)s: the check digit %(given)s is right.") % {"field": self.label, "given": self.given}
        return _("%(field)s: the check digit is %(given)s, but %(expected)s was expected.") % {
            "field": self.label,
            "given": self.given,
            "expected": self.expected,
        }


@dataclass(frozen=True, slots=True)
class Zone:
    """What a machine-readable zone says, and whether its check digits agree."""

    size: str
    lines: tuple[str, ...]
    document_code: str
    issuer: str
    surname: str
    given_names: str
    number: str
    nationality: str
    birth: str
    sex: str
    expiry: str
    optional: str
    checks: tuple[CheckDigit, ...]

    @property
    def is_valid(self) -> bool:
        return all(check.is_valid for check in self.checks)

    @property
    def faults(self) -> tuple[CheckDigit, ...]:
        return tuple(check for check in self.checks if not check.is_valid)


def value_of(character: str) -> int:
    """The number that stands for a character: 0–9, A = 10 … Z = 35, filler = 0."""
    if "0" <= character <= "9":
        return ord(character) - 48
    if "A" <= character <= "Z":
        return ord(character) - 55
    if character == "<":
        return 0
    raise ValueError(character)


def compute_check_digit(data: str) -> str:
    """The check digit over these characters. Raises ValueError for a character that no zone holds."""
    return str(sum(value_of(c) * WEIGHTS[i % 3] for i, c in enumerate(data)) % 10)


_LABELS = {
    "number": gettext_lazy("Document number"),
    "birth": gettext_lazy("Date of birth"),
    "expiry": gettext_lazy("Date of expiry"),
    "optional": gettext_lazy("Personal number"),
    "composite": gettext_lazy("Whole zone"),
}


def _check(field: str, data: str, given: str, *, is_optional: bool = False) -> CheckDigit:
    return CheckDigit(field, _LABELS[field], data, given, compute_check_digit(data), is_optional)


def _split_names(field: str) -> tuple[str, str]:
    surname, _sep, given = field.partition("<<")
    return " ".join(surname.replace("<", " ").split()), " ".join(given.replace("<", " ").split())


def _read_number(main: str, digit: str, optional: str) -> tuple[str, CheckDigit, str]:
    """Number, its check, and what is left of the optional field.

    A number longer than nine characters has `<` in the place of the digit and goes on, digit last, in the optional field.
    """
    if digit == "<" and optional and optional[0] != "<":
        rest, _sep, left = optional.partition("<")
        number = main + rest[:-1]
        return number, _check("number", number, rest[-1]), left.strip("<")
    return main.rstrip("<"), _check("number", main, digit), optional.strip("<")


def _parse_three_lines(lines: list[str]) -> Zone:
    first, second, third = lines
    number, check, optional = _read_number(first[5:14], first[14], first[15:30])
    surname, given = _split_names(third)
    composite = first[5:30] + second[0:7] + second[8:15] + second[18:29]
    return Zone(
        size="TD1", lines=tuple(lines), document_code=first[0:2].rstrip("<"), issuer=first[2:5].rstrip("<"),
        surname=surname, given_names=given, number=number, nationality=second[15:18].rstrip("<"), birth=second[0:6],
        sex=second[7], expiry=second[8:14], optional=" ".join(filter(None, (optional, second[18:29].strip("<")))),
        checks=(
            check, _check("birth", second[0:6], second[6]), _check("expiry", second[8:14], second[14]),
            _check("composite", composite, second[29]),
        ),
    )  # fmt: skip


def _parse_two_lines(lines: list[str]) -> Zone:
    first, second = lines
    width, is_visa = len(first), first[0] == "V"
    tail = second[28:] if is_visa else second[28 : width - 1]
    checks: list[CheckDigit] = []
    if width == 36 and not is_visa:
        number, check, optional = _read_number(second[0:9], second[9], tail)
    else:
        number, check = second[0:9].rstrip("<"), _check("number", second[0:9], second[9])
        optional = (second[28:42] if width == 44 and not is_visa else tail).strip("<")
    checks += [check, _check("birth", second[13:19], second[19]), _check("expiry", second[21:27], second[27])]
    if not is_visa:
        if width == 44:
            checks.append(_check("optional", second[28:42], second[42], is_optional=True))
        composite = second[0:10] + second[13:20] + second[21 : width - 1]
        checks.append(_check("composite", composite, second[width - 1]))
    surname, given = _split_names(first[5:])
    size = {(44, False): "TD3", (36, False): "TD2", (44, True): "MRV-A", (36, True): "MRV-B"}[width, is_visa]
    return Zone(
        size=size, lines=tuple(lines), document_code=first[0:2].rstrip("<"), issuer=first[2:5].rstrip("<"),
        surname=surname, given_names=given, number=number, nationality=second[10:13].rstrip("<"), birth=second[13:19],
        sex=second[20], expiry=second[21:27], optional=optional, checks=tuple(checks),
    )  # fmt: skip


def _read_lines(text: str) -> list[str]:
    if len(text) > MAX_INPUT:
        raise CollegeError(
            "zone_too_long", _("This is longer than any machine-readable zone. Paste the two or three lines alone.")
        )
    lines = [re.sub(r"[ \t]", "", line).upper() for line in text.replace("\r", "\n").split("\n")]
    lines = [line for line in lines if line]
    if not lines:
        raise CollegeError("zone_empty", _("Paste the two or three lines at the foot of the document."))
    joined = "".join(lines)
    if len(lines) == 1 and len(joined) in {72, 88, 90}:
        width = {72: 36, 88: 44, 90: 30}[len(joined)]
        lines = [joined[i : i + width] for i in range(0, len(joined), width)]
    for place, line in enumerate(lines, start=1):
        if not _ALLOWED.match(line):
            raise CollegeError(
                "zone_characters",
                _("Line %(line)s holds “%(character)s”. A machine-readable zone has only A–Z, 0–9 and <.")
                % {"line": place, "character": _NOT_ZONE.search(line)[0]},  # type: ignore[index]
            )
    return lines


def parse_zone(text: str) -> Zone:
    """Read a machine-readable zone; wrong check digits are reported in it, not raised.

    Raises CollegeError (zone_empty, zone_too_long, zone_characters, zone_size) with a sentence when it cannot be read.
    """
    lines = _read_lines(text)
    shape = [len(line) for line in lines]
    if shape == [30, 30, 30]:
        return _parse_three_lines(lines)
    if shape in ([36, 36], [44, 44]):
        return _parse_two_lines(lines)
    raise CollegeError(
        "zone_size",
        _(
            "The lines have %(lengths)s characters. Known zones have 3 lines of 30, or 2 lines of 36 or 44; one character may be missing or doubled."
        )
        % {"lengths": ", ".join(str(length) for length in shape)},
    )


def compose_passport_zone(
    *, issuer: str, surname: str, given_names: str, number: str, birth: str, sex: str, expiry: str
) -> tuple[str, str]:
    """The two lines of a TD3 zone with right check digits. Dates are YYMMDD, names A–Z and spaces, number at most 9 characters."""
    first = f"P<{issuer}{surname.replace(' ', '<')}<<{given_names.replace(' ', '<')}"[:44].ljust(44, "<")
    padded = number.ljust(9, "<")
    numbered = padded + compute_check_digit(padded)
    born, expires = birth + compute_check_digit(birth), expiry + compute_check_digit(expiry)
    personal = "<" * 14 + "0"
    composite = compute_check_digit(numbered + born + expires + personal)
    return first, f"{numbered}{issuer}{born}{sex}{expires}{personal}{composite}"
