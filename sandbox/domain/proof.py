"""Proof of a run, for appeals: its world again from version and seed, its log, and the judgement again from both."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from sandbox.domain.definitions import Definition, compute_digest, parse_definition
from sandbox.domain.judging import judge_run
from sandbox.domain.matching import LoggedEvent, compute_log_digest
from sandbox.domain.worlds import RunWorld, build_run_world
from sandbox.domain.writing import read_event
from sandbox.models import Run, RunEvent


@dataclass(frozen=True, slots=True)
class Comparison:
    """What was stored, and the same thing made anew. `stored` is empty where nothing was kept."""

    name: str
    stored: str
    rebuilt: str

    @property
    def is_kept(self) -> bool:
        return bool(self.stored)

    @property
    def is_equal(self) -> bool:
        return not self.is_kept or self.stored == self.rebuilt


@dataclass(frozen=True, slots=True)
class Proof:
    """All comparisons of one run. It holds while none of them differs."""

    at: datetime | None
    events: int
    comparisons: tuple[Comparison, ...]

    @property
    def holds(self) -> bool:
        return all(comparison.is_equal for comparison in self.comparisons)

    @property
    def is_complete(self) -> bool:
        """Nothing that could be compared is missing."""
        return all(comparison.is_kept for comparison in self.comparisons)

    @property
    def differences(self) -> list[Comparison]:
        return [comparison for comparison in self.comparisons if not comparison.is_equal]


def prove_run(run: Run) -> Proof:
    """Rebuild a run from what is stored and compare. Reads past every cache, and writes nothing.

    A finished run is also judged again: points and wrong turns, not the sentences, which the reader's language changes.
    """
    version = run.version
    definition = parse_definition(version.definition)
    world = build_run_world(definition, run.seed)
    events = [read_event(row) for row in RunEvent.objects.filter(run=run).order_by("sequence")]
    numbers = [event.sequence for event in events]
    comparisons = [
        Comparison(_("Exercise"), version.digest, compute_digest(version.definition)),
        Comparison(_("World"), run.world_digest, world.digest),
        Comparison(_("Events"), _write_numbers(list(range(1, run.event_count + 1))), _write_numbers(numbers)),
    ]
    if not run.is_open:
        comparisons.append(Comparison(_("Log"), run.log_digest, compute_log_digest(events)))
        comparisons.append(
            Comparison(_("Judgement"), _write_points(run.result), _judge_again(definition, world, events))
        )
    return Proof(at=run.finished_at, events=len(events), comparisons=tuple(comparisons))


def _judge_again(definition: Definition, world: RunWorld, events: list[LoggedEvent]) -> str:
    try:
        return _write_points(judge_run(definition, world, events))
    except Exception as error:  # noqa: BLE001 - a log that was tampered with may break anywhere: that it does is the finding
        return _("The log cannot be judged: %(error)s") % {"error": repr(error)[:200]}


def _write_numbers(numbers: list[int]) -> str:
    """The numbers of the events in a few signs: 1–34, or with the gaps that must not be there."""
    spans: list[list[int]] = []
    for number in numbers:
        if spans and number == spans[-1][1] + 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    return ", ".join(f"{first}–{last}" if last > first else str(first) for first, last in spans) or "0"


def _write_points(result: dict[str, Any]) -> str:
    rows = [f"{row['key']} {row['points']}/{row['of']}" for row in result.get("objectives", [])]
    turn = result.get("first_wrong_at")
    return " · ".join([f"{result.get('score', 0)}/100", *rows, f"→ {turn}" if turn else "→ –"])
