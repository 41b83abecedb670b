"""Pausing a run, and going on."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from college.core.errors import Conflict
from sandbox.domain.writing import load_writer, write_run
from sandbox.enums import EventKind, ListState, RunState
from sandbox.models import Run, RunEvent, ScreeningList


def pause_run(*, run: Run, key: UUID | None = None, now: datetime | None = None) -> RunEvent:
    """Stop a run's clock. Safe to repeat by the same form.

    Side effect: one event; until it is resumed the run takes no action, and nothing comes to it. Raises Conflict where the exercise
    may not be paused, while a list is being screened, and for a run that is paused already, finished or overdue.
    """
    with transaction.atomic():
        if key is not None and (repeated := RunEvent.objects.filter(run=run, key=key).first()):
            return repeated
        with write_run(run=run, now=now) as writer:
            if not writer.definition.may_pause:
                raise Conflict("may_not_pause", _("This exercise cannot be paused."))
            done = (ListState.DONE, ListState.REFUSED, ListState.STOPPED)
            if ScreeningList.objects.filter(run=writer.run).exclude(state__in=done).exists():
                raise Conflict("list_in_work", _("A list is being screened. Wait for its answers, then pause."))
            row = writer.append(EventKind.PAUSED, {}, key=key)
            writer.run.paused_at = row.at
            writer.run.save(update_fields=["paused_at"])
        return row


@transaction.atomic
def resume_run(*, run: Run, key: UUID | None = None, now: datetime | None = None) -> Run:
    """Let a run's clock go on; its deadline moves by the length of the pause. A run that is not paused stays as it is.

    Side effects: one event, and the new deadline. What the world owes meanwhile comes with the next page. Raises Conflict for a
    finished run.
    """
    writer = load_writer(run_id=run.pk, now=now)
    held = writer.run
    if held.state != RunState.OPEN:
        raise Conflict("run_finished", _("This run is finished. Look at its result, or start another one."))
    if held.paused_at is None:
        return held
    row = writer.append(EventKind.RESUMED, {}, key=key)
    if held.deadline_at is not None:
        held.deadline_at += row.at - held.paused_at
    held.paused_at = None
    held.save(update_fields=["paused_at", "deadline_at"])
    return held
