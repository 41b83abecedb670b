"""People of one test each: made through the college's own domain functions, so that no test depends on another's."""

import base64
import hashlib
import hmac
import struct
import time
from collections.abc import Iterator
from dataclasses import dataclass

from playwright.sync_api import Page

from college.demo.people import PASSWORD, PEOPLE
from tests.browser.steps import sign_in
from tests.prepared import NEWCOMERS

STEP_SECONDS = 30


@dataclass(frozen=True)
class Newcomers:
    """Addresses of people whom no other test knows: take one with `next`. All have the demo's password."""

    trainees: Iterator[str]
    """Police of a verified agency, admitted, with nothing studied."""
    officers: Iterator[str]
    """Customs with a private mail address, not enrolled."""
    applicants: Iterator[str]
    """Private sector, not enrolled."""


def meet_newcomers() -> Newcomers:
    """Those whom `tests.prepared` enrolled."""
    return Newcomers(
        *(
            iter([f"{kind}-{number}@{domain}" for number in range(1, count + 1)])
            for kind, domain, _, _, count in NEWCOMERS
        )
    )


def enter(page: Page, email: str) -> None:
    """Sign in with the demo's password, and with the second factor where the person has one."""
    sign_in(page, email, PASSWORD)
    secret = next((person.totp_secret for person in PEOPLE if person.email == email), "")
    if secret:
        page.wait_for_url("**/accounts/2fa/authenticate/**")
        give_code(page, secret)
    page.wait_for_url(lambda url: "/accounts/" not in url)


def give_code(page: Page, secret: str) -> None:
    """The code of this half-minute; one that was used already is refused, so the next is waited for."""
    for _attempt in range(2):
        page.locator("main input[name=code]").fill(read_code(secret))
        page.locator("main").get_by_role("button", name="Sign in", exact=True).first.click()
        page.wait_for_load_state()
        if "/2fa/authenticate/" not in page.url:
            return
        time.sleep(STEP_SECONDS - time.time() % STEP_SECONDS + 0.5)


def read_code(secret: str) -> str:
    """What an authenticator app shows now: six digits by RFC 6238 (HMAC-SHA-1, steps of 30 seconds)."""
    step = struct.pack(">Q", int(time.time()) // STEP_SECONDS)
    digest = hmac.digest(base64.b32decode(secret), step, hashlib.sha1)
    offset = digest[-1] & 15
    return f"{(int.from_bytes(digest[offset : offset + 4]) & 0x7FFFFFFF) % 1_000_000:06d}"
