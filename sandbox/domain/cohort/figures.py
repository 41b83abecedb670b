"""Figures of the finished runs of one exercise: pure functions of their stored results."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from statistics import median, quantiles
from typing import Any
from uuid import UUID

# With fewer people, one person more or less turns the figures over, and whoever knows the class can guess who is meant.
FEW_PEOPLE = 5


@dataclass(frozen=True, slots=True)
class RunResult:
    """What is stored of a finished run. Its first event is its beginning, its last event its end."""

    run_id: UUID
    learner_id: int
    name: str
    attempt: int
    version: int
    score: int
    is_passed: bool
    started_at: datetime
    finished_at: datetime
    first_wrong_at: int | None
    objectives: list[dict[str, Any]]

    @property
    def seconds(self) -> int:
        return int((self.finished_at - self.started_at).total_seconds())


@dataclass(frozen=True, slots=True)
class Spread:
    """Five numbers of a distribution; quartiles as a spreadsheet's QUARTILE.INC has them."""

    lowest: float
    lower: float
    median: float
    upper: float
    highest: float


@dataclass(frozen=True, slots=True)
class Miss:
    """A run that missed an objective, and the event at which it went wrong; the last event where something was left undone."""

    run_id: UUID
    sequence: int


@dataclass(slots=True)
class ObjectiveFigures:
    """One objective over all runs that were judged by it. Title and weight are those of the newest version among them."""

    key: str
    version: int
    position: int
    title: str
    group: str
    points: int
    # The version that is given out today still asks for it.
    is_present: bool
    judged: int = 0
    met: int = 0
    # Runs whose first wrong turn, as the replay marks it, was a miss of this objective.
    first_wrong: int = 0
    misses: list[Miss] = field(default_factory=list)

    @property
    def missed(self) -> int:
        return self.judged - self.met

    @property
    def share_met(self) -> int:
        return compute_share(self.met, self.judged)

    @property
    def share_missed(self) -> int:
        return compute_share(self.missed, self.judged)


@dataclass(frozen=True, slots=True)
class CohortFigures:
    """How the exercise went. Without a run there are no spreads."""

    people: int
    runs: int
    passed: int
    people_passed: int
    scores: Spread | None
    seconds: Spread | None
    objectives: list[ObjectiveFigures]

    @property
    def is_small(self) -> bool:
        return self.people < FEW_PEOPLE

    @property
    def share_passed(self) -> int:
        return compute_share(self.passed, self.runs)


@dataclass(frozen=True, slots=True)
class WrongTurn:
    """An objective that somebody missed, at which kind of event this happened most, and a run to look at."""

    objective: ObjectiveFigures
    kind: str
    times: int
    example: Miss


def compute_share(part: int, whole: int) -> int:
    """Per cent, half a per cent rounded up; but 0 and 100 are said only when it is none and all."""
    if not whole or part in {0, whole}:
        return 100 if whole and part == whole else 0
    return min(99, max(1, (200 * part + whole) // (2 * whole)))


def measure_spread(values: list[int]) -> Spread | None:
    """None of nothing; of one value five times the same."""
    if not values:
        return None
    lower, _middle, upper = quantiles(values, n=4, method="inclusive") if len(values) > 1 else values * 3
    return Spread(min(values), lower, median(values), upper, max(values))


def sum_up(results: Iterable[RunResult], *, present: Collection[str]) -> CohortFigures:
    """The figures of these runs, read once from first to last. `present` are the objectives of today's version.

    Objectives come in the order of the newest version among the runs; after them those that only older versions have.
    """
    people: set[int] = set()
    passers: set[int] = set()
    scores: list[int] = []
    seconds: list[int] = []
    objectives: dict[str, ObjectiveFigures] = {}
    passed = 0
    for result in results:
        people.add(result.learner_id)
        scores.append(result.score)
        seconds.append(result.seconds)
        if result.is_passed:
            passed += 1
            passers.add(result.learner_id)
        _count_objectives(result, objectives, present)
    return CohortFigures(
        people=len(people),
        runs=len(scores),
        passed=passed,
        people_passed=len(passers),
        scores=measure_spread(scores),
        seconds=measure_spread(seconds),
        objectives=sorted(objectives.values(), key=lambda objective: (-objective.version, objective.position)),
    )


def _count_objectives(result: RunResult, found: dict[str, ObjectiveFigures], present: Collection[str]) -> None:
    for position, judged in enumerate(result.objectives):
        key = judged["key"]
        figures = found.get(key)
        if figures is None:
            figures = found[key] = ObjectiveFigures(key, 0, 0, "", "", 0, is_present=key in present)
        if result.version > figures.version:
            figures.version, figures.position = result.version, position
            figures.title, figures.group, figures.points = judged["title"], judged["group"], judged["of"]
        figures.judged += 1
        if judged["is_met"]:
            figures.met += 1
            continue
        figures.misses.append(Miss(result.run_id, judged["wrong_at"]))
        figures.first_wrong += judged["wrong_at"] == result.first_wrong_at


def list_wrong_turns(objectives: Iterable[ObjectiveFigures], kinds: Mapping[tuple[UUID, int], str]) -> list[WrongTurn]:
    """The objectives that were missed, the commonest first: by share, then by how often it was the first wrong turn.

    `kinds` says of run and number what kind of event that was. The example is the latest run that went wrong at the commonest
    kind (runs are read by their end).
    """
    turns = []
    for objective in objectives:
        told = [(kinds.get((miss.run_id, miss.sequence), ""), miss) for miss in objective.misses]
        if told:
            counts = Counter(kind for kind, _miss in told)
            kind = min(counts, key=lambda name: (-counts[name], name))
            example = next(miss for name, miss in reversed(told) if name == kind)
            turns.append(WrongTurn(objective, kind, counts[kind], example))
    return sorted(
        turns,
        key=lambda turn: (-turn.objective.missed / turn.objective.judged, -turn.objective.first_wrong),
    )
