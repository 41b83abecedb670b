"""A pattern over one event: its kind, and values that its payload must hold."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
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
