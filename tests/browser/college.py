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
        self.web: subprocess.Popen[bytes] | None = None
        self.worker: subprocess.Popen[bytes] | None = None

    def manage(self, *arguments: str, text: str | None = None) -> str:
        """Run a management command in the college's own environment; its output."""
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT, env=self.environment, input=text, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def run_python(self, program: str) -> str:
        """Run a few lines inside the college, for what no page can do: move a deadline, look at a record. Their output."""
        return self.manage("shell", "--no-imports", "--verbosity", "0", "--command", program).strip()

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
        for process in (self.web, self.worker):
            if process is not None and process.poll() is None:
                os.killpg(process.pid, signal.SIGTERM)
                try:
                    process.wait(timeout=10)
                except subprocess.TimeoutExpired:
                    os.killpg(process.pid, signal.SIGKILL)
