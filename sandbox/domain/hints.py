"""Hints of an exercise: what one says, what it costs, and what is left of the points that were earned. Pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sandbox.domain.matching import LoggedEvent
from sandbox.enums import EventKind

LEAST_COST, MOST_COST = 1, 20
# It stands in the address of its page.
_KEY = re.compile(r"[A-Za-z0-9_-]{1,60}")


@dataclass(frozen=True, slots=True)
class Hint:
    """Help that a trainee may take for points. The title is read before it is taken, and gives nothing away."""

    key: str
    title: str
    text: str
    cost: int
    objective: str = ""


def find_hint_faults(hints: Sequence[Hint], *, objectives: set[str], is_practice: bool) -> Iterator[tuple[str, str]]:
    """What does not hold together. Pairs of place and problem."""
    if hints and is_practice:
        yield "hints", "have no place on a practice desk: nothing is judged there that they could cost"
    seen: set[str] = set()
    for index, hint in enumerate(hints):
        place = f"hints[{index}]"
        if hint.key in seen:
            yield f"{place}.key", f"is {hint.key!r}, as that of a hint before it"
        seen.add(hint.key)
        if not _KEY.fullmatch(hint.key):
            yield f"{place}.key", f"is {hint.key!r}; a key has letters, digits, - and _ alone, at most 60"
        if not hint.text.strip():
            yield f"{place}.text", "is missing"
        if not LEAST_COST <= hint.cost <= MOST_COST:
            yield f"{place}.cost", f"must be between {LEAST_COST} and {MOST_COST} points"
        if hint.objective and hint.objective not in objectives:
            yield f"{place}.objective", f"is {hint.objective!r}, which is no objective"


def sum_hints(events: Sequence[LoggedEvent], *, earned: int) -> dict[str, Any]:
    """The part of a result that tells of hints: the points earned before them, their cost, and each that was taken.

    Empty when none was taken, so that the result of a run without hints is what it always was.
    """
    taken = [
        {"key": event.payload["hint"], "title": event.payload["title"], "cost": event.payload["cost"], "at": event.sequence}
        for event in events
        if event.kind == EventKind.HINT_TAKEN
    ]  # fmt: skip
    if not taken:
        return {}
    return {"hints": {"earned": earned, "cost": sum(hint["cost"] for hint in taken), "taken": taken}}
