"""A real server of the college for measuring: granian's processes, and their CPU time from /proc."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

TICKS = os.sysconf("SC_CLK_TCK")


def list_children(pid: int) -> list[int]:
    """The process and all processes below it."""
    found = [pid]
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in task.read_text().split():
            found += list_children(int(child))
    return found


def read_cpu_seconds(pid: int) -> float:
    """User and system CPU seconds of a process and of all below it, those that have ended included."""
    total = 0
    for each in list_children(pid):
        try:
            fields = Path(f"/proc/{each}/stat").read_text().rpartition(")")[2].split()
        except FileNotFoundError:
            continue
        total += sum(int(fields[index]) for index in (11, 12, 13, 14))
    return total / TICKS


def find_postgres_pid() -> int | None:
    """The PostgreSQL server that `.ci/with-postgres` started, or None."""
    folder = os.environ.get("COLLEGE_POSTGRES_DATA")
    return int(Path(folder, "postmaster.pid").read_text().split()[0]) if folder else None


@dataclass(frozen=True, slots=True)
class Server:
    port: int
    pid: int


@contextmanager
def run_server(*, workers: int) -> Iterator[Server]:
    """Serve the college on a free port with so many worker processes, and a background worker beside it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    environment = {
        **os.environ, "DJANGO_SETTINGS_MODULE": "college.settings.bench", "COLLEGE_BASE_URL": f"http://localhost:{port}",
    }  # fmt: skip
    web = subprocess.Popen(  # noqa: S603 - our own interpreter and arguments
        [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port), "--workers",
         str(workers), "--blocking-threads", "1", "--no-ws", "--log-level", "warning", "college.wsgi:application"],
        env=environment, cwd=settings.BASE_DIR,
    )  # fmt: skip
    worker = subprocess.Popen(
        [sys.executable, "manage.py", "db_worker", "--interval", "1", "--verbosity", "0"],
        env=environment,
        cwd=settings.BASE_DIR,
    )
    try:
        for _ in range(240):
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/livez", timeout=2):
                    break
            except OSError:
                time.sleep(0.25)
        yield Server(port=port, pid=web.pid)
    finally:
        for process in (web, worker):
            process.terminate()
        for process in (web, worker):
            try:
                process.wait(timeout=15)
            except subprocess.TimeoutExpired:
                process.kill()
