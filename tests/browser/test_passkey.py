"""Joining and signing in with a passkey, by a virtual authenticator."""

import time
from collections.abc import Callable

from playwright.sync_api import Page

from tests.browser.axe import assert_accessible
from tests.browser.steps import read_outbox_code


def add_authenticator(page: Page) -> None:
    """A device with a lock of its own, as a phone has."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True,
    }})  # fmt: skip


def test_join_and_sign_in_with_a_passkey(open_page: Callable[..., Page]) -> None:
    page = open_page()
    add_authenticator(page)
    email = f"passkey{int(time.time())}@customs.marenia.example"
    page.goto("/accounts/signup/passkey/")
    assert_accessible(page)
    page.get_by_label("Email").fill(email)
    page.get_by_label("Full name").fill("Ines Okafor")
    page.get_by_label("Customs").check()
    page.locator("main form button").first.click()
    page.wait_for_url("**/accounts/confirm-email/**")
    page.locator("main input[name=code]").fill(read_outbox_code(page, email))
    page.keyboard.press("Enter")
    page.wait_for_url("**/accounts/2fa/webauthn/signup/**")
    assert_accessible(page)
    page.get_by_label("Name").fill("My phone")
    page.locator("main button[type=submit], main form button").first.click()
    page.wait_for_url("**/dashboard/")

    page.get_by_label("Your account").click()
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_load_state()
    page.goto("/accounts/login/")
    page.get_by_role("button", name="passkey").click()
    page.wait_for_url("**/dashboard/")
    assert "Ines Okafor" in page.locator("main").inner_text()
