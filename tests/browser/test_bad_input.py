"""Bad input at each form: a clear sentence at the place, the focus where one must look, and nothing lost."""

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from college.demo.people import PASSWORD
from tests.browser.axe import assert_accessible
from tests.browser.people import Newcomers, enter
from tests.browser.steps import open_exercise, read_case, read_outbox_code, sign_in

OpenPage = Callable[..., Page]
CY, GRACE, TOMAS = "cy.duarte@college.example", "grace.whitfield@velmora.example", "tomas.okoro@police.tolvaria.example"


def see_refused(page: Page, name: str, sentence: str) -> None:
    """The summary has the focus; the sentence stands at the field, for eyes and for screen readers; the title says so too."""
    summary = page.locator("main [data-error-summary]")
    expect(summary).to_be_focused()
    expect(summary).to_contain_text(sentence)
    field = page.locator("main .field").filter(has=page.locator(f"[name={name}]"))
    place = field.locator(".field__error")
    expect(place).to_contain_text(sentence)
    described = field.locator(f"xpath=(self::fieldset | .//*[@name='{name}'])[@aria-describedby]").first
    assert place.get_attribute("id") in str(described.get_attribute("aria-describedby")).split()
    assert page.title().startswith("Please correct: ")


def send(page: Page, label: str) -> None:
    page.locator("main").get_by_role("button", name=label, exact=True).click()
    page.wait_for_load_state()


def fill_sign_up(page: Page, email: str, name: str = "Nils Ågren") -> None:
    page.goto("/accounts/signup/")
    page.get_by_label("Email").fill(email)
    page.get_by_label("Full name").fill(name)
    page.get_by_label("Private sector", exact=True).check()


def test_sign_up_refuses_in_sentences_and_keeps_what_was_written(open_page: OpenPage) -> None:
    page = open_page()
    fill_sign_up(page, "nils.agren(at)post.example")
    page.get_by_label("Password", exact=True).fill("short")
    send(page, "Create the account")
    see_refused(page, "email", "Enter a valid email address.")
    see_refused(page, "password1", "at least 12 characters")
    expect(page.get_by_label("Email")).to_have_value("nils.agren(at)post.example")
    expect(page.get_by_label("Full name")).to_have_value("Nils Ågren")
    expect(page.get_by_label("Private sector", exact=True)).to_be_checked()
    page.goto("/accounts/signup/")
    page.get_by_label("Full name").fill("Nils\u202eÅgren")
    send(page, "Create the account")
    expect(page.locator("main .field__error")).to_have_count(4)
    for link in page.locator("main [data-error-summary] a").all():
        target = str(link.get_attribute("href"))
        assert page.locator(target).count() == 1, f"{target} leads nowhere"


def test_a_wrong_code_and_an_address_that_is_not_verified(open_page: OpenPage) -> None:
    page, email = open_page(), "nils.agren@post.example"
    fill_sign_up(page, email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    send(page, "Create the account")
    page.wait_for_url("**/accounts/confirm-email/**")
    page.locator("main input[name=code]").fill("ZZZZ-ZZZZ")
    send(page, "Confirm")
    see_refused(page, "code", "Incorrect code.")

    elsewhere = open_page()
    sign_in(elsewhere, email, PASSWORD)
    elsewhere.wait_for_url("**/accounts/confirm-email/**")
    expect(elsewhere.locator("main")).to_contain_text(f"We have sent a code to {email}")
    for address in ("/dashboard/", "/learn/enrol/", "/learn/databases-and-hits/", "/sandbox/", "/certificates/"):
        elsewhere.goto(address)
        assert elsewhere.url.endswith("/accounts/confirm-email/"), f"{address} opens without a verified address"
    elsewhere.locator("main input[name=code]").fill(read_outbox_code(elsewhere, email))
    send(elsewhere, "Confirm")
    elsewhere.wait_for_url("**/dashboard/")


def test_a_wrong_password_and_a_wrong_second_factor(open_page: OpenPage) -> None:
    page = open_page()
    sign_in(page, CY, "not my password at all")
    summary = page.locator("main [data-error-summary]")
    expect(summary).to_be_focused()
    expect(summary).to_contain_text("The email address and/or password you specified are not correct.")
    expect(page.get_by_label("Email")).to_have_value(CY)
    sign_in(page, CY, PASSWORD)
    page.locator("main input[name=code]").fill("000000")
    send(page, "Sign in")
    see_refused(page, "code", "Incorrect code.")
    page.goto("/admin/")
    assert page.url.endswith("/accounts/2fa/authenticate/"), "the admin opens without the second factor"


def test_a_private_person_enrols_without_an_organisation(open_as: OpenPage, newcomers: Newcomers) -> None:
    page = open_as(next(newcomers.applicants))
    page.goto("/learn/enrol/")
    page.get_by_label("What do you want to use the courses for?").fill("I check suspended consignments.")
    send(page, "Send the request")
    see_refused(page, "organisation_name", "Choose your organisation, or write where you work.")
    expect(page.get_by_label("What do you want to use the courses for?")).to_have_value(
        "I check suspended consignments."
    )
    page.get_by_label("Your organisation").select_option(label="Velmora Brands")
    page.get_by_label("Another organisation").fill("Velmora")
    page.get_by_label("What do you want to use the courses for?").fill("")
    send(page, "Send the request")
    see_refused(page, "organisation_name", "Choose from the list or write a name, not both.")
    see_refused(page, "motivation", "Write what you want to use the courses for; one sentence is enough.")


def test_a_manager_declines_without_a_reason(open_as: OpenPage, newcomers: Newcomers) -> None:
    applicant = next(newcomers.applicants)
    page = open_as(applicant)
    page.goto("/learn/enrol/")
    page.get_by_label("Your organisation").select_option(label="Velmora Brands")
    page.get_by_label("What do you want to use the courses for?").fill("I check suspended consignments.")
    send(page, "Send the request")
    expect(page.locator("main")).to_contain_text("Your request is sent")
    manager = open_as(GRACE)
    manager.goto("/learn/requests/")
    manager.locator("main tr").filter(has_text=applicant).get_by_role("link").click()
    manager.wait_for_load_state()
    send(manager, "Send the decision")
    see_refused(manager, "decision", "Choose whether to admit or to decline.")
    manager.get_by_label("Decline").check()
    send(manager, "Send the decision")
    see_refused(manager, "reason", "Write the reason: the applicant will read it.")
    expect(manager.get_by_label("Decline")).to_be_checked()
    page.reload()
    expect(page.locator("main")).to_contain_text("Your request is sent")


def test_the_desk_refuses_and_keeps(open_as: OpenPage, newcomers: Newcomers) -> None:
    page = open_as(next(newcomers.trainees))
    desk = open_exercise(page, "databases-and-hits", "passport-control")
    case, zone = read_case(page), page.locator(".mrz").first.inner_text().strip()
    wrong = "8" if zone[-1] != "8" else "7"

    page.goto(f"{desk}screening/")
    page.get_by_label("Machine-readable zone").fill(zone[:-1] + wrong)
    send(page, "Check the zone")
    expect(page.locator("main")).to_contain_text("A check digit is wrong")
    expect(page.locator("main")).to_contain_text(f"the check digit is {wrong}, but {zone[-1]} was expected.")
    for rubbish, sentence in [
        ("what is this?", "Line 1 holds “?”. A machine-readable zone has only A–Z, 0–9 and <."),
        (zone[:-3], "one character may be missing or doubled."),
        ("   ", "Paste the two or three lines at the foot of the document."),
    ]:
        page.goto(f"{desk}screening/")
        page.get_by_label("Machine-readable zone").fill(rubbish)
        send(page, "Check the zone")
        see_refused(page, "text", sentence)
        assert page.get_by_label("Machine-readable zone").input_value().split() == rubbish.split()

    page.goto(f"{desk}registers/documents/")
    page.get_by_label("Document number").fill("Kowalski")
    page.get_by_label("Issuing country").select_option(index=2)
    page.get_by_label("Type of document").select_option("passport")
    page.get_by_label("Reason for the query").fill("Document check at entry")
    page.get_by_label("Case reference").fill(case)
    send(page, "Query the register")
    see_refused(page, "number", "This register holds no names. Search by the number of the document")
    expect(page.get_by_label("Document number")).to_have_value("Kowalski")
    expect(page.get_by_label("Reason for the query")).to_have_value("Document check at entry")

    traveller = page.goto(f"{desk}decisions/") and page.locator("main a[href*='/decisions/']").first.get_attribute(
        "href"
    )
    page.goto(str(traveller))
    page.get_by_label("Let proceed").check()
    send(page, "Record the decision")
    see_refused(page, "rationale", "Write why you decide so: a decision without its reason cannot be checked.")
    expect(page.get_by_label("Let proceed")).to_be_checked()


def test_an_incomplete_notice_is_not_submitted(open_as: OpenPage) -> None:
    page = open_as(TOMAS, language="en")
    desk = open_exercise(page, "investigating-trafficking", "purple-notice")
    page.goto(f"{desk}notices/")
    page.locator("main").get_by_role("button").or_(page.locator("main a.button")).first.click()
    page.locator("main [name=title]").fill("Falsified medicines in plaster figures")
    send(page, "Save the notice")
    send(page, "Submit for publication")
    main = page.locator("main")
    expect(main).to_contain_text("Not submitted: these rules are not met yet")
    expect(main).to_contain_text("Draft")
    main.get_by_role("link", name="Change the notice").click()
    expect(page.locator("main [name=title]")).to_have_value("Falsified medicines in plaster figures")


def test_an_unknown_certificate_code(open_page: OpenPage) -> None:
    page = open_page()
    page.goto("/certificates/check/")
    send(page, "Check")
    see_refused(page, "code", "Write the code that stands at the foot of the certificate.")
    page.get_by_label("Code of the certificate").fill("7777-7777-7777-7777-7777-7777-7777")
    send(page, "Check")
    expect(page.locator("h1")).to_have_text("No certificate has this code")
    expect(page.locator("main")).to_contain_text("the document was not issued by the college")
    expect(page.get_by_label("Code of the certificate")).to_be_visible()


def test_pressing_twice_does_one_thing(open_as: OpenPage, newcomers: Newcomers) -> None:
    """Without scripts nothing in the page holds the second press back: the college itself must."""
    page = open_as(next(newcomers.trainees), java_script_enabled=False)
    page.goto("/learn/databases-and-hits/quiz/")
    page.get_by_role("button", name="Start the quiz").dblclick()
    page.wait_for_url("**/learn/attempts/**/1/")
    attempt = page.url
    page.goto("/learn/databases-and-hits/quiz/")
    page.get_by_role("button", name="Go on with the quiz").dblclick()
    page.wait_for_url(attempt)
    page.goto(re.sub("1/$", "review/", attempt))
    page.get_by_role("button", name="Hand in my answers").dblclick()
    page.wait_for_url("**/result/")
    page.goto("/learn/databases-and-hits/quiz/")
    expect(page.locator("main tbody tr")).to_have_count(1)
    expect(page.locator("main")).to_contain_text("2 of 3")

    page.goto("/learn/databases-and-hits/exercises/passport-control/")
    page.locator("main").get_by_role("button").first.click()
    page.get_by_role("button", name="Start the exercise").dblclick()
    page.wait_for_url("**/sandbox/runs/**")
    desk = page.url
    page.goto(f"{desk}decisions/")
    page.goto(str(page.locator("main a[href*='/decisions/']").first.get_attribute("href")))
    page.get_by_label("Let proceed").check()
    page.get_by_label("Reason", exact=True).fill("The zone agrees with itself.")
    page.get_by_role("button", name="Record the decision").dblclick()
    page.wait_for_url("**/decisions/")
    page.goto(f"{desk}finish/")
    page.get_by_role("button", name="Finish and see the result").dblclick()
    page.wait_for_url("**/result/")
    expect(page.locator("li.film__event--decisions")).to_have_count(1)
    page.goto("/sandbox/exercises/passport-control/")
    expect(page.locator("main tbody tr")).to_have_count(1)


def test_signed_out_without_scripts_keeps_the_answer(open_as: OpenPage, newcomers: Newcomers) -> None:
    email = next(newcomers.trainees)
    page = open_as(email, java_script_enabled=False)
    page.goto("/learn/databases-and-hits/quiz/")
    page.get_by_role("button", name="Start the quiz").click()
    attempt = re.sub(r"\d+/$", "", page.url)
    for position in range(1, 16):
        page.goto(f"{attempt}{position}/")
        if page.locator("fieldset.answer--single").count():
            break
    page.context.clear_cookies(name="sessionid")
    page.locator("label.choice").nth(1).click()
    page.get_by_role("button", name=re.compile("^Save and")).click()
    page.wait_for_url("**/accounts/login/**")
    page.get_by_label("Email").fill(email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.locator("main").get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url("**/learn/attempts/**")
    expect(page.locator("main")).to_contain_text("Welcome back")
    expect(page.locator("label.choice input").nth(1)).to_be_checked()


def test_a_form_older_than_the_session_says_so(open_page: OpenPage, newcomers: Newcomers) -> None:
    email = next(newcomers.trainees)
    page = open_page()
    enter(page, email)
    page.goto("/me/settings/")
    page.get_by_label("Full name").fill("Trainee With Another Name")
    other = page.context.new_page()
    other.goto("/dashboard/")
    other.locator("details[data-menu] summary").last.click()
    other.get_by_role("button", name="Sign out").click()
    enter(other, email)
    page.locator("main form button").first.click()
    expect(page.locator("h1")).to_have_text("This page had grown old")
    expect(page.locator("main")).to_contain_text("Nothing was changed.")
    page.go_back()
    expect(page.get_by_label("Full name")).to_have_value("Trainee With Another Name")

    # A form of a button alone stands on a page of another address: that one is loaded again.
    page.goto("/learn/databases-and-hits/exercises/passport-control/")
    other.locator("details[data-menu] summary").last.click()
    other.get_by_role("button", name="Sign out").click()
    enter(other, email)
    page.locator("main").get_by_role("button").first.click()
    expect(page.locator("h1")).to_have_text("This page had grown old")
    page.get_by_role("link", name="Load the page again").click()
    page.wait_for_url("**/learn/databases-and-hits/exercises/passport-control/")
    expect(page.locator("main").get_by_role("button").first).to_be_visible()


def test_a_form_sent_after_the_session_ended_keeps_the_text(open_page: OpenPage, newcomers: Newcomers) -> None:
    email = next(newcomers.trainees)
    page = open_page()
    enter(page, email)
    desk = open_exercise(page, "databases-and-hits", "passport-control")
    page.goto(f"{desk}messages/compose/")
    text = "Please confirm the record.\nThe document is in front of us."
    page.get_by_label("Message", exact=True).fill(text)
    page.context.clear_cookies(name="sessionid")
    send(page, "Send the message")
    expect(page.locator("h1")).to_have_text("You were signed out")
    expect(page.locator("main")).to_contain_text("The form was not sent, and nothing was changed.")
    expect(page.locator("main")).to_contain_text(text, use_inner_text=True)
    assert_accessible(page)
    page.locator("main").get_by_role("link", name="Sign in").click()
    page.get_by_label("Email").fill(email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.locator("main").get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url("**/messages/compose/")


@pytest.mark.parametrize("case", ["bytes", "pixels"])
def test_an_image_too_large_is_refused_in_a_sentence(open_as: OpenPage, tmp_path: Path, case: str) -> None:
    file = tmp_path / "seal.png"
    if case == "bytes":
        Image.frombytes("RGB", (1900, 1900), os.urandom(1900 * 1900 * 3)).save(file, compress_level=0)
        assert file.stat().st_size > 10 * 1024 * 1024
    else:
        Image.new("1", (8000, 8000)).save(file)
        assert file.stat().st_size < 100_000
    page = open_as(CY)
    page.goto("/admin/images/add/")
    page.get_by_label("Title").fill("A seal")
    page.set_input_files("input[type=file]", file)
    page.locator("main form button[type=submit]").last.click()
    page.wait_for_load_state()
    words = "This file is too big" if case == "bytes" else "This file has too many pixels"
    expect(page.locator("main .error-message")).to_contain_text(words)
    expect(page.get_by_label("Title")).to_have_value("A seal")
