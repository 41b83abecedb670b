"""The rule engine's report on a notice: every rule with its verdict, its source, and what a reviewer would ask about it. Pure."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sandbox.domain.notice_doubts import Raised, list_doubts
from sandbox.domain.notice_record import Inquiry, Notice
from sandbox.domain.notice_types import NoticeRule, NoticeType, is_asked, meets_rule

LEAST_WORDS = 4


class RuleVerdict(models.TextChoices):
    """What the engine says of one rule. It reads form: that a rule is met does not make the notice true."""

    FAILED = "failed", gettext_lazy("Not met")
    DOUBTFUL = "doubtful", gettext_lazy("Doubtful")
    MET = "met", gettext_lazy("Met")


@dataclass(frozen=True, slots=True)
class Query:
    """One question about one rule. `key` is the same whenever the same is asked."""

    key: str
    rule: str
    field: str
    question: str
    is_failed: bool = False

    def as_payload(self) -> dict[str, str]:
        return {"key": self.key, "rule": self.rule, "field": self.field}


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A rule as a report shows it: what it asks for, the verdict, and the questions that it leaves."""

    rule: str
    verdict: RuleVerdict
    demands: tuple[str, ...]
    queries: tuple[Query, ...]
    source: str
    why: str
    is_confirmed: bool


def report_notice(notice_type: NoticeType, fields: Mapping[str, str], *, today: date) -> list[RuleRow]:
    """Each rule that is asked of these fields, in the type's order. One row for all conditions of one rule."""
    groups: dict[str, list[NoticeRule]] = {}
    for rule in notice_type.rules:
        if is_asked(rule, fields):
            groups.setdefault(rule.key, []).append(rule)
    doubts = list_doubts(notice_type, fields, today=today)
    return [
        _report_rule(notice_type, rules, [d for d in doubts if d.rule == key], fields, today)
        for key, rules in groups.items()
    ]


def _report_rule(
    notice_type: NoticeType, rules: list[NoticeRule], doubts: list[Raised], fields: Mapping[str, str], today: date
) -> RuleRow:
    source = str(next((rule.source for rule in rules if rule.source), notice_type.source))
    failed = [rule for rule in rules if not meets_rule(rule, fields, today=today)]
    queries = [
        _make_query(rule.key, rule.field, rule.kind, str(rule.message), source, is_failed=True) for rule in failed
    ]
    broken = {rule.field for rule in failed}
    queries += [_make_query(d.rule, d.field, d.kind, d.question, source) for d in doubts if d.field not in broken]
    return RuleRow(
        rule=rules[0].key,
        verdict=RuleVerdict.FAILED if failed else RuleVerdict.DOUBTFUL if queries else RuleVerdict.MET,
        demands=tuple(dict.fromkeys(str(rule.message) for rule in rules)),
        queries=tuple(queries),
        source=source,
        why=next((str(rule.why) for rule in rules if rule.why), ""),
        is_confirmed=any(rule.is_confirmed for rule in rules),
    )


def _make_query(rule: str, field: str, kind: str, text: str, source: str, *, is_failed: bool = False) -> Query:
    """The question with the rule and where it comes from behind it."""
    question = _("%(question)s (%(rule)s; %(source)s.)") % {"question": text, "rule": rule, "source": source}
    return Query(f"{rule}:{field}:{kind}", rule, field, question, is_failed)


def explain_rule(row: RuleRow) -> list[str]:
    """What stands in the way of a rule: its open questions, or, where there are none, what it asks for."""
    return [query.question for query in row.queries] or [f"{row.rule}: {' '.join(row.demands)}"]


def list_queries(rows: Iterable[RuleRow]) -> list[Query]:
    """What the report leaves to ask: rules that are not met first, then doubts, each in the order of the rules."""
    queries = [query for row in rows for query in row.queries]
    return sorted(queries, key=lambda query: not query.is_failed)


def is_settled(notice: Notice, query: Query) -> bool:
    """A doubt that was asked about, was explained, and whose field has not changed since. A rule that is not met is never settled."""
    return not query.is_failed and any(
        inquiry.fields.get(query.field, "") == notice.submitted.get(query.field, "")
        and query.key in {item["key"] for item in inquiry.asked}
        and _explains(inquiry, query.rule)
        for inquiry in notice.inquiries
    )


def was_asked(notice: Notice, query: Query) -> bool:
    return any(query.key in {item["key"] for item in inquiry.asked} for inquiry in notice.inquiries)


def _explains(inquiry: Inquiry, rule: str) -> bool:
    """The answer names the rule, and has four different words besides for each rule that it names."""
    named = {item["rule"] for item in inquiry.asked if _names(inquiry.answer, item["rule"])}
    text = inquiry.answer.casefold()
    for code in named:
        text = text.replace(code.casefold(), " ")
    return rule in named and len(set(re.findall(r"\w+", text))) >= LEAST_WORDS * len(named)


def _names(answer: str, rule: str) -> bool:
    return re.search(rf"(?<![\w-]){re.escape(rule)}(?![\w-])", answer, re.IGNORECASE) is not None
