"""The one clock. Every rule that depends on time asks `now()`; tests move it with `travel`."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta


@dataclass(slots=True)
class _Shift:
    offset: timedelta = timedelta(0)
    frozen: datetime | None = None


_shift = _Shift()


def now() -> datetime:
    """The current instant, in UTC."""
    if _shift.frozen is not None:
        return _shift.frozen
    return datetime.now(UTC) + _shift.offset


@contextmanager
def travel(*, by: timedelta | None = None, to: datetime | None = None) -> Iterator[None]:
    """Shift the clock by a span, or stop it at an instant, for the length of a with block."""
    before = (_shift.offset, _shift.frozen)
    if to is not None:
        _shift.frozen = to
    if by is not None:
        if _shift.frozen is not None:
            _shift.frozen += by
        else:
            _shift.offset += by
    try:
        yield
    finally:
        _shift.offset, _shift.frozen = before
