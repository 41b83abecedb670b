"""How fast base worlds are built, and how much memory that takes."""

import os
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import connection

from college.demo.benchmarks.results import Figure
from sandbox.domain.base_world.building import build_base_world
from sandbox.models import World

LARGE, SMALL = 1_000_000, 100_000
SEED = "bench"
_SAMPLE_SECONDS = 0.2


def ensure_world(records: int) -> World:
    """A base world of this size for a measurement, built where it is missing, and made the current one."""
    world, _is_new = build_base_world(seed=SEED, size=records)
    if connection.vendor == "postgresql" and not connection.in_atomic_block:
        with connection.cursor() as cursor:  # visible to index-only scans
            cursor.execute("VACUUM ANALYZE")
    return world


def measure_worlds() -> list[Figure]:
    """Build a small and a large world from nothing, each by the command and with a seed of its own."""
    small, large = _time_build(SMALL), _time_build(LARGE)
    where = f"{connection.vendor}, {os.cpu_count()} cores, all registers and indexes"
    return [
        Figure("world.seconds", round(large.seconds, 1), "s", 60, f"{LARGE} records, {where}; baseline: the limit"),
        Figure("world.records_per_second", round(LARGE / large.seconds), "records/s", round(LARGE / 60), f"{LARGE} records, {where}"),
        Figure("world.cpu_seconds", round(large.cpu_seconds, 1), "s", None, f"{LARGE} records, processes of the build without the database's"),
        Figure("world.small_seconds", round(small.seconds, 1), "s", None, f"{SMALL} records"),
        Figure("world.peak_memory_mb", round(large.memory), "MB", round(small.memory), f"{LARGE} records, all processes of the build; baseline: {SMALL} records"),
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Build:
    """Seconds from start to end of the command, those of its processes' work, and the most that they held at one time, in MB."""

    seconds: float
    cpu_seconds: float
    memory: float


def _time_build(records: int) -> _Build:
    command = [sys.executable, str(Path(settings.BASE_DIR) / "manage.py"), "build_world"]
    seed = f"{SEED}-{time.time_ns()}"
    worked, began = _count_work(), time.monotonic()
    # Files of its own: what an earlier build left would spare this one some work and memory. (On SQLite the database lies among them.)
    with tempfile.TemporaryDirectory() as folder:
        place = {"COLLEGE_VAR_DIR": folder} if connection.vendor == "postgresql" else {}
        build = subprocess.Popen(  # noqa: S603
            [*command, "--seed", seed, "--records", str(records)],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=os.environ | place,
        )  # fmt: skip
        peak = 0
        while build.poll() is None:
            peak = max(peak, sum(_read_memory(number) for number in (build.pid, *_list_children(build.pid))))
            time.sleep(_SAMPLE_SECONDS)
        seconds = time.monotonic() - began
    if build.returncode:
        raise RuntimeError(f"build_world ended with {build.returncode}")
    World.objects.filter(seed=seed).update(is_current=False)
    return _Build(seconds, _count_work() - worked, peak / 1024)


def _count_work() -> float:
    """Seconds of work of all processes that this one has started and seen end."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def _list_children(number: int) -> list[int]:
    try:
        text = Path(f"/proc/{number}/task/{number}/children").read_text()
    except OSError:
        return []
    return [int(child) for child in text.split()]


def _read_memory(number: int) -> int:
    """Kilobytes that are a process's share: pages that several processes hold are divided among them. 0 when it is gone."""
    try:
        lines = Path(f"/proc/{number}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)
