"""Databases that the tests start from, made once for the state that the code is in: migrated, and with the demo college.

Bringing an empty database up to date takes longer than most parts of the tests, and six processes need one. `python -m
tests.prepared` makes them all beforehand; a test run that finds one missing makes it. They stand in `var/prepared`, in a folder
named by a digest of the code, and another state's are removed. On PostgreSQL they are dumps, loaded into an empty database.
"""

import fcntl
import hashlib
import json
import os
import secrets
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent.parent
PARTS = ("college", "courses", "certification", "sandbox", "templates", "locale", "requirements")
KEYS = ("COLLEGE_SECRET_KEY", "COLLEGE_SANDBOX_SECRET")
MIGRATE = "from django.core.management import call_command; call_command('migrate', verbosity=0, run_syncdb=True)"

# Kind, mail domain, sector, whether admitted, how many: people whom no test shares, made once with the demo college.
NEWCOMERS = (
    ("trainee", "police.tolvaria.example", "police", True, 20),
    ("officer", "post.example", "customs", False, 5),
    ("applicant", "post.example", "private", False, 3),
)
MAKE_NEWCOMERS = """
from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from college.accounts.models import User
from college.demo.people import PASSWORD
from courses.domain.enrolment import request_enrolment
from courses.models import Programme
from tests.prepared import NEWCOMERS

password = make_password(PASSWORD)
for kind, domain, sector, is_admitted, count in NEWCOMERS:
    for number in range(1, count + 1):
        email, name = f"{kind}-{number}@{domain}", f"{kind} {number}".title()
        person = User.objects.create(email=email, password=password, full_name=name, sector=sector)
        EmailAddress.objects.create(user=person, email=email, verified=True, primary=True)
        if is_admitted:
            request_enrolment(learner=person, programme=Programme.objects.get())
"""


def read_digest() -> str:
    """Of every file from which a database or the demo college is made."""
    digest = hashlib.sha256(sys.version.encode() + Path(__file__).read_bytes())
    for part in PARTS:
        for path in sorted((ROOT / part).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                digest.update(f"{path.relative_to(ROOT)} {path.stat().st_size}\n".encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def find_shelf() -> Path:
    """The folder of this state of the code; others are removed."""
    top = ROOT / "var" / "prepared"
    shelf = top / read_digest()
    for old in top.glob("*"):
        if old.is_dir() and old != shelf:
            shutil.rmtree(old, ignore_errors=True)
    shelf.mkdir(parents=True, exist_ok=True)
    return shelf


@contextmanager
def made_once(path: Path, make: Callable[[Path], None]) -> Iterator[Path]:
    """The path, made by the first process that asks; others wait for it. A making that was cut short is begun anew."""
    with path.with_name(path.name + ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not path.exists():
            making = path.with_name(path.name + ".making")
            shutil.rmtree(making) if making.is_dir() else making.unlink(missing_ok=True)
            make(making)
            making.rename(path)
    yield path


def run(arguments: list[str], environment: dict[str, str]) -> None:
    """A command of the college's; its output is shown where it fails."""
    done = subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def read_environment(**settings: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("DJANGO_", "PYTEST_"))}
    return {**kept, "PYTHONPATH": str(ROOT), **settings}


def psql(address: str, *arguments: str) -> None:
    subprocess.run(
        ["psql", "--quiet", "-v", "ON_ERROR_STOP=1", "-d", address, *arguments], check=True, stdout=subprocess.DEVNULL,
    )  # fmt: skip


def make_sibling(address: str, name: str) -> str:
    """Create an empty database beside the one at this address; its own address."""
    parts = urlsplit(address)
    psql(parts._replace(path="/postgres").geturl(), "-c", f"CREATE DATABASE {name}")
    return parts._replace(path=f"/{name}").geturl()


def dump(address: str, path: Path) -> None:
    subprocess.run(["pg_dump", "--no-owner", "--file", path, "-d", address], check=True)


def migrated(address: str) -> Path:
    """A migrated database: an SQLite file, or a dump where the address is PostgreSQL's."""
    is_postgres = address.startswith("postgres")

    def make(path: Path) -> None:
        here = make_sibling(address, f"migrated_{os.getpid()}") if is_postgres else f"sqlite://{path}"
        run(
            ["manage.py", "shell", "--no-imports", "--command", MIGRATE],
            read_environment(DJANGO_SETTINGS_MODULE="college.settings.test", COLLEGE_DATABASE_URL=here),
        )
        if is_postgres:
            dump(here, path)

    with made_once(find_shelf() / ("migrated.sql" if is_postgres else "migrated.sqlite3"), make) as path:
        return path


def open_copy(address: str, path: Path, source: Path) -> str:
    """A copy of a prepared database: at this path, or in a new database beside the one at the address; its own address."""
    if not address.startswith("postgres"):
        shutil.copyfile(source, path)
        return f"sqlite://{path}"
    here = make_sibling(address, f"copy_{os.getpid()}")
    psql(here, "--file", str(source))
    return here


def demo_college(address: str) -> Path:
    """A folder with the demo college as `make demo` builds it: files, keys, and its database or the dump of one."""
    is_postgres = address.startswith("postgres")

    def make(folder: Path) -> None:
        folder.mkdir()
        here = open_copy(address, folder / "college.sqlite3", migrated(address))
        # One key for building and serving: the staff's second factors are encrypted with it.
        keys = {name: secrets.token_urlsafe(64) for name in KEYS}
        (folder / "keys.json").write_text(json.dumps(keys))
        environment = read_environment(
            DJANGO_SETTINGS_MODULE="tests.browser.settings", COLLEGE_VAR_DIR=str(folder), COLLEGE_DATABASE_URL=here, **keys,
        )  # fmt: skip
        run(["manage.py", "run_demo", "--prepare-only"], environment)
        run(["manage.py", "shell", "--no-imports", "--command", MAKE_NEWCOMERS], environment)
        if is_postgres:
            dump(here, folder / "college.sql")

    with made_once(find_shelf() / ("demo-postgres" if is_postgres else "demo-sqlite"), make) as folder:
        return folder


def fill(connection: object, address: str) -> None:
    """Fill a test's empty database, as `migrate` would: Django's connection, and the address that the environment names."""
    settings = connection.settings_dict  # type: ignore[attr-defined]
    path = migrated(address)
    if address.startswith("postgres"):
        psql(urlsplit(address)._replace(path=f"/{settings['NAME']}").geturl(), "--file", str(path))
        return
    connection.ensure_connection()  # type: ignore[attr-defined]
    source = sqlite3.connect(path)
    source.backup(connection.connection)  # type: ignore[attr-defined]
    source.close()


if __name__ == "__main__":
    named = os.environ.get("COLLEGE_DATABASE_URL", "sqlite://")
    migrated(named)
    demo_college(named)
