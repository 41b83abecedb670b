"""Browsers and the college that they visit. A missing browser is a failure, never a skip."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, StorageState, sync_playwright

from tests.browser.college import RunningCollege
from tests.browser.people import Newcomers, enter, meet_newcomers
from tests.prepared import demo_college, open_copy

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]  # fmt: skip


# Handed out one by one, the longest first: no process waits for the last of another.
FIRST = ("test_whole_journey", "test_pages_accessible", "test_authoring", "test_case_chart", "test_quiz_line")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/browser/" in str(item.path):
            item.add_marker(pytest.mark.browser)
    order = {name: place for place, name in enumerate(FIRST)}
    items.sort(key=lambda item: order.get(item.path.stem, len(FIRST)))


def prepare(folder: Path) -> RunningCollege:
    """A copy of the demo college in a folder; on PostgreSQL in a new database beside the one that the environment names."""
    address = os.environ.get("COLLEGE_DATABASE_URL", "sqlite://")
    prepared = demo_college(address)
    shutil.copytree(prepared, folder, dirs_exist_ok=True)
    if not address.startswith("postgres"):
        return RunningCollege(folder, f"sqlite://{folder / 'college.sqlite3'}")
    return RunningCollege(folder, open_copy(address, folder, prepared / "college.sql"))


@pytest.fixture(scope="session")
def college(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningCollege]:
    """The demo college, freshly built, open until the session ends."""
    running = prepare(tmp_path_factory.mktemp("college"))
    running.start()
    running.start_worker()
    yield running
    running.stop()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    # The same engine without windows around it, at half the work; any Chromium will do.
    names = ("chromium-headless-shell", "chromium", "chromium-browser")
    chromium = next(filter(None, map(shutil.which, names)), None)
    assert chromium, "Chromium is missing: .ci/system-packages installs it."
    with pytest.MonkeyPatch.context() as environment, sync_playwright() as playwright:
        # The browser's loop runs in the tests' own thread until the session ends: Django would refuse the database beside it.
        environment.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        started = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield started
        started.close()


@pytest.fixture
def open_page(browser: Browser, college: RunningCollege) -> Iterator[Callable[..., Page]]:
    """Opens pages, each in a browser profile of its own, in any of the four languages; fails on script errors and on refused content."""
    contexts: list[BrowserContext] = []
    problems: list[str] = []

    def opener(*, language: str = "", **options: object) -> Page:
        settings: dict[str, object] = {
            "base_url": college.address,
            "viewport": {"width": 1280, "height": 900},
            **options,
        }
        context = browser.new_context(**settings)  # type: ignore[arg-type]
        context.set_default_timeout(10_000)
        if language:
            context.add_cookies([{"name": "django_language", "value": language, "url": college.address}])
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: problems.append(f"script error: {error}"))
        page.on(
            "console",
            lambda message: problems.append(message.text) if "Content Security Policy" in message.text else None,
        )
        return page

    yield opener
    for context in contexts:
        context.close()
    assert problems == []


@pytest.fixture(scope="session")
def newcomers(college: RunningCollege) -> Newcomers:
    return meet_newcomers()


@pytest.fixture(scope="session")
def signed_in() -> dict[str, StorageState]:
    """Cookies of those who have signed in during this session, by address: a second factor's code works only once."""
    return {}


@pytest.fixture
def open_as(open_page: Callable[..., Page], signed_in: dict[str, StorageState]) -> Callable[..., Page]:
    """Opens a page for a person of the college who is signed in."""

    def opener(email: str, **options: object) -> Page:
        if email not in signed_in:
            page = open_page()
            enter(page, email)
            signed_in[email] = page.context.storage_state()
        return open_page(storage_state=signed_in[email], **options)

    return opener
