"""Steps at the registers, at the checks of codes, and the decisions."""

from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from sandbox.domain.actions import check_identifier, make_decision, screen_zone
from sandbox.domain.answering import give_answer
from sandbox.domain.art.entry import enter_work, list_reports
from sandbox.domain.art.register import open_work, query_works
from sandbox.domain.art.search import ArtKeys
from sandbox.domain.names.evidence import BirthDate
from sandbox.domain.partner.checking import check_with_partner
from sandbox.domain.persons.asking import open_person, query_persons
from sandbox.domain.playing.steps import Stage, Step, register_step
from sandbox.domain.products.checking import check_product
from sandbox.domain.registers import (
    REGISTERS,
    enter_record,
    open_found_record,
    open_record,
    query_documents,
    query_register,
    withdraw_record,
)

REASON = "Inquiry in this case"


@register_step
@dataclass(frozen=True)
class ScreenZone(Step):
    """Check a machine-readable zone: its lines, one under the other."""

    name: ClassVar[str] = "screen_zone"
    text: str

    def play(self, stage: Stage) -> None:
        screen_zone(run=stage.run, text=self.text, now=stage.now)


@register_step
@dataclass(frozen=True)
class QueryDocuments(Step):
    """Ask the register of stolen and lost travel documents."""

    name: ClassVar[str] = "query_documents"
    number: str
    country: str
    document_type: str = "passport"
    reason: str = REASON

    def play(self, stage: Stage) -> None:
        query_documents(
            run=stage.run, number=self.number, country=self.country, document_type=self.document_type,
            reason=self.reason, case_reference=stage.world.case_reference, now=stage.now,
        )  # fmt: skip


@register_step
@dataclass(frozen=True)
class OpenRecord(Step):
    """Open the full record of a travel document that a query found."""

    name: ClassVar[str] = "open_record"
    reference: str

    def play(self, stage: Stage) -> None:
        open_record(run=stage.run, reference=self.reference, now=stage.now)


@register_step
@dataclass(frozen=True)
class QueryRegister(Step):
    """Ask one of the other registers: vehicles, firearms, fingerprints, DNA, administrative or noticed documents."""

    name: ClassVar[str] = "query_register"
    register: str
    asked: dict[str, str]
    reason: str = REASON

    def play(self, stage: Stage) -> None:
        query_register(
            run=stage.run, register=REGISTERS[self.register], text=self.asked, reason=self.reason,
            case_reference=stage.world.case_reference, now=stage.now,
        )  # fmt: skip


@register_step
@dataclass(frozen=True)
class OpenFound(Step):
    """Open the full record that a query of this register found."""

    name: ClassVar[str] = "open_found"
    register: str
    reference: str

    def play(self, stage: Stage) -> None:
        open_found_record(run=stage.run, register=REGISTERS[self.register], reference=self.reference, now=stage.now)


@register_step
@dataclass(frozen=True)
class EnterRecord(Step):
    """Enter a record of the trainee's own bureau into a register."""

    name: ClassVar[str] = "enter_record"
    register: str
    values: dict[str, str]

    def play(self, stage: Stage) -> None:
        enter_record(run=stage.run, register=REGISTERS[self.register], text=self.values, now=stage.now)


@register_step
@dataclass(frozen=True)
class WithdrawOwnRecord(Step):
    """Withdraw the trainee's latest own record of a register."""

    name: ClassVar[str] = "withdraw_record"
    register: str
    reason: str

    def play(self, stage: Stage) -> None:
        own = list(stage.read_desk().own_records)
        withdraw_record(
            run=stage.run, register=REGISTERS[self.register], reference=own[-1], reason=self.reason, now=stage.now
        )


@register_step
@dataclass(frozen=True)
class QueryPersons(Step):
    """Ask the persons register. `birth` is 1984, 1984-03 or 1984-03-12."""

    name: ClassVar[str] = "query_persons"
    person: str
    birth: str = ""
    country: str = ""
    sex: str = ""
    reason: str = REASON

    def play(self, stage: Stage) -> None:
        birth = BirthDate(*(int(part) for part in self.birth.split("-"))) if self.birth else None
        query_persons(
            run=stage.run, name=self.person, birth=birth, country=self.country, sex=self.sex, reason=self.reason,
            case_reference=stage.world.case_reference, now=stage.now,
        )  # fmt: skip


@register_step
@dataclass(frozen=True)
class OpenPerson(Step):
    """Open the full record of a person that a query listed."""

    name: ClassVar[str] = "open_person"
    reference: str

    def play(self, stage: Stage) -> None:
        open_person(run=stage.run, reference=self.reference, now=stage.now)


@register_step
@dataclass(frozen=True)
class QueryWorks(Step):
    """Ask the register of works of art by words and attributes."""

    name: ClassVar[str] = "query_works"
    words: str = ""
    kind: str = ""
    material: str = ""
    period: str = ""
    country: str = ""
    reason: str = REASON

    def play(self, stage: Stage) -> None:
        keys = ArtKeys(self.words, self.kind, self.material, self.period, self.country)
        query_works(
            run=stage.run, keys=keys, reason=self.reason, case_reference=stage.world.case_reference, now=stage.now
        )


@register_step
@dataclass(frozen=True)
class OpenWork(Step):
    """Open the full record of a work of art that a query found."""

    name: ClassVar[str] = "open_work"
    reference: str

    def play(self, stage: Stage) -> None:
        open_work(run=stage.run, reference=self.reference, now=stage.now)


@register_step
@dataclass(frozen=True)
class EnterWork(Step):
    """Enter the work of a theft report into the register of works of art. Measurements carry their units, days are ISO 8601."""

    name: ClassVar[str] = "enter_work"
    values: dict[str, str]
    report: int = 1

    def play(self, stage: Stage) -> None:
        report = list_reports(stage.definition, stage.world)[self.report - 1]
        values = dict(self.values) | {"stolen_on": date.fromisoformat(self.values["stolen_on"])}
        enter_work(run=stage.run, report=report, values=values, now=stage.now)


@register_step
@dataclass(frozen=True)
class CheckIdentifier(Step):
    """Put a number to the identifier check."""

    name: ClassVar[str] = "check_identifier"
    text: str

    def play(self, stage: Stage) -> None:
        check_identifier(run=stage.run, text=self.text, now=stage.now)


@register_step
@dataclass(frozen=True)
class CheckProduct(Step):
    """Put the code of a pack to the product check."""

    name: ClassVar[str] = "check_product"
    text: str

    def play(self, stage: Stage) -> None:
        check_product(run=stage.run, text=self.text, now=stage.now)


@register_step
@dataclass(frozen=True)
class CheckPartner(Step):
    """Put a document to the partner check."""

    name: ClassVar[str] = "check_partner"
    number: str
    country: str
    document_type: str = "passport"

    def play(self, stage: Stage) -> None:
        check_with_partner(
            run=stage.run, number=self.number, country=self.country, document_type=self.document_type, now=stage.now
        )


@register_step
@dataclass(frozen=True)
class Decide(Step):
    """Decide on what lies before the trainee: `subject` is its reference, such as `${courier.ref}`."""

    name: ClassVar[str] = "decide"
    subject: str
    choice: str
    rationale: str

    def play(self, stage: Stage) -> None:
        make_decision(
            run=stage.run, traveller=self.subject, choice=self.choice, rationale=self.rationale, now=stage.now
        )


@register_step
@dataclass(frozen=True)
class Wait(Step):
    """Let time pass, and take what the world owes by then."""

    name: ClassVar[str] = "wait"
    seconds: int

    def play(self, stage: Stage) -> None:
        stage.tick(self.seconds)
        stage.read_desk()


@register_step
@dataclass(frozen=True)
class Answer(Step):
    """Answer a question of the exercise's answer sheet: keys of its options, or one text or number."""

    name: ClassVar[str] = "answer"
    question: str
    values: tuple[str, ...] = field(default_factory=tuple)

    def play(self, stage: Stage) -> None:
        give_answer(run=stage.run, question=self.question, values=list(self.values), now=stage.now)
