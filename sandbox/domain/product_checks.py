"""Checks on packs and their codes. Pure; see `checks`."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext as _

from sandbox.domain.checks import Check, Finding, RunView, join_findings, register
from sandbox.domain.text import contains_any
from sandbox.enums import EventKind


@register
@dataclass(frozen=True)
class PacksChecked(Check):
    """The code of each of these packs was checked before the pack was decided on; with `clean`, read again without its fault."""

    name: ClassVar[str] = "packs_checked"
    subjects: tuple[str, ...]
    clean: bool = False

    def list_references(self) -> tuple[str, ...]:
        return self.subjects

    def judge(self, view: RunView) -> Finding:
        problems: list[tuple[str, int | None]] = []
        evidence = []
        for key in self.subjects:
            who = view.subjects[key].reference
            checks = [e for e in view.list_events(EventKind.PRODUCT_CHECKED) if e.payload["pack"] == who]
            done = next((e for e in checks if e.payload["is_clean"] or not self.clean), None)
            decision = next((d for d in view.desk.decisions if d.traveller == who), None)
            if done is None:
                text = _("%(who)s: its code was never read again.") if self.clean else _("%(who)s: its code was never checked.")  # fmt: skip
                problems.append((text % {"who": who}, decision.sequence if decision else None))
            elif decision and decision.sequence < done.sequence and not self.clean:
                problems.append((_("%(who)s: decided before its code was checked.") % {"who": who}, decision.sequence))
            else:
                evidence.append(done.sequence)
        return join_findings(problems, evidence, _("You checked the code of every pack."))


@register
@dataclass(frozen=True)
class CodesExact(Check):
    """Nothing but the packs on the bench was checked. Needs one check."""

    name: ClassVar[str] = "codes_exact"

    def judge(self, view: RunView) -> Finding:
        checks = view.list_events(EventKind.PRODUCT_CHECKED)
        if not checks:
            return Finding(False, _("You checked no code, so there is nothing to judge."))
        problems: list[tuple[str, int | None]] = [
            (_("Event %(n)s asked about a code that is on no pack here.") % {"n": event.sequence}, event.sequence)
            for event in checks
            if not event.payload["pack"]
        ]
        return join_findings(problems, [checks[0].sequence], _("Every code that you checked is on a pack here."))


@register
@dataclass(frozen=True)
class DecisionsCite(Check):
    """The decision that holds on each of these cites what the rights-holder needs: one of the named values of each group."""

    name: ClassVar[str] = "decisions_cite"
    subjects: tuple[str, ...]
    values: tuple[str, ...]

    def list_references(self) -> tuple[str, ...]:
        return self.subjects

    def judge(self, view: RunView) -> Finding:
        problems: list[tuple[str, int | None]] = []
        evidence = []
        for key in self.subjects:
            subject = view.subjects[key]
            decision = view.desk.get_decision(subject.reference)
            if decision is None:
                problems.append((_("%(who)s: no decision.") % {"who": subject.reference}, None))
            elif not all(contains_any(decision.rationale, [subject.values[name]]) for name in self.values):
                text = _("%(who)s: the reason does not give what the answer needs.") % {"who": subject.reference}
                problems.append((text, decision.sequence))
            else:
                evidence.append(decision.sequence)
        return join_findings(problems, evidence, _("Your reasons give what the answer needs."))


@register
@dataclass(frozen=True)
class DecisionsAvoid(Check):
    """No reason of a decision, the replaced ones included, uses one of these words. Needs a decision on each subject."""

    name: ClassVar[str] = "decisions_avoid"
    subjects: tuple[str, ...]
    words: tuple[str, ...]

    def list_references(self) -> tuple[str, ...]:
        return self.subjects

    def judge(self, view: RunView) -> Finding:
        problems: list[tuple[str, int | None]] = []
        for key in self.subjects:
            who = view.subjects[key].reference
            if view.desk.get_decision(who) is None:
                problems.append((_("%(who)s: no decision.") % {"who": who}, None))
        for decision in view.desk.decisions:
            found = next((word for word in self.words if contains_any(decision.rationale, [word])), None)
            if found:
                text = _("%(who)s: the reason says “%(word)s”.") % {"who": decision.traveller, "word": found}
                problems.append((text, decision.sequence))
        return join_findings(
            problems, [d.sequence for d in view.desk.decisions], _("Your reasons say what was seen, and no more.")
        )
