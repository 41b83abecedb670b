"""The law of retakes, as a pure function: the start and the page that announces it ask the same one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from courses.models import Attempt, Quiz


class StartState(StrEnum):
    """May another attempt start?"""

    ALLOWED = "allowed"
    PASSED = "passed"
    EXHAUSTED = "exhausted"
    WAITING = "waiting"


@dataclass(frozen=True, slots=True)
class StartVerdict:
    """Whether another attempt may start, how many are left, and from when (only while WAITING)."""

    state: StartState
    attempts_left: int
    opens_at: datetime | None = None

    @property
    def is_allowed(self) -> bool:
        return self.state is StartState.ALLOWED


def judge_start(*, quiz: Quiz, finished: Sequence[Attempt], now: datetime) -> StartVerdict:
    """A pass ends the matter; otherwise `max_attempts` in all, `wait_minutes` after the end of the last one."""
    left = max(0, quiz.max_attempts - len(finished))
    if any(attempt.is_passed for attempt in finished):
        return StartVerdict(StartState.PASSED, left)
    if left == 0:
        return StartVerdict(StartState.EXHAUSTED, 0)
    ends = [attempt.finished_at for attempt in finished if attempt.finished_at is not None]
    opens_at = max(ends) + timedelta(minutes=quiz.wait_minutes) if ends else None
    if opens_at is not None and opens_at > now:
        return StartVerdict(StartState.WAITING, left, opens_at)
    return StartVerdict(StartState.ALLOWED, left)
