"""`make demo`: builds what is missing, then serves the college and its worker on one port until Ctrl-C."""

import hashlib
import io
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from college.demo.people import PASSWORD, PEOPLE


class Command(BaseCommand):
    help = "Build the demo college where needed and serve it with its background worker on one port."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--prepare-only", action="store_true", help="Build everything, serve nothing.")

    def handle(self, *args: Any, **options: Any) -> None:
        started = time.monotonic()
        port: int = options["port"]
        if not options["prepare_only"]:
            self._require_free_port(options["host"], port)
        settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
        self.stdout.write("1/3 Bringing the database up to date …")
        self.stdout.flush()
        call_command("migrate", verbosity=0, interactive=False)
        # No worker of this demo runs yet: whatever one held when it was stopped is free.
        call_command("recover_work", minutes=0, stdout=io.StringIO())
        self.stdout.write("2/3 Building the demo college …")
        call_command("seed_demo", stdout=self.stdout)
        self.stdout.write("3/3 Preparing style sheets, scripts and fonts …")
        self.stdout.flush()
        self._collect_static()
        self.stdout.write(f"Ready after {time.monotonic() - started:.0f} seconds.")
        if not options["prepare_only"]:
            self._serve(options["host"], port)

    def _require_free_port(self, host: str, port: int) -> None:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError:
                raise CommandError(f"Port {port} is taken. Choose another: make demo PORT={port + 1}") from None

    def _collect_static(self) -> None:
        """Collect static files when one of them changed since the last time."""
        fingerprint = hashlib.sha256()
        for finder in get_finders():
            for name, storage in finder.list(None):  # type: ignore[arg-type]
                stat = Path(storage.path(name)).stat()
                fingerprint.update(f"{name} {stat.st_size} {int(stat.st_mtime)}\n".encode())
        stamp = settings.VAR_DIR / "static.stamp"
        if stamp.exists() and stamp.read_text() == fingerprint.hexdigest() and Path(settings.STATIC_ROOT).is_dir():
            return
        call_command("collectstatic", verbosity=0, interactive=False, clear=True)
        stamp.write_text(fingerprint.hexdigest())

    def _environment(self, port: int) -> dict[str, str]:
        base = os.environ.get("COLLEGE_BASE_URL", f"http://localhost:{port}")
        chosen = os.environ.get("DJANGO_SETTINGS_MODULE", "college.settings.dev")
        return {**os.environ, "COLLEGE_BASE_URL": base, "DJANGO_SETTINGS_MODULE": chosen}

    def _serve(self, host: str, port: int) -> None:
        environment = self._environment(port)
        web = subprocess.Popen(  # noqa: S603 - our own interpreter and arguments
            [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port),
             "--workers", "1", "--blocking-threads", "4", "--no-ws", "--log-level", "warning", "college.wsgi:application"],
            env=environment, start_new_session=True,
        )  # fmt: skip
        worker = subprocess.Popen(
            [sys.executable, "manage.py", "db_worker", "--interval", "0.5", "--verbosity", "0"],
            cwd=settings.BASE_DIR, env=environment, start_new_session=True,
        )  # fmt: skip
        keeper = subprocess.Popen(
            [sys.executable, "manage.py", "housekeeping", "--every", "60"],
            cwd=settings.BASE_DIR, env=environment, start_new_session=True,
        )  # fmt: skip
        running = (web, worker, keeper)
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        try:
            self._announce(host, port, web)
            while all(process.poll() is None for process in running):
                time.sleep(0.5)
            self.stderr.write("A process of the college has stopped by itself: see the lines above.")
        except KeyboardInterrupt:
            self.stdout.write("\nStopping …")
        finally:
            for process in running:
                if process.poll() is None:
                    process.terminate()
            for process in running:
                try:
                    process.wait(timeout=10)
                except subprocess.TimeoutExpired:
                    process.kill()

    def _announce(self, host: str, port: int, web: "subprocess.Popen[bytes]") -> None:
        address = f"http://{host}:{port}"
        for _ in range(120):
            if web.poll() is not None:
                raise CommandError("The web server could not start: see the lines above.")
            try:
                with urllib.request.urlopen(f"{address}/livez", timeout=2):  # noqa: S310 - our own server
                    break
            except OSError:
                time.sleep(0.25)
        self.stdout.write(f"\nThe college is open: http://localhost:{port}/\n")
        self.stdout.write(f"Mail it would have sent: http://localhost:{port}/outbox/")
        self.stdout.write(f"Codes of the staff's second factor: http://localhost:{port}/demo/\n")
        self.stdout.write(f"Everyone's password: {PASSWORD}\n")
        for person in PEOPLE:
            self.stdout.write(f"  {person.email:<44} {person.part}")
        self.stdout.write("\nCtrl-C stops everything.")
        self.stdout.flush()
