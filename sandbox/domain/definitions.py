"""What an exercise is: brief, cast, planted records, scripted bureaus, objectives. Data, typed and validated."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sandbox.domain.checks import Check
from sandbox.domain.geography import BUREAUS
from sandbox.domain.hints import Hint, find_hint_faults
from sandbox.domain.matching import Matcher
from sandbox.domain.messages.clocks import MailSettings
from sandbox.domain.notice_catalogue import NOTICE_TYPES
from sandbox.domain.notice_states import ReviewerSeat
from sandbox.domain.playing.solution import Mistake, StepTemplate
from sandbox.domain.products.invention import STORIES
from sandbox.domain.questions import Question
from sandbox.domain.shapes import MisfitError, build_shape
from sandbox.domain.things_in_play import THINGS, ReportTemplate, find_report_faults
from sandbox.domain.trade_in_play import STORIES as CARGO_STORIES
from sandbox.enums import (
    Audience,
    EventKind,
    FraudType,
    Group,
    Handling,
    NoticeColour,
    Priority,
    Purpose,
    Tool,
    Verdict,
)


@dataclass(frozen=True, slots=True)
class Role:
    """Whom the trainee plays."""

    key: str
    label: str
    bureau: str


@dataclass(frozen=True, slots=True)
class Draw:
    """One value that differs from run to run: a choice, a number (lowest, highest, step), or a date (days before today)."""

    choice: tuple[str, ...] = ()
    number: tuple[int, ...] = ()
    days_before: tuple[int, ...] = ()
    container: bool = False


@dataclass(frozen=True, slots=True)
class CastTemplate:
    """Someone or something that the world generator invents: a traveller, a document on file, a person, a bureau, or plain facts.

    With `show` it lies before the trainee as a sheet of its own, titled `title`, and can be decided on: a consignment, a vehicle, a
    record that is up for review. Both may hold `${it.value}`.
    """

    key: str
    kind: str
    issuers: tuple[str, ...] = ()
    unlike: tuple[str, ...] = ()
    zone: str = "valid"
    # Of a pack: what is wrong with it, or with its scan. Of a consignment: what is odd about its papers. `zone` is bad_digit, or
    # makers_sign of a vehicle without check digit.
    story: str = ""
    variants: tuple[dict[str, str], ...] = ()
    draws: dict[str, Draw] = field(default_factory=dict)
    title: str = ""
    show: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RecordTemplate:
    """A register record planted in the run's overlay, made from a traveller's document, or from a thing of the cast."""

    key: str
    of: str
    fraud_type: FraudType = FraudType.LOST
    change: str = ""
    # With a colour the record links the document to a notice, and stands in that register instead.
    colour: NoticeColour | None = None


@dataclass(frozen=True, slots=True)
class CaseItem:
    """A sheet of the case file: text (Markdown with `${cast.value}`), a table whose cells may hold the same, or a drawn figure."""

    title: str
    text: str = ""
    figure: str = ""
    alt: str = ""
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """A decision that the trainee may take on a traveller."""

    key: str
    label: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Script:
    """A bureau's answer to a message. The first script that fits answers; empty conditions fit anything."""

    key: str
    texts: tuple[str, ...]
    bureau: str = ""
    purpose: str = ""
    record: str = ""
    delay_seconds: int = 0
    routine_delay_seconds: int | None = None
    verdict: str = ""


@dataclass(frozen=True, slots=True)
class Inject:
    """A message that arrives unasked, once, after something happened. A request for confirmation needs no text of its own."""

    key: str
    when: Matcher
    bureau: str
    subject: str
    texts: tuple[str, ...] = ()
    purpose: Purpose = Purpose.INFORMATION
    delay_seconds: int = 0
    priority: Priority = Priority.ROUTINE
    handling: Handling = Handling.RESTRICTED
    record: str = ""


@dataclass(frozen=True, slots=True)
class ReviewRule:
    """What the reviewer looks for in one or all fields of a submitted notice, and asks when it is not so."""

    key: str
    kind: str
    question: str
    fields: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    groups: tuple[tuple[str, ...], ...] = ()
    least: int = 1


@dataclass(frozen=True, slots=True)
class Review:
    """The simulated reviewer of notices."""

    delay_seconds: int
    rounds: int
    refusal: str
    rules: tuple[ReviewRule, ...]


@dataclass(frozen=True, slots=True)
class NoticeOnFile:
    """A notice of the trainee's bureau that was published years ago and has so many months left. It comes to the desk after a while.

    With `sent_to` it is a diffusion that went to these bureaus before the run began.
    """

    type: str
    fields: dict[str, str]
    months_left: int
    delay_seconds: int = 0
    sent_to: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NoticeSettings:
    types: tuple[str, ...]
    review: Review
    on_file: tuple[NoticeOnFile, ...] = ()
    # With an instructor in the seat the simulated reviewer stays silent; its questions are offered to the instructor.
    reviewer: ReviewerSeat = ReviewerSeat.SIMULATED


@dataclass(frozen=True, slots=True)
class ObjectiveTemplate:
    """An objective before its check is typed: `check` names it, `parameters` are its fields."""

    key: str
    group: Group
    points: int
    title: str
    task: str
    check: str
    right: str
    wrong: str
    rule: str
    source: str
    lesson: str
    parameters: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Objective:
    """What is judged, what it is worth, and what the trainee reads afterwards."""

    template: ObjectiveTemplate
    check: Check


@dataclass(frozen=True, slots=True)
class Source:
    """The shape of a definition as it is written."""

    slug: str
    title: str
    summary: str
    brief: str
    today: date
    minutes: int
    case_prefix: str
    role: Role
    tools: tuple[Tool, ...]
    pass_mark: int
    weights: dict[str, int]
    tasks: tuple[str, ...]
    cast: tuple[CastTemplate, ...]
    objectives: tuple[ObjectiveTemplate, ...]
    debrief: str
    records: tuple[RecordTemplate, ...] = ()
    reports: tuple[ReportTemplate, ...] = ()
    case_file: tuple[CaseItem, ...] = ()
    choices: tuple[Choice, ...] = ()
    scripts: tuple[Script, ...] = ()
    injects: tuple[Inject, ...] = ()
    notices: NoticeSettings | None = None
    mail: MailSettings | None = None
    time_limit_minutes: int | None = None
    # Whether a run may be paused; where it is not said, one in which nothing has to be done by a time may.
    may_pause: bool | None = None
    audience: Audience = Audience.EVERYONE
    # A practice desk has every tool and no judge.
    is_practice: bool = False
    # Open to everyone of its side who was admitted, beside what the courses ask for.
    is_elective: bool = False
    questions: tuple[Question, ...] = ()
    # Help for points of the score.
    hints: tuple[Hint, ...] = ()
    # How it is played to full marks, and what people commonly do wrong.
    solution: tuple[StepTemplate, ...] = ()
    mistakes: tuple[Mistake, ...] = ()


@dataclass(frozen=True, slots=True)
class Definition:
    """A whole exercise, valid in itself."""

    source: Source
    objectives: tuple[Objective, ...]

    def allows(self, tool: Tool) -> bool:
        return tool in self.source.tools

    @property
    def may_pause(self) -> bool:
        """Its author says so, or no clock runs against the trainee: neither the exercise's own nor that of a request to confirm."""
        source = self.source
        if source.may_pause is not None:
            return source.may_pause
        asks = any(inject.purpose == Purpose.HIT_CONFIRMATION for inject in source.injects)
        return source.time_limit_minutes is None and not asks

    def find_question(self, key: str) -> Question | None:
        return next((question for question in self.source.questions if question.key == key), None)

    def find_choice(self, key: str) -> Choice | None:
        return next((choice for choice in self.source.choices if choice.key == key), None)


def compute_digest(data: dict[str, Any]) -> str:
    """SHA-256 over the canonical JSON of a definition, in hexadecimal."""
    canonical = json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=str)
    return hashlib.sha256(canonical.encode()).hexdigest()


def parse_definition(data: dict[str, Any]) -> Definition:
    """A definition from plain data. Raises MisfitError with the place of the first fault."""
    definition = build_definition(data)
    for place, problem in find_faults(definition):
        raise MisfitError(place, problem)
    return definition


def build_definition(data: dict[str, Any]) -> Definition:
    """A definition that has its shape, whether it holds together or not. Raises MisfitError with the place of the first misfit."""
    from sandbox.domain.check_modules import (
        CHECKS,  # checks read the desk and the chart, whose modules read definitions
    )

    source = build_shape(Source, data)
    objectives = []
    for index, template in enumerate(source.objectives):
        place = f"objectives[{index}]"
        if template.check not in CHECKS:
            raise MisfitError(f"{place}.check", f"is {template.check!r}; known are {', '.join(sorted(CHECKS))}")
        check = build_shape(CHECKS[template.check], template.parameters, f"{place}.parameters")
        objectives.append(Objective(template, check))
    return Definition(source, tuple(objectives))


# Parsing costs milliseconds, every action needs it, and a version never changes: kept by its digest.
_parsed: dict[str, Definition] = {}
MAX_KEPT = 64


def load_definition(*, digest: str, data: dict[str, Any]) -> Definition:
    """The definition of a stored version, parsed once a process."""
    found = _parsed.get(digest)
    if found is None:
        if len(_parsed) >= MAX_KEPT:
            _parsed.clear()
        found = _parsed[digest] = parse_definition(data)
    return found


def _find_duplicates(place: str, keys: list[str]) -> Iterator[tuple[str, str]]:
    seen: set[str] = set()
    for key in keys:
        if key in seen:
            yield place, f"has {key!r} twice"
        seen.add(key)


def find_faults(definition: Definition) -> Iterator[tuple[str, str]]:
    """What does not hold together: unknown references, weights that do not add up. Pairs of place and problem."""
    source = definition.source
    cast, records = {c.key for c in source.cast}, {r.key for r in source.records}
    yield from _find_duplicates("cast", [c.key for c in source.cast] + [r.key for r in source.records])
    yield from _find_duplicates("objectives", [o.template.key for o in definition.objectives])
    yield from _find_bureau_faults(source)
    for index, member in enumerate(source.cast):
        if (member.kind == "pack") != (member.story in STORIES):
            yield f"cast[{index}].story", f"is {member.story!r}; a pack needs one of {', '.join(sorted(STORIES))}"
        if member.kind == "consignment" and member.story not in CARGO_STORIES:
            yield f"cast[{index}].story", f"is {member.story!r}; known are {', '.join(sorted(CARGO_STORIES))}"
    for index, item in enumerate(source.case_file):
        if any(len(row) != len(item.columns) for row in item.rows):
            yield f"case_file[{index}].rows", f"must have {len(item.columns)} cells each, as the columns"
    kinds = {member.key: member.kind for member in source.cast}
    for index, record in enumerate(source.records):
        if record.of not in cast:
            yield f"records[{index}].of", f"is {record.of!r}, which is not in the cast"
        elif record.change not in list_changes(kinds[record.of]):
            yield f"records[{index}].change", f"is {record.change!r}, which is unknown"
    yield from find_report_faults(source.reports, kinds)
    yield from _find_mail_faults(source, records)
    yield from _find_question_faults(source)
    judged = {o.template.key for o in definition.objectives}
    yield from find_hint_faults(source.hints, objectives=judged, is_practice=source.is_practice)
    for type_key in source.notices.types if source.notices else ():
        if type_key not in NOTICE_TYPES:
            yield "notices.types", f"names {type_key!r}; known are {', '.join(NOTICE_TYPES)}"
    yield from _find_objective_faults(definition, cast | records)


def list_changes(kind: str) -> set[str]:
    """The ways in which a planted record may differ from what it is about."""
    return {"", *THINGS[kind].changes} if kind in THINGS else {"", "swap_letter", "other_country", "other_type"}


def _find_question_faults(source: Source) -> Iterator[tuple[str, str]]:
    yield from _find_duplicates("questions", [question.key for question in source.questions])
    if source.questions and Tool.ANSWERS not in source.tools:
        yield "tools", f"lacks {Tool.ANSWERS.value}: the questions could not be answered"
    for index, question in enumerate(source.questions):
        keys = [option.key for option in question.options]
        yield from _find_duplicates(f"questions[{index}].options", keys)
        if question.has_options != bool(keys):
            yield f"questions[{index}].options", f"do not go with the kind {question.kind.value!r}"


def _find_mail_faults(source: Source, records: set[str]) -> Iterator[tuple[str, str]]:
    for index, script in enumerate(source.scripts):
        if script.record and script.record not in records:
            yield f"scripts[{index}].record", f"is {script.record!r}, which is not planted"
        if script.verdict and script.verdict not in Verdict.values:
            yield f"scripts[{index}].verdict", f"is {script.verdict!r}; known are {', '.join(Verdict.values)}"
    for index, inject in enumerate(source.injects):
        if inject.record and inject.record not in records:
            yield f"injects[{index}].record", f"is {inject.record!r}, which is not planted"
        if not inject.texts and (inject.purpose != Purpose.HIT_CONFIRMATION or not inject.record):
            yield f"injects[{index}].texts", "is missing: only a request to confirm a record is worded by its bureau"


def _find_bureau_faults(source: Source) -> Iterator[tuple[str, str]]:
    if source.role.bureau not in BUREAUS:
        yield "role.bureau", f"is {source.role.bureau!r}; known are {', '.join(BUREAUS)}"
    for index, member in enumerate(source.cast):
        for issuer in member.issuers:
            if issuer not in BUREAUS:
                yield f"cast[{index}].issuers", f"names {issuer!r}, which is no bureau"


def _find_objective_faults(definition: Definition, keys: set[str]) -> Iterator[tuple[str, str]]:
    source = definition.source
    choices = {choice.key for choice in source.choices}
    types = {*source.notices.types, *(item.type for item in source.notices.on_file)} if source.notices else set()
    for index, objective in enumerate(definition.objectives):
        check, place = objective.check, f"objectives[{index}].parameters"
        for reference in check.list_references():
            if reference not in keys:
                yield place, f"refers to {reference!r}, which is neither cast nor planted"
        for choice in check.list_choices():
            if choice not in choices:
                yield place, f"expects the decision {choice!r}, which nobody can take"
        for question in check.list_questions():
            if definition.find_question(question) is None:
                yield place, f"is about the question {question!r}, which nobody is asked"
        for kind in check.list_kinds():
            if kind not in EventKind.values:
                yield place, f"waits for {kind!r}, which is no kind of event"
        for type_key in check.list_notice_types():
            if type_key not in types:
                yield place, f"speaks of the notice {type_key!r}, which this exercise does not use"
    yield from _find_weight_faults(definition)


def _find_weight_faults(definition: Definition) -> Iterator[tuple[str, str]]:
    source = definition.source
    if source.is_practice:
        return
    for group in Group:
        total = sum(o.template.points for o in definition.objectives if o.template.group == group)
        if total != source.weights.get(group):
            yield (
                "weights",
                f"{group.value} should be worth {source.weights.get(group)}, its objectives add up to {total}",
            )
    if sum(source.weights.values()) != 100:
        yield "weights", "must add up to 100"
    if not 1 <= source.pass_mark <= 100:
        yield "pass_mark", "must be between 1 and 100"
