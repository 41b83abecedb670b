"""A list is taken in, and screened in the background: chunk by chunk, each once."""

import hashlib
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import F, Max
from django.utils.translation import gettext as _

from college.core.errors import CollegeError, Conflict
from sandbox.domain.invention import fold_number
from sandbox.domain.lists.shapes import CHUNK, AskedRow, MatchedRow, ReadList, count_agreeing
from sandbox.domain.registers.audit import record_query
from sandbox.domain.registers.querying import MAX_CANDIDATES, in_reach
from sandbox.domain.registers.things import DOCUMENTS
from sandbox.domain.text import refuse_real_data
from sandbox.domain.writing import recall_world, write_run
from sandbox.enums import EventKind, ListState, QueryResult, Tool
from sandbox.models import Run, RunEvent, ScreeningChunk, ScreeningList, TravelDocumentRecord

MAX_LISTS = 20
# Of a batch's many references the audit row keeps the first; the counts and the digest stand for all.
MAX_REFERENCES = 1_000
_FIELDS = ("folded_number", "reference", "number", "country", "document_type", "hidden_from")
_IN_ONE_QUESTION = 500


@contextmanager
def open_list(
    *, run: Run, reason: str, case_reference: str, key: UUID, now: datetime | None = None
) -> Iterator[tuple[ScreeningList, bool]]:
    """A new list of the run, still to be read, and that it is new; or the one that this form made before.

    Side effects: the list, once a form; a task after the commit. Raises CollegeError (real_data, list_many) and Conflict.
    """
    with write_run(run=run, tool=Tool.LISTS, now=now, is_lean=True) as writer:
        lists = ScreeningList.objects.filter(run=writer.run)
        if repeated := lists.filter(key=key).first():
            yield repeated, False
            return
        refuse_real_data(reason, case_reference, known=writer.world.identifiers)
        last = lists.aggregate(last=Max("number"))["last"] or 0
        if last >= MAX_LISTS:
            raise CollegeError("list_many", _("A run screens 20 lists at most. Finish it and begin another."))
        kept = ScreeningList.objects.create(
            run=writer.run, number=last + 1, key=key, reason=reason, case_reference=case_reference, state=ListState.READING,
            created_at=writer.now,
        )  # fmt: skip
        yield kept, True
        list_id = kept.pk
        transaction.on_commit(lambda: _enqueue(list_id))


def keep_lines(kept: ScreeningList, read: ReadList) -> None:
    """Keep the lines that were read from a list; from here on it waits for its answers. Must be called inside a transaction."""
    ScreeningChunk.objects.bulk_create(_cut(kept, read), batch_size=1)
    kept.left_out, kept.digest, kept.total = read.left_out, digest_rows(read.rows), read.total
    kept.state = ListState.WAITING
    kept.save(update_fields=["left_out", "digest", "total", "state"])


def take_list(
    *, run: Run, read: ReadList, reason: str, case_reference: str, key: UUID, now: datetime | None = None
) -> ScreeningList:
    """Keep a list that was read, and have it screened in the background: see `open_list`."""
    with open_list(run=run, reason=reason, case_reference=case_reference, key=key, now=now) as (kept, is_new):
        if is_new:
            keep_lines(kept, read)
    return kept


def _enqueue(list_id: int) -> None:
    from sandbox.tasks import screen_documents  # the task calls back into this module

    screen_documents.enqueue(list_id)


def digest_rows(rows: list[AskedRow]) -> str:
    """What the audit keeps of the lines: that the same list was asked again can be seen."""
    digest = hashlib.sha256()
    for row in rows:
        digest.update("|".join(row[1:]).encode() + b"\n")
    return digest.hexdigest()


def _cut(kept: ScreeningList, read: ReadList) -> list[ScreeningChunk]:
    """Chunks of the same lines of the sheet; a line's place in the sheet decides its chunk."""
    rows: dict[int, list[Any]] = {}
    faults: dict[int, list[Any]] = {}
    for row in read.rows:
        rows.setdefault(row.line // CHUNK, []).append(row)
    for fault in read.faults:
        faults.setdefault(fault.line // CHUNK, []).append(fault)
    return [
        ScreeningChunk(screening_list=kept, position=place, rows=rows.get(place, []), faults=faults.get(place, []))
        for place in sorted({*rows, *faults})
    ]


def screen_list(*, screening_list: ScreeningList, now: datetime | None = None) -> ScreeningList:
    """Screen what is left of a list and write event and audit row. Goes on where it was broken off; repeating is harmless.

    Side effects: chunks answered, progress counted, then one event LIST_SCREENED and one audit row; its workbook is still to be
    written. A list whose run was finished meanwhile is stopped.
    """
    run = screening_list.run
    definition, world = recall_world(run)
    waiting = ScreeningChunk.objects.filter(screening_list=screening_list, matches__isnull=True)
    if screening_list.state == ListState.WAITING:
        for place in list(waiting.values_list("pk", flat=True)):
            if not Run.objects.filter(pk=run.pk, finished_at__isnull=True).exists():
                break
            _screen_chunk(screening_list, place, bureau=definition.source.role.bureau, today=world.today)
        try:
            _finish(screening_list, now=now)
        except Conflict:
            ScreeningList.objects.filter(pk=screening_list.pk, state=ListState.WAITING).update(state=ListState.STOPPED)
    screening_list.refresh_from_db()
    return screening_list


def _screen_chunk(screening_list: ScreeningList, chunk_id: int, *, bureau: str, today: date) -> None:
    """Answer one chunk and count it. Two workers on one list count it once: the first one's answer stands."""
    began = time.perf_counter()
    chunk = ScreeningChunk.objects.get(pk=chunk_id)
    rows = [AskedRow(*row) for row in chunk.rows]
    matches, hidden = match_rows(rows, run=screening_list.run, bureau=bureau, today=today)
    seconds = time.perf_counter() - began
    with transaction.atomic():
        if ScreeningChunk.objects.filter(pk=chunk_id, matches__isnull=True).update(matches=matches):
            ScreeningList.objects.filter(pk=screening_list.pk).update(
                screened=F("screened") + len(rows) + len(chunk.faults), malformed=F("malformed") + len(chunk.faults),
                matched=F("matched") + len(matches), hidden=F("hidden") + hidden, seconds=F("seconds") + seconds,
            )  # fmt: skip


def match_rows(rows: list[AskedRow], *, run: Run, bureau: str, today: date) -> tuple[list[MatchedRow], int]:
    """The lines that have candidates, as a single query would find them; and how many records were kept from this bureau."""
    folded = [fold_number(row.number) for row in rows]
    records: dict[str, list[list[str]]] = {}
    kept: dict[str, int] = {}
    for number, *record, hidden_from in _find_records(sorted(set(folded)), run=run, today=today):
        if bureau in hidden_from.split():
            kept[number] = kept.get(number, 0) + 1
        else:
            records.setdefault(number, []).append(record)
    matches = []
    for row, number in zip(rows, folded, strict=True):
        if found := records.get(number):
            best = sorted(found, key=lambda c: (-count_agreeing(row, c), c[0]))
            matches.append(MatchedRow(*row, best[:MAX_CANDIDATES]))
    return matches, sum(kept.get(number, 0) for number in folded)


def _find_records(numbers: list[str], *, run: Run, today: date) -> list[Any]:
    """Records in reach with one of these folded numbers: one join with an array on PostgreSQL, some questions elsewhere."""
    if connection.vendor == "postgresql":
        table = connection.ops.quote_name(TravelDocumentRecord._meta.db_table)
        columns = ", ".join(f"record.{name}" for name in _FIELDS)
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT {columns} FROM unnest(%s::text[]) AS asked(folded) JOIN {table} AS record"  # noqa: S608 - names of ours alone
                " ON record.folded_number = asked.folded"
                " WHERE (record.run_id = %s OR record.world_id = %s) AND record.review_on > %s",
                [numbers, run.pk, run.world_id, today],
            )
            return list(cursor.fetchall())
    found: list[Any] = []
    for start in range(0, len(numbers), _IN_ONE_QUESTION):
        part = numbers[start : start + _IN_ONE_QUESTION]
        found += TravelDocumentRecord.objects.filter(
            in_reach(run), folded_number__in=part, review_on__gt=today
        ).values_list(*_FIELDS)
    return found


def _finish(screening_list: ScreeningList, *, now: datetime | None) -> RunEvent | None:
    """The event and the audit row of the whole list, when every chunk has its answer. Raises Conflict when the run is over."""
    with write_run(run=screening_list.run, tool=Tool.LISTS, now=now, is_lean=True) as writer:
        if repeated := writer.find(screening_list.key):
            return repeated
        done = ScreeningList.objects.get(pk=screening_list.pk)
        if done.screened < done.total:
            return None  # another worker is at it
        record_query(
            writer, database=DOCUMENTS.database, keys=_sum_up(done), reason=done.reason, case_reference=done.case_reference,
            result=QueryResult.POSSIBLE_MATCH if done.matched else QueryResult.NO_RECORD,
            references=_list_references(done), seconds=done.seconds, hidden=done.hidden,
        )  # fmt: skip
        ScreeningList.objects.filter(pk=done.pk).update(state=ListState.WRITING)
        payload = {
            "list": done.number, "rows": done.total, "matched": done.matched, "clear": done.clear, "malformed": done.malformed,
            "digest": done.digest, "reason": done.reason, "case_reference": done.case_reference,
        }  # fmt: skip
        return writer.append(EventKind.LIST_SCREENED, payload, key=done.key)


def _sum_up(done: ScreeningList) -> dict[str, Any]:
    """What the audit keeps in the place of keys."""
    counts = {"lines": done.total, "malformed": done.malformed, "matched": done.matched}
    return {"list": done.number, "digest": done.digest, **counts}


def _list_references(done: ScreeningList) -> list[str]:
    found: set[str] = set()
    for matches in done.chunks.values_list("matches", flat=True).iterator(chunk_size=1):
        found.update(candidate[0] for *_row, candidates in matches or [] for candidate in candidates)
        if len(found) >= MAX_REFERENCES:
            break
    return sorted(found)[:MAX_REFERENCES]
