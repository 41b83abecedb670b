"""Grading: pure functions over a version's key and a stored answer."""

import hashlib
import json
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from courses.domain.answers import Answer
from courses.enums import QuestionKind
from courses.models import Attempt, AttemptItem, QuestionVersion


def grade_answer(*, version: QuestionVersion, answer: Answer | None) -> Fraction:
    """The share of the point, 0 to 1, exactly.

    Single: all or nothing. Multiple: (right picked − wrong picked) / right ones, never below 0, so that ticking
    everything earns nothing extra. Numeric: within the tolerance, bounds included. Matching: the share of right pairs.
    """
    if not answer:
        return Fraction(0)
    key = version.answer_key
    if version.kind == QuestionKind.SINGLE:
        return Fraction(int(answer["choice"] in key["correct"]))
    if version.kind == QuestionKind.MULTIPLE:
        picked, correct = set(answer["choices"]), set(key["correct"])
        return max(Fraction(0), Fraction(len(picked & correct) - len(picked - correct), len(correct)))
    if version.kind == QuestionKind.NUMERIC:
        distance = abs(Decimal(answer["number"]) - Decimal(key["value"]))
        return Fraction(int(distance <= Decimal(key["tolerance"])))
    pairs = key["pairs"]
    return Fraction(sum(answer["pairs"].get(left) == right for left, right in pairs.items()), len(pairs))


def compute_score(points: Sequence[Fraction]) -> int:
    """Per cent, rounded down: 79.9 is not 80."""
    return int(100 * sum(points, Fraction(0)) / len(points)) if points else 0


def make_receipt(*, attempt: Attempt, items: Sequence[AttemptItem]) -> str:
    """SHA-256 over who handed in what, when, and the score, in hexadecimal.

    The learner keeps it: whoever changes the record afterwards changes the receipt.
    """
    if attempt.finished_at is None:
        raise ValueError("An open attempt has no receipt.")
    content = [
        str(attempt.pk), attempt.learner_id, attempt.quiz_id, attempt.number, attempt.score,
        int(attempt.finished_at.timestamp()), attempt.finish_reason,
        [[item.position, item.question_version_id, item.answer] for item in items],
    ]  # fmt: skip
    canonical = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()
