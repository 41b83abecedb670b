"""Reads about attempts, for the instructor."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from courses.domain.answers import encode_answer
from courses.domain.grading import make_receipt
from courses.enums import AttemptEventKind, AttemptState, FinishReason
from courses.models import Attempt, AttemptEvent, AttemptItem, CoursePage

THRESHOLDS = (10, 5, 1)


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """One line of a timeline. `sequence` is None for a threshold of the clock, which is computed, not recorded."""

    at: datetime
    elapsed: timedelta
    sequence: int | None
    what: str | Promise
    position: int | None
    detail: str


def list_attempts(course: CoursePage) -> QuerySet[Attempt]:
    """Attempts at the course's quiz, newest first, with how much was answered and how often an answer changed."""
    return (
        Attempt.objects.filter(quiz__course=course)
        .select_related("learner")
        .annotate(
            answered=Count("items", filter=Q(items__answer__isnull=False), distinct=True),
            changes=Count("events", filter=Q(events__data__is_change=True), distinct=True),
        )
        .order_by("-started_at")
    )


def build_timeline(attempt: Attempt) -> list[TimelineRow]:
    """The events of an attempt in their recorded order, with the thresholds of the clock between them: two queries."""
    items = {item.position: item for item in AttemptItem.objects.filter(attempt=attempt)}
    rows = [_row(attempt, event, items) for event in attempt.events.order_by("sequence")]
    ended_at = attempt.finished_at or (rows[-1].at if rows else attempt.started_at)
    for minutes in THRESHOLDS:
        at = attempt.deadline_at - timedelta(minutes=minutes)
        if attempt.started_at < at < ended_at:
            words = ngettext("%(minutes)s minute left", "%(minutes)s minutes left", minutes) % {"minutes": minutes}
            place = next((index for index, row in enumerate(rows) if row.at > at), len(rows))
            rows.insert(place, TimelineRow(at, at - attempt.started_at, None, words, None, ""))
    return rows


def _row(attempt: Attempt, event: AttemptEvent, items: dict[int, AttemptItem]) -> TimelineRow:
    position = event.data.get("position")
    return TimelineRow(
        at=event.at,
        elapsed=event.at - attempt.started_at,
        sequence=event.sequence,
        what=_("Answer changed")
        if event.data.get("is_change") and event.data.get("answer")
        else AttemptEventKind(event.kind).label,
        position=position,
        detail=_detail(event, items.get(position) if position else None),
    )


def _detail(event: AttemptEvent, item: AttemptItem | None) -> str:
    """The choice by its place on the learner's page; the reason and score at the end."""
    if event.kind == AttemptEventKind.FINISHED:
        return f"{FinishReason(event.data['reason']).label} – {event.data['score']} %"
    answer = event.data.get("answer")
    if item is None or not answer:
        return ""
    shown = encode_answer(order=item.order, answer=answer)
    if "pairs" in shown:
        return ", ".join(
            f"{left} → {right}" for left, right in sorted(shown["pairs"].items(), key=lambda pair: int(pair[0]))
        )
    return ", ".join(shown.get("choices") or [shown.get("choice") or shown.get("number", "")])


def has_true_receipt(attempt: Attempt, items: Sequence[AttemptItem]) -> bool | None:
    """Whether the record still is what was handed in; None while the attempt is open."""
    if attempt.state != AttemptState.FINISHED:
        return None
    return attempt.receipt == make_receipt(attempt=attempt, items=items)
