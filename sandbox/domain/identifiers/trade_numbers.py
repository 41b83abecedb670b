"""Trade item numbers (GTIN-8, -12, -13, -14), location numbers (GLN) and logistic unit numbers (SSCC).

GS1 General Specifications, 7.9.1 (check digit: weights 3 and 1 from the right, completed to a multiple of ten) and 1.4.4
(prefixes: they say which organisation of GS1 gave the number out, not where a thing was made).
"""

from biip.gs1_prefixes import GS1Prefix, GS18Prefix
from django.utils.translation import gettext as _
from stdnum import ean

from sandbox.domain.identifiers.reading import Finding, Part, Reading, Step, explain_multiple_of_ten, note
from sandbox.domain.identifiers.verdicts import judge_check_digit, refuse_shape
from sandbox.enums import IdentifierStandard

BASIS = "GS1 General Specifications, 7.9.1"
GTIN_LENGTHS = (8, 12, 13, 14)
GLN_LENGTHS = (13,)
SSCC_LENGTHS = (18,)
TRAINING_PREFIX = "952"


def has_fitting_digit(number: str) -> bool:
    """The last digit is the check digit of those before it."""
    return number.isascii() and number.isdigit() and len(number) > 1 and ean.calc_check_digit(number[:-1]) == number[-1]


def list_weighted(payload: str) -> tuple[Step, ...]:
    """The digits before the check digit with their weights, 3 and 1 from the right."""
    weights = [3 if (len(payload) - place) % 2 else 1 for place in range(len(payload))]
    return tuple(Step(c, int(c), w, int(c) * w) for c, w in zip(payload, weights, strict=True))


def name_prefix(number: str) -> GS1Prefix | GS18Prefix | None:
    """The prefix of a number, with the organisation that gives it out. A GTIN-12 has a 0 before it that is not written."""
    if len(number) == 8:
        return GS18Prefix.extract(number)
    if len(number) in {14, 18}:
        return GS1Prefix.extract(number[1:])
    return GS1Prefix.extract(number.zfill(13))


def note_prefix(number: str) -> tuple[Finding, ...]:
    """What people often get wrong about a prefix, and which one is for training."""
    prefix = name_prefix(number)
    if prefix is not None and prefix.value == TRAINING_PREFIX:
        return (note(_("GS1 keeps the prefix 952 for demonstrations: no real product has it.")),)
    return (note(_("The prefix says which GS1 organisation gave the number out, not where the thing was made.")),)


def read_gtin(compact: str) -> Reading:
    """Read a trade item number. The text is in capitals, without separators."""
    return _read(compact, IdentifierStandard.GTIN, GTIN_LENGTHS)


def read_gln(compact: str) -> Reading:
    """Read a location number. The text is in capitals, without separators."""
    return _read(compact, IdentifierStandard.GLN, GLN_LENGTHS)


def read_sscc(compact: str) -> Reading:
    """Read a serial shipping container code. The text is in capitals, without separators."""
    return _read(compact, IdentifierStandard.SSCC, SSCC_LENGTHS)


def _read(number: str, standard: IdentifierStandard, lengths: tuple[int, ...]) -> Reading:
    refused = refuse_shape(standard=standard, basis=BASIS, text=number, lengths=lengths, fits=has_fitting_digit)
    if refused:
        return refused
    steps = list_weighted(number[:-1])
    expected = ean.calc_check_digit(number[:-1])
    return judge_check_digit(
        standard=standard, basis=BASIS, text=number, parts=_list_parts(number, standard), expected=expected,
        steps=steps, explanation=explain_multiple_of_ten(sum(step.product for step in steps), expected),
        fits=has_fitting_digit, notes=note_prefix(number),
    )  # fmt: skip


def _list_parts(number: str, standard: IdentifierStandard) -> tuple[Part, ...]:
    parts = []
    rest = number[:-1]
    if len(number) in {14, 18}:
        name = _("Extension digit") if standard == IdentifierStandard.SSCC else _("Packaging level")
        parts.append(Part(name, number[0]))
        rest = rest[1:]
    prefix = name_prefix(number)
    if prefix is not None and rest.startswith(prefix.value):
        parts.append(Part(_("GS1 prefix"), prefix.value, prefix.usage))
        rest = rest.removeprefix(prefix.value)
    return (*parts, Part(_("Company and reference"), rest), Part(_("Check digit"), number[-1]))
