"""The law of every exercise: over many seeds its solution gets full marks, doing nothing fails, and each common mistake
loses just what it should.

Everything is played for real, in a transaction that is taken back: no run, no record and no audit entry stays.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta

from django.db import transaction

from college.accounts.enums import Sector
from college.accounts.models import User
from college.core.errors import CollegeError
from sandbox.domain.definitions import Definition, load_definition
from sandbox.domain.playing import desk_steps, hint_steps, register_steps
from sandbox.domain.playing.solution import Mistake, UnknownStepError, arrange_steps
from sandbox.domain.playing.steps import STEPS, UnexpectedAnswerError, play_step, set_stage
from sandbox.domain.runs import finish_run, grant_permit, start_run
from sandbox.domain.shapes import MisfitError, build_shape
from sandbox.enums import Audience
from sandbox.models import Exercise, Run

# Importing the modules makes their steps known.
STEP_MODULES = (register_steps, desk_steps, hint_steps)
# Long enough for every answer that a script waits for.
EVENING = timedelta(hours=10)


@dataclass
class Played:
    """How one way of playing an exercise came out: "" is the solution, "-" doing nothing, else the key of a mistake."""

    way: str
    seeds: int = 0
    faults: list[str] = field(default_factory=list)

    @property
    def is_fair(self) -> bool:
        return not self.faults


class _TakeBackError(Exception):
    """Ends the transaction, so that nothing of it stays."""


def find_script_faults(definition: Definition) -> Iterator[tuple[str, str]]:
    """What is wrong with the script before it is played: unknown steps, members, objectives. Pairs of place and problem."""
    source = definition.source
    cast = {member.key for member in source.cast} | {record.key for record in source.records}
    judged = {objective.template.key for objective in definition.objectives}
    templates = [(f"solution[{index}]", step) for index, step in enumerate(source.solution)]
    for place, mistake in enumerate(source.mistakes):
        where = f"mistakes[{place}]"
        templates += [(f"{where}.changes", step) for change in mistake.changes for step in change.steps]
        for key in mistake.loses:
            if key not in judged:
                yield f"{where}.loses", f"names {key!r}, which is no objective"
        try:
            arrange_steps(source.solution, mistake.changes)
        except UnknownStepError as error:
            yield f"{where}.changes", f"names the step {error}, which the solution has not"
    for where, step in templates:
        if step.do not in STEPS:
            yield f"{where}.do", f"is {step.do!r}; known are {', '.join(sorted(STEPS))}"
            continue
        try:
            build_shape(STEPS[step.do], step.parameters, f"{where}.parameters")
        except MisfitError as error:
            yield error.place, error.problem
        for member in step.each:
            if member not in cast:
                yield f"{where}.each", f"names {member!r}, which is neither cast nor planted"


def check_exercise(
    exercise: Exercise, *, seeds: int, mistake_seeds: int | None = None, report: Callable[[Played], None] | None = None
) -> list[Played]:
    """Play the exercise's current version in every way over so many seeds; the mistakes over `mistake_seeds`, where it is given.

    `report` hears of each way when it is through. Nothing stays in the database. Raises ValueError for an exercise without a version, or with no solution to play.
    """
    version = exercise.current
    if version is None:
        raise ValueError(f"{exercise.slug} has no version.")
    definition = load_definition(digest=version.digest, data=version.definition)
    if not definition.source.solution:
        raise ValueError(f"{exercise.slug} ships no solution.")
    ways: list[tuple[str, Mistake | None]] = [
        ("", None),
        ("-", None),
        *((m.key, m) for m in definition.source.mistakes),
    ]
    found = []
    for way, mistake in ways:
        played = Played(way)
        _play_seeds(exercise, definition, mistake, played, mistake_seeds if mistake and mistake_seeds else seeds)
        found.append(played)
        if report is not None:
            report(played)
    return found


def _play_seeds(
    exercise: Exercise, definition: Definition, mistake: Mistake | None, played: Played, seeds: int
) -> None:
    try:
        with transaction.atomic():
            learner = _make_learner(exercise)
            for _seed in range(seeds):
                fault = _play_once(exercise, definition, learner, mistake, played.way)
                played.seeds += 1
                if fault:
                    played.faults.append(fault)
            raise _TakeBackError
    except _TakeBackError:
        return


def _make_learner(exercise: Exercise) -> User:
    sector = Sector.PRIVATE if exercise.audience == Audience.PRIVATE else Sector.CUSTOMS
    learner = User.objects.create_user(
        f"law.{exercise.slug}@college.invalid", full_name="Exercise Check", sector=sector
    )
    grant_permit(learner=learner, exercise=exercise)
    return learner


def _play_once(exercise: Exercise, definition: Definition, learner: User, mistake: Mistake | None, way: str) -> str:
    """Play one run to its end; what is not as it should be, or ""."""
    start = datetime.combine(definition.source.today, time(8, 0), tzinfo=UTC)
    run = start_run(learner=learner, exercise=exercise, now=start)
    steps = [] if way == "-" else arrange_steps(definition.source.solution, mistake.changes if mistake else ())
    stage = set_stage(run, start)
    try:
        for step in steps:
            play_step(stage, step)
    except (UnexpectedAnswerError, MisfitError, KeyError, CollegeError) as error:
        finish_run(run=run, now=stage.now)
        return f"attempt {run.attempt_number}: {type(error).__name__}: {error}"
    limit = definition.source.time_limit_minutes
    end = start + timedelta(minutes=limit) if limit else stage.now + EVENING
    return _judge(finish_run(run=run, now=max(end, stage.now)), mistake, way)


def _judge(run: Run, mistake: Mistake | None, way: str) -> str:
    result = run.result
    lost = [objective["key"] for objective in result["objectives"] if not objective["is_met"]]
    if way == "-":
        return (
            ""
            if not run.is_passed and run.score == 0
            else f"attempt {run.attempt_number}: doing nothing earns {run.score}"
        )
    expected = list(mistake.loses) if mistake else []
    costs, paid = (mistake.costs or 0 if mistake else 0), result.get("hints", {}).get("cost", 0)
    if paid != costs:
        return f"attempt {run.attempt_number}: hints cost {paid}, and should cost {costs}"
    if set(lost) == set(expected):
        return ""
    told = {o["key"]: o["did"] for o in result["objectives"] if o["key"] in set(lost) - set(expected)}
    kept = sorted(set(expected) - set(lost))
    parts = [f"loses {key} ({did})" for key, did in told.items()] + [f"keeps {key}" for key in kept]
    return f"attempt {run.attempt_number}: " + "; ".join(parts)
