"""The only way into a run's log: one writer at a time, in order, once a form."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from college.core import clock
from college.core.errors import Conflict
from college.core.statements import Slot, Statement, insert_row, update_row
from sandbox.domain.definitions import Definition, load_definition
from sandbox.domain.delivery import list_due
from sandbox.domain.desk import Desk, fold_events
from sandbox.domain.matching import LoggedEvent
from sandbox.domain.worlds import RunWorld, build_run_world
from sandbox.enums import EventKind, RunState, Tool
from sandbox.models import Run, RunEvent
from sandbox.rules import may_use_tool

# What a writer knows a run by, beside its own row; none of it changes while a page is answered.
_BELONGINGS = ("version", "exercise", "learner")
_LOCKED_RUN = Statement(
    lambda: Run.objects.select_for_update(of=("self",)).filter(pk=Slot.of(Run, "id", "run")).defer("result")
)
_EVENT_OF_FORM = Statement(lambda: RunEvent.objects.filter(run=Slot.of(RunEvent, "run"), key=Slot.of(RunEvent, "key")))


_LOG = Statement(
    lambda: (
        RunEvent.objects.filter(run=Slot.of(RunEvent, "run"), sequence__gt=Slot.of(RunEvent, "sequence", "after"))
        .order_by("sequence")
        .values_list("sequence", "at", "kind", "payload")
    )
)


def read_log(run: Run, *, after: int = 0) -> list[LoggedEvent]:
    """The events of a run as they are stored, in their order; those that came after this sequence alone."""
    return [LoggedEvent(*row) for row in _LOG.fetch(run=run.pk, after=after)]


def read_event(event: RunEvent) -> LoggedEvent:
    return LoggedEvent(event.sequence, event.at, event.kind, event.payload)


@dataclass
class RunWriter:
    """A run that is locked until the transaction ends. Its log is read when somebody asks for it, and not before."""

    run: Run
    definition: Definition
    world: RunWorld
    now: datetime
    appended: list[RunEvent] = field(default_factory=list)

    @cached_property
    def rows(self) -> list[RunEvent]:
        return list(self.run.events.all())

    @cached_property
    def events(self) -> list[LoggedEvent]:
        return [read_event(row) for row in self.rows] if "rows" in self.__dict__ else read_log(self.run)

    @property
    def desk(self) -> Desk:
        return fold_events(self.events)

    def find(self, key: UUID | None) -> RunEvent | None:
        """The event that this form already made."""
        return None if key is None else _EVENT_OF_FORM.first(run=self.run.pk, key=key)

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
        loaded = self.__dict__  # what was read of the log goes on with it; what was not, is read later with this event
        insert_row(row)
        self.run.event_count = row.sequence
        update_row(self.run, "event_count")
        if "rows" in loaded:
            self.rows.append(row)
        if "events" in loaded:
            self.events.append(read_event(row))
        self.appended.append(row)
        return row

    def deliver(self, *, until: datetime | None = None) -> None:
        """Add what the world owes until then; an answer may cause the next one."""
        limit = until or self.now
        while due := [item for item in list_due(self.definition, self.world, self.events) if item.at <= limit]:
            self.append(due[0].kind, due[0].payload, at=max(due[0].at, self.events[-1].at))


def load_writer(*, run_id: UUID, now: datetime | None = None) -> RunWriter:
    """Lock a run and read its log. Must be called inside a transaction."""
    run = (
        Run.objects.select_for_update(of=("self",))
        .select_related("version", "exercise", "learner")
        .defer("version__definition", "result")
        .get(pk=run_id)
    )
    definition, world = recall_world(run)
    return RunWriter(run, definition, world, now or clock.now())


def _load_known_writer(run: Run, now: datetime | None) -> RunWriter:
    """Lock a run that the caller holds with its version, exercise and learner: its own row alone is read."""
    locked = _LOCKED_RUN.first(run=run.pk)
    if locked is None:
        raise Run.DoesNotExist
    for name in _BELONGINGS:
        setattr(locked, name, getattr(run, name))
    definition, world = recall_world(locked)
    return RunWriter(locked, definition, world, now or clock.now())


def _is_known(run: Run) -> bool:
    return all(name in run._state.fields_cache for name in _BELONGINGS)


def recall_world(run: Run) -> tuple[Definition, RunWorld]:
    """A run's definition and world from its version and seed alone, kept by the process: both are pure and never change."""
    digest = run.version.digest
    found = _worlds.get((digest, run.seed))
    if found is None:
        if len(_worlds) >= MAX_KEPT:
            _worlds.clear()
        definition = load_definition(digest=digest, data=run.version.definition)
        found = _worlds[(digest, run.seed)] = definition, build_run_world(definition, run.seed)
    return found


_worlds: dict[tuple[str, str], tuple[Definition, RunWorld]] = {}
MAX_KEPT = 256


@contextmanager
def write_run(
    *, run: Run, tool: Tool | None = None, now: datetime | None = None, is_lean: bool = False
) -> Iterator[RunWriter]:
    """A transaction in which one trainee's action is added to a run's log.

    Side effects: what the world owed before the action is delivered first, what it owes at once because of it, after.
    What it owes later is left to a task (and to the next page that is read). Raises Conflict when the run is finished, its time
    is up, or the exercise has no such tool.

    `is_lean` is for actions to which the world answers with injects at most (a register's query): the log is not read, unless what
    was added is the kind of thing that an inject waits for. What was owed before is then left to the task and the next page.
    """
    with transaction.atomic():
        writer = _load_known_writer(run, now) if _is_known(run) else load_writer(run_id=run.pk, now=now)
        if writer.run.state != RunState.OPEN:
            raise Conflict("run_finished", _("This run is finished. Look at its result, or start another one."))
        refuse_paused(writer.run)
        if writer.run.deadline_at is not None and writer.now > writer.run.deadline_at:
            raise Conflict("run_overdue", _("The time of this run is up. What you did until then is judged."))
        if tool is not None:
            writer.require(tool)
        if not is_lean:
            writer.deliver()
        yield writer
        awaited = {inject.when.kind for inject in writer.definition.source.injects}
        if is_lean and awaited.isdisjoint(row.kind for row in writer.appended):
            return
        writer.deliver()
        owed = list_due(writer.definition, writer.world, writer.events)
        if owed:
            run_id, at = writer.run.pk, owed[0].at
            transaction.on_commit(lambda: _schedule(run_id, at))


def refuse_paused(run: Run) -> None:
    """Raises Conflict while the run is paused."""
    if run.paused_at is not None:
        raise Conflict("run_paused", _("This run is paused: nothing was changed. Resume it to go on."))


def _schedule(run_id: UUID, at: datetime) -> None:
    from sandbox.tasks import schedule_delivery  # the task calls back into this module

    schedule_delivery(run_id, at)
