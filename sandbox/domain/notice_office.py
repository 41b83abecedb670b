"""What the Secretariat and the Commission do with a notice. Pages of the trainee never call this: it is for whoever holds that seat.

Each function takes the role of the one who acts and raises CollegeError (not_your_office) for any other. One event a form.
Modelled on published descriptions: suspension for six months at most; deletion follows a decision of the body that controls files.
"""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from college.core.errors import CollegeError, Conflict
from sandbox.domain.desk import Notice
from sandbox.domain.notice_life import check_reason, get_expiry
from sandbox.domain.notice_record import LEADS_TO
from sandbox.domain.notice_states import SUSPENSION_MONTHS, TRANSITIONS, add_months
from sandbox.domain.notices import get_notice
from sandbox.domain.writing import RunWriter, write_run
from sandbox.enums import EventKind, NoticeState, RefusalGround, Tool
from sandbox.models import Run, RunEvent


class ActorRole(StrEnum):
    """Who acts on a notice."""

    REQUESTER = "requester"
    SECRETARIAT = "secretariat"
    COMMISSION = "commission"


_OFFICES = {EventKind.NOTICE_DELETED: frozenset({ActorRole.SECRETARIAT, ActorRole.COMMISSION})}
_TARGETS = {**LEADS_TO, EventKind.NOTICE_REFUSED: NoticeState.REFUSED}


def _act(
    writer: RunWriter, kind: EventKind, *, number: int, actor: ActorRole, reason: str, key: UUID | None,
    extra: dict[str, Any],
) -> RunEvent:  # fmt: skip
    """The event, after its guards; the one that this form made, when it was sent before."""
    if actor not in _OFFICES.get(kind, {ActorRole.SECRETARIAT}):
        raise CollegeError("not_your_office", _("Only the office in charge may do this with a notice."))
    if repeated := writer.find(key):
        return repeated
    notice = get_notice(writer, number)
    _require_way(notice, kind)
    check_reason(writer, reason)
    payload = {"notice": number, "actor": actor.value, "reason": reason, **extra}
    return writer.append(kind, payload, key=key)


def _require_way(notice: Notice, kind: EventKind) -> None:
    is_lifting_nothing = kind == EventKind.NOTICE_RESTORED and notice.state != NoticeState.SUSPENDED
    if _TARGETS[kind] not in TRANSITIONS[notice.state] or is_lifting_nothing:
        state = str(notice.state.label)
        raise Conflict(
            "notice_no_way", _("The notice's state is “%(state)s”: this cannot be done now.") % {"state": state}
        )


def suspend_notice(
    *, run: Run, number: int, actor: ActorRole, months: int, reason: str, key: UUID | None = None, now: datetime | None = None
) -> RunEvent:  # fmt: skip
    """Take a notice out of sight for so many months, six at most. Besides, raises CollegeError (suspension_too_long)."""
    if not 1 <= months <= SUSPENSION_MONTHS:
        raise CollegeError("suspension_too_long", _("A notice is suspended for one to six months."))
    with write_run(run=run, tool=Tool.NOTICES, now=now) as writer:
        extra = {"until": add_months(writer.world.today, months).isoformat()}
        return _act(writer, EventKind.NOTICE_SUSPENDED, number=number, actor=actor, reason=reason, key=key, extra=extra)


def restore_notice(
    *, run: Run, number: int, actor: ActorRole, reason: str, key: UUID | None = None, now: datetime | None = None
) -> RunEvent:
    """Lift a suspension."""
    with write_run(run=run, tool=Tool.NOTICES, now=now) as writer:
        return _act(writer, EventKind.NOTICE_RESTORED, number=number, actor=actor, reason=reason, key=key, extra={})


def _close(
    kind: EventKind, *, run: Run, number: int, actor: ActorRole, ground: RefusalGround, reason: str, key: UUID | None,
    now: datetime | None,
) -> RunEvent:  # fmt: skip
    with write_run(run=run, tool=Tool.NOTICES, now=now) as writer:
        extra = {"ground": ground.value}
        return _act(writer, kind, number=number, actor=actor, reason=reason, key=key, extra=extra)


def refuse_notice(
    *, run: Run, number: int, actor: ActorRole, ground: RefusalGround, reason: str, key: UUID | None = None,
    now: datetime | None = None,
) -> RunEvent:  # fmt: skip
    """Refuse a notice that is in screening, on one of the three grounds."""
    return _close(
        EventKind.NOTICE_REFUSED, run=run, number=number, actor=actor, ground=ground, reason=reason, key=key, now=now
    )


def cancel_notice(
    *, run: Run, number: int, actor: ActorRole, ground: RefusalGround, reason: str, key: UUID | None = None,
    now: datetime | None = None,
) -> RunEvent:  # fmt: skip
    """Cancel a published notice, on one of the three grounds."""
    return _close(
        EventKind.NOTICE_CANCELLED, run=run, number=number, actor=actor, ground=ground, reason=reason, key=key, now=now
    )


def delete_notice(
    *, run: Run, number: int, actor: ActorRole, ground: RefusalGround, reason: str, key: UUID | None = None,
    now: datetime | None = None,
) -> RunEvent:  # fmt: skip
    """Delete a notice after the Commission's decision. What it said is shown no more; that it was there stays in the log."""
    return _close(
        EventKind.NOTICE_DELETED, run=run, number=number, actor=actor, ground=ground, reason=reason, key=key, now=now
    )


def expire_notice(
    *, run: Run, number: int, actor: ActorRole, key: UUID | None = None, now: datetime | None = None
) -> RunEvent:
    """End a notice whose last day has come. Conflict before it."""
    with write_run(run=run, tool=Tool.NOTICES, now=now) as writer:
        today = writer.world.today
        notice = writer.desk.notices.get(number)
        if notice is not None and today < get_expiry(notice, today) and writer.find(key) is None:
            raise Conflict("notice_not_expired", _("The last day of this notice has not come yet."))
        reason = _("Its last day has come, and nobody renewed it.")
        return _act(writer, EventKind.NOTICE_EXPIRED, number=number, actor=actor, reason=reason, key=key, extra={})
