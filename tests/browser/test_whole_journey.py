"""From a stranger's first look to a certificate that anyone can verify, in a real browser, on a real server."""

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.axe import assert_accessible
from tests.browser.college import RunningCollege
from tests.browser.steps import (
    answer_open_question,
    finish_quiz,
    read_outbox_code,
    solve_passport_control,
    solve_product_codes,
    solve_purple_notice,
    start_quiz,
    study_course,
)

EMAIL, NAME, PASSWORD = "mira.holt@police.tolvaria.example", "Mira Élodie Holt", "granite ferry morning"
INTRODUCTORY = ["international-police-cooperation", "notices-and-diffusions", "databases-and-hits"]
INTERMEDIATE = ["illicit-trade-and-organised-crime", "investigating-trafficking", "cultural-property"]


def look_around(page: Page) -> None:
    """Home, catalogue, a course's public page."""
    page.goto("/")
    assert_accessible(page)
    page.get_by_role("link", name="Catalogue", exact=True).click()
    page.wait_for_url("**/courses/")
    assert_accessible(page)
    page.locator("main").get_by_role("link", name="Databases and hits").click()
    page.wait_for_load_state()
    assert_accessible(page)


def join(page: Page) -> None:
    """Sign up by keyboard alone, with a wrong code first."""
    page.goto("/accounts/signup/")
    page.get_by_label("Email").focus()
    page.keyboard.type(EMAIL)
    page.keyboard.press("Tab")
    page.keyboard.type(NAME)
    page.keyboard.press("Tab")
    page.keyboard.press("Space")  # the first sector: police
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/accounts/confirm-email/**")
    assert_accessible(page)
    code = read_outbox_code(page, EMAIL)
    field = page.locator("main input[name=code]")
    field.fill("ZZZZ-ZZZZ")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text(re.compile("incorrect|not right|wrong", re.IGNORECASE))
    page.locator("main input[name=code]").fill(code)
    page.keyboard.press("Enter")
    page.wait_for_url("**/dashboard/")
    assert_accessible(page)


def enrol(page: Page) -> None:
    """Ask to enrol: an officer of a verified agency is admitted at once; asking twice changes nothing."""
    page.locator("main").get_by_role("link", name="Ask to enrol").click()
    page.wait_for_url("**/learn/enrol/")
    assert_accessible(page)
    page.locator("main form button").first.click()
    page.wait_for_load_state()
    expect(page.locator("main")).to_contain_text("Tolvaria National Police")
    assert_accessible(page)
    page.goto("/dashboard/")
    expect(page.get_by_role("link", name=re.compile("^(Start|Continue)")).first).to_be_visible()


def sit_quiz_with_a_crash(page: Page, college: RunningCollege, course: str) -> None:
    """The server is killed in mid-quiz: every answer given is there when it is back."""
    start_quiz(page, course)
    assert_accessible(page)
    for _ in range(5):
        answer_open_question(page, course)
    answered = page.locator("[aria-current]").first
    expect(answered).to_be_visible()
    college.kill()
    college.start()
    page.reload()
    attempt = re.sub(r"\d+/$", "", page.url)
    for position in range(1, 6):
        page.goto(f"{attempt}{position}/")
        given = page.locator("form[data-sitting]")
        chosen = given.locator("input:checked:not([name=flagged])").count()
        typed = sum(bool(field.input_value()) for field in given.locator("input[type=text], select").all())
        assert chosen + typed > 0, f"the answer to question {position} is gone"
        expect(page.locator("[data-saved]")).to_contain_text("Saved")
    page.goto(f"{attempt}6/")
    finish_quiz(page, course)


def test_whole_journey(college: RunningCollege, open_page: Callable[..., Page], tmp_path: Path) -> None:
    page = open_page()
    look_around(page)
    join(page)
    enrol(page)
    page.goto("/learn/illicit-trade-and-organised-crime/")
    expect(page.locator("main")).to_contain_text("introductory level")

    for number, course in enumerate(INTRODUCTORY):
        study_course(page, course)
        if number == 0:
            page.goto(f"/learn/{course}/")
            expect(page.locator("main")).to_contain_text("5 of 6 done")
            assert_accessible(page)
            sit_quiz_with_a_crash(page, college, course)
        else:
            start_quiz(page, course)
            finish_quiz(page, course)
        expect(page.locator("main")).to_contain_text("100")
        if number == 0:
            assert_accessible(page)
    solve_passport_control(page, check_pages=True)
    expect(page.locator("main")).to_contain_text("100")
    assert_accessible(page)

    wait_until_open(page, INTERMEDIATE[0])
    for course in INTERMEDIATE:
        study_course(page, course)
        start_quiz(page, course)
        finish_quiz(page, course)
        expect(page.locator("main")).to_contain_text("100")
    solve_product_codes(page)
    expect(page.locator("main")).to_contain_text("Passed")
    solve_purple_notice(page)
    expect(page.locator("main")).to_contain_text("Passed")
    assert_accessible(page)
    collect_certificate(page, open_page, tmp_path)


def wait_until_open(page: Page, course: str) -> None:
    """The next level opens when the worker has seen that the first is complete."""
    for _ in range(40):
        page.goto(f"/learn/{course}/")
        if page.get_by_role("link", name="Start").count():
            return
        page.wait_for_timeout(500)
    raise AssertionError(page.locator("main").inner_text())


def collect_certificate(page: Page, open_page: Callable[..., Page], folder: Path) -> None:
    """The certificate comes by itself; its PDF holds name and code; a stranger checks it."""
    for _ in range(40):
        page.goto("/certificates/")
        if page.get_by_role("link", name=re.compile("Download")).count():
            break
        page.wait_for_timeout(500)
    assert_accessible(page)
    with page.expect_download() as download:
        page.get_by_role("link", name=re.compile("Download")).first.click()
    document = folder / "certificate.pdf"
    download.value.save_as(document)
    text = subprocess.run(["pdftotext", "-layout", document, "-"], capture_output=True, text=True, check=True).stdout
    assert NAME in text
    code = " ".join(
        re.findall(r"\b(?=[0-9A-Z]*\d|[A-Z]{4}\b)[0-9A-HJKMNP-TV-Z]{4}\b", text[text.index("with the code") :])[:7]
    )
    assert len(code) == 34, text

    stranger = open_page(viewport={"width": 390, "height": 844})
    stranger.goto("/certificates/check/")
    assert_accessible(stranger)
    stranger.locator("main input[name=code]").fill(code.lower())
    stranger.keyboard.press("Enter")
    stranger.wait_for_url(re.compile("/certificates/check/.+"))
    main = stranger.locator("main")
    for words in (
        NAME,
        "Valid",
        "Certificate in International Police Tools",
        "Databases and hits",
        "Cultural property",
    ):
        expect(main).to_contain_text(words)
    assert EMAIL not in stranger.content()
    assert_accessible(stranger)
    stranger.goto("/certificates/check/")
    stranger.locator("main input[name=code]").fill("0000-0000-0000-0000-0000-0000-0000")
    stranger.keyboard.press("Enter")
    expect(stranger.locator("main")).not_to_contain_text(NAME)
