"""The clocks of requests for confirmation. Pure; the server's clock alone counts.

No public figure for the network exists. The times are an analogy to hit confirmation in the United States, where an urgent request
is answered within ten minutes and a routine one within an hour, and a request is made a second and a third time
(NCIC Operating Manual, Hit Confirmation Procedures). An exercise may set others.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sandbox.domain.messages.letters import Message, list_chain, list_chain_answers
from sandbox.enums import Priority

MAX_REQUESTS = 3


@dataclass(frozen=True, slots=True)
class MailSettings:
    """How long a bureau has to answer a request for confirmation, in minutes."""

    urgent_minutes: int = 10
    routine_minutes: int = 60


DEFAULT_SETTINGS = MailSettings()


class ClockState(StrEnum):
    RUNNING = "running"
    PASSED = "passed"
    MET = "met"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class Clock:
    """By when a request must be answered, and how that stands now. `is_ours` when our bureau owes the answer."""

    message: Message
    deadline_at: datetime
    state: ClockState
    is_ours: bool

    @property
    def is_open(self) -> bool:
        return self.state in {ClockState.RUNNING, ClockState.PASSED}


def compute_deadline(settings: MailSettings, *, priority: str, at: datetime) -> datetime:
    """By when a request for confirmation sent at this moment is to be answered."""
    minutes = settings.urgent_minutes if priority == Priority.URGENT else settings.routine_minutes
    return at + timedelta(minutes=minutes)


def read_clock(messages: Sequence[Message], message: Message, *, now: datetime) -> Clock | None:
    """The clock of a message; None where it asks nothing by a time. A time that was promised moves the deadline."""
    if not message.is_asking or message.deadline_at is None:
        return None
    deadline = message.deadline_at
    final: Message | None = None
    for answer in list_chain_answers(messages, message):
        if answer.answer != "later":
            final = answer
            break
        if answer.answer_at is not None and answer.at <= deadline:
            deadline = answer.answer_at
    if final is not None:
        state = ClockState.MET if final.at <= deadline else ClockState.LATE
    else:
        state = ClockState.RUNNING if now <= deadline else ClockState.PASSED
    return Clock(message, deadline, state, message.is_incoming)


def list_open_clocks(messages: Sequence[Message], *, now: datetime) -> list[Clock]:
    """The clocks that still run or have run out without an answer, the earliest first. Of repeated requests the latest counts."""
    clocks = []
    for message in messages:
        clock = read_clock(messages, message, now=now)
        if clock is not None and clock.is_open and list_chain(messages, message)[-1].sequence == message.sequence:
            clocks.append(clock)
    return sorted(clocks, key=lambda clock: clock.deadline_at)


def find_next_number(messages: Sequence[Message], message: Message, *, now: datetime) -> int | None:
    """2 or 3 where one of our requests may be repeated: its time has passed without an answer. None otherwise."""
    if message.is_incoming or not message.is_confirmation_request or message.deadline_at is None:
        return None
    if (
        now <= message.deadline_at
        or list_chain_answers(messages, message)
        or list_chain(messages, message)[-1].sequence != message.sequence
    ):
        return None
    number = max(1, message.request_number) + 1
    return number if number <= MAX_REQUESTS else None
