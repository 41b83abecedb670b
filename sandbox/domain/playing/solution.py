"""The script of an exercise: its solution, and each common mistake as a change of it. Data, typed and validated."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any


@dataclass(frozen=True, slots=True)
class StepTemplate:
    """One action of the solver. `do` names it, `parameters` are its fields; texts hold `${cast.value}`.

    `each` repeats the step for members of the cast, who stand as `${it.value}`. `refused` is the code of the refusal that the
    college answers with, where that is what the step is about.
    """

    do: str
    key: str = ""
    each: tuple[str, ...] = ()
    refused: str = ""
    parameters: dict[str, Any] = field(default_factory=dict)


class ChangeKind(StrEnum):
    SKIP = "skip"
    ALTER = "alter"
    BEFORE = "before"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class Change:
    """How a mistake departs from the solution, at the step with this key (`key:member` for one turn of a repeated step):
    it leaves it out, alters its parameters, or does something else before or after it."""

    kind: ChangeKind
    at: str
    parameters: dict[str, Any] = field(default_factory=dict)
    steps: tuple[StepTemplate, ...] = ()


@dataclass(frozen=True, slots=True)
class Mistake:
    """A common mistake. `loses` are the keys of the objectives that it costs, and no others; `costs` are the points that
    its hints cost."""

    key: str
    title: str
    loses: tuple[str, ...]
    changes: tuple[Change, ...]
    costs: int | None = None


class UnknownStepError(ValueError):
    """A change names a step that the solution has not."""


def arrange_steps(solution: tuple[StepTemplate, ...], changes: tuple[Change, ...] = ()) -> list[StepTemplate]:
    """The steps in the order in which they are played, each turn of a repeated step by itself.

    Raises UnknownStepError for a change at a step that is not there.
    """
    steps = list(_unroll(solution))
    for change in changes:
        places = [place for place, step in enumerate(steps) if change.at in {step.key, step.key.partition(":")[0]}]
        if not places:
            raise UnknownStepError(change.at)
        steps = _apply(steps, places, change)
    return steps


def _unroll(templates: tuple[StepTemplate, ...]) -> Iterator[StepTemplate]:
    for template in templates:
        if not template.each:
            yield template
        for member in template.each:
            parameters = _turn(template.parameters, member)
            yield replace(template, key=f"{template.key}:{member}", each=(), parameters=parameters)


def _turn(value: Any, member: str) -> Any:
    if isinstance(value, str):
        return value.replace("${it.", f"${{{member}.")
    if isinstance(value, dict):
        return {key: _turn(item, member) for key, item in value.items()}
    return [_turn(item, member) for item in value] if isinstance(value, list | tuple) else value


def _apply(steps: list[StepTemplate], places: list[int], change: Change) -> list[StepTemplate]:
    extra = list(_unroll(change.steps))
    match change.kind:
        case ChangeKind.SKIP:
            return [step for place, step in enumerate(steps) if place not in places]
        case ChangeKind.ALTER:
            return [
                replace(step, parameters=_merge(step, change.parameters)) if place in places else step
                for place, step in enumerate(steps)
            ]
        case ChangeKind.BEFORE:
            return [*steps[: places[0]], *extra, *steps[places[0] :]]
        case ChangeKind.AFTER:
            return [*steps[: places[-1] + 1], *extra, *steps[places[-1] + 1 :]]


def _merge(step: StepTemplate, parameters: dict[str, Any]) -> dict[str, Any]:
    """Parameters with some altered; a mapping (the fields of a form) is altered key by key."""
    member = step.key.partition(":")[2]
    altered = _turn(parameters, member) if member else parameters
    merged = dict(step.parameters)
    for name, value in altered.items():
        known = merged.get(name)
        merged[name] = {**known, **value} if isinstance(known, dict) and isinstance(value, dict) else value
    return merged
