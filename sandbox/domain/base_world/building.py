"""Building a base world: chunk by chunk, in worker processes where that helps, going on where an earlier build stopped."""

import hashlib
from collections.abc import Callable, Generator, Mapping
from contextlib import closing

from django.db import connection, transaction
from django.utils.translation import gettext as _

from college.core.domain.audit import record_audit
from college.core.errors import Conflict
from sandbox.domain.base_world.registers import REGISTERS
from sandbox.domain.base_world.shares import SHARES, count_chunks, plan_counts
from sandbox.domain.base_world.storing import store_chunk
from sandbox.domain.base_world.working import Task, share_out
from sandbox.domain.name_index.reading import WordBook
from sandbox.domain.name_index.storing import restore_index, set_index_aside
from sandbox.domain.name_index.writer import finish_index, learn_traditions, write_name_index
from sandbox.models import World

# Told the stage ("records" or "names"), how many are done, and of how many.
Report = Callable[[str, int, int], None]
PERSONS = "persons"
# Below this, starting processes costs more than it saves.
_WORKERS_FROM = 60_000
# From so many persons on, hardly a word of the traditions is missing: all are numbered first, and names indexed as they are drawn.
_LEARN_FROM = 30_000


def build_base_world(
    *,
    seed: str,
    size: int,
    counts: Mapping[str, int] | None = None,
    report: Report | None = None,
    workers: int | None = None,
) -> tuple[World, bool]:
    """The base world of this seed and size, built where it is missing, and made the current one; and whether anything was written.

    `counts` gives the records of each register (together `size`); without it they follow the table of shares. Goes on where an
    earlier build stopped; each chunk is its own transaction. Equal seeds, sizes and counts give equal digests on any database, with
    any number of `workers` (processes; by default two on PostgreSQL for a large world, else none). Runs that began in another world
    stay there. Raises Conflict for a size that stands with other counts.
    """
    wanted = dict(counts) if counts is not None else plan_counts(size, keys=REGISTERS)
    world, _is_new = World.objects.get_or_create(seed=seed, size=size, defaults={"counts": wanted})
    if world.counts != wanted:
        raise Conflict(
            "world_counts", _("A world of this seed and size stands with other registers. Choose another seed or size.")
        )
    if world.built == size and world.digest:
        was_current = world.is_current
        _make_current(world, world.digest)
        return world, not was_current
    _fill(world, report or _say_nothing, _choose_workers(world) if workers is None else workers)
    if connection.vendor == "postgresql":
        _measure_tables()
    _make_current(world, compute_digest(world))
    return world, True


def _say_nothing(stage: str, done: int, total: int) -> None:
    """For callers who do not watch."""


def _choose_workers(world: World) -> int:
    # Inside a transaction (as in a test) no other process would see the world.
    is_parallel = connection.vendor == "postgresql" and not connection.in_atomic_block and world.size >= _WORKERS_FROM
    return 2 if is_parallel else 0


def list_tasks(counts: Mapping[str, int]) -> list[Task]:
    """Every chunk of a world in the order of the shares, whatever that of `counts`: jsonb keeps none. Persons come first:
    their names are indexed while the rest is stored."""
    return [(key, index) for key in SHARES if key in counts for index in range(count_chunks(counts[key]))]


def _fill(world: World, report: Report, workers: int) -> None:
    stored = set(world.chunks.values_list("register", "number"))
    tasks = [task for task in list_tasks(world.counts) if task not in stored]
    done = sum(world.chunks.values_list("rows", flat=True))
    persons = sum(1 for key, _index in tasks if key == PERSONS)
    is_large = world.counts.get(PERSONS, 0) >= _LEARN_FROM
    book = learn_traditions(world) if is_large and persons else None
    if book is not None:
        set_index_aside()
    results = share_out(world, tasks, workers, book) if workers else _work_alone(world, tasks, book)
    try:
        with closing(results):
            for key, rows in results:
                done += rows
                persons -= key == PERSONS
                World.objects.filter(pk=world.pk).update(built=done)
                report("records", done, world.size)
                if is_large and key == PERSONS and not persons:
                    restore_index()  # while others store the rest
    finally:
        restore_index()
    if is_large:
        finish_index(world)
    elif world.counts.get(PERSONS):
        total = world.counts[PERSONS]
        write_name_index(world, report=lambda done: report("names", done, total))
    world.built = done


def _work_alone(world: World, tasks: list[Task], book: WordBook | None) -> Generator[tuple[str, int]]:
    for key, index in tasks:
        yield key, store_chunk(world=world, key=key, index=index, book=book)


def compute_digest(world: World) -> str:
    """SHA-256 over the digests of all chunks in their order: who stored them, and when, makes no difference."""
    chunks = {(key, number): digest for key, number, digest in world.chunks.values_list("register", "number", "digest")}
    lines = [f"{key} {index} {chunks[key, index]}" for key, index in list_tasks(world.counts)]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _measure_tables() -> None:
    """Tell PostgreSQL's planner what the tables hold now; it would find out by itself in some minutes."""
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        for register in REGISTERS.values():
            cursor.execute(f"ANALYZE {quote(register.model._meta.db_table)}")


@transaction.atomic
def _make_current(world: World, digest: str) -> None:
    if world.is_current and world.digest == digest:
        return
    World.objects.filter(is_current=True).exclude(pk=world.pk).update(is_current=False)
    world.digest, world.is_current = digest, True
    world.save(update_fields=["digest", "is_current"])
    record_audit(
        actor=None, verb="world.built", subject=world, chain="sandbox", data={"size": world.size, "digest": digest}
    )
