"""The only way into a run's log: one writer at a time, in order, once a form."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from college.core import clock
from college.core.errors import Conflict
from sandbox.domain.definitions import Definition, load_definition
from sandbox.domain.delivery import list_due
from sandbox.domain.desk import Desk, fold_events
from sandbox.domain.matching import LoggedEvent
from sandbox.domain.worlds import RunWorld, build_run_world
from sandbox.enums import EventKind, RunState, Tool
from sandbox.models import Run, RunEvent
from sandbox.rules import may_use_tool


def read_event(event: RunEvent) -> LoggedEvent:
    return LoggedEvent(event.sequence, event.at, event.kind, event.payload)


@dataclass
class RunWriter:
    """A run that is locked until the transaction ends, with its log so far."""

    run: Run
    definition: Definition
    world: RunWorld
    rows: list[RunEvent]
    now: datetime
    events: list[LoggedEvent] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.events = [read_event(row) for row in self.rows]

    @property
    def desk(self) -> Desk:
        return fold_events(self.events)

    def find(self, key: UUID | None) -> RunEvent | None:
        """The event that this form already made."""
        return next((row for row in self.rows if key is not None and row.key == key), None)

    def require(self, tool: Tool) -> None:
        """Raises Conflict when the exercise gives no such tool, or the learner's side may not use it."""
        if not (self.definition.allows(tool) and may_use_tool(person=self.run.learner, tool=tool)):
            raise Conflict("tool_not_allowed", _("This exercise does not use this tool."))

    def append(
        self, kind: EventKind, payload: dict[str, Any], *, key: UUID | None = None, at: datetime | None = None
    ) -> RunEvent:
        """Add one event. The payload must be JSON-serialisable."""
        row = RunEvent(
            run=self.run, sequence=self.run.event_count + 1, at=at or self.now, kind=kind, payload=payload, key=key
        )
        row.save()
        self.run.event_count = row.sequence
        self.run.save(update_fields=["event_count"])
        self.rows.append(row)
        self.events.append(read_event(row))
        return row

    def deliver(self, *, until: datetime | None = None) -> None:
        """Add what the world owes until then; an answer may cause the next one."""
        limit = until or self.now
        while due := [item for item in list_due(self.definition, self.world, self.events) if item.at <= limit]:
            self.append(due[0].kind, due[0].payload, at=max(due[0].at, self.events[-1].at))


def load_writer(*, run_id: UUID, now: datetime | None = None) -> RunWriter:
    """Lock a run and read its log. Must be called inside a transaction."""
    run = Run.objects.select_for_update(of=("self",)).select_related("version", "exercise", "learner").get(pk=run_id)
    definition = load_definition(digest=run.version.digest, data=run.version.definition)
    world = build_run_world(definition, run.seed)
    return RunWriter(run, definition, world, list(run.events.all()), now or clock.now())


@contextmanager
def write_run(*, run: Run, tool: Tool | None = None, now: datetime | None = None) -> Iterator[RunWriter]:
    """A transaction in which one trainee's action is added to a run's log.

    Side effects: what the world owed before the action is delivered first, what it owes at once because of it, after.
    What it owes later is left to a task (and to the next page that is read). Raises Conflict when the run is finished, its time
    is up, or the exercise has no such tool.
    """
    with transaction.atomic():
        writer = load_writer(run_id=run.pk, now=now)
        if writer.run.state != RunState.OPEN:
            raise Conflict("run_finished", _("This run is finished. Look at its result, or start another one."))
        if writer.run.deadline_at is not None and writer.now > writer.run.deadline_at:
            raise Conflict("run_overdue", _("The time of this run is up. What you did until then is judged."))
        if tool is not None:
            writer.require(tool)
        writer.deliver()
        yield writer
        writer.deliver()
        owed = list_due(writer.definition, writer.world, writer.events)
        if owed:
            run_id, at = writer.run.pk, owed[0].at
            transaction.on_commit(lambda: _schedule(run_id, at))


def _schedule(run_id: UUID, at: datetime) -> None:
    from sandbox.tasks import schedule_delivery  # the task calls back into this module

    schedule_delivery(run_id, at)
