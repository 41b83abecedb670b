"""What a certificate states, sealed by a digest over its canonical JSON."""

import calendar
import hashlib
import json
from dataclasses import dataclass
from datetime import date
from typing import Any

FACTS_VERSION = 1


@dataclass(frozen=True, slots=True)
class StatedCourse:
    title: str
    completed_on: date


@dataclass(frozen=True, slots=True)
class StatedLevel:
    """A level (or None for a course award) and its courses as they were on the day of issue."""

    level: str | None
    courses: tuple[StatedCourse, ...]


def compute_digest(*, serial: str, printed_name: str, facts: dict[str, Any]) -> str:
    """SHA-256, in hexadecimal, over the canonical JSON of what the document says."""
    content = json.dumps(
        {"serial": serial, "printed_name": printed_name, "facts": facts},
        sort_keys=True, separators=(",", ":"), ensure_ascii=False,
    )  # fmt: skip
    return hashlib.sha256(content.encode()).hexdigest()


def read_levels(facts: dict[str, Any]) -> tuple[StatedLevel, ...]:
    """The levels and courses that a certificate states. Scores stay in the record: they are not for the public."""
    return tuple(
        StatedLevel(
            level=level["level"],
            courses=tuple(
                StatedCourse(title=course["title"], completed_on=date.fromisoformat(course["completed_on"]))
                for course in level["courses"]
            ),
        )
        for level in facts["levels"]
    )


def add_months(day: date, months: int) -> date:
    """The same day some months later; the last day of the month where that day does not exist."""
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
