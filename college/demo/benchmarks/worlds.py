"""How fast base worlds are built, and how much memory that takes."""

import os
import subprocess
import sys
import time
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
    small_seconds, small_memory = _time_build(SMALL)
    seconds, memory = _time_build(LARGE)
    where = f"{connection.vendor}, {os.cpu_count()} cores, all registers and indexes"
    return [
        Figure("world.seconds", round(seconds, 1), "s", 60, f"{LARGE} records, {where}; baseline: the limit"),
        Figure("world.records_per_second", round(LARGE / seconds), "records/s", round(LARGE / 60), f"{LARGE} records, {where}"),
        Figure("world.small_seconds", round(small_seconds, 1), "s", None, f"{SMALL} records"),
        Figure("world.peak_memory_mb", round(memory), "MB", round(small_memory), f"{LARGE} records, all processes of the build; baseline: {SMALL} records"),
    ]  # fmt: skip


def _time_build(records: int) -> tuple[float, float]:
    """Seconds of the command from start to end, and the most that its processes held at one time, in MB."""
    command = [sys.executable, str(Path(settings.BASE_DIR) / "manage.py"), "build_world"]
    seed = f"{SEED}-{time.time_ns()}"
    began = time.monotonic()
    build = subprocess.Popen(  # noqa: S603
        [*command, "--seed", seed, "--records", str(records)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    peak = 0
    while build.poll() is None:
        peak = max(peak, sum(_read_memory(number) for number in (build.pid, *_list_children(build.pid))))
        time.sleep(_SAMPLE_SECONDS)
    seconds = time.monotonic() - began
    if build.returncode:
        raise RuntimeError(f"build_world ended with {build.returncode}")
    World.objects.filter(seed=seed).update(is_current=False)
    return seconds, peak / 1024


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
