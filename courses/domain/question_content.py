"""What a question of each kind must hold: checked, and brought to one form, before a version is stored."""

import re
from collections.abc import Collection, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from college.core.errors import CollegeError
from courses.domain.answers import format_number
from courses.enums import QuestionKind

MAX_ROWS = 12
MAX_TEXT = 2000
_ROW_ID = re.compile(r"[A-Za-z0-9_-]{1,20}", re.ASCII)
Content = dict[str, Any]


def normalise_question(
    *, kind: str, stem: str, content: Mapping[str, Any], answer_key: Mapping[str, Any], explanation: str
) -> tuple[Content, Content]:
    """Content and key in the one form that is stored. Raises CollegeError with a sentence for the author."""
    if kind not in QuestionKind.values:
        raise CollegeError("question_kind", _("Choose what kind of question this is."))
    if not stem.strip():
        raise CollegeError("question_stem", _("Write the question itself."))
    if max(len(stem), len(explanation)) > 2 * MAX_TEXT:
        raise CollegeError("question_long", _("The question or its explanation is longer than 4,000 characters."))
    if kind == QuestionKind.NUMERIC:
        return _normalise_number(content, answer_key)
    if kind == QuestionKind.MATCHING:
        return _normalise_pairs(content, answer_key)
    return _normalise_choices(QuestionKind(kind), content, answer_key)


def _only(given: Mapping[str, Any], accepted: Collection[str]) -> None:
    unknown = sorted(set(given) - set(accepted))
    if unknown:
        raise CollegeError(
            "question_field",
            _("“%(name)s” is no part of a question of this kind.") % {"name": str(unknown[0])[:40]},
        )


def _rows(value: object, *, least: int, name: str) -> list[dict[str, str]]:
    if not isinstance(value, list) or not least <= len(value) <= MAX_ROWS:
        raise CollegeError(
            "question_rows",
            _("%(name)s: give between %(least)s and %(most)s of them.")
            % {"name": name, "least": least, "most": MAX_ROWS},
        )
    rows = []
    for row in value:
        if not isinstance(row, Mapping):
            raise CollegeError("question_rows", _("%(name)s: each needs an id and a text.") % {"name": name})
        _only(row, {"id", "text"})
        row_id, text = str(row.get("id", "")), str(row.get("text", "")).strip()
        if not _ROW_ID.fullmatch(row_id):
            raise CollegeError(
                "question_row_id", _("%(name)s: an id is letters and digits, at most 20.") % {"name": name}
            )
        if not text or len(text) > MAX_TEXT:
            raise CollegeError("question_row_text", _("%(name)s: one of them has no text.") % {"name": name})
        rows.append({"id": row_id, "text": text})
    if len({row["id"] for row in rows}) < len(rows):
        raise CollegeError("question_row_id", _("%(name)s: two of them have the same id.") % {"name": name})
    if len({row["text"].casefold() for row in rows}) < len(rows):
        raise CollegeError("question_row_text", _("%(name)s: two of them have the same text.") % {"name": name})
    return rows


def _normalise_choices(
    kind: QuestionKind, content: Mapping[str, Any], key: Mapping[str, Any]
) -> tuple[Content, Content]:
    _only(content, {"choices"})
    _only(key, {"correct", "feedback"})
    choices = _rows(content.get("choices"), least=2, name=_("Choices"))
    ids = [row["id"] for row in choices]
    correct = list(key.get("correct") or [])
    if not set(correct) <= set(ids) or len(set(correct)) < len(correct):
        raise CollegeError("question_key", _("The key names a choice that the question does not have."))
    if kind is QuestionKind.SINGLE and len(correct) != 1:
        raise CollegeError("question_key", _("A single choice has exactly one right choice: tick one."))
    if not correct:
        raise CollegeError("question_key", _("Tick at least one right choice."))
    feedback = {str(row_id): str(text).strip() for row_id, text in (key.get("feedback") or {}).items()}
    if not set(feedback) <= set(ids):
        raise CollegeError("question_key", _("There is feedback for a choice that the question does not have."))
    return {"choices": choices}, {
        "correct": sorted(correct, key=ids.index),
        "feedback": {row_id: feedback[row_id] for row_id in ids if feedback.get(row_id)},
    }


def _read_decimal(value: object) -> Decimal | None:
    if isinstance(value, bool) or value is None:
        return None
    try:
        number = Decimal(str(value).strip())
    except InvalidOperation:
        return None
    return number if number.is_finite() and abs(number) < Decimal(10) ** 12 else None


def _normalise_number(content: Mapping[str, Any], key: Mapping[str, Any]) -> tuple[Content, Content]:
    _only(content, {"unit"})
    _only(key, {"value", "tolerance"})
    value, tolerance = _read_decimal(key.get("value")), _read_decimal(key.get("tolerance", 0))
    if value is None:
        raise CollegeError("question_key", _("Give the right number in digits, with a point for decimals."))
    if tolerance is None or tolerance < 0:
        raise CollegeError("question_key", _("The tolerance is a number, 0 or more."))
    unit = str(content.get("unit") or "").strip()
    if len(unit) > 30:
        raise CollegeError("question_unit", _("The unit is longer than 30 characters."))
    return {"unit": unit}, {"value": format_number(value), "tolerance": format_number(tolerance)}


def _normalise_pairs(content: Mapping[str, Any], key: Mapping[str, Any]) -> tuple[Content, Content]:
    _only(content, {"left", "right"})
    _only(key, {"pairs"})
    left = _rows(content.get("left"), least=2, name=_("Left column"))
    right = _rows(content.get("right"), least=2, name=_("Right column"))
    pairs = {str(one): str(other) for one, other in (key.get("pairs") or {}).items()}
    if set(pairs) != {row["id"] for row in left}:
        raise CollegeError("question_key", _("Every row of the left column needs its match, and no other row has one."))
    if not set(pairs.values()) <= {row["id"] for row in right}:
        raise CollegeError("question_key", _("A match names a row that the right column does not have."))
    return {"left": left, "right": right}, {"pairs": {row["id"]: pairs[row["id"]] for row in left}}
