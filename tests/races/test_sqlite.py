"""Eight writers on one SQLite file, with the settings that the college runs with: none is told that the database is locked."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from courses.domain.attempts import start_attempt
from tests.races.conftest import SmallCollege

WRITERS, SAVES = 8, 40


@pytest.mark.skipif(
    connection.vendor != "sqlite", reason="what PostgreSQL does with many writers is tested beside this"
)
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_eight_writers_never_find_it_locked(college: SmallCollege, tmp_path: Path) -> None:
    names = ["Ada", "Ben", "Cleo", "Dan", "Ela", "Finn", "Gus", "Hedy"]
    attempts = [
        str(start_attempt(learner=college.admit(f"{name} Writer", is_ready=False), quiz=college.quiz).pk)
        for name in names
    ]
    path = tmp_path / "college.sqlite3"
    with sqlite3.connect(path) as copy:
        connection.connection.backup(copy)
        # As `migrate` leaves a file. The change itself waits for no one: eight first visitors would trip over each other.
        copy.execute("PRAGMA journal_mode=WAL")
    copy.close()
    environment = {
        **os.environ, "DJANGO_SETTINGS_MODULE": "college.settings.dev", "COLLEGE_DATABASE_URL": f"sqlite://{path}",
        "COLLEGE_VAR_DIR": str(tmp_path),
    }  # fmt: skip
    workers = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.races.worker", "write", *attempts[half::2]],
            cwd=settings.BASE_DIR, env=environment, stdout=subprocess.PIPE, text=True,
        )
        for half in range(2)
    ]  # fmt: skip
    said = [line for worker in workers for line in worker.communicate(timeout=50)[0].splitlines()]
    assert said == ["done"] * WRITERS
    with sqlite3.connect(path) as read:
        written = read.execute("SELECT count(*), max(position) FROM core_auditentry WHERE chain = 'test'").fetchone()
        saves = read.execute("SELECT sum(save_count) FROM courses_attemptitem").fetchone()
    read.close()
    assert (written, saves) == ((WRITERS * SAVES, WRITERS * SAVES), (WRITERS * SAVES,))
