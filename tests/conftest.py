"""Named people and the clock, for every test."""

import pytest
from django.db import connection
from django.utils import translation
from hypothesis import settings

from college.accounts.models import User
from courses.domain.questions import find_version
from courses.queries import outline

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


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL run what the database can change: not the laws over files and addresses, nor pure rules."""
    if connection.vendor != "postgresql":
        return
    kept, left = [], []
    for item in items:
        uses_database = item.get_closest_marker("django_db") or {"db", "transactional_db"} & set(
            getattr(item, "fixturenames", ())
        )
        is_law = (
            "architecture" in item.path.parts or item.get_closest_marker("browser") or item.get_closest_marker("rule")
        )
        is_asked_for = item.get_closest_marker("browser") or item.get_closest_marker("postgres")
        (kept if is_asked_for or (uses_database and not is_law) else left).append(item)
    items[:] = kept
    config.hook.pytest_deselected(items=left)
