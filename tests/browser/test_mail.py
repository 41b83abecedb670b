"""The mail desk in a browser: a draft that keeps itself, a request, its answer, the acknowledgement."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.inspection import inspect_page, inspect_right_to_left
from tests.browser.people import Newcomers
from tests.browser.steps import open_exercise, read_case


def test_ask_for_confirmation_read_the_answer_and_acknowledge_it(
    open_as: Callable[..., Page], newcomers: Newcomers
) -> None:
    email = next(newcomers.trainees)
    page, arabic = open_as(email), open_as(email, language="ar")
    desk = open_exercise(page, "databases-and-hits", "passport-control")
    case = read_case(page)
    page.goto(f"{desk}messages/compose/")
    page.get_by_role("link", name="Hit confirmation request").click()
    expect(page.get_by_label("Purpose")).to_have_value("hit_confirmation")
    page.get_by_label("To", exact=True).select_option("QMB")
    page.get_by_label("Case reference").fill(case)
    page.get_by_label("Subject").fill("Hit confirmation request")
    page.get_by_label("Message", exact=True).fill("Please confirm the record; the document is in front of us.")
    expect(page.locator("[data-check=deadline][data-is-done]")).to_be_visible()
    expect(page.locator("[data-saved]")).to_contain_text("Draft kept at")
    compose = page.url
    page.goto(f"{desk}messages/drafts/")
    assert [*inspect_page(page)] == []
    page.get_by_role("link", name="Hit confirmation request", exact=True).click()
    expect(page.get_by_label("Message", exact=True)).to_have_value(re.compile("Please confirm"))
    page.get_by_role("button", name="Send the message").click()
    page.wait_for_url("**/messages/")
    unread = page.locator(".letter--unread")
    expect(unread).to_have_count(1)
    assert [*inspect_page(page)] == []
    with page.expect_response(re.compile("/read/$")):
        unread.get_by_role("link").click()
    expect(page.locator("main")).to_contain_text("Either you cite no record, or the record is not ours.")
    thread = page.url
    page.get_by_role("button", name="Acknowledge").click()
    expect(page.locator(".mail-sheet--open")).to_contain_text("Acknowledged")
    assert [*inspect_page(page)] == []
    for address in (thread, f"{desk}messages/", compose):
        arabic.goto(address)
        assert [*inspect_right_to_left(arabic)] == [], address
    page.goto(f"{desk}messages/")
    expect(unread).to_have_count(0)
