"""The frame of every page: by keyboard, with its menus and themes, and without scripts."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from college.demo.people import PASSWORD
from tests.browser.people import Newcomers

OpenPage = Callable[..., Page]
PHONE = {"width": 390, "height": 844}


def test_sign_in_by_keyboard_alone(open_page: OpenPage, newcomers: Newcomers) -> None:
    page = open_page(viewport=PHONE)
    page.goto("/accounts/login/?next=/me/settings/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")
    for text, field in [(next(newcomers.trainees), "login"), (PASSWORD, "password")]:
        for _stop in range(10):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.name") == field:
                break
        page.keyboard.type(text)
    page.keyboard.press("Enter")
    page.wait_for_url("**/me/settings/")


def test_a_refused_form_moves_the_focus_and_leads_to_its_fields(open_page: OpenPage) -> None:
    page = open_page()
    page.goto("/accounts/signup/")
    page.get_by_label("Full name").fill("Ada Lindqvist")
    page.locator("main").get_by_role("button", name="Create the account").click()
    summary = page.locator("main [data-error-summary]")
    expect(summary).to_be_focused()
    expect(page.get_by_label("Full name")).to_have_value("Ada Lindqvist")
    summary.get_by_role("link").first.click()
    expect(page.get_by_label("Email")).to_be_focused()


def test_a_chosen_theme_stays_and_menus_close_on_escape(open_page: OpenPage) -> None:
    page = open_page(color_scheme="light")
    page.goto("/accounts/login/")
    light = page.evaluate("getComputedStyle(document.body).backgroundColor")
    menu = page.locator("details[data-menu]").first
    menu.locator("summary").click()
    menu.get_by_role("button", name="Dark").click()
    page.keyboard.press("Escape")
    expect(menu).not_to_have_attribute("open", "")
    expect(menu.locator("summary")).to_be_focused()
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != light


def test_the_frame_works_without_scripts(open_page: OpenPage) -> None:
    page = open_page(java_script_enabled=False, viewport=PHONE)
    page.goto("/accounts/login/")
    page.locator("details[data-menu] summary").first.click()
    page.locator("button[value=ar]").click()
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    expect(page.locator("nav.nav a[href='/courses/']")).to_be_visible()
