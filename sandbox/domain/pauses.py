"""The clock of a run that was paused: it stands still from a pause to its end. Pure."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sandbox.domain.matching import LoggedEvent
from sandbox.enums import EventKind

Pause = tuple[datetime, datetime]


def list_pauses(events: Iterable[LoggedEvent]) -> list[Pause]:
    """The pauses that are over, from when to when."""
    pauses: list[Pause] = []
    began: datetime | None = None
    for event in events:
        if event.kind == EventKind.PAUSED:
            began = event.at
        elif event.kind == EventKind.RESUMED and began is not None:
            pauses.append((began, event.at))
            began = None
    return pauses


def add_running_time(start: datetime, length: timedelta, pauses: Iterable[Pause]) -> datetime:
    """When so much time has run since then, without the pauses after it."""
    at = start + length
    for began, ended in pauses:
        if start <= began < at:
            at += ended - began
    return at


def measure_running_time(start: datetime, end: datetime, pauses: Iterable[Pause]) -> timedelta:
    """How much time ran between two events, without the pauses between them."""
    return end - start - sum((ended - began for began, ended in pauses if start <= began < end), timedelta())
