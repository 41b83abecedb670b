"""Background work of the sandbox: answers that are due while nobody looks."""

import logging
from datetime import datetime, timedelta
from uuid import UUID

from django_tasks import task

from sandbox.authoring.content import read_source
from sandbox.domain.lists.working import work_on_list
from sandbox.domain.partner.service import alert_about
from sandbox.domain.runs import refresh_run
from sandbox.domain.sources import check_source
from sandbox.models import ExerciseSource, PartnerCheck, Run, ScreeningList

logger = logging.getLogger("college.sandbox")


@task()
def deliver_to_run(run_id: str) -> None:
    """Deliver what a run is owed. Repeating is harmless."""
    run = Run.objects.filter(pk=run_id).first()
    if run is None:
        logger.warning("run %s is gone", run_id)
        return
    refresh_run(run=run)


def schedule_delivery(run_id: UUID, at: datetime) -> None:
    """Enqueue the delivery for that moment. Where tasks cannot wait, the next page that is read delivers."""
    if deliver_to_run.get_backend().supports_defer:
        deliver_to_run.using(run_after=at + timedelta(seconds=1)).enqueue(str(run_id))


@task()
def alert_bureaus(check_id: int) -> None:
    """Alert the bureaus whom a partner's check concerns, if any. Repeating is harmless."""
    check = PartnerCheck.objects.select_related("key__organisation").filter(pk=check_id).first()
    if check is None:
        logger.warning("partner check %s is gone", check_id)
        return
    alert_about(check=check)


@task()
def screen_documents(list_id: int) -> None:
    """Read, screen and write a list, from where it stands. Repeating is harmless."""
    found = ScreeningList.objects.filter(pk=list_id).first()
    if found is None:
        logger.warning("screening list %s is gone", list_id)
        return
    work_on_list(screening_list=found)


@task()
def check_exercise_source(source_id: int) -> None:
    """Play what an author wrote, in every way over many worlds, and keep the report. Repeating is harmless."""
    source = ExerciseSource.objects.filter(pk=source_id).first()
    if source is None:
        logger.warning("exercise source %s is gone", source_id)
        return
    check_source(source=source, definition=read_source(source))
