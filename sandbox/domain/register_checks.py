"""Checks on registers and the messages about their hits. Pure; see `checks`."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext as _

from sandbox.domain.checks import Check, Finding, RunView, Subject, join_findings, register
from sandbox.domain.desk import Query
from sandbox.domain.messages.letters import Message
from sandbox.domain.text import find_names
from sandbox.enums import EventKind, Priority, Purpose


def _asks_for(query: Query, document: Subject) -> bool:
    values = document.values
    return (query.number, query.country, query.document_type) == (
        values["number"], values["issuer"], values["document_type"],
    )  # fmt: skip


@register
@dataclass(frozen=True)
class QueryMade(Check):
    """Each of these documents was looked up by its exact number, country and type before it was decided on."""

    name: ClassVar[str] = "query_made"
    subjects: tuple[str, ...]

    def list_references(self) -> tuple[str, ...]:
        return self.subjects

    def judge(self, view: RunView) -> Finding:
        problems: list[tuple[str, int | None]] = []
        evidence = []
        for key in self.subjects:
            document = view.subjects[key]
            query = next((q for q in view.desk.queries if _asks_for(q, document)), None)
            decision = next((d for d in view.desk.decisions if d.traveller == document.reference), None)
            if query is None:
                text = _("%(who)s: the document was never looked up by number, country and type.")
                problems.append((text % {"who": document.reference}, decision.sequence if decision else None))
            elif decision and decision.sequence < query.sequence:
                text = _("%(who)s: decided before the document was looked up.")
                problems.append((text % {"who": document.reference}, decision.sequence))
            else:
                evidence.append(query.sequence)
        return join_findings(problems, evidence, _("You looked up every document by number, country and type."))


@register
@dataclass(frozen=True)
class QueriesExact(Check):
    """No query asked for anything but a document that lay on the desk, exactly as it stands there. Needs one query."""

    name: ClassVar[str] = "queries_exact"
    subjects: tuple[str, ...]

    def list_references(self) -> tuple[str, ...]:
        return self.subjects

    def judge(self, view: RunView) -> Finding:
        documents = [view.subjects[key] for key in self.subjects]
        problems: list[tuple[str, int | None]] = [
            (
                _("You asked for %(number)s, %(country)s, %(kind)s, which is on no document here.")
                % {"number": query.number, "country": query.country, "kind": query.document_type},
                query.sequence,
            )
            for query in view.desk.queries
            if not any(_asks_for(query, document) for document in documents)
        ]
        problems += [
            (_("You tried to search by something that is not a document number."), e.sequence)
            for e in view.desk.refused_queries
        ]
        if not view.desk.queries and not problems:
            return Finding(False, _("You made no query, so there is nothing to judge."))
        return join_findings(
            problems, [], _("Every query was for a document in front of you, character for character.")
        )


def _find_requests(view: RunView, record: Subject) -> list[Message]:
    return [
        message
        for message in view.desk.sent
        if message.purpose == Purpose.HIT_CONFIRMATION
        and message.bureau == record.values["issuer"]
        and record.reference in message.records
    ]


@register
@dataclass(frozen=True)
class ConfirmationRequested(Check):
    """Each hit was put to its owner by an urgent hit confirmation request that cites the record and the case."""

    name: ClassVar[str] = "confirmation_requested"
    records: tuple[str, ...]

    def list_references(self) -> tuple[str, ...]:
        return self.records

    def judge(self, view: RunView) -> Finding:
        problems: list[tuple[str, int | None]] = []
        evidence = []
        for key in self.records:
            record = view.subjects[key]
            requests = _find_requests(view, record)
            good = [m for m in requests if m.priority == Priority.URGENT and m.case_reference == view.case_reference]
            if good:
                evidence.append(good[0].sequence)
            elif requests:
                text = _("%(record)s: the request was not urgent, or gave another case reference.")
                problems.append((text % {"record": record.reference}, requests[0].sequence))
            else:
                text = _("%(record)s: its owner was never asked to confirm it.")
                problems.append((text % {"record": record.reference}, None))
        return join_findings(
            problems, evidence, _("You asked each owner, urgently and with the record and the case reference.")
        )


@register
@dataclass(frozen=True)
class HitConfirmedBeforeDecision(Check):
    """No decision but the interim ones was taken on a hit before its owner had answered, and one was taken after."""

    name: ClassVar[str] = "hit_confirmed_before_decision"
    records: tuple[str, ...]
    interim: tuple[str, ...] = ()

    def list_references(self) -> tuple[str, ...]:
        return self.records

    def list_choices(self) -> tuple[str, ...]:
        return self.interim

    def judge(self, view: RunView) -> Finding:
        problems: list[tuple[str, int | None]] = []
        evidence = []
        for key in self.records:
            record = view.subjects[key]
            who = view.subjects[record.of].reference
            answer = next((m for m in view.desk.received if m.verdict and record.reference in m.records), None)
            decided = [d for d in view.desk.decisions if d.traveller == who and d.choice not in self.interim]
            if not decided:
                problems.append((_("%(who)s: no final decision.") % {"who": who}, None))
            elif answer is None or decided[0].sequence < answer.sequence:
                text = _("%(who)s: decided before the owner of the record had answered.") % {"who": who}
                problems.append((text, decided[0].sequence))
            else:
                evidence += [answer.sequence, decided[0].sequence]
        return join_findings(problems, evidence, _("You waited for the owner's answer each time."))


@register
@dataclass(frozen=True)
class NeverNamed(Check):
    """These people's names stand in nothing that left the desk: messages, query reasons, submitted notices.

    Needs one such thing, so that doing nothing earns nothing.
    """

    name: ClassVar[str] = "never_named"
    people: tuple[str, ...]

    def list_references(self) -> tuple[str, ...]:
        return self.people

    def judge(self, view: RunView) -> Finding:
        people = [view.subjects[key].values for key in self.people]
        texts = _list_outgoing_texts(view)
        if not texts:
            return Finding(False, _("Nothing left your desk, so there is nothing to judge."))
        for sequence, text in texts:
            if find_names(text, people):
                return Finding(False, _("Event %(n)s names a person.") % {"n": sequence}, wrong_at=sequence)
        return Finding(True, _("No name left your desk."))


def _list_outgoing_texts(view: RunView) -> list[tuple[int, str]]:
    """What others could read, with the event that sent it: messages, reasons of queries, notices as submitted."""
    texts = []
    for event in view.events:
        payload = event.payload
        match event.kind:
            case EventKind.MESSAGE_SENT:
                texts.append((event.sequence, f"{payload['subject']}\n{payload['body']}"))
            case EventKind.REGISTER_QUERIED:
                words = payload["asked"].get("words", "") if payload["register"] == "artworks" else ""
                texts.append((event.sequence, f"{payload['reason']}\n{words}"))
            case EventKind.QUERY_REFUSED:
                texts.append((event.sequence, f"{payload['number']}\n{payload['reason']}"))
            case EventKind.NOTICE_SUBMITTED | EventKind.NOTICE_ANSWERED:
                texts.append((event.sequence, "\n".join([*payload["fields"].values(), payload.get("answer", "")])))
    return texts
