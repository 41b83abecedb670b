"""Answers, as a page posts them and as they are stored.

A page never shows an author's ids: `l1` beside `r1` would give a matching away. It shows places in the shown order,
from "1" (a *posted* answer); what is stored names the author's ids (a *stored* answer), so that grading needs no order.

    kind       posted                          stored
    single     {"choice": "2"}                 {"choice": "c"}
    multiple   {"choices": ["1", "3"]}         {"choices": ["a", "d"]}
    numeric    {"number": "3,5"}               {"number": "3.5"}
    matching   {"pairs": {"1": "2", "2": ""}}  {"pairs": {"l2": "r1"}}

None is "not answered", in both.
"""

import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from college.core.errors import CollegeError
from courses.domain.drawing import Order
from courses.enums import QuestionKind
from courses.models import QuestionVersion

Answer = dict[str, Any]
PARTS = {
    QuestionKind.SINGLE: "choice",
    QuestionKind.MULTIPLE: "choices",
    QuestionKind.NUMERIC: "number",
    QuestionKind.MATCHING: "pairs",
}
# Arabic-Indic and Eastern Arabic-Indic digits, their decimal and thousands signs, the true minus.
_DIGITS = str.maketrans(
    {chr(0x660 + n): str(n) for n in range(10)}
    | {chr(0x6F0 + n): str(n) for n in range(10)}
    | {"\u066b": ".", "\u066c": " ", "\u2212": "-"}
)
_NUMBER = re.compile(r"[+-]?\d{1,12}(?:[.,]\d{1,8})?", re.ASCII)
_PERHAPS_THOUSANDS = re.compile(r"[+-]?[1-9]\d{0,2},\d{3}", re.ASCII)


def parse_number(text: str) -> Decimal:
    """The number that a person wrote: "3.5", "3,5", "٣٫٥". Raises CollegeError for anything that can be read two ways."""
    plain = text.strip().translate(_DIGITS)
    if _PERHAPS_THOUSANDS.fullmatch(plain):
        raise CollegeError(
            "answer_number_ambiguous",
            _(
                "“%(text)s” could mean two numbers. Write it without a separator for thousands, and use a point for decimals."
            )
            % {"text": text.strip()[:30]},
        )
    if not _NUMBER.fullmatch(plain):
        raise CollegeError(
            "answer_number", _("Write the answer as one number in digits, for example 12 or 3.5, without a unit.")
        )
    return Decimal(plain.replace(",", "."))


def format_number(value: Decimal) -> str:
    """Plain digits, without trailing zeros: 3.50 → 3.5."""
    text = format(value, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in {"-0", "+0", ""} else text


def decode_answer(*, version: QuestionVersion, order: Order, posted: object) -> Answer | None:
    """The stored answer for a posted one; None when nothing was answered.

    Raises CollegeError `answer_shape` for anything that the question did not offer, `answer_number` for a number
    that cannot be read.
    """
    if posted is None:
        return None
    kind = QuestionKind(version.kind)
    if not isinstance(posted, Mapping) or not set(posted) <= {PARTS[kind]}:
        raise _refuse_shape()
    if not posted:
        return None
    value = posted[PARTS[kind]]
    if kind is QuestionKind.SINGLE:
        return None if value == "" else {"choice": _find(value, order["choices"])}
    if kind is QuestionKind.MULTIPLE:
        return _decode_choices(value, order["choices"])
    if kind is QuestionKind.NUMERIC:
        return _decode_number(value)
    return _decode_pairs(value, order)


def encode_answer(*, order: Order, answer: Answer | None) -> Answer:
    """The posted form of a stored answer: what a page of this attempt would send."""
    if not answer:
        return {}
    if "choice" in answer:
        return {"choice": _place(answer["choice"], order["choices"])}
    if "choices" in answer:
        return {"choices": sorted((_place(chosen, order["choices"]) for chosen in answer["choices"]), key=int)}
    if "number" in answer:
        return {"number": answer["number"]}
    return {
        "pairs": {_place(left, order["left"]): _place(right, order["right"]) for left, right in answer["pairs"].items()}
    }


def right_answer(version: QuestionVersion) -> Answer:
    """The stored answer that earns every point. Never shown before release."""
    key = version.answer_key
    if version.kind == QuestionKind.SINGLE:
        return {"choice": key["correct"][0]}
    if version.kind == QuestionKind.MULTIPLE:
        return {"choices": sorted(key["correct"])}
    if version.kind == QuestionKind.NUMERIC:
        return {"number": key["value"]}
    return {"pairs": dict(key["pairs"])}


def _refuse_shape() -> CollegeError:
    return CollegeError(
        "answer_shape",
        _("This answer does not belong to the question. Load the page again and choose from what it shows."),
    )


def _find(place: object, ids: list[str]) -> str:
    if not isinstance(place, str) or not re.fullmatch(r"[1-9]\d?", place, re.ASCII) or int(place) > len(ids):
        raise _refuse_shape()
    return ids[int(place) - 1]


def _place(row_id: str, ids: list[str]) -> str:
    return str(ids.index(row_id) + 1)


def _decode_choices(value: object, ids: list[str]) -> Answer | None:
    if not isinstance(value, list) or len(value) > len(ids):
        raise _refuse_shape()
    chosen = {_find(place, ids) for place in value}
    if len(chosen) != len(value):
        raise _refuse_shape()
    return {"choices": sorted(chosen)} if chosen else None


def _decode_number(value: object) -> Answer | None:
    if not isinstance(value, str) or len(value) > 40:
        raise _refuse_shape()
    if not value.strip():
        return None
    try:
        return {"number": format_number(parse_number(value))}
    except InvalidOperation:  # pragma: no cover - the pattern admits only what Decimal reads
        raise _refuse_shape() from None


def _decode_pairs(value: object, order: Order) -> Answer | None:
    if not isinstance(value, Mapping):
        raise _refuse_shape()
    pairs = {_find(left, order["left"]): _find(right, order["right"]) for left, right in value.items() if right != ""}
    for left in value:
        _find(left, order["left"])
    return {"pairs": dict(sorted(pairs.items()))} if pairs else None
