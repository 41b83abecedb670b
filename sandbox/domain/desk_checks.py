"""Checks on answers, decisions in number, messages in full, register queries of any kind, time, and the case chart."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, ClassVar

from django.utils.translation import gettext as _

from sandbox.domain.case.chart import Chart, Link, fold_chart
from sandbox.domain.checks import Check, Finding, RunView, join_findings, register
from sandbox.domain.matching import LoggedEvent, Matcher
from sandbox.domain.messages.letters import Message
from sandbox.domain.pauses import list_pauses, measure_running_time
from sandbox.domain.text import contains_any
from sandbox.enums import EventKind


class _AboutAnswer(Check):
    question: str

    def list_questions(self) -> tuple[str, ...]:
        return (self.question,)

    def judge(self, view: RunView) -> Finding:
        event = view.desk.answers.get(self.question)
        if event is None:
            return Finding(False, _("You did not answer the question."))
        problem = self.find_problem(view, event.payload["values"])
        if problem:
            return Finding(False, problem, wrong_at=event.sequence)
        return Finding(True, _("Your answer: event %(n)s.") % {"n": event.sequence}, (event.sequence,))

    def find_problem(self, view: RunView, values: Sequence[str]) -> str:
        """What is wrong with the answer; empty when nothing is."""
        raise NotImplementedError


def _compact(text: str) -> str:
    """Without spaces and capitals: a number may be written in groups."""
    return "".join(text.casefold().split())


@register
@dataclass(frozen=True)
class AnswerIs(_AboutAnswer):
    """The answer that holds is just this: these options, no more and no fewer, or this text or number."""

    name: ClassVar[str] = "answer_is"
    question: str
    values: tuple[str, ...]

    def find_problem(self, view: RunView, values: Sequence[str]) -> str:
        expected = {_compact(view.fill(value)) for value in self.values}
        return "" if {_compact(value) for value in values} == expected else _("You answered otherwise.")


@register
@dataclass(frozen=True)
class AnswerIncludes(_AboutAnswer):
    """The answer names at least so many of these options, and at most so many others."""

    name: ClassVar[str] = "answer_includes"
    question: str
    values: tuple[str, ...]
    least: int
    most_others: int = 0

    def find_problem(self, view: RunView, values: Sequence[str]) -> str:
        named = sum(value in self.values for value in values)
        if named < self.least:
            return _("You named %(n)s of the %(all)s that count.") % {"n": named, "all": len(self.values)}
        if len(values) - named > self.most_others:
            return _("You also named what does not belong there.")
        return ""


@register
@dataclass(frozen=True)
class AnswerBetween(_AboutAnswer):
    """The answer is a number from the lower to the upper bound."""

    name: ClassVar[str] = "answer_between"
    question: str
    lower: str
    upper: str

    def find_problem(self, view: RunView, values: Sequence[str]) -> str:
        number = Decimal(values[0])
        is_right = Decimal(view.fill(self.lower)) <= number <= Decimal(view.fill(self.upper))
        return "" if is_right else _("You answered %(number)s.") % {"number": values[0]}


@register
@dataclass(frozen=True)
class AnswerMentions(_AboutAnswer):
    """A written answer holds one word of at least so many of these groups, and none of the words to avoid."""

    name: ClassVar[str] = "answer_mentions"
    question: str
    groups: tuple[tuple[str, ...], ...]
    least: int
    avoid: tuple[str, ...] = ()

    def find_problem(self, view: RunView, values: Sequence[str]) -> str:
        text = values[0]
        found = sum(contains_any(text, [view.fill(word) for word in group]) for group in self.groups)
        if found < self.least:
            return _("Your answer names %(n)s of %(all)s points.") % {"n": found, "all": len(self.groups)}
        wrong = next((word for word in self.avoid if contains_any(text, [view.fill(word)])), None)
        return "" if wrong is None else _("You wrote “%(word)s”.") % {"word": view.fill(wrong)}


@register
@dataclass(frozen=True)
class DecisionCount(Check):
    """Of these things at least so many have this decision at the end, and no more than so many things have it altogether."""

    name: ClassVar[str] = "decision_count"
    subjects: tuple[str, ...]
    choice: str
    least: int
    most_altogether: int = 0

    def list_references(self) -> tuple[str, ...]:
        return self.subjects

    def list_choices(self) -> tuple[str, ...]:
        return (self.choice,)

    def judge(self, view: RunView) -> Finding:
        last = {decision.traveller: decision for decision in view.desk.decisions}
        chosen = {name: decision for name, decision in last.items() if decision.choice == self.choice}
        wanted = {view.subjects[key].reference for key in self.subjects}
        right = [chosen[name].sequence for name in wanted if name in chosen]
        label = view.choice_labels.get(self.choice, self.choice)
        did = _("You decided “%(choice)s” on %(n)s of the %(all)s that call for it.") % {
            "choice": label, "n": len(right), "all": len(wanted),
        }  # fmt: skip
        if self.most_altogether and len(chosen) > self.most_altogether:
            latest = max(decision.sequence for decision in chosen.values())
            text = _("You decided “%(choice)s” on %(n)s things; there is room for %(most)s.") % {
                "choice": label, "n": len(chosen), "most": self.most_altogether,
            }  # fmt: skip
            return Finding(False, text, wrong_at=latest)
        if len(right) < self.least:
            wrong = min((d.sequence for name, d in chosen.items() if name not in wanted), default=None)
            return Finding(False, did, tuple(sorted(right)), wrong)
        return Finding(True, did, tuple(sorted(right)))


@register
@dataclass(frozen=True)
class NeverHappened(Check):
    """No event of this pattern stands in the log. `after` asks that something was done at all: doing nothing earns nothing."""

    name: ClassVar[str] = "never_happened"
    what: Matcher
    after: Matcher

    def list_kinds(self) -> tuple[str, ...]:
        return (self.what.kind, self.after.kind)

    def judge(self, view: RunView) -> Finding:
        if not any(_fits(self.after, event, view) for event in view.events):
            return Finding(False, _("There is nothing to judge yet."))
        found = next((event for event in view.events if _fits(self.what, event, view)), None)
        if found is not None:
            return Finding(False, _("You did: event %(n)s.") % {"n": found.sequence}, wrong_at=found.sequence)
        return Finding(True, _("You kept from it."))


@register
@dataclass(frozen=True)
class InTime(Check):
    """Something was done within so many minutes after something else."""

    name: ClassVar[str] = "in_time"
    first: Matcher
    then: Matcher
    minutes: int

    def list_kinds(self) -> tuple[str, ...]:
        return (self.first.kind, self.then.kind)

    def judge(self, view: RunView) -> Finding:
        start = next((event for event in view.events if _fits(self.first, event, view)), None)
        if start is None:
            return Finding(False, _("It did not come to that."))
        end = next((e for e in view.events if e.sequence > start.sequence and _fits(self.then, e, view)), None)
        if end is None:
            return Finding(False, _("It did not happen."))
        taken = measure_running_time(start.at, end.at, list_pauses(view.events)).total_seconds()
        minutes = int(taken // 60)
        if taken > self.minutes * 60:
            text = _("It took %(n)s minutes.") % {"n": minutes}
            return Finding(False, text, (start.sequence,), end.sequence)
        return Finding(True, _("Done within %(n)s minutes.") % {"n": self.minutes}, (start.sequence, end.sequence))


def _fits(matcher: Matcher, event: LoggedEvent, view: RunView) -> bool:
    """As `Matcher.fits`, with `${…}` in its values."""
    return event.kind == matcher.kind and all(
        event.payload.get(key) == (view.fill(value) if isinstance(value, str) else value)
        for key, value in matcher.values.items()
    )


@register
@dataclass(frozen=True)
class MessageFits(Check):
    """A message with this purpose went to just these bureaus, with this priority and handling, and its text says what it must
    and nothing that it must not. Empty conditions ask for nothing; `groups` are words of which one a group is enough. With `every`,
    all messages with this purpose must be so."""

    name: ClassVar[str] = "message_fits"
    to: tuple[str, ...]
    purpose: str
    priority: str = ""
    handling: str = ""
    groups: tuple[tuple[str, ...], ...] = ()
    avoid: tuple[str, ...] = ()
    records: tuple[str, ...] = ()
    needs_case: bool = False
    needs_deadline: bool = False
    every: bool = False

    def judge(self, view: RunView) -> Finding:
        candidates = [message for message in view.desk.sent if message.purpose == self.purpose]
        if not candidates:
            return Finding(False, _("You sent no such message."))
        problems: list[tuple[str, int | None]] = []
        for message in candidates:
            problem = self._find_problem(view, message)
            if not problem and not self.every:
                return Finding(True, _("You sent it: event %(n)s.") % {"n": message.sequence}, (message.sequence,))
            if not problem:
                continue
            problems.append((_("Event %(n)s: %(what)s") % {"n": message.sequence, "what": problem}, message.sequence))
        sent = [message.sequence for message in candidates]
        return join_findings(problems[:1], sent, _("You sent it: event %(n)s.") % {"n": sent[0]})

    def _find_problem(self, view: RunView, message: Message) -> str:
        payload = next(event.payload for event in view.events if event.sequence == message.sequence)
        sent_to = {payload["to"], *payload.get("also_to", ())}
        text = f"{message.subject}\n{message.body}"
        conditions = [
            (
                not self.to or sent_to == {view.fill(bureau) for bureau in self.to},
                _("it went elsewhere, or to too many."),
            ),
            (self.priority in {"", payload["priority"]}, _("its priority does not fit.")),
            (self.handling in {"", payload["handling"]}, _("its handling code does not fit.")),
            (not self.needs_case or payload["case_reference"] == view.case_reference, _("it leaves out the case.")),
            (not self.needs_deadline or bool(payload.get("deadline_at")), _("it sets no deadline.")),
            (
                {view.fill(record) for record in self.records} <= set(payload["records"]),
                _("it cites another record, or none."),
            ),
            (
                all(contains_any(text, [view.fill(word) for word in group]) for group in self.groups),
                _("it leaves out something that the addressee needs."),
            ),
            (not contains_any(text, [view.fill(word) for word in self.avoid]), _("it says more than it should.")),
        ]
        return next((problem for is_met, problem in conditions if not is_met), "")


@register
@dataclass(frozen=True)
class RegisterAsked(Check):
    """This register was asked for each of these things by these keys, such as `{vin: "${it.vin}"}`, before it was decided on."""

    name: ClassVar[str] = "register_asked"
    register: str
    subjects: tuple[str, ...]
    keys: dict[str, str]

    def list_references(self) -> tuple[str, ...]:
        return self.subjects

    def judge(self, view: RunView) -> Finding:
        problems: list[tuple[str, int | None]] = []
        evidence: list[int] = []
        asked = [
            event for event in view.list_events(EventKind.REGISTER_QUERIED) if name_register(event) == self.register
        ]
        for key in self.subjects:
            subject = view.subjects[key]
            wanted = {name: view.fill(text.replace("${it.", f"${{{key}.")) for name, text in self.keys.items()}
            found = next((event for event in asked if _asks(event, wanted)), None)
            decision = next((d for d in view.desk.decisions if d.traveller == subject.reference), None)
            who = subject.reference or subject.values.get("name", key)
            if found is None:
                problems.append((_("%(who)s: the register was not asked.") % {"who": who}, None))
            elif decision is not None and decision.sequence < found.sequence:
                problems.append((_("%(who)s: decided first, asked later.") % {"who": who}, decision.sequence))
            else:
                evidence.append(found.sequence)
        return join_findings(problems, evidence, _("The register was asked each time."))


def name_register(event: LoggedEvent) -> str:
    return str(event.payload.get("register", ""))


def _asks(event: LoggedEvent, wanted: dict[str, str]) -> bool:
    asked: Any = event.payload["asked"]
    return all(str(asked.get(name, "")).casefold() == value.casefold() for name, value in wanted.items())


@register
@dataclass(frozen=True)
class ChartLinks(Check):
    """The case chart links these pairs, each on so many pieces of evidence, and links none of the pairs to avoid.

    Names are compared without regard to case; a pair is two names, in either direction.
    """

    name: ClassVar[str] = "chart_links"
    pairs: tuple[tuple[str, ...], ...]
    least: int
    evidence: int = 0
    avoid: tuple[tuple[str, ...], ...] = ()

    def judge(self, view: RunView) -> Finding:
        chart = fold_chart(view.events)
        if not chart.revision:
            return Finding(False, _("You drew no chart."))
        saved = view.list_events(EventKind.CHART_SAVED)[-1].sequence
        wanted = [_read_pair(pair, view) for pair in self.pairs]
        right = [
            link for link in chart.links if _find_pair(chart, link) in wanted and len(link.evidence) >= self.evidence
        ]
        held = {_find_pair(chart, link) for link in right}
        avoided = {_read_pair(pair, view) for pair in self.avoid}
        wrong = next((link for link in chart.links if _find_pair(chart, link) in avoided), None)
        if wrong is not None:
            names = " – ".join(sorted(_find_pair(chart, wrong)))
            return Finding(False, _("Your chart links %(names)s.") % {"names": names}, wrong_at=saved)
        did = _("Your chart has %(n)s of %(all)s links, each with its evidence.") % {"n": len(held), "all": len(wanted)}
        if len(held) < self.least:
            return Finding(False, did, wrong_at=saved)
        return Finding(True, did, (saved,))


def _read_pair(pair: Sequence[str], view: RunView) -> frozenset[str]:
    return frozenset(view.fill(name).casefold() for name in pair)


def _find_pair(chart: Chart, link: Link) -> frozenset[str]:
    ends = [chart.find_entity(number) for number in (link.source, link.target)]
    return frozenset(end.label.casefold() for end in ends if end is not None)


@register
@dataclass(frozen=True)
class RecordEntered(Check):
    """A record stands in this register at the end that the trainee entered, with these values; words to avoid are in none of its
    texts."""

    name: ClassVar[str] = "record_entered"
    register: str
    values: dict[str, str] = field(default_factory=dict)
    avoid: tuple[str, ...] = ()

    def judge(self, view: RunView) -> Finding:
        entered = [
            event for event in view.list_events(EventKind.RECORD_ENTERED, EventKind.RECORD_CHANGED)
            if name_register(event) == self.register
        ]  # fmt: skip
        if not entered:
            return Finding(False, _("You entered no such record."))
        event = entered[-1]
        record: Any = event.payload["record"]
        for name, value in self.values.items():
            wanted = view.fill(value).casefold()
            if wanted not in str(record.get(name, "")).casefold():
                text = _("The record does not say “%(value)s”.") % {"value": view.fill(value)}
                return Finding(False, text, wrong_at=event.sequence)
        text = " ".join(str(value) for value in record.values())
        wrong = next((word for word in self.avoid if contains_any(text, [view.fill(word)])), None)
        if wrong is not None:
            return Finding(
                False, _("The record says “%(word)s”.") % {"word": view.fill(wrong)}, wrong_at=event.sequence
            )
        return Finding(True, _("You entered it: event %(n)s.") % {"n": event.sequence}, (event.sequence,))
