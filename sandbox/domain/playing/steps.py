"""The actions that a script can take: each calls the domain function that the page of its tool calls.

A step is a frozen dataclass; its fields are the parameters that a definition gives, already filled with the world's values.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, ClassVar, TypeVar

from college.core.errors import CollegeError
from sandbox.domain.definitions import Definition
from sandbox.domain.desk import Desk, fold_events
from sandbox.domain.playing.solution import StepTemplate, arrange_steps
from sandbox.domain.runs import rebuild_world, refresh_run
from sandbox.domain.shapes import build_shape
from sandbox.domain.worlds import RunWorld
from sandbox.domain.writing import read_event
from sandbox.models import Run

SECONDS_A_STEP = 4


@dataclass
class Stage:
    """A run that is being played: its world, and a clock that moves with each step."""

    run: Run
    definition: Definition
    world: RunWorld
    now: datetime

    def tick(self, seconds: int = SECONDS_A_STEP) -> datetime:
        self.now += timedelta(seconds=seconds)
        return self.now

    def read_desk(self) -> Desk:
        """The desk as it is now, with what the world owes by now."""
        run = refresh_run(run=self.run, now=self.now)
        return fold_events(read_event(row) for row in run.events.all())

    def fill(self, value: Any) -> Any:
        """The value with the world's own in place of `${…}`, however deep it stands."""
        if isinstance(value, str):
            return self.world.fill(value)
        if isinstance(value, dict):
            return {key: self.fill(item) for key, item in value.items()}
        return [self.fill(item) for item in value] if isinstance(value, list | tuple) else value


class Step:
    """What all steps have in common."""

    name: ClassVar[str] = ""

    def play(self, stage: Stage) -> None:
        """Do it. Raises what the domain function raises."""
        raise NotImplementedError


STEPS: dict[str, type[Step]] = {}
S = TypeVar("S", bound=type[Step])


def register_step(cls: S) -> S:
    """Make a step known by its name to definitions."""
    STEPS[cls.name] = cls
    return cls


class UnexpectedAnswerError(AssertionError):
    """The college answered a step otherwise than its script says."""


def set_stage(run: Run, start: datetime) -> Stage:
    definition, world = rebuild_world(run)
    return Stage(run, definition, world, start)


def play_step(stage: Stage, template: StepTemplate) -> None:
    """Fill the parameters of a step, do it, and hold the college to the refusal that the script expects.

    Raises UnexpectedAnswerError when it was refused, or was not refused, against the script; MisfitError, KeyError for
    parameters that do not fit.
    """
    parameters = stage.fill(template.parameters)
    step = build_shape(STEPS[template.do], parameters, template.key or template.do)
    stage.tick()
    try:
        step.play(stage)
    except CollegeError as error:
        if error.code != template.refused:
            name = template.key or template.do
            raise UnexpectedAnswerError(f"{name}: refused ({error.code}): {error}") from error
        return
    if template.refused:
        raise UnexpectedAnswerError(f"{template.key or template.do}: was not refused ({template.refused})")


def play_solution(run: Run, *, start: datetime, mistake: str = "") -> Stage:
    """Play a run by its exercise's own script, right or with one of its common mistakes, and do not finish it.

    Raises KeyError for a mistake that the exercise has not, and what `play_step` raises.
    """
    from sandbox.domain.playing import law  # noqa: F401 - makes every step known; it imports this module

    stage = set_stage(run, start)
    source = stage.definition.source
    changes = {known.key: known.changes for known in source.mistakes}[mistake] if mistake else ()
    for step in arrange_steps(source.solution, changes):
        play_step(stage, step)
    return stage
