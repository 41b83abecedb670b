"""Worker processes that store chunks side by side, each over a connection of its own."""

import gc
import multiprocessing
import os
import queue
import traceback
from collections.abc import Generator
from typing import Any

from django.db import connection, connections

from sandbox.domain.base_world.storing import store_chunk
from sandbox.domain.name_index.reading import WordBook
from sandbox.models import World

# Register and number of a chunk.
Task = tuple[str, int]
_WAIT_SECONDS = 2.0


class WorkerStopped(Exception):
    """A worker process ended before its work was done; the message says why."""


def share_out(world: World, tasks: list[Task], workers: int, book: WordBook | None) -> Generator[tuple[str, int]]:
    """Store the chunks in worker processes; yields register and rows of each as it is done, in no order.

    Workers are forked, so that what is made once for all chunks is there. They stop when this process ends or the generator is closed.
    Raises WorkerStopped.
    """
    context = multiprocessing.get_context("fork")
    # A connection must not be shared with a process that is forked.
    connections.close_all()
    # What is there now is read by all and changed by none: a collector that visits it would copy it for each process.
    gc.collect()
    gc.freeze()
    place, results = context.Value("L", 0), context.Queue()
    crew = [
        context.Process(target=_work, args=(world, tasks, place, results, os.getpid(), book), daemon=True)
        for _worker in range(min(workers, len(tasks)))
    ]
    for worker in crew:
        worker.start()
    gc.unfreeze()
    try:
        for _task in tasks:
            yield _wait_for_result(crew, results)
        for worker in crew:
            worker.join()
    finally:
        for worker in crew:
            worker.terminate()
            worker.join()


def _wait_for_result(crew: list[Any], results: Any) -> tuple[str, int]:
    while True:
        try:
            key, rows, fault = results.get(timeout=_WAIT_SECONDS)
        except queue.Empty:
            if not any(worker.is_alive() for worker in crew):
                raise WorkerStopped("The processes that store the world have ended. Build again: it goes on.") from None
            continue
        if fault:
            raise WorkerStopped(fault)
        return key, rows


def _work(world: World, tasks: list[Task], place: Any, results: Any, parent: int, book: WordBook | None) -> None:
    try:
        with connection.cursor() as cursor:
            # What a crash of the server takes with it is whole chunks, and those are made again.
            cursor.execute("SET synchronous_commit = off")
        # Orphans stop: another build may be at work already.
        while os.getppid() == parent:
            with place.get_lock():
                mine = place.value
                place.value += 1
            if mine >= len(tasks):
                break
            key, index = tasks[mine]
            results.put((key, store_chunk(world=world, key=key, index=index, book=book), ""))
    except BaseException:  # noqa: BLE001 - told to the parent, whole
        results.put(("", 0, traceback.format_exc()))
    finally:
        connections.close_all()
