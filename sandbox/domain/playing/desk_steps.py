"""Steps with mail, notices and the case chart."""

from dataclasses import dataclass, replace
from typing import ClassVar

from sandbox.domain.case.chart import Certainty, Chart, Entity, Link, fold_chart
from sandbox.domain.case.saving import save_entity, save_link
from sandbox.domain.desk import Desk
from sandbox.domain.diffusions import recall_diffusion, send_diffusion
from sandbox.domain.messages.letters import Message
from sandbox.domain.messages.sending import Extras, acknowledge_message, mark_read, send_message
from sandbox.domain.notice_life import add_addendum, decide_extract, renew_notice, update_notice, withdraw_notice
from sandbox.domain.notices import answer_reviewer, save_draft, submit_notice, validate_notice
from sandbox.domain.playing.steps import Stage, Step, UnexpectedAnswerError, register_step
from sandbox.domain.writing import read_event


def _find_last(desk: Desk, bureau: str) -> Message:
    found = next((message for message in reversed(desk.received) if message.bureau == bureau), None)
    if found is None:
        raise UnexpectedAnswerError(f"nothing has come from {bureau}")
    return found


@register_step
@dataclass(frozen=True)
class Send(Step):
    """Send a message. `replies_to` is a bureau: the latest message from there is answered, `answer` says what to its request.

    `case_reference` "" is the case of the run; "none" leaves it out.
    """

    name: ClassVar[str] = "send"
    to: str
    subject: str
    body: str
    purpose: str
    priority: str = "routine"
    handling: str = "restricted"
    case_reference: str = ""
    records: tuple[str, ...] = ()
    also_to: tuple[str, ...] = ()
    broadcast_reason: str = ""
    officer: str = ""
    deadline_minutes: int = 0
    replies_to: str = ""
    answer: str = ""

    def play(self, stage: Stage) -> None:
        desk = stage.read_desk()
        extras = Extras(
            also_to=self.also_to,
            broadcast_reason=self.broadcast_reason,
            officer=self.officer,
            deadline_minutes=self.deadline_minutes or None,
            in_reply_to=_find_last(desk, self.replies_to).sequence if self.replies_to else None,
            answer=self.answer,
        )
        reference = {"": stage.world.case_reference, "none": ""}.get(self.case_reference, self.case_reference)
        send_message(
            run=stage.run, to=self.to, subject=self.subject, case_reference=reference, priority=self.priority,
            handling=self.handling, purpose=self.purpose, body=self.body, records=list(self.records), extras=extras,
            now=stage.now,
        )  # fmt: skip


@register_step
@dataclass(frozen=True)
class ReadMail(Step):
    """Read the latest message from a bureau."""

    name: ClassVar[str] = "read_mail"
    sender: str

    def play(self, stage: Stage) -> None:
        mark_read(run=stage.run, sequence=_find_last(stage.read_desk(), self.sender).sequence, now=stage.now)


@register_step
@dataclass(frozen=True)
class Acknowledge(Step):
    """Acknowledge the latest message from a bureau."""

    name: ClassVar[str] = "acknowledge"
    sender: str

    def play(self, stage: Stage) -> None:
        acknowledge_message(run=stage.run, sequence=_find_last(stage.read_desk(), self.sender).sequence, now=stage.now)


@register_step
@dataclass(frozen=True)
class Draft(Step):
    """Save a notice: a new one (`notice` 0), or the one with this number."""

    name: ClassVar[str] = "draft"
    type: str
    fields: dict[str, str]
    notice: int = 0

    def play(self, stage: Stage) -> None:
        save_draft(run=stage.run, type_key=self.type, fields=self.fields, number=self.notice or None, now=stage.now)


@register_step
@dataclass(frozen=True)
class ValidateNotice(Step):
    """Have the rules of a notice checked."""

    name: ClassVar[str] = "validate"
    notice: int = 1

    def play(self, stage: Stage) -> None:
        validate_notice(run=stage.run, number=self.notice, now=stage.now)


@register_step
@dataclass(frozen=True)
class Submit(Step):
    """Submit a notice to its reviewer."""

    name: ClassVar[str] = "submit"
    notice: int = 1

    def play(self, stage: Stage) -> None:
        submit_notice(run=stage.run, number=self.notice, now=stage.now)


@register_step
@dataclass(frozen=True)
class AnswerReviewer(Step):
    """Answer the reviewer's questions. Without a question there is nothing to answer, and nothing is done."""

    name: ClassVar[str] = "answer_reviewer"
    answer: str
    notice: int = 1
    fields: dict[str, str] | None = None

    def play(self, stage: Stage) -> None:
        notice = stage.read_desk().notices[self.notice]
        if notice.state != "info_requested":
            return
        if self.fields is not None:
            save_draft(run=stage.run, type_key=notice.type_key, fields=self.fields, number=self.notice, now=stage.now)
            stage.tick()
        answer_reviewer(run=stage.run, number=self.notice, answer=self.answer, now=stage.now)


@register_step
@dataclass(frozen=True)
class NoticeDeed(Step):
    """Withdraw or renew a notice, add to it, recall a diffusion, agree to a public extract or take the consent back.

    `deed` is withdraw, renew, addendum, recall, agree or disagree; `reason` is its text.
    """

    name: ClassVar[str] = "notice_deed"
    deed: str
    reason: str
    notice: int = 1

    def play(self, stage: Stage) -> None:
        run, number, now = stage.run, self.notice, stage.now
        match self.deed:
            case "withdraw":
                withdraw_notice(run=run, number=number, reason=self.reason, now=now)
            case "renew":
                renew_notice(run=run, number=number, reason=self.reason, now=now)
            case "addendum":
                add_addendum(run=run, number=number, text=self.reason, now=now)
            case "recall":
                recall_diffusion(run=run, number=number, reason=self.reason, now=now)
            case "agree" | "disagree":
                decide_extract(run=run, number=number, is_agreed=self.deed == "agree", reason=self.reason, now=now)
            case _:
                raise UnexpectedAnswerError(f"{self.deed!r} is no deed")


@register_step
@dataclass(frozen=True)
class UpdateNotice(Step):
    """Change some fields of a published notice."""

    name: ClassVar[str] = "update_notice"
    fields: dict[str, str]
    reason: str
    notice: int = 1

    def play(self, stage: Stage) -> None:
        fields = {**stage.read_desk().notices[self.notice].fields, **self.fields}
        update_notice(run=stage.run, number=self.notice, fields=fields, reason=self.reason, now=stage.now)


@register_step
@dataclass(frozen=True)
class Diffuse(Step):
    """Send a draft to bureaus as a diffusion. `ground` says why it is no notice."""

    name: ClassVar[str] = "diffuse"
    to: tuple[str, ...]
    ground: str
    reason: str
    notice: int = 1

    def play(self, stage: Stage) -> None:
        send_diffusion(
            run=stage.run, number=self.notice, to=self.to, ground=self.ground, reason=self.reason, now=stage.now
        )


@register_step
@dataclass(frozen=True)
class SendOut(Step):
    """Send a draft the way that a run's world calls for: to the reviewer (`way` is notice), or to bureaus as a diffusion."""

    name: ClassVar[str] = "send_out"
    way: str
    to: tuple[str, ...]
    ground: str
    reason: str
    notice: int = 1

    def play(self, stage: Stage) -> None:
        if self.way == "notice":
            return Submit(notice=self.notice).play(stage)
        return Diffuse(to=self.to, ground=self.ground, reason=self.reason, notice=self.notice).play(stage)


@dataclass(frozen=True, slots=True)
class Node:
    """An entity of the chart, known to the script by its label."""

    label: str
    kind: str
    certainty: str = Certainty.REPORTED.value
    evidence: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Edge:
    """A link of the chart, from label to label."""

    source: str
    target: str
    kind: str
    label: str = ""
    certainty: str = Certainty.REPORTED.value
    evidence: tuple[str, ...] = ()


@register_step
@dataclass(frozen=True)
class DrawChart(Step):
    """Put entities and links on the case chart."""

    name: ClassVar[str] = "draw_chart"
    entities: tuple[Node, ...] = ()
    links: tuple[Edge, ...] = ()

    def play(self, stage: Stage) -> None:
        for node in self.entities:
            entity = Entity(0, node.kind, node.label, node.note, node.certainty, node.evidence)
            save_entity(run=stage.run, revision=self._fold(stage).revision, entity=entity, now=stage.tick())
        for edge in self.links:
            chart = self._fold(stage)
            numbers = {entity.label: entity.number for entity in chart.entities}
            link = Link(0, 0, 0, edge.kind, edge.label, "", edge.certainty, edge.evidence)
            link = replace(link, source=numbers[edge.source], target=numbers[edge.target])
            save_link(run=stage.run, revision=chart.revision, link=link, now=stage.tick())

    @staticmethod
    def _fold(stage: Stage) -> Chart:
        return fold_chart(read_event(row) for row in stage.run.events.all())
