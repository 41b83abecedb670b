"""A pattern over one event: its kind, and values that its payload must hold."""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class LoggedEvent:
    """An event as judging and replay see it: no database behind it."""

    sequence: int
    at: datetime
    kind: str
    payload: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Matcher:
    """Fits an event of this kind whose payload has these values."""

    kind: str
    values: dict[str, Any] = field(default_factory=dict)

    def fits(self, event: LoggedEvent) -> bool:
        return event.kind == self.kind and all(event.payload.get(key) == value for key, value in self.values.items())


def fill_matcher(matcher: Matcher, fill: Callable[[str], str]) -> Matcher:
    """The pattern with a world's own values in place of `${…}`."""
    values = {key: fill(value) if isinstance(value, str) else value for key, value in matcher.values.items()}
    return replace(matcher, values=values)


def compute_log_digest(events: Iterable[LoggedEvent]) -> str:
    """SHA-256 over the events as they are stored, in their order: another event, order, time or word gives another digest."""
    digest = hashlib.sha256()
    for event in events:
        line = [event.sequence, event.at.astimezone(UTC).isoformat(timespec="microseconds"), event.kind, event.payload]
        digest.update(json.dumps(line, sort_keys=True, ensure_ascii=True, separators=(",", ":")).encode() + b"\n")
    return digest.hexdigest()
