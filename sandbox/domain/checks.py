"""The typed predicates that judge a run: what an objective may ask of the log. Pure.

A check is a frozen dataclass; its fields are the parameters that a definition gives. `judge` looks at the whole run
and answers with a Finding: met or not, what the trainee did, and the event at which it went wrong.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar, TypeVar

from django.utils.translation import gettext as _

from sandbox.domain.desk import Desk
from sandbox.domain.matching import LoggedEvent, Matcher


@dataclass(frozen=True)
class Subject:
    """A traveller or a planted record as checks need it."""

    key: str
    reference: str
    values: dict[str, str]
    of: str = ""


@dataclass(frozen=True)
class RunView:
    """What a check may see: the world's truth by key, the folded desk, and the log."""

    subjects: dict[str, Subject]
    case_reference: str
    events: Sequence[LoggedEvent]
    desk: Desk
    choice_labels: dict[str, str]
    fill: Callable[[str], str]

    @property
    def last_sequence(self) -> int:
        return self.events[-1].sequence if self.events else 0

    def list_events(self, *kinds: str) -> list[LoggedEvent]:
        return [event for event in self.events if event.kind in kinds]


@dataclass(frozen=True)
class Finding:
    """A check's answer. `wrong_at` is the event where it went wrong: None when it is met, or when something is missing."""

    is_met: bool
    did: str
    evidence: tuple[int, ...] = ()
    wrong_at: int | None = None


class Check:
    """What all checks have in common."""

    name: ClassVar[str] = ""

    def judge(self, view: RunView) -> Finding:
        raise NotImplementedError

    def list_references(self) -> tuple[str, ...]:
        """Keys of the cast and of planted records that must exist."""
        return ()

    def list_choices(self) -> tuple[str, ...]:
        """Decisions that must be possible."""
        return ()

    def list_kinds(self) -> tuple[str, ...]:
        """Kinds of event that must exist."""
        return ()

    def list_questions(self) -> tuple[str, ...]:
        """Questions of the answer sheet that must be asked."""
        return ()

    def list_notice_types(self) -> tuple[str, ...]:
        """Types of notice that the exercise must use."""
        return ()


CHECKS: dict[str, type[Check]] = {}
C = TypeVar("C", bound=type[Check])


def register(cls: C) -> C:
    """Make a check known by its name to definitions."""
    CHECKS[cls.name] = cls
    return cls


def join_findings(problems: list[tuple[str, int | None]], evidence: list[int], fine: str) -> Finding:
    """One finding from the problems of several subjects: the earliest wrong event counts."""
    if not problems:
        return Finding(True, fine, tuple(evidence))
    wrong = min((sequence for _text, sequence in problems if sequence is not None), default=None)
    return Finding(False, " ".join(text for text, _sequence in problems), tuple(evidence), wrong)


@register
@dataclass(frozen=True)
class Order(Check):
    """Something happened, and each time something else had happened before it."""

    name: ClassVar[str] = "order"
    first: Matcher
    then: Matcher

    def list_kinds(self) -> tuple[str, ...]:
        return (self.first.kind, self.then.kind)

    def judge(self, view: RunView) -> Finding:
        seen: LoggedEvent | None = None
        for event in view.events:
            if self.first.fits(event) and seen is None:
                seen = event
            if self.then.fits(event):
                if seen is None:
                    return Finding(
                        False, _("Event %(n)s came too early.") % {"n": event.sequence}, wrong_at=event.sequence
                    )
                return Finding(True, _("Done in the right order."), (seen.sequence, event.sequence))
        return Finding(False, _("It did not happen."))


@register
@dataclass(frozen=True)
class Happened(Check):
    """An event of this pattern stands in the log."""

    name: ClassVar[str] = "happened"
    what: Matcher

    def list_kinds(self) -> tuple[str, ...]:
        return (self.what.kind,)

    def judge(self, view: RunView) -> Finding:
        found = next((event for event in view.events if self.what.fits(event)), None)
        if found is None:
            return Finding(False, _("It did not happen."))
        return Finding(True, _("Event %(n)s.") % {"n": found.sequence}, (found.sequence,))


@register
@dataclass(frozen=True)
class DecisionIs(Check):
    """The decision that holds at the end on each of these travellers is this one."""

    name: ClassVar[str] = "decision_is"
    subjects: tuple[str, ...]
    choice: str

    def list_references(self) -> tuple[str, ...]:
        return self.subjects

    def list_choices(self) -> tuple[str, ...]:
        return (self.choice,)

    def judge(self, view: RunView) -> Finding:
        problems: list[tuple[str, int | None]] = []
        evidence = []
        for key in self.subjects:
            reference = view.subjects[key].reference
            decision = view.desk.get_decision(reference)
            if decision is None:
                problems.append((_("%(who)s: no decision.") % {"who": reference}, None))
                continue
            evidence.append(decision.sequence)
            if decision.choice != self.choice:
                label = view.choice_labels.get(decision.choice, decision.choice)
                problems.append((_("%(who)s: “%(choice)s”.") % {"who": reference, "choice": label}, decision.sequence))
        return join_findings(
            problems,
            evidence,
            _("You decided: “%(choice)s”.") % {"choice": view.choice_labels.get(self.choice, self.choice)},
        )


@register
@dataclass(frozen=True)
class DecisionsExplained(Check):
    """Every decision on these travellers gives its reason, and each has one."""

    name: ClassVar[str] = "decisions_explained"
    subjects: tuple[str, ...]
    least_words: int

    def list_references(self) -> tuple[str, ...]:
        return self.subjects

    def judge(self, view: RunView) -> Finding:
        problems: list[tuple[str, int | None]] = []
        for key in self.subjects:
            reference = view.subjects[key].reference
            if view.desk.get_decision(reference) is None:
                problems.append((_("%(who)s: no decision.") % {"who": reference}, None))
        for decision in view.desk.decisions:
            if len(decision.rationale.split()) < self.least_words:
                text = _("%(who)s: the reason has fewer than %(n)s words.") % {
                    "who": decision.traveller,
                    "n": self.least_words,
                }
                problems.append((text, decision.sequence))
        return join_findings(problems, [d.sequence for d in view.desk.decisions], _("Every decision gives its reason."))
