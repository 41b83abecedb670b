"""The simulated reviewer of notices: reads what was submitted, publishes, asks, or refuses. Pure."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sandbox.domain.definitions import Review, ReviewRule
from sandbox.domain.text import contains_any, find_names
from sandbox.domain.worlds import RunWorld
from sandbox.enums import EventKind


@dataclass(frozen=True, slots=True)
class Finding:
    """What the reviewer decided: the event's kind, and the questions or the reason."""

    kind: EventKind
    questions: tuple[str, ...] = ()
    reason: str = ""


def review_notice(review: Review, world: RunWorld, fields: Mapping[str, str], *, round_number: int) -> Finding:
    """Publish when every rule is met; else ask, and refuse when the last round is used up."""
    questions = tuple(world.fill(rule.question) for rule in review.rules if not _is_met(rule, world, fields))
    if not questions:
        return Finding(EventKind.NOTICE_PUBLISHED)
    if round_number >= review.rounds:
        return Finding(EventKind.NOTICE_REFUSED, questions, world.fill(review.refusal))
    return Finding(EventKind.NOTICE_QUESTIONED, questions)


def _read(rule: ReviewRule, fields: Mapping[str, str]) -> str:
    return "\n".join(fields.get(key, "") for key in (rule.fields or tuple(fields)))


def count_groups(text: str, groups: Iterable[tuple[str, ...]], world: RunWorld) -> int:
    """How many groups of synonyms the text touches."""
    return sum(contains_any(text, [world.fill(word) for word in group]) for group in groups)


def _is_met(rule: ReviewRule, world: RunWorld, fields: Mapping[str, str]) -> bool:
    text = _read(rule, fields)
    match rule.kind:
        case "no_names":
            people = [world.entities[key].values for key in rule.values]
            return not find_names(text, people)
        case "no_words":
            return not contains_any(text, [world.fill(word) for word in rule.values])
        case "mentions":
            return count_groups(text, rule.groups, world) >= rule.least
        case "equals":
            return re.sub(r"\s+", " ", text.strip()) == world.fill(rule.values[0])
    raise ValueError(rule.kind)
