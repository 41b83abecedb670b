"""A real college for browser tests: its own database and files, web server and worker as processes."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from tests.prepared import ROOT

# Runs the program of each line, and answers each with a line.
SHELL = """
import contextlib, io, json, sys, traceback
import django
django.setup()
from django.db import close_old_connections
for line in sys.stdin:
    output, error = io.StringIO(), ""
    with contextlib.redirect_stdout(output):
        try:
            exec(json.loads(line), {})
        except BaseException:
            error = traceback.format_exc()
    close_old_connections()
    print(json.dumps({"output": output.getvalue(), "error": error}), flush=True)
"""


def find_free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class RunningCollege:
    """The demo college in a folder of its own, served as `make demo` serves it. `kill` is kill -9; `start` brings it back on the
    same port."""

    def __init__(self, folder: Path, database_url: str) -> None:
        self.port = find_free_port()
        self.address = f"http://localhost:{self.port}"
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("DJANGO_")},
            "DJANGO_SETTINGS_MODULE": "tests.browser.settings",
            "COLLEGE_VAR_DIR": str(folder),
            "COLLEGE_DATABASE_URL": database_url,
            "COLLEGE_BASE_URL": self.address,
            "PYTHONPATH": str(ROOT),
            **json.loads((folder / "keys.json").read_text()),
        }
        self.shell: subprocess.Popen[str] | None = None
        self.web: subprocess.Popen[bytes] | None = None
        self.worker: subprocess.Popen[bytes] | None = None

    def run_python(self, program: str) -> str:
        """Run a few lines inside the college, for what no page can do: move a deadline, look at a record. Their output."""
        if self.shell is None:
            # One process for all: starting takes longer than what the lines do.
            self.shell = subprocess.Popen(
                [sys.executable, "-c", SHELL], cwd=ROOT, env=self.environment, text=True,
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True,
            )  # fmt: skip
        assert self.shell.stdin
        assert self.shell.stdout
        self.shell.stdin.write(json.dumps(program) + "\n")
        self.shell.stdin.flush()
        done = json.loads(self.shell.stdout.readline())
        assert done["error"] == "", done["error"]
        return str(done["output"]).strip()

    def start(self) -> None:
        self.web = subprocess.Popen(
            [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(self.port),
             "--workers", "1", "--blocking-threads", "4", "--no-ws", "--log-level", "warning", "college.wsgi:application"],
            cwd=ROOT, env=self.environment, start_new_session=True,
        )  # fmt: skip
        self.wait_until_open()

    def start_worker(self) -> None:
        self.worker = subprocess.Popen(
            [sys.executable, "manage.py", "db_worker", "--interval", "0.5", "--verbosity", "0"],
            cwd=ROOT, env=self.environment, start_new_session=True,
        )  # fmt: skip

    def wait_until_open(self) -> None:
        for _ in range(200):
            try:
                with urllib.request.urlopen(f"{self.address}/livez", timeout=1):
                    return
            except OSError:
                time.sleep(0.1)
        raise AssertionError("The college did not open within 20 seconds.")

    def kill(self) -> None:
        """kill -9 the web server and its workers: nothing gets to tidy up."""
        assert self.web is not None
        os.killpg(self.web.pid, signal.SIGKILL)
        self.web.wait()

    def stop(self) -> None:
        for process in (self.web, self.worker, self.shell):
            if process is not None and process.poll() is None:
                os.killpg(process.pid, signal.SIGTERM)
                try:
                    process.wait(timeout=10)
                except subprocess.TimeoutExpired:
                    os.killpg(process.pid, signal.SIGKILL)
