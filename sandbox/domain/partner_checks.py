"""Checks on the conduct of a private partner. Pure; see `checks`."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext as _

from sandbox.domain.checks import Check, Finding, RunView, Subject, join_findings, register
from sandbox.domain.matching import LoggedEvent
from sandbox.enums import EventKind


def _asks_for(event: LoggedEvent, document: Subject) -> bool:
    return all(
        event.payload[name] == document.values[key]
        for name, key in (("number", "number"), ("country", "issuer"), ("document_type", "document_type"))
    )


@register
@dataclass(frozen=True)
class PartnerChecksMade(Check):
    """Each of these documents went through the partner check, by its exact number, country and type, before a decision."""

    name: ClassVar[str] = "partner_checks_made"
    subjects: tuple[str, ...]

    def list_references(self) -> tuple[str, ...]:
        return self.subjects

    def judge(self, view: RunView) -> Finding:
        problems: list[tuple[str, int | None]] = []
        evidence = []
        for key in self.subjects:
            document = view.subjects[key]
            who = {"who": document.reference}
            check = next((e for e in view.list_events(EventKind.PARTNER_CHECKED) if _asks_for(e, document)), None)
            decision = next((d for d in view.desk.decisions if d.traveller == document.reference), None)
            if check is None:
                text = (
                    _("%(who)s: the document never went through the partner check by number, country and type.") % who
                )
                problems.append((text, decision.sequence if decision else None))
            elif decision and decision.sequence < check.sequence:
                problems.append((_("%(who)s: decided before the partner check.") % who, decision.sequence))
            else:
                evidence.append(check.sequence)
        return join_findings(problems, evidence, _("Every document went through the partner check."))


@register
@dataclass(frozen=True)
class PartnerChecksExact(Check):
    """No partner check asked for anything but a document that lay on the desk. Needs one check."""

    name: ClassVar[str] = "partner_checks_exact"
    subjects: tuple[str, ...]

    def list_references(self) -> tuple[str, ...]:
        return self.subjects

    def judge(self, view: RunView) -> Finding:
        documents = [view.subjects[key] for key in self.subjects]
        checks = view.list_events(EventKind.PARTNER_CHECKED)
        if not checks:
            return Finding(False, _("You made no partner check, so there is nothing to judge."))
        problems: list[tuple[str, int | None]] = [
            (
                _("You asked for %(number)s, %(country)s, %(kind)s, which is on no document here.")
                % {"number": event.payload["number"], "country": event.payload["country"], "kind": event.payload["document_type"]},
                event.sequence,
            )
            for event in checks
            if not any(_asks_for(event, document) for document in documents)
        ]  # fmt: skip
        return join_findings(
            problems, [], _("Every check was for a document in front of you, character for character.")
        )


@register
@dataclass(frozen=True)
class NeverDecided(Check):
    """None of these decisions was ever taken, not for a moment. Needs a decision on each subject."""

    name: ClassVar[str] = "never_decided"
    subjects: tuple[str, ...]
    choices: tuple[str, ...]

    def list_references(self) -> tuple[str, ...]:
        return self.subjects

    def list_choices(self) -> tuple[str, ...]:
        return self.choices

    def judge(self, view: RunView) -> Finding:
        problems: list[tuple[str, int | None]] = []
        for key in self.subjects:
            who = view.subjects[key].reference
            if view.desk.get_decision(who) is None:
                problems.append((_("%(who)s: no decision.") % {"who": who}, None))
        for decision in view.desk.decisions:
            if decision.choice in self.choices:
                label = view.choice_labels.get(decision.choice, decision.choice)
                text = _("%(who)s: “%(choice)s”.") % {"who": decision.traveller, "choice": label}
                problems.append((text, decision.sequence))
        return join_findings(problems, [d.sequence for d in view.desk.decisions], _("You never went beyond your part."))
