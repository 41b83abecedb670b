"""The frame and the account pages in a real browser: no violation in either theme, by axe; menus and focus by keyboard."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from college.accounts.models import User

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
PATHS = [
    "/style-guide/",
    "/outbox/",
    "/accounts/login/",
    "/accounts/signup/",
    "/accounts/password/reset/",
    "/no/such/page/",
]
OWN_PATHS = ["/me/settings/", "/accounts/email/", "/accounts/password/change/", "/accounts/2fa/", "/accounts/sessions/"]


@pytest.fixture(scope="module")
def frame_browser() -> Iterator[Browser]:
    with pytest.MonkeyPatch.context() as environment, sync_playwright() as playwright:
        environment.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # the browser's loop runs in the test's own thread
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=ARGUMENTS)
        yield browser
        browser.close()


def read_violations(page: Page) -> list[str]:
    page.evaluate(AXE)
    found: list[dict[str, Any]] = page.evaluate("axe.run().then(result => result.violations)")
    return [f"{entry['id']}: {node['target']}" for entry in found for node in entry["nodes"]]


def test_public_pages_have_no_violation_and_never_scroll_sideways(frame_browser: Browser, live_server: Any) -> None:
    looks: list[tuple[Any, int]] = [("light", 390), ("dark", 390), ("light", 1280), ("dark", 1280)]
    for theme, width in looks:
        context = frame_browser.new_context(color_scheme=theme, viewport={"width": width, "height": 900})
        page = context.new_page()
        for path in PATHS:
            page.goto(live_server.url + path)
            assert (path, theme, width, read_violations(page)) == (path, theme, width, [])
            assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), path
        context.close()


def test_sign_in_by_keyboard_and_own_pages(frame_browser: Browser, live_server: Any, ada: User) -> None:
    context = frame_browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    refused: list[str] = []
    page.on(
        "console", lambda message: refused.append(message.text) if "Content Security Policy" in message.text else None
    )
    page.goto(f"{live_server.url}/accounts/login/?next=/me/settings/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")
    page.focus("#id_login")
    page.keyboard.type("ada@customs.example")
    page.focus("#id_password")
    page.keyboard.type("correct horse battery")
    page.keyboard.press("Enter")
    page.wait_for_url("**/me/settings/")
    for path in OWN_PATHS:
        page.goto(live_server.url + path)
        assert (path, read_violations(page)) == (path, [])
    assert refused == []
    context.close()


def test_a_refused_form_moves_the_focus_to_its_summary(frame_browser: Browser, live_server: Any) -> None:
    page = frame_browser.new_page()
    page.goto(live_server.url + "/accounts/signup/")
    page.fill("#id_full_name", "Ada Lindqvist")
    page.click("main button.button--primary")
    page.wait_for_selector(".error-summary")
    assert page.evaluate("document.activeElement.className") == "error-summary"
    assert page.input_value("#id_full_name") == "Ada Lindqvist"
    assert read_violations(page) == []
    page.click(".error-summary a >> nth=0")
    assert page.evaluate("location.hash") == "#id_email"
    page.close()


def test_a_chosen_theme_stays_and_menus_close_on_escape(frame_browser: Browser, live_server: Any) -> None:
    context = frame_browser.new_context(color_scheme="light")
    page = context.new_page()
    page.goto(live_server.url + "/accounts/login/")
    page.click("details[data-menu] summary")
    page.click("[data-theme-choice=dark]")
    page.keyboard.press("Escape")
    assert page.evaluate("document.querySelector('details[data-menu]').open") is False
    page.reload()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(20, 27, 36)"
    context.close()


def test_the_frame_works_without_scripts(frame_browser: Browser, live_server: Any) -> None:
    context = frame_browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(live_server.url + "/accounts/login/")
    page.click("details[data-menu] summary")
    page.click("button[value=ar]")
    assert page.get_attribute("html", "dir") == "rtl"
    assert page.is_visible("nav.nav a[href='/courses/']")
    context.close()
