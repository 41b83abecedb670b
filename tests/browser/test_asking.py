"""A register answers in the place of its form: by keyboard, with its address, its title and the way back."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.inspection import inspect_page
from tests.browser.people import Newcomers
from tests.browser.steps import open_exercise, read_case


def test_ask_in_place_by_keyboard_correct_and_go_back(open_as: Callable[..., Page], newcomers: Newcomers) -> None:
    page = open_as(next(newcomers.trainees))
    desk = open_exercise(page, "databases-and-hits", "passport-control")
    case = read_case(page)
    form_page = f"{desk}registers/documents/"
    page.goto(form_page)
    page.evaluate("window.isTheSame = true")
    page.get_by_label("Document number").fill("ZZ 123 45 67")
    page.get_by_label("Issuing country").select_option("QMB")
    page.get_by_label("Type of document").select_option("passport")
    page.get_by_label("Reason for the query").fill("No")
    page.get_by_label("Case reference").fill(case)
    page.get_by_label("Case reference").press("Enter")
    expect(page.locator("main [data-error-summary]")).to_be_focused()
    expect(page).to_have_title(re.compile("^Please correct: "))
    expect(page.get_by_label("Document number")).to_have_value("ZZ 123 45 67")
    page.get_by_label("Reason for the query").fill("Document check at entry")
    page.get_by_label("Reason for the query").press("Enter")
    page.wait_for_url("**/queries/*/")
    expect(page.locator("main h1")).to_be_focused()
    expect(page.locator("main h1")).to_have_text("No record")
    expect(page).to_have_title(re.compile("^Answer of the register"))
    assert page.evaluate("window.isTheSame"), "the page was loaded anew"
    assert [*inspect_page(page)] == []
    page.reload()
    expect(page.locator("main h1")).to_have_text("No record")
    page.go_back()
    page.wait_for_url(re.compile(r"/registers/documents/$"))
    expect(page.get_by_label("Document number")).to_be_visible()
    expect(page.locator("main table a.identifier")).to_contain_text("ZZ1234567")
