"""The one clock. Every rule that depends on time asks `now()`; tests move it with `travel`."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

_offset = timedelta(0)
_frozen: datetime | None = None


def now() -> datetime:
    """The current instant, in UTC."""
    if _frozen is not None:
        return _frozen
    return datetime.now(UTC) + _offset


@contextmanager
def travel(*, by: timedelta | None = None, to: datetime | None = None) -> Iterator[None]:
    """Shift the clock by a span, or stop it at an instant, for the length of a with block."""
    global _offset, _frozen
    before = (_offset, _frozen)
    if to is not None:
        _frozen = to
    if by is not None:
        if _frozen is not None:
            _frozen += by
        else:
            _offset += by
    try:
        yield
    finally:
        _offset, _frozen = before
