"""How long `make demo` takes from a bare clone."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

from django.conf import settings

from college.demo.benchmarks.results import Figure


def _time_demo(folder: Path, environment: dict[str, str]) -> float:
    """Seconds from the command to the line that says the college is open."""
    started = time.monotonic()
    demo = subprocess.Popen(
        ["make", "demo", "PORT=8765"], cwd=folder, env=environment, start_new_session=True,  # noqa: S607
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    lines = []
    for line in demo.stdout or ():
        lines.append(line)
        if "The college is open" in line:
            break
    seconds = time.monotonic() - started
    os.killpg(demo.pid, signal.SIGINT)
    demo.communicate(timeout=30)
    if not any("The college is open" in line for line in lines):
        raise RuntimeError("make demo did not open the college:\n" + "".join(lines))
    return seconds


def measure_setup() -> list[Figure]:
    """A bare clone in a temporary folder: the first start, then the second."""
    folder = Path(tempfile.mkdtemp(prefix="college-cold-"))
    environment = {
        name: value for name, value in os.environ.items()
        if not name.startswith(("COLLEGE_", "DJANGO_", "VIRTUAL_ENV", "MAKE", "MFLAGS"))
    }  # fmt: skip
    try:
        subprocess.run(  # noqa: S603
            ["git", "clone", "--quiet", str(settings.BASE_DIR), str(folder / "college")],  # noqa: S607
            check=True,
        )
        first = _time_demo(folder / "college", environment)
        second = _time_demo(folder / "college", environment)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return [
        Figure(
            "setup.cold_seconds",
            round(first, 1),
            "s",
            180,
            "bare clone, package caches as they are; baseline: the limit",
        ),
        Figure("setup.warm_seconds", round(second, 1), "s", 10, "second start; baseline: the limit"),
    ]
