"""Checks on how a choice is grounded, what was looked at before it, and what left the desk besides. Pure; see `checks`."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext as _

from sandbox.domain.checks import Check, Finding, RunView, join_findings, register
from sandbox.domain.geography import name_bureau
from sandbox.domain.matching import LoggedEvent, Matcher, fill_matcher
from sandbox.domain.messages.letters import Message
from sandbox.domain.text import contains_any
from sandbox.enums import EventKind, Purpose


@register
@dataclass(frozen=True)
class GroundsNamed(Check):
    """Of these things at least so many have this decision, each with a reason that names so many of the thing's own grounds.

    `grounds` are groups of words for each thing, of which one a group is enough; what else the reason says is not judged.
    """

    name: ClassVar[str] = "grounds_named"
    choice: str
    grounds: dict[str, tuple[tuple[str, ...], ...]]
    least: int
    subjects_least: int

    def list_references(self) -> tuple[str, ...]:
        return tuple(self.grounds)

    def list_choices(self) -> tuple[str, ...]:
        return (self.choice,)

    def judge(self, view: RunView) -> Finding:
        problems: list[tuple[str, int | None]] = []
        evidence: list[int] = []
        for key, groups in self.grounds.items():
            reference = view.subjects[key].reference
            decision = view.desk.get_decision(reference)
            if decision is None or decision.choice != self.choice:
                continue
            named = sum(contains_any(decision.rationale, [view.fill(word) for word in group]) for group in groups)
            if named >= self.least:
                evidence.append(decision.sequence)
            else:
                text = _("%(who)s: your reason names %(n)s of what the papers show.") % {"who": reference, "n": named}
                problems.append((text, decision.sequence))
        if len(evidence) >= self.subjects_least and not problems:
            return Finding(True, _("Your reasons say what the papers show."), tuple(evidence))
        missing = _("%(n)s of these decisions rest on grounds that the papers show.") % {"n": len(evidence)}
        return join_findings(problems or [(missing, None)], evidence, "")


@register
@dataclass(frozen=True)
class ChoiceSpread(Check):
    """At least so many things have this decision at the end, and of each of these groups no more than `most`."""

    name: ClassVar[str] = "choice_spread"
    choice: str
    groups: tuple[tuple[str, ...], ...]
    most: int
    least: int

    def list_references(self) -> tuple[str, ...]:
        return tuple(key for group in self.groups for key in group)

    def list_choices(self) -> tuple[str, ...]:
        return (self.choice,)

    def judge(self, view: RunView) -> Finding:
        last = {decision.traveller: decision for decision in view.desk.decisions}
        chosen = {name: decision.sequence for name, decision in last.items() if decision.choice == self.choice}
        if len(chosen) < self.least:
            return Finding(False, _("You chose %(n)s things, which are too few to judge.") % {"n": len(chosen)})
        for group in self.groups:
            held = {name: chosen[name] for name in (view.subjects[key].reference for key in group) if name in chosen}
            if len(held) > self.most:
                did = _("You chose %(names)s, which are too much alike.") % {"names": ", ".join(sorted(held))}
                return Finding(False, did, wrong_at=max(held.values()))
        return Finding(True, _("Your choice is spread."), tuple(sorted(chosen.values())))


@register
@dataclass(frozen=True)
class NumbersChecked(Check):
    """These numbers of each thing were put to the identifier check before the thing was decided on."""

    name: ClassVar[str] = "numbers_checked"
    numbers: dict[str, tuple[str, ...]]

    def list_references(self) -> tuple[str, ...]:
        return tuple(self.numbers)

    def list_kinds(self) -> tuple[str, ...]:
        return (EventKind.IDENTIFIER_CHECKED,)

    def judge(self, view: RunView) -> Finding:
        checks = view.list_events(EventKind.IDENTIFIER_CHECKED)
        problems: list[tuple[str, int | None]] = []
        evidence: list[int] = []
        for key, templates in self.numbers.items():
            who = view.subjects[key].reference
            decision = next((d for d in view.desk.decisions if d.traveller == who), None)
            for number in (view.fill(template) for template in templates):
                found = next((event for event in checks if event.payload["text"] == number), None)
                if found is None:
                    text = _("%(who)s: %(number)s was never checked.") % {"who": who, "number": number}
                    problems.append((text, decision.sequence if decision else None))
                elif decision is not None and decision.sequence < found.sequence:
                    text = _("%(who)s: decided before %(number)s was checked.") % {"who": who, "number": number}
                    problems.append((text, decision.sequence))
                else:
                    evidence.append(found.sequence)
        return join_findings(problems, evidence, _("You checked the numbers first."))


@register
@dataclass(frozen=True)
class MessagesAvoid(Check):
    """No message to one of these addressees says a word that this addressee should not read. Needs one message to each.

    With `before`, what is sent after that happened is not judged: a list of targets may be spoken of once it is handed out. With
    `least`, a message to so many of them is enough, where not to have written to the rest is another objective's matter.
    """

    name: ClassVar[str] = "messages_avoid"
    words: dict[str, tuple[str, ...]]
    before: Matcher | None = None
    least: int = 0

    def list_kinds(self) -> tuple[str, ...]:
        return () if self.before is None else (self.before.kind,)

    def judge(self, view: RunView) -> Finding:
        problems: list[tuple[str, int | None]] = []
        missing: list[tuple[str, int | None]] = []
        evidence: list[int] = []
        end = self._find_end(view)
        for addressee, templates in self.words.items():
            name, words = view.fill(addressee), [view.fill(word) for word in templates]
            sent = [m for m in view.desk.sent if name in m.addressees and (end is None or m.sequence < end)]
            if not sent:
                missing.append((_("%(who)s: you wrote nothing.") % {"who": name_bureau(name)}, None))
            for message in sent:
                text = f"{message.subject}\n{message.body}"
                said = next((word for word in words if contains_any(text, [word])), None)
                if said is None:
                    evidence.append(message.sequence)
                else:
                    did = _("%(who)s: event %(n)s says “%(word)s”.")
                    values = {"who": name_bureau(name), "n": message.sequence, "word": said}
                    problems.append((did % values, message.sequence))
        if len(self.words) - len(missing) < (self.least or len(self.words)):
            problems += missing
        return join_findings(problems, evidence, _("You told nobody more than they need."))

    def _find_end(self, view: RunView) -> int | None:
        if self.before is None:
            return None
        before = fill_matcher(self.before, view.fill)
        return next((event.sequence for event in view.events if before.fits(event)), None)


@register
@dataclass(frozen=True)
class EachTold(Check):
    """Each of these addressees got a message of this purpose alone, whose text says what it must. `texts` are groups of words for
    each addressee, of which one a group is enough. Without a purpose any but a recall's counts; with `after`, only what was sent after the
    first such event counts."""

    name: ClassVar[str] = "each_told"
    texts: dict[str, tuple[tuple[str, ...], ...]]
    purpose: str = ""
    needs_case: bool = False
    needs_deadline: bool = False
    after: Matcher | None = None

    def list_kinds(self) -> tuple[str, ...]:
        return (self.after.kind,) if self.after else ()

    def judge(self, view: RunView) -> Finding:
        problems: list[tuple[str, int | None]] = []
        evidence: list[int] = []
        counted = [message for message in view.desk.sent if self._counts(view, message)]
        for addressee, groups in self.texts.items():
            name = view.fill(addressee)
            sent = [message for message in counted if name in message.addressees]
            faults = [(message.sequence, self._find_fault(view, message, groups)) for message in sent]
            good = next((sequence for sequence, fault in faults if not fault), None)
            if good is not None:
                evidence.append(good)
            elif faults:
                values = {"who": name_bureau(name), "n": faults[0][0], "what": faults[0][1]}
                problems.append((_("%(who)s, event %(n)s: %(what)s") % values, faults[0][0]))
            else:
                problems.append((_("%(who)s: you sent no such message.") % {"who": name_bureau(name)}, None))
        return join_findings(problems, evidence, _("You wrote to each of them."))

    def _counts(self, view: RunView, message: Message) -> bool:
        if (message.purpose == Purpose.RECALL) if not self.purpose else (message.purpose != self.purpose):
            return False
        if self.after is None:
            return True
        after = fill_matcher(self.after, view.fill)
        return any(after.fits(event) for event in view.events if event.sequence < message.sequence)

    def _find_fault(self, view: RunView, message: Message, groups: tuple[tuple[str, ...], ...]) -> str:
        text = f"{message.subject}\n{message.body}"
        if len(message.addressees) > 1:
            return _("it went to others as well.")
        if self.needs_case and message.case_reference != view.case_reference:
            return _("it leaves out the case.")
        if self.needs_deadline and message.deadline_at is None:
            return _("it sets no deadline.")
        if not all(contains_any(text, [view.fill(word) for word in group]) for group in groups):
            return _("it leaves out something that the addressee needs.")
        return ""


@register
@dataclass(frozen=True)
class AllBefore(Check):
    """Something happened, and all of these had happened before it the first time."""

    name: ClassVar[str] = "all_before"
    firsts: tuple[Matcher, ...]
    then: Matcher

    def list_kinds(self) -> tuple[str, ...]:
        return (*(matcher.kind for matcher in self.firsts), self.then.kind)

    def judge(self, view: RunView) -> Finding:
        seen: dict[int, LoggedEvent] = {}
        firsts = [fill_matcher(matcher, view.fill) for matcher in self.firsts]
        then = fill_matcher(self.then, view.fill)
        for event in view.events:
            if then.fits(event):
                if len(seen) == len(self.firsts):
                    evidence = sorted(found.sequence for found in seen.values())
                    return Finding(True, _("All of it came first."), (*evidence, event.sequence))
                did = _("Event %(n)s came before %(missing)s of %(all)s things that it needs.") % {
                    "n": event.sequence, "missing": len(self.firsts) - len(seen), "all": len(self.firsts),
                }  # fmt: skip
                return Finding(False, did, wrong_at=event.sequence)
            for place, matcher in enumerate(firsts):
                if place not in seen and matcher.fits(event):
                    seen[place] = event
        return Finding(False, _("It did not happen."))
