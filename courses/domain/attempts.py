"""An attempt at a quiz, from the start to the grade."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from math import ceil
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F, Max, OuterRef, Subquery
from django.utils.translation import gettext as _
from django_tasks import default_task_backend

from college.accounts.models import User
from college.core import clock
from college.core.domain.audit import record_audit
from college.core.errors import CollegeError, Conflict, NotPermitted
from college.core.statements import Slot, Statement, insert_row, update_row
from courses.domain.answers import Answer, decode_answer, encode_answer
from courses.domain.drawing import draw_versions, make_order, make_seed
from courses.domain.grading import compute_score, grade_answer, make_receipt
from courses.domain.questions import find_version
from courses.domain.retakes import StartState, judge_start
from courses.enums import AttemptEventKind, AttemptState, FinishReason, QuestionUse
from courses.models import Attempt, AttemptEvent, AttemptItem, QuestionVersion, Quiz
from courses.rules import may_sit_quiz
from courses.signals import attempt_finished
from courses.tasks import finish_expired_attempt, refresh_completion

# The last save may be on its way when the time ends.
GRACE = timedelta(seconds=30)
# An answer is the commonest request of all (docs/decisions/0026).
_LOCKED_ATTEMPT = Statement(
    lambda: Attempt.objects.select_for_update().filter(
        pk=Slot.of(Attempt, "id", "attempt"), learner=Slot.of(User, "id", "learner")
    )
)
_LAST_EVENT = AttemptEvent.objects.filter(attempt=OuterRef("attempt")).order_by("-sequence").values("sequence")[:1]
_ITEMS = Statement(
    lambda: (
        AttemptItem.objects.filter(attempt=Slot.of(Attempt, "id", "attempt"))
        .annotate(last_event=Subquery(_LAST_EVENT))
        .order_by("position")
    )
)
_KEY = re.compile(r"(?P<writer>[A-Za-z0-9_-]{1,40}):(?P<sequence>\d{1,9})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Saved:
    """What the college holds for one question after a save: the truth that every tab shows."""

    revision: int
    answer: Answer
    is_flagged: bool
    saved_at: datetime | None


class StaleAnswer(Conflict):
    """Another page saved this question since this one was loaded. `current` is what is held; nothing was changed."""

    def __init__(self, current: Saved) -> None:
        super().__init__(
            "answer_stale",
            _("This question was answered in another window since you opened it here. Nothing was overwritten: "
              "below is the answer that we hold. Change it if you wish."),
        )  # fmt: skip
        self.current = current


def start_attempt(*, learner: User, quiz: Quiz, now: datetime | None = None) -> Attempt:
    """Begin an attempt: draws its questions, copies the quiz's rules, and starts the clock. Returns the open one if there is one.

    Side effects: an attempt that ran out of time is finished first; a task is set for the deadline.
    Raises NotPermitted when the learner may not sit the quiz, Conflict when the law of retakes says no or the bank is
    too small.
    """
    moment = now or clock.now()
    if not may_sit_quiz(learner, quiz):
        raise NotPermitted("quiz_closed", _("This quiz is open to those who study the course. Enrol first."))
    try:
        with transaction.atomic():
            # One start at a time for each learner; the constraint `attempt_one_open` is the truth behind it.
            User.objects.select_for_update(no_key=True).only("pk").get(pk=learner.pk)
            for attempt in Attempt.objects.filter(learner=learner, quiz=quiz, state=AttemptState.OPEN):
                if not is_over(attempt, now=moment):
                    return attempt
                finish_attempt(attempt=attempt, reason=FinishReason.TIME, now=moment)
            return _draw_attempt(learner=learner, quiz=Quiz.objects.get(pk=quiz.pk), now=moment)
    except IntegrityError:
        return Attempt.objects.get(learner=learner, quiz=quiz, state=AttemptState.OPEN)


def _draw_attempt(*, learner: User, quiz: Quiz, now: datetime) -> Attempt:
    finished = list(Attempt.objects.filter(learner=learner, quiz=quiz))
    verdict = judge_start(quiz=quiz, finished=finished, now=now)
    if verdict.state is StartState.PASSED:
        raise Conflict("quiz_passed", _("You have passed this quiz. There is nothing more to do here."))
    if verdict.state is StartState.EXHAUSTED:
        raise Conflict(
            "quiz_exhausted", _("You have used all your attempts at this quiz. Ask your instructor what to do.")
        )
    if verdict.state is StartState.WAITING:
        raise Conflict("quiz_waiting", _("You cannot start another attempt yet. The page of the quiz says from when."))
    versions = list(
        QuestionVersion.objects.filter(
            question__course=quiz.course_id, question__use=QuestionUse.QUIZ, question__is_retired=False,
            question__current=F("pk"),
        )
    )  # fmt: skip
    if len(versions) < quiz.draw_count:
        raise Conflict(
            "bank_too_small", _("This quiz is not ready yet: its bank has too few questions. Try again later.")
        )
    number = max((attempt.number for attempt in finished), default=0) + 1
    seed = make_seed(learner_id=learner.pk, quiz_id=quiz.pk, number=number)
    drawn = draw_versions(versions, count=quiz.draw_count, seed=seed)
    attempt = Attempt.objects.create(
        learner=learner, quiz=quiz, number=number, seed=seed, started_at=now,
        deadline_at=now + timedelta(minutes=quiz.minutes), rules=copy_rules(quiz),
    )  # fmt: skip
    AttemptItem.objects.bulk_create(
        AttemptItem(attempt=attempt, position=position, question_version=version, order=make_order(version, seed=seed))
        for position, version in enumerate(drawn, start=1)
    )
    _record(attempt, AttemptEventKind.STARTED, at=now, data={"questions": len(drawn), "minutes": quiz.minutes})
    transaction.on_commit(lambda: _set_alarm(attempt))
    return attempt


def _set_alarm(attempt: Attempt) -> None:
    """Have the attempt finished when its time is over, whoever looks. Without a backend that can wait, the next read does it."""
    if default_task_backend.supports_defer:
        ring_at = attempt.deadline_at + GRACE + timedelta(seconds=1)
        finish_expired_attempt.using(run_after=ring_at).enqueue(str(attempt.pk))


def copy_rules(quiz: Quiz) -> dict[str, Any]:
    """The rules that an attempt keeps, whatever happens to the quiz."""
    return {
        "title": quiz.title, "questions": quiz.draw_count, "pass_mark": quiz.pass_mark, "minutes": quiz.minutes,
        "feedback": quiz.feedback,
    }  # fmt: skip


def is_over(attempt: Attempt, *, now: datetime) -> bool:
    """The deadline and its grace have passed: nothing more is accepted."""
    return now > attempt.deadline_at + GRACE


def count_seconds_left(attempt: Attempt, *, now: datetime) -> int:
    """Whole seconds until the deadline, rounded up: a page that hands in at zero must not be early."""
    return max(0, ceil((attempt.deadline_at - now).total_seconds()))


def save_answer(*, attempt: Attempt, position: int, answer: object, idempotency_key: str, base: int | None = None,
                is_flagged: bool | None = None, now: datetime | None = None) -> Saved:  # fmt: skip
    """Hold the answer to one question. `answer` has the form that a page posts (see `domain.answers`).

    `idempotency_key` is "<page>:<sequence>": a page's later save replaces its earlier one, and repeating a save is
    harmless. `base` is the revision that the page showed: when another page has saved since, nothing is overwritten.
    `is_flagged` None leaves the mark as it is. Side effects: one event in the timeline for each change.

    Raises AttemptItem.DoesNotExist for a position that the attempt does not have, CollegeError `answer_*` for an answer
    that does not fit, StaleAnswer when another page was faster, Conflict `attempt_over` when the attempt is finished or
    its time (and 30 seconds' grace) is up.
    """
    return save_answer_of(
        attempt_id=attempt.pk, learner_id=attempt.learner_id, position=position, answer=answer,
        idempotency_key=idempotency_key, base=base, is_flagged=is_flagged, now=now,
    )[1]  # fmt: skip


def save_answer_of(*, attempt_id: UUID, learner_id: int, position: int, answer: object, idempotency_key: str,
                   base: int | None = None, is_flagged: bool | None = None,
                   now: datetime | None = None) -> tuple[Attempt, Saved, list[AttemptItem]]:  # fmt: skip
    """`save_answer` for a request: finds, checks and locks the attempt in one query, and returns it too, with all its
    items as they stand after the save, for the page that comes next.

    Raises also Attempt.DoesNotExist when the learner has no such attempt.
    """
    moment = now or clock.now()
    key = _KEY.fullmatch(idempotency_key)
    if key is None:
        raise CollegeError("answer_key", _("This page is out of date. Load it again; your saved answers are there."))
    with transaction.atomic():
        attempt = _LOCKED_ATTEMPT.first(attempt=attempt_id, learner=learner_id)
        if attempt is None:
            raise Attempt.DoesNotExist
        if attempt.state != AttemptState.OPEN or is_over(attempt, now=moment):
            raise Conflict(
                "attempt_over", _("The time for this quiz is up, or it was handed in. It takes no more answers.")
            )
        # Read after the lock, so that nothing here is older than the last save.
        items: list[AttemptItem] = _ITEMS.fetch(attempt=attempt_id)
        item = next((item for item in items if item.position == position), None)
        if item is None:
            raise AttemptItem.DoesNotExist
        decoded = decode_answer(version=find_version(item.question_version_id), order=item.order, posted=answer)
        flag = item.is_flagged if is_flagged is None else is_flagged
        if decoded == item.answer and flag == item.is_flagged:
            return attempt, hold(item), items
        _refuse_stale(item, writer=key["writer"], sequence=int(key["sequence"]), base=base)
        _store(item, attempt=attempt, answer=decoded, is_flagged=flag, key=key, now=moment)
    return attempt, hold(item), items


def hold(item: AttemptItem) -> Saved:
    """What is held for one question, in the form that its page posts."""
    return Saved(
        item.save_count, encode_answer(order=item.order, answer=item.answer), item.is_flagged, item.answered_at
    )


def _refuse_stale(item: AttemptItem, *, writer: str, sequence: int, base: int | None) -> None:
    """A page that saved last may go on from itself; any other must have seen the last save."""
    is_same_page = item.writer == writer
    if is_same_page and sequence < item.writer_sequence:
        raise StaleAnswer(hold(item))
    if not is_same_page and base is not None and base != item.save_count:
        raise StaleAnswer(hold(item))


def _store(item: AttemptItem, *, attempt: Attempt, answer: Answer | None, is_flagged: bool, key: re.Match[str],
           now: datetime) -> None:  # fmt: skip
    sequence = item.last_event or 0  # type: ignore[attr-defined]  # annotated by the caller
    events = []
    if answer != item.answer:
        kind = AttemptEventKind.CLEARED if answer is None else AttemptEventKind.ANSWERED
        data = {"position": item.position, "is_change": item.answer is not None, "answer": answer}
        events.append(AttemptEvent(attempt=attempt, sequence=sequence + 1, kind=kind, at=now, data=data))
    if is_flagged != item.is_flagged:
        kind = AttemptEventKind.FLAGGED if is_flagged else AttemptEventKind.UNFLAGGED
        sequence += len(events) + 1
        events.append(
            AttemptEvent(attempt=attempt, sequence=sequence, kind=kind, at=now, data={"position": item.position})
        )
    item.answer, item.is_flagged, item.answered_at = answer, is_flagged, now
    item.save_count += 1
    item.writer, item.writer_sequence = key["writer"], int(key["sequence"])
    update_row(item, "answer", "is_flagged", "answered_at", "save_count", "writer", "writer_sequence")
    for event in events:
        insert_row(event)


def finish_attempt(*, attempt: Attempt, reason: str, now: datetime | None = None) -> Attempt:
    """Grade the attempt and close it. Repeating it, or fifty at once, changes nothing: the first grade stands.

    An attempt whose deadline has passed ended at the deadline, whoever closes it. Side effects: an event, an audit
    entry; after commit the signal `attempt_finished` and the task `refresh_completion`.
    """
    moment = now or clock.now()
    with transaction.atomic():
        stored = (
            Attempt.objects.select_for_update(of=("self",)).select_related("quiz__course", "learner").get(pk=attempt.pk)
        )
        if stored.state == AttemptState.FINISHED:
            return stored
        items = list(stored.items.select_related("question_version"))
        points = [grade_answer(version=item.question_version, answer=item.answer) for item in items]
        alike: dict[Decimal, list[int]] = {}
        for item, share in zip(items, points, strict=True):
            item.points = Decimal(share.numerator * 10_000 // share.denominator) / 10_000
            alike.setdefault(item.points, []).append(item.pk)
        for value, ids in alike.items():  # most are right or wrong: a few short statements
            AttemptItem.objects.filter(pk__in=ids).update(points=value)
        is_late = moment >= stored.deadline_at
        stored.state = AttemptState.FINISHED
        stored.finish_reason = FinishReason.TIME if is_late else reason
        stored.finished_at = min(moment, stored.deadline_at)
        stored.score = compute_score(points)
        stored.is_passed = stored.score >= stored.rules["pass_mark"]
        stored.receipt = make_receipt(attempt=stored, items=items)
        stored.save()
        answered = sum(item.answer is not None for item in items)
        data = {"reason": stored.finish_reason, "answered": answered, "questions": len(items), "score": stored.score}
        _record(stored, AttemptEventKind.FINISHED, at=moment, data=data)
        transaction.on_commit(lambda: _tell(stored))
        record_audit(
            actor=None if is_late else stored.learner, verb="attempt.finished", subject=stored, chain="courses",
            data={"score": stored.score, "is_passed": stored.is_passed, "reason": stored.finish_reason}, now=moment,
        )  # fmt: skip
    return stored


def _tell(attempt: Attempt) -> None:
    course_key = attempt.quiz.course.key
    refresh_completion.enqueue(attempt.learner_id, str(course_key))
    attempt_finished.send(
        sender=Attempt, learner_id=attempt.learner_id, course_key=course_key, attempt_id=attempt.pk,
        score=attempt.score, is_passed=attempt.is_passed, at=attempt.finished_at,
    )  # fmt: skip


def finish_if_expired(*, attempt: Attempt, now: datetime | None = None) -> Attempt:
    """The attempt as it stands by the server's clock: finished when its time and grace are over."""
    moment = now or clock.now()
    if attempt.state == AttemptState.OPEN and is_over(attempt, now=moment):
        return finish_attempt(attempt=attempt, reason=FinishReason.TIME, now=moment)
    return attempt


def finish_expired_attempts(*, now: datetime | None = None) -> int:
    """Finish every open attempt whose time is over, each in its own transaction. Returns how many."""
    moment = now or clock.now()
    expired = Attempt.objects.filter(state=AttemptState.OPEN, deadline_at__lt=moment - GRACE)
    count = 0
    for attempt in expired.iterator():
        finish_attempt(attempt=attempt, reason=FinishReason.TIME, now=moment)
        count += 1
    return count


def _record(attempt: Attempt, kind: AttemptEventKind, *, at: datetime, data: dict[str, Any]) -> None:
    last = attempt.events.aggregate(last=Max("sequence"))["last"] or 0
    AttemptEvent.objects.create(attempt=attempt, sequence=last + 1, kind=kind, at=at, data=data)
