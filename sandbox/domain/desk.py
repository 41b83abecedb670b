"""The state of a run, folded from its log: what was asked, sent, received, decided, drafted. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sandbox.domain.matching import LoggedEvent
from sandbox.domain.messages.letters import Message, add_message, find_message, mark_message
from sandbox.domain.notice_record import Notice as Notice
from sandbox.domain.notice_record import apply_to_notice
from sandbox.enums import EventKind


@dataclass
class Query:
    """One query of the travel documents register and what it answered."""

    sequence: int
    at: datetime
    number: str
    country: str
    document_type: str
    reason: str
    result: str


@dataclass
class Decision:
    sequence: int
    at: datetime
    traveller: str
    choice: str
    rationale: str


@dataclass
class Desk:
    """All that lies on the trainee's desk after the last event."""

    # Queries of every register: `register` in the payload says which, `asked` what it was asked.
    lookups: list[LoggedEvent] = field(default_factory=list)
    refused_queries: list[LoggedEvent] = field(default_factory=list)
    opened_records: dict[str, dict[str, Any]] = field(default_factory=dict)
    verdicts: dict[str, str] = field(default_factory=dict)
    zones: list[LoggedEvent] = field(default_factory=list)
    messages: list[Message] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)
    # Own records as they are now, and the bureaus that may not see them; trace requests and their answers.
    own_records: dict[str, dict[str, Any]] = field(default_factory=dict)
    restrictions: dict[str, list[str]] = field(default_factory=dict)
    traces: list[LoggedEvent] = field(default_factory=list)
    trace_answers: dict[int, LoggedEvent] = field(default_factory=dict)
    notices: dict[int, Notice] = field(default_factory=dict)
    # The answer that holds, by the question's key.
    answers: dict[str, LoggedEvent] = field(default_factory=dict)
    # The hints that were taken, by their keys.
    hints: dict[str, LoggedEvent] = field(default_factory=dict)

    def get_decision(self, traveller: str) -> Decision | None:
        """The one that holds: the latest."""
        return next((d for d in reversed(self.decisions) if d.traveller == traveller), None)

    def list_lookups(self, register: str) -> list[LoggedEvent]:
        """The queries of one register, by its key."""
        return [event for event in self.lookups if event.payload["register"] == register]

    @property
    def queries(self) -> list[Query]:
        return [_read_query(event) for event in self.list_lookups("documents")]

    def get_message(self, sequence: int) -> Message | None:
        return find_message(self.messages, sequence)

    @property
    def received(self) -> list[Message]:
        return [message for message in self.messages if message.is_incoming]

    @property
    def unread(self) -> list[Message]:
        return [message for message in self.messages if not message.is_read]

    @property
    def sent(self) -> list[Message]:
        return [message for message in self.messages if not message.is_incoming]


def fold_events(events: Iterable[LoggedEvent]) -> Desk:
    """The desk after these events, in their order."""
    desk = Desk()
    for event in events:
        _apply(desk, event)
    return desk


def _apply(desk: Desk, event: LoggedEvent) -> None:
    payload = event.payload
    if _apply_to_registers(desk, event):
        return
    match event.kind:
        case EventKind.QUERY_REFUSED:
            desk.refused_queries.append(event)
        case EventKind.RECORD_OPENED:
            desk.opened_records[payload["record"]["reference"]] = payload["record"]
        case EventKind.ZONE_SCREENED:
            desk.zones.append(event)
        case EventKind.MESSAGE_SENT | EventKind.MESSAGE_RECEIVED:
            message = add_message(desk.messages, event)
            if message.verdict:
                desk.verdicts[message.records[0]] = message.verdict
        case EventKind.MESSAGE_READ | EventKind.MESSAGE_ACKNOWLEDGED:
            mark_message(desk.messages, event)
        case _ if "notice" in payload:
            apply_to_notice(desk.notices, event)
        case _:
            _apply_judgement(desk, event)


def _apply_judgement(desk: Desk, event: LoggedEvent) -> None:
    """What the trainee decides and answers, and the help that was taken for it."""
    payload = event.payload
    if event.kind == EventKind.DECISION_MADE:
        decision = Decision(event.sequence, event.at, payload["traveller"], payload["choice"], payload["rationale"])
        desk.decisions.append(decision)
    elif event.kind == EventKind.ANSWER_GIVEN:
        desk.answers[payload["question"]] = event
    elif event.kind == EventKind.HINT_TAKEN:
        desk.hints[payload["hint"]] = event


def _apply_to_registers(desk: Desk, event: LoggedEvent) -> bool:
    """Events of the registers' common framework; whether this was one."""
    payload = event.payload
    match event.kind:
        case EventKind.REGISTER_QUERIED:
            desk.lookups.append(event)
        case EventKind.RECORD_ENTERED | EventKind.RECORD_CHANGED | EventKind.RECORD_RENEWED:
            record = payload["record"]
            desk.own_records[record["reference"]] = desk.opened_records[record["reference"]] = record
        case EventKind.RECORD_WITHDRAWN:
            desk.own_records.pop(payload["reference"], None)
            desk.opened_records.pop(payload["reference"], None)
        case EventKind.RECORD_RESTRICTED:
            desk.restrictions[payload["reference"]] = payload["hidden_from"]
        case EventKind.TRACE_REQUESTED:
            desk.traces.append(event)
        case EventKind.TRACE_ANSWERED:
            desk.trace_answers[payload["caused_by"]] = event
        case _:
            return False
    return True


def _read_query(event: LoggedEvent) -> Query:
    payload = event.payload
    return Query(event.sequence, event.at, **payload["asked"], reason=payload["reason"], result=payload["result"])
