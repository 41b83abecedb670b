"""What the Secretariat and the Commission do with a notice: the part of whoever holds that seat, never of the trainee's pages.

Each function takes the role of the one who acts and raises CollegeError (not_your_office) for any other; with `officer` an instructor
acts, is named in the audit trail, and may not be the trainee (own_notice) or sit where the exercise has its simulated reviewer
(Conflict: seat_taken). The log says that an instructor acted, not who. One event a form.
Modelled on published descriptions: suspension for six months at most; deletion follows a decision of the body that controls files.
"""

from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Protocol
from uuid import UUID

from django.utils.translation import gettext as _

from college.accounts.models import User
from college.core.domain.audit import record_audit
from college.core.errors import CollegeError, Conflict
from sandbox.domain.definitions import Definition
from sandbox.domain.desk import Notice
from sandbox.domain.notice_catalogue import NOTICE_TYPES
from sandbox.domain.notice_life import check_reason, get_expiry
from sandbox.domain.notice_record import LEADS_TO
from sandbox.domain.notice_report import explain_rule, report_notice
from sandbox.domain.notice_states import (
    SUSPENSION_MONTHS,
    TRANSITIONS,
    ReviewerSeat,
    add_months,
    find_expiry,
    make_reference,
)
from sandbox.domain.notices import get_notice
from sandbox.domain.review import list_authored, list_open_queries
from sandbox.domain.text import refuse_real_data
from sandbox.domain.worlds import RunWorld
from sandbox.domain.writing import RunWriter, write_run
from sandbox.enums import EventKind, NoticeState, RefusalGround, Tool
from sandbox.models import Run, RunEvent


class ActorRole(StrEnum):
    """Who acts on a notice."""

    REQUESTER = "requester"
    SECRETARIAT = "secretariat"
    COMMISSION = "commission"


SEAT = "instructor"
MAX_QUESTIONS, MAX_QUESTION = 5, 400
_OFFICES = {EventKind.NOTICE_DELETED: frozenset({ActorRole.SECRETARIAT, ActorRole.COMMISSION})}
_TARGETS = {
    **LEADS_TO, EventKind.NOTICE_REFUSED: NoticeState.REFUSED, EventKind.NOTICE_PUBLISHED: NoticeState.PUBLISHED,
    EventKind.NOTICE_QUESTIONED: NoticeState.INFO_REQUESTED,
}  # fmt: skip
_WITHOUT_REASON = frozenset({EventKind.NOTICE_QUESTIONED, EventKind.NOTICE_PUBLISHED})
# From which state alone: a suspension is lifted from nothing else, and only what was handed in is published.
_ONLY_FROM = {
    EventKind.NOTICE_RESTORED: NoticeState.SUSPENDED, EventKind.NOTICE_PUBLISHED: NoticeState.SCREENING,
}  # fmt: skip


def may_follow(notice: Notice, kind: EventKind, *, today: date) -> bool:
    """The notice's state, and for its end the day, allow this now. Pure."""
    if notice.state != _ONLY_FROM.get(kind, notice.state) or _TARGETS[kind] not in TRANSITIONS[notice.state]:
        return False
    return kind != EventKind.NOTICE_EXPIRED or today >= get_expiry(notice, today)


def _act(
    writer: RunWriter, kind: EventKind, *, number: int, actor: ActorRole, reason: str, key: UUID | None,
    extra: dict[str, Any], officer: User | None = None,
) -> RunEvent:  # fmt: skip
    """The event, after its guards; the one that this form made, when it was sent before."""
    if actor not in _OFFICES.get(kind, {ActorRole.SECRETARIAT}):
        raise CollegeError("not_your_office", _("Only the office in charge may do this with a notice."))
    if repeated := writer.find(key):
        return repeated
    _check_seat(writer, officer)
    notice = get_notice(writer, number)
    if not may_follow(notice, kind, today=writer.world.today):
        state = str(notice.state.label)
        raise Conflict(
            "notice_no_way", _("The notice's state is “%(state)s”: this cannot be done now.") % {"state": state}
        )
    payload: dict[str, Any] = {"notice": number, "actor": actor.value}
    if kind not in _WITHOUT_REASON:
        check_reason(writer, reason)
        payload["reason"] = reason
    event = writer.append(kind, payload | extra | ({"seat": SEAT} if officer else {}), key=key)
    if officer:
        data = {"notice": number, "event": event.sequence}
        record_audit(actor=officer, verb=f"review.{kind.value}", subject=writer.run, chain="sandbox", data=data, now=writer.now)  # fmt: skip
    return event


def _check_seat(writer: RunWriter, officer: User | None) -> None:
    if officer is None:
        return
    if officer.pk == writer.run.learner_id:
        raise CollegeError("own_notice", _("Nobody reviews their own notice."))
    settings = writer.definition.source.notices
    if settings is None or settings.reviewer != ReviewerSeat.INSTRUCTOR:
        raise Conflict("seat_taken", _("The simulated reviewer reads the notices of this exercise."))


def question_notice(
    *, run: Run, number: int, actor: ActorRole, questions: Sequence[str] = (), suggested: Sequence[str] = (),
    officer: User | None = None, key: UUID | None = None, now: datetime | None = None,
) -> RunEvent:  # fmt: skip
    """Ask about a notice in screening: in one's own words, and by the keys of questions that the rules or the author suggest.

    Besides, raises CollegeError (no_question, too_many_questions, question_too_long, no_such_question, real_data).
    """
    with write_run(run=run, tool=Tool.NOTICES, now=now) as writer:
        if repeated := writer.find(key):
            return repeated
        known = list_suggestions(writer, get_notice(writer, number))
        if not set(suggested) <= set(known):
            raise CollegeError("no_such_question", _("One of these questions is not asked of this notice any more."))
        own = [text for text in (" ".join(question.split()) for question in questions) if text]
        _check_questions(writer, own, count=len(own) + len(set(suggested)))
        chosen = [key_ for key_ in known if key_ in set(suggested)]
        extra = {
            "questions": [*(known[key_][0] for key_ in chosen), *own],
            "asked": [known[key_][1] for key_ in chosen if known[key_][1]],
        }  # fmt: skip
        return _act(writer, EventKind.NOTICE_QUESTIONED, number=number, actor=actor, reason="", key=key, extra=extra, officer=officer)  # fmt: skip


class KnowsRun(Protocol):
    """A writer, or a run that is open for reading."""

    definition: Definition
    world: RunWorld


def list_suggestions(desk: KnowsRun, notice: Notice) -> dict[str, tuple[str, dict[str, str]]]:
    """Questions that the exercise's author and the rules suggest, by key, each with what the log keeps of its rule. Pure."""
    settings = desk.definition.source.notices
    authored = list_authored(settings.review, desk.world, notice.submitted) if settings else ()
    found: dict[str, tuple[str, dict[str, str]]] = {f"own:{place}": (text, {}) for place, text in enumerate(authored)}
    return found | {q.key: (q.question, q.as_payload()) for q in list_open_queries(notice, desk.world)}


def _check_questions(writer: RunWriter, own: Sequence[str], *, count: int) -> None:
    if not count:
        raise CollegeError("no_question", _("Choose a question or write one."))
    if count > MAX_QUESTIONS:
        raise CollegeError("too_many_questions", _("Ask five questions at most: the next round has room for more."))
    if any(len(text) > MAX_QUESTION for text in own):
        raise CollegeError("question_too_long", _("A question has 400 characters at most. Write one on each line."))
    refuse_real_data(*own, known=writer.world.identifiers)


def publish_notice(
    *, run: Run, number: int, actor: ActorRole, officer: User | None = None, key: UUID | None = None,
    now: datetime | None = None,
) -> RunEvent:  # fmt: skip
    """Publish a notice that is in screening, as it was handed in, for its type's term."""
    with write_run(run=run, tool=Tool.NOTICES, now=now) as writer:
        notice, world = get_notice(writer, number), writer.world
        extra = {
            "questions": [],
            "expires_on": find_expiry(NOTICE_TYPES[notice.type_key], world.today).isoformat(),
            "reference": make_reference(notice.type_key, case_reference=world.case_reference, number=number),
        }  # fmt: skip
        return _act(writer, EventKind.NOTICE_PUBLISHED, number=number, actor=actor, reason="", key=key, extra=extra, officer=officer)  # fmt: skip


def suspend_notice(
    *, run: Run, number: int, actor: ActorRole, months: int, reason: str, officer: User | None = None,
    key: UUID | None = None, now: datetime | None = None,
) -> RunEvent:  # fmt: skip
    """Take a notice out of sight for so many months, six at most. Besides, raises CollegeError (suspension_too_long)."""
    if not 1 <= months <= SUSPENSION_MONTHS:
        raise CollegeError("suspension_too_long", _("A notice is suspended for one to six months."))
    with write_run(run=run, tool=Tool.NOTICES, now=now) as writer:
        extra = {"until": add_months(writer.world.today, months).isoformat()}
        return _act(writer, EventKind.NOTICE_SUSPENDED, number=number, actor=actor, reason=reason, key=key, extra=extra, officer=officer)  # fmt: skip


def restore_notice(
    *, run: Run, number: int, actor: ActorRole, reason: str, officer: User | None = None, key: UUID | None = None,
    now: datetime | None = None,
) -> RunEvent:  # fmt: skip
    """Lift a suspension."""
    with write_run(run=run, tool=Tool.NOTICES, now=now) as writer:
        return _act(writer, EventKind.NOTICE_RESTORED, number=number, actor=actor, reason=reason, key=key, extra={}, officer=officer)  # fmt: skip


def refuse_notice(
    *, run: Run, number: int, actor: ActorRole, ground: RefusalGround, reason: str, rules: Sequence[str] = (),
    officer: User | None = None, key: UUID | None = None, now: datetime | None = None,
) -> RunEvent:  # fmt: skip
    """Refuse a notice that is in screening, on one of the three grounds; `rules` are keys of those of its type that stand in the way.

    Besides, raises CollegeError (no_such_rule).
    """
    with write_run(run=run, tool=Tool.NOTICES, now=now) as writer:
        notice = get_notice(writer, number)
        if not set(rules) <= {rule.key for rule in NOTICE_TYPES[notice.type_key].rules}:
            raise CollegeError("no_such_rule", _("Choose rules of this type of notice."))
        extra: dict[str, Any] = {"ground": RefusalGround(ground).value}
        if rules or officer:
            named = [
                row
                for row in report_notice(NOTICE_TYPES[notice.type_key], notice.submitted, today=writer.world.today)
                if row.rule in set(rules)
            ]
            extra |= {
                "rules": [row.rule for row in named],
                "questions": [text for row in named for text in explain_rule(row)],
            }
        return _act(writer, EventKind.NOTICE_REFUSED, number=number, actor=actor, reason=reason, key=key, extra=extra, officer=officer)  # fmt: skip


def _close(
    kind: EventKind, *, run: Run, number: int, actor: ActorRole, ground: RefusalGround, reason: str,
    officer: User | None, key: UUID | None, now: datetime | None,
) -> RunEvent:  # fmt: skip
    with write_run(run=run, tool=Tool.NOTICES, now=now) as writer:
        extra = {"ground": RefusalGround(ground).value}
        return _act(writer, kind, number=number, actor=actor, reason=reason, key=key, extra=extra, officer=officer)


def cancel_notice(
    *, run: Run, number: int, actor: ActorRole, ground: RefusalGround, reason: str, officer: User | None = None,
    key: UUID | None = None, now: datetime | None = None,
) -> RunEvent:  # fmt: skip
    """Cancel a published notice, on one of the three grounds."""
    return _close(EventKind.NOTICE_CANCELLED, run=run, number=number, actor=actor, ground=ground, reason=reason, officer=officer, key=key, now=now)  # fmt: skip


def delete_notice(
    *, run: Run, number: int, actor: ActorRole, ground: RefusalGround, reason: str, officer: User | None = None,
    key: UUID | None = None, now: datetime | None = None,
) -> RunEvent:  # fmt: skip
    """Delete a notice after the Commission's decision. What it said is shown no more; that it was there stays in the log."""
    return _close(EventKind.NOTICE_DELETED, run=run, number=number, actor=actor, ground=ground, reason=reason, officer=officer, key=key, now=now)  # fmt: skip


def expire_notice(
    *, run: Run, number: int, actor: ActorRole, officer: User | None = None, key: UUID | None = None,
    now: datetime | None = None,
) -> RunEvent:  # fmt: skip
    """End a notice whose last day has come. Conflict before it."""
    with write_run(run=run, tool=Tool.NOTICES, now=now) as writer:
        today = writer.world.today
        notice = writer.desk.notices.get(number)
        if notice is not None and today < get_expiry(notice, today) and writer.find(key) is None:
            raise Conflict("notice_not_expired", _("The last day of this notice has not come yet."))
        reason = _("Its last day has come, and nobody renewed it.")
        return _act(writer, EventKind.NOTICE_EXPIRED, number=number, actor=actor, reason=reason, key=key, extra={}, officer=officer)  # fmt: skip
