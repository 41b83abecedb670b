"""GS1 element strings (application identifiers and values in one code) and GS1 Digital Links.

GS1 General Specifications, 3.2 (application identifiers), 7.8 (a value of variable length ends with FNC1, transmitted as ASCII
29, unless it is the last), 7.9.1 (check digits) and 7.12 (dates: a day 00 is the end of the month). GS1 Digital Link Standard:
URI Syntax, 4 (keys and values in the path, attributes in the query).

The library reports a wrong check digit inside a message at the element alone and calls the message good: every element is
checked here.
"""

import re
from collections.abc import Iterator

from biip import ParseConfig, ParseError
from biip.gs1_digital_link_uris import GS1DigitalLinkURI
from biip.gs1_element_strings import GS1ElementString
from biip.symbology import GS1Symbology
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from stdnum import ean

from sandbox.domain.identifiers.corrections import propose_corrections
from sandbox.domain.identifiers.pasting import GROUP_SEPARATOR, show_text
from sandbox.domain.identifiers.reading import (
    Finding,
    FindingKind,
    Part,
    Reading,
    Step,
    explain_multiple_of_ten,
    fault,
    find_wrong_digit,
    note,
)
from sandbox.domain.identifiers.trade_numbers import TRAINING_PREFIX, has_fitting_digit, list_weighted, name_prefix
from sandbox.enums import IdentifierStandard, IdentifierVerdict

BASIS = "GS1 General Specifications, 3.2, 7.8, 7.9.1, 7.12"
LINK_BASIS = "GS1 Digital Link Standard: URI Syntax, 4"
MOST_ELEMENTS = 40
STRICT = ParseConfig()
LENIENT = ParseConfig(gs1_element_strings_verify_date=False)
# How many digits of a value are a number with a check digit at its end.
CHECKED = {
    "00": 18, "01": 14, "02": 14, "03": 14, "253": 13, "255": 13, "402": 17, "8003": 14, "8006": 14, "8017": 18, "8018": 18,
    **{f"41{digit}": 13 for digit in range(8)},
}  # fmt: skip
DATES = frozenset({"11", "12", "13", "15", "16", "17"})
# What commonly follows a batch or serial number in one code.
FOLLOWERS = frozenset({"00", "01", "02", "10", "11", "13", "15", "16", "17", "21"})
_SYMBOLOGY = re.compile(r"\]([A-Za-z][0-9])")
_PRINTED = re.compile(r"\(([0-9]{2,4})\)([^(]*)")


def name_element(ai: str, published: str) -> str:
    """The name of a common application identifier in the reader's language; GS1's own for the others."""
    names = {
        "00": _("Logistic unit (SSCC)"), "01": _("Trade item (GTIN)"), "02": _("Trade items contained (GTIN)"),
        "10": _("Batch or lot number"), "11": _("Production date"), "13": _("Packaging date"), "15": _("Best before"),
        "12": _("Payment due"), "16": _("Sell by"), "17": _("Expiry date"), "21": _("Serial number"), "30": _("Count of items"), "37": _("Count of items contained"),
        "410": _("Ship to (GLN)"), "414": _("Location (GLN)"),
    }  # fmt: skip
    return names.get(ai, published)


def read_message(text: str) -> Reading:
    """Read an element string as a scanner gives it, or as it is printed with brackets. Spaces are left out, case is kept."""
    text = "".join(text.split(" "))
    parts: list[Part] = []
    symbology = _SYMBOLOGY.match(text)
    body = text[symbology.end() :] if symbology else text
    if symbology:
        parts.append(Part(_("Kind of code"), symbology[0], _name_symbology(symbology[1])))
    elements, findings = _split_elements(_read_printed(body))
    return _judge(IdentifierStandard.GS1, show_text(text), BASIS, parts, elements, findings)


def list_pairs(text: str) -> tuple[list[tuple[str, str]], bool]:
    """Application identifiers and values from the left, of an element string or a Digital Link; and whether all could be read."""
    text = "".join(text.split(" "))
    if text.casefold().startswith(("http://", "https://")):
        for config in (STRICT, LENIENT):
            try:
                found = GS1DigitalLinkURI.parse(text, config=config).element_strings
            except (ParseError, ValueError):
                continue
            return [(element.ai.ai, element.value) for element in found], True
        return [], False
    body = _SYMBOLOGY.sub("", text, count=1) if text.startswith("]") else text
    elements, findings = _split_elements(_read_printed(body))
    return [(element.ai.ai, element.value) for element in elements], not findings


def _read_printed(body: str) -> str:
    """The element string behind what is printed with brackets; anything else as it is."""
    printed = _PRINTED.findall(body)
    if printed and "".join(f"({ai}){value}" for ai, value in printed) == body:
        # What is printed says where a value ends; the separator does the same for the reader.
        return GROUP_SEPARATOR.join(f"{ai}{value}" for ai, value in printed)
    return body


def _name_symbology(code: str) -> str:
    try:
        return GS1Symbology(code).name.replace("_", " ")
    except ValueError:
        return _("not a code of GS1")


def _split_elements(body: str) -> tuple[list[GS1ElementString], list[Finding]]:
    """The elements from the left until one cannot be read, and why it cannot."""
    elements: list[GS1ElementString] = []
    rest = body.lstrip(GROUP_SEPARATOR)
    while rest:
        if len(elements) == MOST_ELEMENTS:
            return elements, [note(_("Only the first %(count)s elements are shown.") % {"count": MOST_ELEMENTS})]
        element = _extract(rest)
        if element is None:
            return elements, [_explain_stop(rest, elements)]
        elements.append(element)
        rest = rest[len(element) :].lstrip(GROUP_SEPARATOR)
    return elements, []


def _extract(text: str) -> GS1ElementString | None:
    for config in (STRICT, LENIENT):
        try:
            return GS1ElementString.extract(text, config=config)
        except ParseError:
            continue
    return None


def _explain_stop(rest: str, elements: list[GS1ElementString]) -> Finding:
    piece = show_text(rest.split(GROUP_SEPARATOR, 1)[0][:30])
    if rest[:2] in DATES and rest[2:8].isdigit() and len(rest) >= 8:
        return _find_date_fault(rest[:2], rest[2:8])
    if elements and elements[-1].ai.separator_required:
        sentence = _("After (%(ai)s) comes “%(piece)s”, which starts no element. The value before it is of variable length: the separator after it may have been lost by the scanner.")  # fmt: skip
        return fault(sentence % {"ai": elements[-1].ai.ai, "piece": piece})
    sentence = _("“%(piece)s” starts no element: the application identifier is unknown, or its value is too short or holds a wrong character.")  # fmt: skip
    return fault(sentence % {"piece": piece})


def read_link(text: str) -> Reading:
    """Read a GS1 Digital Link: the keys in the path and the attributes in the query of a web address."""
    standard = IdentifierStandard.LINK
    for config in (STRICT, LENIENT):
        try:
            elements = list(GS1DigitalLinkURI.parse(text, config=config).element_strings)
        except (ParseError, ValueError):
            continue
        # The library fills a missing key up with noughts.
        if elements[0].value.strip("0") and all(
            element.value.isascii() and element.value.isprintable() for element in elements
        ):
            return _judge(standard, text, LINK_BASIS, [], elements, [])
    sentence = _("This web address is no GS1 Digital Link: its path needs a key and its value, such as /01/ and the fourteen digits of a GTIN, after it only pairs that belong to that key, and values of the right form.")  # fmt: skip
    return Reading(standard, text, IdentifierVerdict.MALFORMED, LINK_BASIS, findings=(fault(sentence),))


def _judge(
    standard: IdentifierStandard, text: str, basis: str, parts: list[Part], elements: list[GS1ElementString],
    findings: list[Finding],
) -> Reading:  # fmt: skip
    """Check digits and dates of every element; the worst decides. The first wrong number shows its calculation."""
    wrong = [element for element in elements if _find_number(element) and not has_fitting_digit(_find_number(element))]
    digits = [finding for element in wrong for finding in _explain_wrong(element)]
    shapes = [*findings, *(_find_date_fault(e.ai.ai, e.value) for e in elements if e.ai.ai in DATES and e.date is None)]
    lost = list(_find_lost_separators(elements)) if standard == IdentifierStandard.GS1 else []
    verdict = IdentifierVerdict.UNUSUAL if lost else IdentifierVerdict.VALID
    if wrong:
        verdict = IdentifierVerdict.WRONG_CHECK_DIGIT
    if not elements and not shapes:
        shapes.append(fault(_("There is no element in it: an application identifier and its value are expected.")))
    if any(finding.kind == FindingKind.FAULT for finding in shapes):
        verdict = IdentifierVerdict.MALFORMED
    number = _find_number(wrong[0]) if wrong else next(filter(None, map(_find_number, elements)), "")
    steps, explanation = _calculate(number)
    if any(_is_training(element) for element in elements):
        shapes.append(note(_("GS1 keeps the prefix 952 for demonstrations: no real product has it.")))
    return Reading(
        standard=standard, text=text, verdict=verdict, basis=basis,
        parts=(*parts, *(_describe(element) for element in elements)),
        findings=tuple(dict.fromkeys((*digits, *shapes, *lost))), steps=steps, explanation=explanation,
    )  # fmt: skip


def _find_number(element: GS1ElementString) -> str:
    """The digits of a value that end with a check digit; empty when it has none."""
    return element.value[: CHECKED.get(element.ai.ai, 0)]


def _is_training(element: GS1ElementString) -> bool:
    number = _find_number(element)
    prefix = name_prefix(number) if len(number) in {13, 14, 18} else None
    return prefix is not None and prefix.value == TRAINING_PREFIX


def _calculate(number: str) -> tuple[tuple[Step, ...], str]:
    if not number:
        return (), ""
    steps = list_weighted(number[:-1])
    total = sum(step.product for step in steps)
    return steps, explain_multiple_of_ten(total, ean.calc_check_digit(number[:-1]))


def _explain_wrong(element: GS1ElementString) -> Iterator[Finding]:
    number = _find_number(element)
    name = f"{name_element(element.ai.ai, element.ai.data_title)} ({element.ai.ai})"
    yield find_wrong_digit(number, len(number), ean.calc_check_digit(number[:-1]), name)
    yield from propose_corrections(number, has_fitting_digit)


def _find_date_fault(ai: str, value: str) -> Finding:
    sentence = _("%(name)s (%(ai)s): %(value)s is no date. Six digits are expected: year, month, day; the day 00 is the end of the month.")  # fmt: skip
    return fault(sentence % {"name": name_element(ai, ""), "ai": ai, "value": value})


def _describe(element: GS1ElementString) -> Part:
    ai = element.ai.ai
    name = f"({ai}) {name_element(ai, element.ai.description)}"
    meaning = ""
    if ai in DATES and element.date is not None:
        meaning = date_format(element.date, "DATE_FORMAT")
        if element.value.endswith("00"):
            meaning = _("%(date)s: a day 00 is the end of the month") % {"date": meaning}
    elif element.decimal is not None:
        meaning = str(element.decimal)
    else:
        number = _find_number(element)
        prefix = name_prefix(number) if len(number) in {13, 14, 18} else None
        meaning = f"{prefix.value}: {prefix.usage}" if prefix else ""
    return Part(name, element.value, meaning)


def _find_lost_separators(elements: list[GS1ElementString]) -> Iterator[Finding]:
    """Hints that a value of variable length swallowed the elements after it, as happens when a scanner drops the separator."""
    seen = {element.ai.ai for element in elements}
    for element in elements:
        if not element.ai.separator_required:
            continue
        for place in range(1, len(element.value) - 4):
            tail, faults = _split_elements(element.value[place:])
            if not faults and all(_is_plausible(follower, seen) for follower in tail):
                yield _explain_lost(element, element.value[:place], tail)
                break


def _is_plausible(element: GS1ElementString, seen: set[str]) -> bool:
    ai, number = element.ai.ai, _find_number(element)
    if ai not in FOLLOWERS or ai in seen or (number and not has_fitting_digit(number)):
        return False
    return element.date is not None if ai in DATES else len(element.value) > 2


def _explain_lost(element: GS1ElementString, value: str, tail: list[GS1ElementString]) -> Finding:
    sentence = _(
        "A scanner may have lost the separator: (%(ai)s) would be %(value)s, followed by %(rest)s. Read the code again with a scanner that keeps it. That is a hint, not proof."
    )
    # Isolated, so that brackets and codes keep their order in a sentence that is read from the right.
    rest = f"\u2066{' '.join(follower.as_hri() for follower in tail)}\u2069"
    sentence %= {"ai": element.ai.ai, "value": value, "rest": rest}
    return Finding(FindingKind.HINT, sentence, len(value) + 1, value, element.value)
