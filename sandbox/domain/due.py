"""An event that the simulated world owes."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sandbox.enums import EventKind


@dataclass(frozen=True, slots=True)
class Due:
    """An event that the world will add, and when."""

    at: datetime
    kind: EventKind
    payload: dict[str, Any]
