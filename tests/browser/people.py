"""People of one test each: made through the college's own domain functions, so that no test depends on another's."""

import json
import time
from collections.abc import Iterator

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Page

from college.demo.people import PASSWORD, PEOPLE
from tests.browser.college import RunningCollege
from tests.browser.steps import sign_in

STEP_SECONDS = 30
MAKE_LEARNERS = """
import json
from allauth.account.models import EmailAddress
from college.accounts.models import User
from courses.domain.enrolment import request_enrolment
from courses.models import Programme

made = []
for number in range(1, {count} + 1):
    email = f"{prefix}-{{number}}@police.tolvaria.example"
    person = User.objects.create_user(email, {password!r}, full_name=f"Officer {{number}} {prefix}", sector="police")
    EmailAddress.objects.create(user=person, email=email, verified=True, primary=True)
    request_enrolment(learner=person, programme=Programme.objects.get())
    made.append(email)
print("made:" + json.dumps(made))
"""


def make_learners(college: RunningCollege, *, prefix: str, count: int) -> Iterator[str]:
    """Officers of a verified agency, admitted and with nothing studied; their addresses. All have the demo's password."""
    output = college.manage(
        "shell", "-v", "0", "-c", MAKE_LEARNERS.format(count=count, prefix=prefix, password=PASSWORD)
    )
    return iter(json.loads(output.split("made:")[1]))


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
        page.get_by_label("Authenticator code").fill(read_code(secret))
        page.locator("main").get_by_role("button", name="Sign in", exact=True).first.click()
        page.wait_for_load_state()
        if "/2fa/authenticate/" not in page.url:
            return
        time.sleep(STEP_SECONDS - time.time() % STEP_SECONDS + 0.5)


def read_code(secret: str) -> str:
    """RFC 6238, six digits."""
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // STEP_SECONDS)))
