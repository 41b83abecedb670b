"""A quiz on a bad line: nothing that was given is lost, and the page says at each moment where the answer is."""

import re
from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from tests.browser.college import RunningCollege
from tests.browser.people import Newcomers, enter
from tests.browser.steps import start_quiz

COURSES = ["international-police-cooperation", "notices-and-diffusions", "databases-and-hits"]
OpenAs = Callable[..., Page]
SET_DEADLINE = """
from datetime import timedelta
from college.core import clock
from courses.models import Attempt
print(Attempt.objects.filter(pk={attempt!r}).update(deadline_at=clock.now() + timedelta(seconds={seconds})))
"""


def find_question(page: Page, kind: str) -> Locator:
    """Start quizzes until a question of this kind stands on the page; its form."""
    for course in COURSES:
        start_quiz(page, course)
        first = re.sub(r"\d+/$", "", page.url)
        for position in range(1, page.locator("ol .map__square").count() + 1):
            page.goto(f"{first}{position}/")
            if page.locator(f"fieldset.answer--{kind}").count():
                return page.locator("form[data-sitting]")
    raise AssertionError(f"No quiz drew a question of kind {kind}.")


def see_saved(page: Page) -> None:
    expect(page.locator("[data-saved]")).to_have_text(re.compile(r"^Saved \d\d:\d\d:\d\d$"), timeout=20_000)


def set_deadline(college: RunningCollege, page: Page, seconds: int) -> None:
    """Move the end of the open attempt, as if its time had gone by."""
    attempt = page.url.split("/attempts/")[1].split("/")[0]
    assert college.run_python(SET_DEADLINE.format(attempt=attempt, seconds=seconds)) == "1"


def test_a_lost_connection_keeps_the_answer(open_as: OpenAs, newcomers: Newcomers) -> None:
    page = open_as(next(newcomers.trainees))
    form = find_question(page, "single")
    page.context.set_offline(True)
    form.locator("label.choice").nth(1).click()
    banner = page.locator("[data-line-lost]")
    expect(banner).to_contain_text("Your answers are safe. We will send them when you are back.")
    expect(page.locator("[data-saved]")).to_have_text("Not saved yet")
    here = page.url
    form.get_by_role("button", name=re.compile("^Save and")).click()
    expect(banner).to_be_visible()
    assert page.url == here, "without a connection the page must stay: the next one cannot come"
    form.locator("label.choice").nth(2).click()
    page.context.set_offline(False)
    see_saved(page)
    expect(banner).to_be_hidden()
    page.reload()
    expect(form.locator("label.choice input").nth(2)).to_be_checked()
    see_saved(page)


def test_a_page_closed_without_connection_sends_the_answer_later(open_as: OpenAs, newcomers: Newcomers) -> None:
    page = open_as(next(newcomers.trainees))
    form = find_question(page, "single")
    here = page.url
    page.context.set_offline(True)
    form.locator("label.choice").nth(0).click()
    expect(page.locator("[data-line-lost]")).to_be_visible()
    context = page.context
    page.close()
    context.set_offline(False)
    again = context.new_page()
    again.goto(re.sub(r"\d+/$", "review/", here))
    position = here.rstrip("/").rsplit("/", 1)[1]
    square = again.locator("main ol.map__list a").nth(int(position) - 1)
    expect(square).to_have_accessible_name(re.compile(r", answered$"))


def test_signed_out_in_mid_quiz_then_in_again(open_as: OpenAs, newcomers: Newcomers) -> None:
    email = next(newcomers.trainees)
    page = open_as(email)
    form = find_question(page, "single")
    page.context.clear_cookies(name="sessionid")
    form.locator("label.choice").nth(1).click()
    banner = page.locator("[data-signed-out]")
    expect(banner).to_contain_text("You were signed out")
    expect(page.locator("[data-saved]")).to_have_text("Not saved yet")
    with page.context.expect_page() as opened:
        banner.get_by_role("link", name="Sign in again in a new tab").click()
    enter(opened.value, email)
    page.bring_to_front()
    see_saved(page)
    expect(banner).to_be_hidden()
    page.reload()
    expect(form.locator("label.choice input").nth(1)).to_be_checked()


def test_two_windows_have_one_truth(open_as: OpenAs, newcomers: Newcomers) -> None:
    first = open_as(next(newcomers.trainees))
    form = find_question(first, "single")
    second = first.context.new_page()
    second.goto(first.url)
    form.locator("label.choice").nth(0).click()
    see_saved(first)
    other = second.locator("form[data-sitting]")
    other.locator("label.choice").nth(1).click()
    warning = second.locator("[data-refused]")
    expect(warning).to_contain_text("This question was answered in another window since you opened it here.")
    expect(other.locator("label.choice input").nth(0)).to_be_checked()
    other.locator("label.choice").nth(2).click()
    see_saved(second)
    expect(warning).to_be_hidden()
    first.reload()
    expect(form.locator("label.choice input").nth(2)).to_be_checked()


def test_a_server_killed_while_someone_types(college: RunningCollege, open_as: OpenAs, newcomers: Newcomers) -> None:
    page = open_as(next(newcomers.trainees))
    find_question(page, "numeric")
    field = page.locator("form[data-sitting]").get_by_role("textbox")
    field.press_sequentially("4")
    see_saved(page)
    college.kill()
    field.press_sequentially("2")
    expect(page.locator("[data-line-lost]")).to_be_visible()
    expect(page.locator("[data-saved]")).to_have_text("Not saved yet")
    college.start()
    see_saved(page)
    expect(page.locator("[data-line-lost]")).to_be_hidden()
    page.reload()
    expect(field).to_have_value("42")


def test_an_answer_that_is_no_number_is_refused_and_kept(open_as: OpenAs, newcomers: Newcomers) -> None:
    page = open_as(next(newcomers.trainees))
    find_question(page, "numeric")
    field = page.locator("form[data-sitting]").get_by_role("textbox")
    field.fill("about a dozen")
    expect(page.locator("[data-refused]")).to_contain_text("Write the answer as one number in digits")
    expect(page.locator("[data-saved]")).to_have_text("Not saved yet")
    expect(field).to_have_value("about a dozen")
    field.fill("12")
    see_saved(page)
    expect(page.locator("[data-refused]")).to_be_hidden()


def test_the_clock_warns_and_hands_in(college: RunningCollege, open_as: OpenAs, newcomers: Newcomers) -> None:
    page = open_as(next(newcomers.trainees))
    form = find_question(page, "single")
    expect(page.locator("[data-clock-left]")).to_have_text(re.compile(r"^\d\d minutes left$"))
    set_deadline(college, page, 64)
    page.reload()
    expect(page.locator("[data-clock-left]")).to_have_text(re.compile(r"^[01]:\d\d left$"))
    expect(page.locator("[data-clock-voice]")).to_have_text("One minute left.")
    set_deadline(college, page, 4)
    page.reload()
    form.locator("label.choice").nth(1).click()
    page.wait_for_url("**/result/")
    expect(page.locator("main")).to_contain_text("You have not passed this time")
    expect(page.locator("main")).to_contain_text(
        "The time was up: the answers that you had given until then were handed in."
    )
    page.goto(re.sub("result/$", "1/", page.url))
    page.wait_for_url("**/result/")
    page.goto(re.sub("result/$", "", page.url))
    page.wait_for_url("**/result/")
