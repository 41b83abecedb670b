"""A notice as it lies on the trainee's desk, folded from the log of its run. Pure."""

from dataclasses import dataclass, field
from datetime import date, datetime

from sandbox.domain.matching import LoggedEvent
from sandbox.domain.notice_states import TRANSITIONS
from sandbox.enums import EventKind, NoticeState

# Events that do nothing but move a notice, each with a reason.
LEADS_TO = {
    EventKind.NOTICE_SUSPENDED: NoticeState.SUSPENDED, EventKind.NOTICE_RESTORED: NoticeState.PUBLISHED,
    EventKind.NOTICE_WITHDRAWN: NoticeState.WITHDRAWN, EventKind.NOTICE_CANCELLED: NoticeState.CANCELLED,
    EventKind.NOTICE_DELETED: NoticeState.DELETED, EventKind.NOTICE_EXPIRED: NoticeState.EXPIRED,
    EventKind.DIFFUSION_SENT: NoticeState.DIFFUSED, EventKind.DIFFUSION_RECALLED: NoticeState.RECALLED,
}  # fmt: skip
# Numbers of the notices that stood on file before the run began: the trainee's own count from 1.
FIRST_ON_FILE = 101


@dataclass
class Inquiry:
    """One round of questions, what the notice said when they were asked, and the answer once there is one.

    `asked` names what came from the rules: key, rule and field of each such question. `seat` is who asked, when it was a person.
    """

    at: datetime
    questions: list[str]
    asked: list[dict[str, str]]
    fields: dict[str, str]
    seat: str = ""
    answer: str = ""
    answered_at: datetime | None = None
    answered_fields: dict[str, str] = field(default_factory=dict)


@dataclass
class Notice:
    """A notice with its life so far. `fields` is what stands in it now."""

    number: int
    type_key: str
    state: NoticeState
    fields: dict[str, str]
    at: datetime
    reference: str = ""
    problems: list[dict[str, str]] | None = None
    questions: list[str] = field(default_factory=list)
    reason: str = ""
    rounds: int = 0
    inquiries: list[Inquiry] = field(default_factory=list)
    # What the Secretariat has: the draft as it was handed in last, then as it was published and updated.
    submitted: dict[str, str] = field(default_factory=dict)
    history: list[tuple[datetime, NoticeState]] = field(default_factory=list)
    addenda: list[tuple[datetime, str]] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    ground: str = ""
    # Days of the run's world; None while nothing is stored in the network.
    expires_on: date | None = None
    suspended_until: date | None = None
    is_extract_agreed: bool = False

    @property
    def can_edit(self) -> bool:
        return self.state in {NoticeState.DRAFT, NoticeState.INFO_REQUESTED}

    @property
    def is_asked_by_rules(self) -> bool:
        """Some of the latest questions came from the rules, and name them."""
        return bool(self.inquiries and self.inquiries[-1].asked)

    def move(self, state: NoticeState, at: datetime) -> None:
        if state not in TRANSITIONS[self.state]:
            raise ValueError(f"{self.state} does not lead to {state}")
        self.state, self.at = state, at
        self.history.append((at, state))


def _read_day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def apply_to_notice(notices: dict[int, Notice], event: LoggedEvent) -> None:
    """One more event in the life of the notice that its payload names."""
    payload, number = event.payload, event.payload["notice"]
    if event.kind == EventKind.NOTICE_DRAFTED and number not in notices:
        notices[number] = Notice(number, payload["type"], NoticeState.DRAFT, {}, event.at)
        notices[number].history.append((event.at, NoticeState.DRAFT))
    if payload.get("is_on_file"):
        notices[number] = _read_from_file(number, event)
        return
    notice = notices[number]
    match event.kind:
        case EventKind.NOTICE_DRAFTED:
            notice.fields, notice.problems, notice.at = dict(payload["fields"]), None, event.at
        case EventKind.NOTICE_VALIDATED:
            notice.problems = list(payload["problems"])
        case EventKind.NOTICE_SUBMITTED:
            notice.move(NoticeState.SUBMITTED, event.at)
            notice.rounds += 1
            notice.submitted = dict(payload["fields"])
        case EventKind.NOTICE_SCREENED:
            notice.move(NoticeState.SCREENING, event.at)
        case EventKind.NOTICE_QUESTIONED:
            notice.move(NoticeState.INFO_REQUESTED, event.at)
            _open_inquiry(notice, event)
        case EventKind.NOTICE_ANSWERED:
            notice.move(NoticeState.SCREENING, event.at)
            notice.rounds += 1
            notice.submitted = dict(payload["fields"])
            _close_inquiry(notice.inquiries[-1], event)
        case EventKind.NOTICE_PUBLISHED:
            notice.move(NoticeState.PUBLISHED, event.at)
            notice.reference = payload["reference"]
            notice.expires_on = _read_day(payload.get("expires_on"))  # logs of earlier editions name no day
        case EventKind.NOTICE_REFUSED:
            notice.move(NoticeState.REFUSED, event.at)
            notice.reason, notice.ground = payload["reason"], payload.get("ground", "")
            notice.questions = list(payload.get("questions", notice.questions))
        case _:
            _apply_afterwards(notice, event)


def _open_inquiry(notice: Notice, event: LoggedEvent) -> None:
    payload = event.payload
    notice.questions = list(payload["questions"])
    asked = [dict(item) for item in payload.get("asked", ())]
    notice.inquiries.append(Inquiry(event.at, notice.questions, asked, dict(notice.submitted), payload.get("seat", "")))


def _close_inquiry(inquiry: Inquiry, event: LoggedEvent) -> None:
    inquiry.answer, inquiry.answered_at = event.payload["answer"], event.at
    inquiry.answered_fields = dict(event.payload["fields"])


def _read_from_file(number: int, event: LoggedEvent) -> Notice:
    """A notice that was published, or a diffusion that was sent, before the run began."""
    payload = event.payload
    state = NoticeState.DIFFUSED if event.kind == EventKind.DIFFUSION_SENT else NoticeState.PUBLISHED
    notice = Notice(number, payload["type"], state, dict(payload["fields"]), event.at)
    notice.reference, notice.expires_on = payload["reference"], _read_day(payload["expires_on"])
    notice.recipients = list(payload.get("to", ()))
    notice.history.append((event.at, state))
    notice.submitted = dict(payload["fields"])
    return notice


def _apply_afterwards(notice: Notice, event: LoggedEvent) -> None:
    """What follows publication, and a diffusion's life."""
    payload = event.payload
    kind = EventKind(event.kind)
    if kind in LEADS_TO:
        notice.move(LEADS_TO[kind], event.at)
        notice.reason, notice.ground = payload["reason"], payload.get("ground", "")
    match kind:
        case EventKind.NOTICE_UPDATED:
            notice.fields = dict(payload["fields"])
            notice.submitted = dict(payload["fields"])
            notice.is_extract_agreed = payload.get("public_extract", notice.is_extract_agreed)
        case EventKind.NOTICE_ADDENDUM:
            notice.addenda.append((event.at, payload["text"]))
        case EventKind.NOTICE_RENEWED:
            notice.expires_on = _read_day(payload["expires_on"])
        case EventKind.NOTICE_SUSPENDED | EventKind.NOTICE_RESTORED:
            notice.suspended_until = _read_day(payload.get("until"))
        case EventKind.DIFFUSION_SENT:
            notice.recipients, notice.reference = list(payload["to"]), payload["reference"]
