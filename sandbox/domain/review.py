"""The simulated reviewer of notices: reads what was submitted, publishes, asks, or refuses. Pure.

First come the questions that the exercise's author wrote. What is left of a round goes to the rule engine: a question for each rule
that is not met or that raises a doubt. A doubt is over when its field is changed for the better, or explained under the rule's name.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from sandbox.domain.definitions import Review, ReviewRule
from sandbox.domain.notice_catalogue import NOTICE_TYPES
from sandbox.domain.notice_record import Notice
from sandbox.domain.notice_report import Query, is_settled, list_queries, report_notice, was_asked
from sandbox.domain.text import contains_any, find_names
from sandbox.domain.worlds import RunWorld
from sandbox.enums import EventKind

# Of a round's questions those of the rules make up this number at most, and fewer where the author's own come first.
MOST_QUESTIONS = 3


@dataclass(frozen=True, slots=True)
class Finding:
    """What the reviewer decided: the event's kind, and the questions or the reason. `asked` are those that came from the rules."""

    kind: EventKind
    questions: tuple[str, ...] = ()
    reason: str = ""
    asked: tuple[Query, ...] = ()


def review_submission(review: Review, world: RunWorld, notice: Notice) -> Finding:
    """Publish when the author's rules and the type's are met and no doubt is left; else ask, and refuse when the rounds are used up.

    Nobody is refused for what they were never asked: in the last round a doubt that is new counts no more.
    """
    own = review_notice(review, world, notice.submitted, round_number=notice.rounds)
    queries = [query for query in list_open_queries(notice, world) if not is_settled(notice, query)]
    is_last = notice.rounds >= review.rounds
    if is_last:
        queries = [query for query in queries if query.is_failed or was_asked(notice, query)]
    asked = tuple(queries[: max(0, MOST_QUESTIONS - len(own.questions))])
    if not asked:
        return own
    questions = (*own.questions, *(query.question for query in asked))
    if not is_last:
        return replace(own, kind=EventKind.NOTICE_QUESTIONED, questions=questions, asked=asked)
    rules = ", ".join(dict.fromkeys(query.rule for query in asked))
    reason = f"{world.fill(review.refusal)} {_('Rules that are not settled: %(rules)s.') % {'rules': rules}}"
    return Finding(EventKind.NOTICE_REFUSED, questions, reason, asked)


def list_open_queries(notice: Notice, world: RunWorld) -> list[Query]:
    """What the rules leave to ask about the notice as it was handed in."""
    return list_queries(report_notice(NOTICE_TYPES[notice.type_key], notice.submitted, today=world.today))


def list_authored(review: Review, world: RunWorld, fields: Mapping[str, str]) -> tuple[str, ...]:
    """The author's questions that these fields leave."""
    return tuple(world.fill(rule.question) for rule in review.rules if not _is_met(rule, world, fields))


def review_notice(review: Review, world: RunWorld, fields: Mapping[str, str], *, round_number: int) -> Finding:
    """By the author's rules alone: publish when each is met; else ask, and refuse when the last round is used up."""
    questions = list_authored(review, world, fields)
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
