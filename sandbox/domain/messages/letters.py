"""A message as it lies on the trainee's desk, and how the mail of a run is folded from its log. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sandbox.domain.matching import LoggedEvent
from sandbox.enums import EventKind, Purpose

SECRETARIAT_CODE = "SEC"
# What waits for an answer: the rest only tells.
ASKING = frozenset(
    {Purpose.HIT_CONFIRMATION, Purpose.INFORMATION_REQUEST, Purpose.CASE_LINK, Purpose.CONSENT_REQUEST, Purpose.RECALL}
)


@dataclass
class Message:
    """One message sent or received. `thread` is the sequence of the message that began it."""

    sequence: int
    at: datetime
    is_incoming: bool
    bureau: str
    subject: str
    case_reference: str
    priority: str
    handling: str
    purpose: str
    body: str
    records: list[str]
    answers: int | None = None
    verdict: str = ""
    sender_reference: str = ""
    also_to: list[str] = field(default_factory=list)
    thread: int = 0
    in_reply_to: int | None = None
    deadline_at: datetime | None = None
    request_number: int = 0
    attachments: list[dict[str, Any]] = field(default_factory=list)
    officer: str = ""
    language: str = ""
    gist: str = ""
    # What a reply to a request for confirmation says, and by when it promises more.
    answer: str = ""
    answer_at: datetime | None = None
    forwards: int | None = None
    recalls: int | None = None
    consent: dict[str, Any] = field(default_factory=dict)
    # 1 where a bureau writes a second time, after it had given a time.
    part: int = 0
    is_read: bool = True
    acknowledged_at: datetime | None = None

    @property
    def addressees(self) -> list[str]:
        return [self.bureau, *self.also_to]

    @property
    def is_asking(self) -> bool:
        return self.purpose in ASKING

    @property
    def is_confirmation_request(self) -> bool:
        return self.purpose == Purpose.HIT_CONFIRMATION


def _read_time(value: object) -> datetime | None:
    return datetime.fromisoformat(value) if isinstance(value, str) and value else None


def read_message(event: LoggedEvent) -> Message:
    """The message of an event of sending or receiving. Logs of earlier editions hold fewer fields."""
    payload = event.payload
    is_incoming = event.kind == EventKind.MESSAGE_RECEIVED
    return Message(
        sequence=event.sequence, at=event.at, is_incoming=is_incoming,
        bureau=payload["from" if is_incoming else "to"], subject=payload["subject"],
        case_reference=payload["case_reference"], priority=payload["priority"], handling=payload["handling"],
        purpose=payload["purpose"], body=payload["body"], records=list(payload.get("records", ())),
        answers=payload.get("caused_by"), verdict=payload.get("verdict", ""),
        sender_reference=payload.get("sender_reference", ""), also_to=list(payload.get("also_to", ())),
        thread=payload.get("thread") or 0, in_reply_to=payload.get("in_reply_to"),
        deadline_at=_read_time(payload.get("deadline_at")), request_number=payload.get("request_number", 0),
        attachments=list(payload.get("attachments", ())), officer=payload.get("officer", ""),
        language=payload.get("language", ""), gist=payload.get("gist", ""), answer=payload.get("answer", ""),
        answer_at=_read_time(payload.get("answer_at")), forwards=payload.get("forwards"),
        recalls=payload.get("recalls"), consent=dict(payload.get("consent", {})),
        part=payload.get("part", 0), is_read=not is_incoming,
    )  # fmt: skip


def add_message(messages: list[Message], event: LoggedEvent) -> Message:
    """Put a message on the desk and into its thread. An answer reads what it answers."""
    message = read_message(event)
    parent = find_message(messages, message.in_reply_to or message.answers)
    message.thread = message.thread or (parent.thread if parent else message.sequence)
    if parent is not None and parent.is_incoming:
        parent.is_read = True
    messages.append(message)
    return message


def mark_message(messages: Sequence[Message], event: LoggedEvent) -> None:
    """Reading and acknowledging, as the log tells them."""
    message = find_message(messages, event.payload["message"])
    if message is not None:
        message.is_read = True
        if event.kind == EventKind.MESSAGE_ACKNOWLEDGED:
            message.acknowledged_at = event.at


def find_message(messages: Iterable[Message], sequence: int | None) -> Message | None:
    return next((message for message in messages if message.sequence == sequence), None)


def list_thread(messages: Iterable[Message], message: Message) -> list[Message]:
    """All of a message's thread, the earliest first."""
    return [other for other in messages if other.thread == message.thread]


def list_answers(messages: Iterable[Message], message: Message) -> list[Message]:
    """The answers to one message: the main addressee's to ours, ours to theirs. A request for confirmation is answered by what
    confirms, denies or gives a time, and by nothing else."""
    if not message.is_incoming:
        return [m for m in messages if m.is_incoming and m.answers == message.sequence and m.bureau == message.bureau]
    replies = [m for m in messages if not m.is_incoming and m.in_reply_to == message.sequence]
    return [m for m in replies if m.answer] if message.is_confirmation_request else replies


def find_answer(messages: Iterable[Message], message: Message) -> Message | None:
    """The first answer to a message."""
    return next(iter(list_answers(messages, message)), None)


def list_chain(messages: Iterable[Message], request: Message) -> list[Message]:
    """A request and the later ones that repeat it (second, third), in their order."""
    return [
        other for other in messages
        if other.thread == request.thread and other.is_incoming == request.is_incoming
        and other.purpose == request.purpose and other.records == request.records
    ]  # fmt: skip


def list_chain_answers(messages: Sequence[Message], request: Message) -> list[Message]:
    """The answers to a request or to one that repeats it, the earliest first."""
    found = [answer for other in list_chain(messages, request) for answer in list_answers(messages, other)]
    return sorted(found, key=lambda answer: answer.sequence)
