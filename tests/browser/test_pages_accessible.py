"""Every page of visitors, trainees and managers, at two widths, in both themes, and in Arabic."""

import re
from collections.abc import Callable, Iterable

from playwright.sync_api import Page

from tests.browser.college import RunningCollege
from tests.browser.inspection import inspect_page, inspect_right_to_left
from tests.browser.people import Newcomers
from tests.browser.steps import HAND_IN, OPEN_DESK, REASON, open_exercise, read_case, read_travellers, start_quiz

OpenPage = Callable[..., Page]
ADA, TOMAS = "ada.lindqvist@customs.marenia.example", "tomas.okoro@police.tolvaria.example"
NOUR = "nour.elhadi@velmora.example"
CY = "cy.duarte@college.example"
BEA, GRACE = "bea.arslan@customs.marenia.example", "grace.whitfield@velmora.example"
PUBLIC = [
    "/", "/courses/", "/courses/databases-and-hits/", "/about/", "/privacy/", "/accessibility/", "/accounts/login/",
    "/accounts/signup/", "/accounts/signup/passkey/", "/accounts/password/reset/", "/certificates/check/",
    "/certificates/check/7777-7777-7777-7777-7777-7777-7777/", "/demo/", "/outbox/", "/style-guide/", "/no/such/page/",
]  # fmt: skip
OWN = [
    "/dashboard/", "/learn/enrol/", "/courses/", "/learn/international-police-cooperation/", "/learn/notices-and-diffusions/",
    "/learn/illicit-trade-and-organised-crime/", "/learn/databases-and-hits/reading-the-mrz/",
    "/learn/databases-and-hits/the-registers-and-their-fields/", "/learn/databases-and-hits/exercises/passport-control/",
    "/learn/international-police-cooperation/quiz/", "/sandbox/", "/certificates/", "/me/settings/", "/accounts/email/",
    "/accounts/password/change/", "/accounts/2fa/", "/accounts/2fa/totp/activate/", "/accounts/sessions/",
    "/accounts/logout/",
]  # fmt: skip


def look_at(addresses: Iterable[str], page: Page, arabic: Page) -> None:
    """Inspect every address in both languages; tells of all that is wrong at once."""
    found: list[str] = []
    for address in addresses:
        page.goto(address)
        found += [f"{address}: {problem}" for problem in inspect_page(page)]
        arabic.goto(address)
        found += [f"{address}, in Arabic: {problem}" for problem in inspect_right_to_left(arabic)]
    assert not found, "\n".join(found)


def collect(page: Page, pattern: str) -> str:
    """The first link in the page that matches."""
    links = [str(link.get_attribute("href")) for link in page.locator("main a").all()]
    return next(link for link in links if re.search(pattern, link))


def test_public_pages(open_page: OpenPage) -> None:
    page, arabic = open_page(), open_page(language="ar")
    page.goto("/outbox/")
    look_at([*PUBLIC, collect(page, r"^/outbox/\d+/")], page, arabic)


def test_a_trainees_pages(open_as: OpenPage) -> None:
    look_at(OWN, open_as(ADA, language="en"), open_as(ADA, language="ar"))


def test_a_quiz(open_as: OpenPage, newcomers: Newcomers) -> None:
    """One question of each kind, the review, the result, and a quiz that was sat before."""
    email = next(newcomers.trainees)
    page, arabic = open_as(email), open_as(email, language="ar")
    start_quiz(page, "databases-and-hits")
    attempt = re.sub(r"\d+/$", "", page.url)
    kinds = {}
    for position in range(1, 16):
        page.goto(f"{attempt}{position}/")
        kinds[str(page.locator("fieldset.answer").get_attribute("class"))] = page.url
    look_at([*kinds.values(), f"{attempt}review/"], page, arabic)
    page.goto(f"{attempt}review/")
    page.get_by_role("button", name="Hand in my answers").click()
    page.wait_for_url("**/result/")
    look_at([f"{attempt}result/", "/learn/databases-and-hits/quiz/"], page, arabic)


def test_the_desk(open_as: OpenPage, newcomers: Newcomers) -> None:
    """Every tool of passport control, empty and in use, then the result with its replay."""
    email = next(newcomers.trainees)
    page, arabic = open_as(email), open_as(email, language="ar")
    desk = open_exercise(page, "databases-and-hits", "passport-control")
    case, travellers = read_case(page), read_travellers(page)
    for number, country in travellers.values():
        page.goto(f"{desk}registers/documents/")
        page.get_by_label("Document number").fill(number)
        page.get_by_label("Issuing country").select_option(country)
        page.get_by_label("Type of document").select_option("passport")
        page.get_by_label("Reason for the query").fill(REASON)
        page.get_by_label("Case reference").fill(case)
        page.get_by_role("button", name="Query the register").click()
        page.wait_for_url("**/queries/**")
        if page.locator("li.candidate").count():
            break
    query = page.url
    page.locator("li.candidate").get_by_role("button").first.click()
    page.wait_for_url("**/records/**")
    record = page.url
    page.goto(f"{desk}screening/?traveller={next(iter(travellers))}")
    look_at(
        [desk, page.url, f"{desk}registers/documents/", query, record, f"{desk}messages/", f"{desk}messages/compose/",
         f"{desk}messages/drafts/",
         f"{desk}decisions/", f"{desk}decisions/{next(iter(travellers))}/", f"{desk}hints/",
         f"{desk}hints/reading/", f"{desk}pause/", f"{desk}log/", f"{desk}finish/"],
        page, arabic,
    )  # fmt: skip
    page.goto(f"{desk}finish/")
    page.get_by_role("button", name="Finish and see the result").click()
    page.wait_for_url("**/result/")
    look_at(
        [
            f"{desk}result/",
            f"{desk}replay/",
            f"{desk}replay/?event=9",
            "/sandbox/",
            "/sandbox/exercises/passport-control/",
        ],
        page,
        arabic,
    )


def test_notices_and_a_certificate(open_as: OpenPage) -> None:
    page, arabic = open_as(TOMAS, language="en"), open_as(TOMAS, language="ar")
    desk = open_exercise(page, "investigating-trafficking", "purple-notice")
    page.goto(f"{desk}notices/")
    draft = collect(page, "/notices/new/")
    page.goto(draft)
    page.locator("main [name=title]").fill("Falsified medicines in plaster figures")
    page.get_by_role("button", name="Save the notice").click()
    page.wait_for_url(re.compile(r"/notices/\d+/$"))
    notice = page.url
    page.get_by_role("button", name="Check against the rules").click()
    page.wait_for_load_state()
    page.goto("/certificates/")
    for _turn in range(40):
        # The worker that has just started issues it.
        if page.locator("main a[href*='/certificates/check/']").count():
            break
        page.wait_for_timeout(500)
        page.reload()
    check = collect(page, r"/certificates/check/.+")
    look_at([draft, f"{desk}notices/", notice, f"{notice}edit/", "/certificates/", check], page, arabic)


def test_published_notices(open_as: OpenPage) -> None:
    """The gallery, narrowed by an Arabic word from its form; one notice; the map with its routes."""
    page, arabic = open_as(TOMAS, language="en"), open_as(TOMAS, language="ar")
    desk = open_exercise(page, "investigating-trafficking", "purple-notice")
    page.goto(f"{desk}notices/gallery/")
    page.get_by_label("Words").fill("أدوية")
    page.get_by_role("button", name="Show").click()
    page.wait_for_url("**words=**")
    narrowed, sheet = page.url, collect(page, r"/notices/gallery/TR-")
    look_at(
        [f"{desk}notices/gallery/", narrowed, f"{desk}notices/gallery/map/?country=QMC", sheet], page, arabic,
    )  # fmt: skip


def test_the_reviewers_seat(open_as: OpenPage, college: RunningCollege, newcomers: Newcomers) -> None:
    """An instructor's queue, a notice with its report, and the acts; then the trainee's page with the questions."""
    email = next(newcomers.trainees)
    run = college.run_python(HAND_IN.format(email=email))
    page, arabic = open_as(CY, language="en"), open_as(CY, language="ar")
    notice = f"/learn/reviews/{run}/notices/1/"
    acts = [f"{notice}{name}/" for name in ("question", "publish", "refuse")]
    look_at(["/learn/reviews/", notice, *acts], page, arabic)
    page.goto(f"{notice}question/")
    page.get_by_label("The birth shows no year").check()
    page.get_by_label("Your own questions").fill("Will extradition be sought?")
    page.get_by_role("button", name="Ask the bureau").click()
    page.wait_for_url(f"**{notice}")
    trainee = open_as(email)
    trainee.goto(f"/sandbox/runs/{run}/notices/1/")
    assert "Will extradition be sought?" in trainee.locator("main").inner_text()
    look_at([notice], page, arabic)


def test_how_an_exercise_went(open_as: OpenPage) -> None:
    """From the course to the figures of one of its exercises, and on to the replay of nobody: the only run was right."""
    page = open_as(CY, language="en")
    page.goto("/admin/teaching/")
    page.get_by_role("link", name="Databases and hits").click()
    page.get_by_role("link", name="Passport control").click()
    assert "Three travellers with nothing against them" in page.locator("table.cohort-objectives").inner_text()
    assert inspect_page(page) == []


def test_a_managers_pages(open_as: OpenPage) -> None:
    page, arabic = open_as(GRACE), open_as(GRACE, language="ar")
    page.goto("/learn/requests/")
    request = collect(page, "/learn/requests/.+")
    addresses = [
        "/learn/requests/",
        request,
        "/learn/organisations/velmora/",
        "/sandbox/partners/velmora/keys/",
        "/api/partner/v1/",
    ]
    look_at(addresses, page, arabic)


def test_a_partners_desk(open_as: OpenPage, college: RunningCollege) -> None:
    """Partner check and product check, empty and answered; a case chart of two that are linked."""
    page, arabic = open_as(NOUR, language="en"), open_as(NOUR, language="ar")
    desk = f"/sandbox/runs/{college.run_python(OPEN_DESK.format(email=NOUR))}/"
    page.goto(desk)
    first = page.locator("li.traveller").filter(has=page.locator(".passport__fields")).first
    number = first.locator("dd.identifier").first.inner_text()
    page.goto(f"{desk}partner/")
    page.get_by_label("Document number").fill(number)
    page.get_by_label("Issuing country").select_option("QMA")
    page.get_by_label("Type of document").select_option("passport")
    page.locator("main form button").first.click()
    page.wait_for_url(re.compile(r"/partner/\d+/$"))
    answer = page.url
    for label, place in (("A driver", "Calverra"), ("A haulier", "QMB")):
        page.goto(f"{desk}case/entities/new/")
        page.get_by_label("Name", exact=True).fill(label)
        page.get_by_label(re.compile("^Place")).select_option(place)
        page.get_by_role("button", name="Save the entity").click()
        page.wait_for_url("**/case/")
    page.goto(f"{desk}case/links/new/?from=1")
    page.get_by_label("To", exact=True).select_option("2")
    page.get_by_label("Assumed", exact=True).check()
    page.get_by_role("button", name="Save the link").click()
    page.wait_for_url("**/case/")
    chart = [
        f"{desk}case/",
        f"{desk}case/entities/1/",
        f"{desk}case/links/1/",
        f"{desk}case/timeline/",
        f"{desk}case/map/",
    ]
    look_at([desk, f"{desk}partner/", answer, f"{desk}products/", f"{desk}products/?pack=P1", *chart], page, arabic)
