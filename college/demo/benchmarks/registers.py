"""How long the registers take to answer, at the wanted size: the domain function with its event and audit row, and over HTTP."""

import hashlib
import json
import time
import uuid
from collections.abc import Callable, Sequence
from typing import Any

from django.db import connection

from college.demo.benchmarks.persons_run import start_bench_run
from college.demo.benchmarks.questions import NameQuestion, draw_documents, draw_names
from college.demo.benchmarks.results import Figure, name_size, percentile
from college.demo.benchmarks.searches import measure_searches
from college.demo.benchmarks.worlds import ensure_world
from sandbox.domain.persons import query_persons
from sandbox.domain.registers import query_documents
from sandbox.models import PersonRecord, Run, RunEvent, TravelDocumentRecord, World

QUERIES = 600
WARM = 60
# A run is begun anew after so many queries, as an exercise seldom sees more.
QUERIES_A_RUN = 20
# What SQLite is held to, at its size; PostgreSQL has limits of its own.
SQLITE_LIMIT = 50
_PURPOSE: dict[str, Any] = {"reason": "Entry check", "case_reference": "TR-BENCH"}


def _ask_document(run: Run, question: dict[str, Any]) -> RunEvent:
    return query_documents(run=run, **question, **_PURPOSE, key=uuid.uuid4())


def _ask_name(run: Run, question: NameQuestion) -> RunEvent:
    return query_persons(run=run, name=question.name, birth=question.birth, **_PURPOSE, key=uuid.uuid4())


def _time_queries(
    world: World, questions: Sequence[Any], ask: Callable[[Run, Any], RunEvent]
) -> tuple[list[float], float, str]:
    """Milliseconds of each query after the first few, the CPU's share of one, and a digest of what was answered."""
    times: list[float] = []
    answers: list[Any] = []
    busy = 0.0
    for place, question in enumerate([*questions[:WARM], *questions]):
        if place % QUERIES_A_RUN == 0:
            run = start_bench_run(world)
        began, began_busy = time.perf_counter(), time.process_time()
        event = ask(run, question)
        seconds, busy_seconds = time.perf_counter() - began, time.process_time() - began_busy
        if place >= WARM:
            times.append(seconds * 1000)
            busy += busy_seconds * 1000
            answers.append([event.payload["result"], event.payload["candidates"]])
    digest = hashlib.sha256(json.dumps(answers, sort_keys=True).encode()).hexdigest()[:16]
    return times, busy / len(times), digest


def _time_commits(world: World) -> list[float]:
    """Milliseconds to store the smallest change for good: what each query waits for the disk at least."""
    run = start_bench_run(world)
    times = []
    for turn in range(200):
        began = time.perf_counter()
        Run.objects.filter(pk=run.pk).update(score=None, attempt_number=turn + 1)
        times.append((time.perf_counter() - began) * 1000)
    return times


def measure_registers(records: int) -> list[Figure]:
    """Ask the registers of a world of so many records: exact and by name, one at a time; on PostgreSQL over HTTP as well."""
    world = ensure_world(records)
    is_postgresql = connection.vendor == "postgresql"
    size = name_size(records) + ("" if is_postgresql else f".{connection.vendor}")
    counts = {
        model: model._default_manager.filter(world=world).count() for model in (TravelDocumentRecord, PersonRecord)
    }
    where = f"in a world of {records} records, {connection.vendor}"
    commits = _time_commits(world)
    commit = (
        f"a commit alone takes {percentile(commits, 0.5):.2f} (p95 {percentile(commits, 0.95):.2f}) ms on this disk"
    )
    figures = []
    parts: list[tuple[str, Sequence[Any], Callable[[Run, Any], RunEvent], float, str]] = [
        ("exact", draw_documents(world, QUERIES), _ask_document, 3, f"query_documents; {counts[TravelDocumentRecord]} documents {where}"),
        ("name", draw_names(world, QUERIES), _ask_name, 20, f"query_persons; {counts[PersonRecord]} persons {where}"),
    ]  # fmt: skip
    for name, questions, ask, limit, what in parts:
        times, busy, digest = _time_queries(world, questions, ask)
        note = f"{what}; event and audit row written; {commit}; answers {digest}"
        baseline = limit if is_postgresql else SQLITE_LIMIT
        figures += [
            Figure(f"register.{name}.p50_ms.{size}", round(percentile(times, 0.5), 2), "ms", None, note),
            Figure(f"register.{name}.p95_ms.{size}", round(percentile(times, 0.95), 2), "ms", baseline, note),
            Figure(
                f"register.{name}.cpu_ms.{size}", round(busy, 2), "ms", None, "CPU of the asking process for a query"
            ),
        ]
    return figures + (measure_searches(world) if is_postgresql else [])
