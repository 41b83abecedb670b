"""Taking a hint."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from college.core.errors import CollegeError
from sandbox.domain.writing import write_run
from sandbox.enums import EventKind
from sandbox.models import Run, RunEvent


def take_hint(*, run: Run, hint: str, key: UUID | None = None, now: datetime | None = None) -> RunEvent:
    """Take a hint for its cost. A hint is taken once: asking for it again gives the first event and costs nothing.

    Side effect: one event, which the judging counts. Raises CollegeError (no_such_hint), and Conflict once the run is finished.
    """
    with write_run(run=run, now=now) as writer:
        if repeated := writer.find(key):
            return repeated
        found = next((known for known in writer.definition.source.hints if known.key == hint), None)
        if found is None:
            raise CollegeError("no_such_hint", _("This exercise has no such hint."))
        if taken := writer.desk.hints.get(hint):
            return RunEvent.objects.get(run=writer.run, sequence=taken.sequence)
        payload = {"hint": hint, "title": writer.world.fill(found.title), "cost": found.cost}
        return writer.append(EventKind.HINT_TAKEN, payload, key=key)
