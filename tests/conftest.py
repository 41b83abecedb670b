"""Named people and the clock, for every test."""

import os

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import translation
from hypothesis import settings

from college.accounts.models import User
from courses.domain.questions import find_version
from courses.queries import outline
from tests.prepared import fill

PASSWORD = "correct horse battery"

# A shared machine pauses now and then: the pace of one example says nothing about the rule under test.
settings.register_profile("college", deadline=None)
settings.load_profile("college")


def make_person(name: str, **fields: object) -> User:
    """A person with a verified address `<name>@…`, as sign-up leaves them."""
    from allauth.account.models import EmailAddress

    email = str(fields.pop("email", f"{name.split()[0].lower()}@customs.example"))
    person = User.objects.create_user(email, PASSWORD, full_name=name, **{"sector": "customs", **fields})
    EmailAddress.objects.create(user=person, email=email, verified=True, primary=True)
    return person


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None) -> pytest.MonkeyPatch:
    """A test database is filled from one that was migrated before, instead of by every process anew."""
    address = os.environ.get("COLLEGE_DATABASE_URL", "sqlite://")

    def call_or_fill(command: str, *arguments: object, **options: object) -> object:
        if command == "migrate":
            return fill(connection, address)
        return call_command(command, *arguments, **options)

    patch = pytest.MonkeyPatch()
    # Where Django's `create_test_db` looks it up.
    patch.setattr("django.core.management.call_command", call_or_fill)
    return patch


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_modify_db_settings: pytest.MonkeyPatch) -> None:
    """The databases are there: from here on a test that migrates does so."""
    django_db_modify_db_settings.undo()


@pytest.fixture(autouse=True)
def _in_english() -> None:
    """A page in somebody's language leaves it active in the thread: the next test starts in English."""
    translation.activate("en")


@pytest.fixture(autouse=True)
def _nothing_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a process keeps outlives the rollback of a test. Within one, counts of queries must not hang on its pace."""
    outline.forget_outline()
    monkeypatch.setattr(outline, "KEPT_SECONDS", 3600.0)
    find_version.cache_clear()


@pytest.fixture
def ada(db: None) -> User:
    """Learner, customs."""
    return make_person("Ada Lindqvist")


@pytest.fixture
def eve(db: None) -> User:
    """Outsider, private sector, enrolled nowhere."""
    return make_person("Eve Marlow", email="eve@brand.example", sector="private")


# What is written once for each database, or hangs on its locks and its search: `make test` runs it on both.
ON_BOTH = {
    "test_artworks", "test_base_world", "test_connections", "test_name_index", "test_persons", "test_registers", "test_register_keeping",
    "test_runs", "test_statements", "test_work", "test_worlds",
}  # fmt: skip


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL run what the database can change: not the laws over files and addresses, nor pure rules.

    The tests of records that need no database of their own kind are marked `record`: in a whole run PostgreSQL, where the college
    lives, has them alone, while SQLite has the laws, every address, and the journeys in a browser.
    """
    kept, left = [], []
    for item in items:
        uses_database = item.get_closest_marker("django_db") or {"db", "transactional_db"} & set(
            getattr(item, "fixturenames", ())
        )
        is_law = (
            "architecture" in item.path.parts or item.get_closest_marker("browser") or item.get_closest_marker("rule")
        )
        if uses_database and not is_law and item.path.stem not in ON_BOTH:
            item.add_marker(pytest.mark.record)
        is_asked_for = item.get_closest_marker("browser") or item.get_closest_marker("postgres")
        (kept if is_asked_for or (uses_database and not is_law) else left).append(item)
    if connection.vendor == "postgresql":
        items[:] = kept
        config.hook.pytest_deselected(items=left)
