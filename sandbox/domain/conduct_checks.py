"""Checks on how a register was asked, to whom messages went, and what reasons and notices say. Pure; see `checks`."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext as _

from sandbox.domain.checks import Check, Finding, RunView, join_findings, register
from sandbox.domain.desk_checks import name_register
from sandbox.domain.matching import LoggedEvent
from sandbox.domain.text import contains_any
from sandbox.enums import EventKind


def _fill_keys(view: RunView, subjects: tuple[str, ...], text: str) -> set[str]:
    """What a key is on each of these things: `${it.vin}` of all of them."""
    return {view.fill(text.replace("${it.", f"${{{subject}.")).casefold() for subject in subjects}


@register
@dataclass(frozen=True)
class RegisterAskedOnly(Check):
    """Nobody asked this register for anything but these things, by keys as they stand there. Needs one query."""

    name: ClassVar[str] = "register_asked_only"
    register: str
    subjects: tuple[str, ...]
    keys: dict[str, str]

    def list_references(self) -> tuple[str, ...]:
        return self.subjects

    def judge(self, view: RunView) -> Finding:
        asked = [e for e in view.list_events(EventKind.REGISTER_QUERIED) if name_register(e) == self.register]
        if not asked:
            return Finding(False, _("You made no query, so there is nothing to judge."))
        known = {name: _fill_keys(view, self.subjects, text) for name, text in self.keys.items()}
        problems: list[tuple[str, int | None]] = []
        for event in asked:
            strange = self._find_strange(event, known)
            if strange:
                text = _("You asked for “%(value)s”, which is on nothing here.") % {"value": strange[:40]}
                problems.append((text, event.sequence))
        return join_findings(problems, [asked[0].sequence], _("Every query was for something in front of you."))

    @staticmethod
    def _find_strange(event: LoggedEvent, known: dict[str, set[str]]) -> str:
        asked = event.payload["asked"]
        return next((str(asked[k]) for k, v in known.items() if asked.get(k) and str(asked[k]).casefold() not in v), "")


@register
@dataclass(frozen=True)
class RecordsOpened(Check):
    """Each of these planted records was opened; where a record of the trainee's own is entered too, before that."""

    name: ClassVar[str] = "records_opened"
    records: tuple[str, ...]

    def list_references(self) -> tuple[str, ...]:
        return self.records

    def judge(self, view: RunView) -> Finding:
        entered = next((event.sequence for event in view.list_events(EventKind.RECORD_ENTERED)), None)
        opened = {
            e.payload["record"]["reference"]: e.sequence for e in reversed(view.list_events(EventKind.RECORD_OPENED))
        }
        problems: list[tuple[str, int | None]] = []
        evidence = []
        for key in self.records:
            reference = view.subjects[key].reference
            at = opened.get(reference)
            if at is None:
                problems.append((_("%(record)s: you never opened it.") % {"record": reference}, entered))
            elif entered is not None and entered < at:
                problems.append(
                    (_("%(record)s: opened after you had made your entry.") % {"record": reference}, entered)
                )
            else:
                evidence.append(at)
        return join_findings(problems, evidence, _("You opened what had to be compared."))


@register
@dataclass(frozen=True)
class DecisionMentions(Check):
    """The reason of the decision that holds on each of these names one word of each group."""

    name: ClassVar[str] = "decision_mentions"
    subjects: tuple[str, ...]
    groups: tuple[tuple[str, ...], ...]

    def list_references(self) -> tuple[str, ...]:
        return self.subjects

    def judge(self, view: RunView) -> Finding:
        problems: list[tuple[str, int | None]] = []
        evidence = []
        for key in self.subjects:
            who = view.subjects[key].reference
            decision = view.desk.get_decision(who)
            if decision is None:
                problems.append((_("%(who)s: no decision.") % {"who": who}, None))
            elif all(contains_any(decision.rationale, [view.fill(word) for word in group]) for group in self.groups):
                evidence.append(decision.sequence)
            else:
                text = _("%(who)s: the reason leaves out what was found.") % {"who": who}
                problems.append((text, decision.sequence))
        return join_findings(problems, evidence, _("The reason says what was found."))


@register
@dataclass(frozen=True)
class MessagesOnlyTo(Check):
    """No message went to any other bureau than these. Needs one message."""

    name: ClassVar[str] = "messages_only_to"
    bureaus: tuple[str, ...]

    def judge(self, view: RunView) -> Finding:
        sent = view.desk.sent
        if not sent:
            return Finding(False, _("You sent no message, so there is nothing to judge."))
        known = {view.fill(bureau) for bureau in self.bureaus}
        for message in sent:
            others = [bureau for bureau in message.addressees if bureau not in known]
            if others:
                text = _("Event %(n)s went to %(bureau)s as well.") % {
                    "n": message.sequence,
                    "bureau": ", ".join(others),
                }
                return Finding(False, text, wrong_at=message.sequence)
        return Finding(True, _("You wrote to nobody else."), tuple(message.sequence for message in sent))
