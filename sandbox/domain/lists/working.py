"""The background work on a list from its hand-over to its workbook: reading, screening, writing. Each step once."""

from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import translation

from college.core import clock
from college.core.errors import CollegeError
from sandbox.domain.lists.exports import write_list
from sandbox.domain.lists.reading import read_list
from sandbox.domain.lists.screening import keep_lines, open_list, screen_list
from sandbox.domain.lists.tables import check_file, is_workbook, read_table
from sandbox.enums import ListState
from sandbox.models import Run, ScreeningFile, ScreeningList


def take_file(
    *, run: Run, data: bytes, reason: str, case_reference: str, key: UUID, now: datetime | None = None
) -> ScreeningList:
    """Keep a file that holds a list, and have it worked on in the background.

    Text is read at once: it takes part of a second. Of a workbook only size and packing are looked at here; it is kept unread, until
    the task has read it. Side effects: the list, once a form; a task after the commit. Raises CollegeError (list_…, real_data).
    """
    check_file(data)
    read = None if is_workbook(data) else read_list(read_table(data))
    with open_list(run=run, reason=reason, case_reference=case_reference, key=key, now=now) as (kept, is_new):
        if is_new and read is not None:
            keep_lines(kept, read)
        elif is_new:
            ScreeningFile.objects.create(screening_list=kept, is_answer=False, content=data)
    return kept


def work_on_list(*, screening_list: ScreeningList, now: datetime | None = None) -> ScreeningList:
    """Read, screen and write what is left of a list, in the language of whoever sent it. Goes on where it was broken off.

    Repeating is harmless. Side effects: those of `screen_list`; the upload goes when it is read, the workbook with the answers comes. A
    workbook that cannot be read leaves the list refused, with the reason.
    """
    with translation.override(screening_list.run.learner.language):
        if screening_list.state == ListState.READING:
            _read_upload(screening_list)
        screen_list(screening_list=screening_list, now=now)
        if screening_list.state == ListState.WRITING:
            _write_answers(screening_list)
    screening_list.refresh_from_db()
    return screening_list


def _read_upload(screening_list: ScreeningList) -> None:
    """Turn the workbook into lines; whoever is first. The upload does not outlive it."""
    upload = ScreeningFile.objects.filter(screening_list=screening_list, is_answer=False).first()
    fault, read = "", None
    if upload is not None:
        try:
            read = read_list(read_table(bytes(upload.content)))
        except CollegeError as error:
            fault = str(error)
    with transaction.atomic():
        kept = ScreeningList.objects.select_for_update().get(pk=screening_list.pk)
        if kept.state == ListState.READING and read is not None:
            keep_lines(kept, read)
        elif kept.state == ListState.READING:
            kept.state, kept.fault, kept.finished_at = ListState.REFUSED, fault, clock.now()
            kept.save(update_fields=["state", "fault", "finished_at"])
        ScreeningFile.objects.filter(screening_list=kept, is_answer=False).delete()
    screening_list.refresh_from_db()


def _write_answers(screening_list: ScreeningList) -> None:
    """Keep the workbook with the answers, unless the run ended meanwhile."""
    with write_list(screening_list) as file:
        content = file.read()
    with transaction.atomic():
        run = Run.objects.select_for_update().get(pk=screening_list.run_id)
        if run.is_open:
            ScreeningFile.objects.update_or_create(
                screening_list=screening_list, is_answer=True, defaults={"content": content}
            )
        ScreeningList.objects.filter(pk=screening_list.pk, state=ListState.WRITING).update(
            state=ListState.DONE, finished_at=clock.now()
        )


def read_answers(screening_list: ScreeningList) -> bytes | None:
    """The workbook with the answers, or None where it is not written yet."""
    found = ScreeningFile.objects.filter(screening_list=screening_list, is_answer=True).first()
    return bytes(found.content) if found else None


def purge_list_files(*, is_dry_run: bool, now: datetime | None = None) -> int:
    """Remove workbooks of lists that are older than `SANDBOX_LIST_FILE_DAYS`; how many there are. Safe to repeat.

    The lists and their lines stay with their run; an upload that was never read leaves its list refused.
    """
    limit = (now or clock.now()) - timedelta(days=settings.SANDBOX_LIST_FILE_DAYS)
    old = ScreeningFile.objects.filter(screening_list__created_at__lt=limit)
    count = old.count()
    if not is_dry_run:
        ScreeningList.objects.filter(files__in=old, state=ListState.READING).update(state=ListState.REFUSED)
        old.delete()
    return count
