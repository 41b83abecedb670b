"""Steps of a trainee, as a person takes them in a browser."""

import re
import time
from datetime import UTC, datetime

from playwright.sync_api import Locator, Page, expect

from tests.browser.answers import list_lessons, read_bank, shown
from tests.browser.axe import assert_accessible

REASON = "Document check at entry, ferry terminal"


def read_outbox_code(page: Page, address: str) -> str:
    """The code of the latest mail to this address, from the demo's outbox, in a tab of its own."""
    tab = page.context.new_page()
    tab.goto("/outbox/")
    tab.get_by_role("link").filter(has_text=re.compile("code|confirm|address", re.IGNORECASE)).first.click()
    text = tab.locator("main").inner_text()
    assert address in text
    found = re.search(r"^([A-Z0-9]{4}-[A-Z0-9]{4})$", text, re.MULTILINE)
    tab.close()
    assert found, text
    return found[1]


def sign_in(page: Page, email: str, password: str) -> None:
    page.goto("/accounts/login/")
    page.get_by_label("Email").fill(email)
    page.get_by_label("Password", exact=True).fill(password)
    page.locator("main").get_by_role("button", name="Sign in", exact=True).click()


def answer_question(scope: Locator, course: str) -> str:
    """Give the right answer to the question that stands in `scope`; its kind."""
    stem = " ".join(scope.locator(".answer__stem").first.inner_text().split())
    question = read_bank(course)[stem]
    kind: str = question["kind"]
    if kind in {"single", "multiple"}:
        right = {shown(choice["text"]) for choice in question["choices"] if choice.get("correct")}
        for label in scope.locator("label.choice").all():
            if " ".join(label.inner_text().split()) in right:
                label.locator("input").check()
    elif kind == "numeric":
        scope.get_by_role("textbox").fill(str(question["answer"]["value"]))
    else:
        pairs = {shown(pair["left"]): shown(pair["right"]) for pair in question["pairs"]}
        for row in scope.locator(".answer__pair").all():
            left = " ".join(row.locator("label").inner_text().split())
            row.locator("select").select_option(label=pairs[left])
    return kind


def study_course(page: Page, course: str) -> None:
    """Every lesson: read it, answer its checks; it is complete when the last is answered, right or wrong."""
    for lesson in list_lessons(course):
        page.goto(f"/learn/{course}/{lesson}/")
        while (checks := page.locator("form").filter(has=page.get_by_role("button", name="Check my answer"))).count():
            before = checks.count()
            answer_question(checks.first, course)
            checks.first.get_by_role("button", name="Check my answer").click()
            expect(checks).to_have_count(before - 1)
        finish = page.get_by_role("button", name="I have finished this lesson")
        if finish.count():
            finish.click()


def start_quiz(page: Page, course: str) -> None:
    page.goto(f"/learn/{course}/quiz/")
    page.locator("main").get_by_role("button").first.click()
    page.wait_for_url("**/learn/attempts/**/1/")


def answer_open_question(page: Page, course: str) -> None:
    """Answer the question on the page and go on; waits for what comes next."""
    answer_question(page.locator("form[data-sitting]"), course)
    here = page.url
    page.locator("form[data-sitting] button[name=go]").first.click()
    page.wait_for_url(lambda url: url != here)
    page.wait_for_load_state()


def finish_quiz(page: Page, course: str) -> None:
    """From the open question to the result."""
    while "/review/" not in page.url:
        answer_open_question(page, course)
    page.locator("main form[action$='/finish/'] button").first.click()
    page.wait_for_url("**/result/")


def open_exercise(page: Page, course: str, exercise: str) -> str:
    """From the course to a running exercise; the address of its desk."""
    page.goto(f"/learn/{course}/exercises/{exercise}/")
    page.locator("main").get_by_role("button").first.click()
    page.wait_for_url("**/sandbox/exercises/**")
    page.locator("main").get_by_role("link", name="Go on with your run").or_(
        page.locator("main form button")
    ).first.click()
    page.wait_for_url("**/sandbox/runs/**")
    return page.url


# Prints the run of a person's practice desk, opened when it is not.
# A new run of the partner's desk: whatever an earlier test did there is over.
OPEN_DESK = """
from college.accounts.models import User
from sandbox.domain.runs import finish_run, grant_practice, start_run
from sandbox.models import Exercise

person, exercise = User.objects.get(email={email!r}), Exercise.objects.get(slug="partner-desk")
grant_practice(learner=person)
finish_run(run=start_run(learner=person, exercise=exercise))
print(start_run(learner=person, exercise=exercise).pk)
"""
# A notice that waits for the instructor who sits in the reviewer's seat.
HAND_IN = """
from college.accounts.models import User
from sandbox.domain.notices import save_draft, submit_notice
from sandbox.domain.runs import grant_practice, start_run
from sandbox.models import Exercise
from tests.sandbox.test_notice_catalogue import VALID

person = User.objects.get(email={email!r})
grant_practice(learner=person)
run = start_run(learner=person, exercise=Exercise.objects.get(slug="supervised-desk"))
save_draft(run=run, type_key="red", fields=VALID | dict(birth="about forty"))
submit_notice(run=run, number=1)
print(run.pk)
"""
# What each outcome of a product check asks for.
PACK_CHOICES = {
    "Agrees with the record": "Release", "Scan fault": "Scan fault: read again, no alert",
    "Expired": "Expired: keep from sale, send back", "Alert": "Keep apart, take a sample, ask the rights-holder",
}  # fmt: skip


def wait_for(page: Page, address: str, text: str, *, seconds: int = 60) -> None:
    """Look again and again, as a person does, until the page says so."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        page.goto(address)
        if text in page.locator("main").inner_text():
            return
        time.sleep(1.5)
    raise AssertionError(f"{address} never said {text!r}: {page.locator('main').inner_text()[:600]}")


def solve_passport_control(page: Page, *, check_pages: bool = False) -> None:
    """Screen six zones, query six documents, confirm the hits with their owners, decide, finish."""
    desk = open_exercise(page, "databases-and-hits", "passport-control")
    case = read_case(page)
    travellers = read_travellers(page)
    decisions = {}
    for reference in travellers:
        page.goto(f"{desk}screening/?traveller={reference}")
        page.locator("main").get_by_role("button", name="Check the zone").click()
        page.wait_for_load_state()
        wrong = page.get_by_text("A check digit is wrong").count()
        decisions[reference] = "Refer to secondary inspection" if wrong else "Let proceed"
    if check_pages:
        assert_accessible(page)
    records = {}
    for reference, (number, country) in travellers.items():
        page.goto(f"{desk}registers/documents/")
        page.get_by_label("Document number").fill(number)
        page.get_by_label("Issuing country").select_option(country)
        page.get_by_label("Type of document").select_option("passport")
        page.get_by_label("Reason for the query").fill(REASON)
        page.get_by_label("Case reference").fill(case)
        page.locator("main").get_by_role("button", name="Query the register").click()
        page.wait_for_url("**/queries/*/")
        hit = page.locator("li.candidate").filter(has_text="3 of 3 fields agree")
        if hit.count():
            records[reference] = hit.locator("h2 .identifier").inner_text()
            if check_pages:
                assert_accessible(page)
            hit.get_by_role("button").click()
            page.wait_for_load_state()
            ask_owner(page, case=case, country=country, record=records[reference])
    for reference, record in records.items():
        answer = wait_for_owner(page, desk, record)
        decisions[reference] = (
            "Let proceed"
            if re.search("recovered|found it again", answer)
            else "Withhold the document and hand over to the police"
        )
    for reference, decision in decisions.items():
        page.goto(f"{desk}decisions/{reference}/")
        page.get_by_label(decision).check()
        page.get_by_label("Reason", exact=True).fill(
            "The zone, the register and the answer of the record's owner say so."
        )
        page.get_by_role("button", name="Record the decision").click()
        page.wait_for_load_state()
    finish_run(page, desk)


def solve_product_codes(page: Page) -> None:
    """Check eight codes as they were scanned, read the faulty ones again, decide as the page explains them, finish."""
    desk = open_exercise(page, "investigating-trafficking", "product-codes")
    packs = {}
    for item in page.locator("li.traveller").all():
        packs[item.locator("h3").inner_text().strip()] = item.locator(".pack__texts .identifier").first.inner_text()
    assert len(packs) == 8
    for reference, printed in packs.items():
        page.goto(f"{desk}products/?pack={reference}")
        page.get_by_role("button", name="Check the code").click()
        heading = page.locator(".result .alert").first.inner_text()
        choice = next(choice for outcome, choice in PACK_CHOICES.items() if f"{reference}: {outcome}" in heading)
        if "Scan fault" in heading:
            page.goto(f"{desk}products/")
            page.get_by_label("Code of the pack").fill(printed)
            page.get_by_role("button", name="Check the code").click()
            expect(page.locator(".result .alert").first).to_contain_text("Agrees with the record")
        page.goto(f"{desk}decisions/{reference}/")
        page.get_by_label(choice).check()
        page.get_by_label("Reason", exact=True).fill(
            f"As code and record say: {printed.replace('(', ' (').replace(')', ') ')}"
        )
        page.get_by_role("button", name="Record the decision").click()
        page.wait_for_load_state()
    finish_run(page, desk)


def read_travellers(page: Page) -> dict[str, tuple[str, str]]:
    """Number and issuing country in each traveller's passport, by reference, as the page shows them."""
    found = {}
    for item in page.locator("li.traveller").all():
        fields = item.locator("dl.passport__fields")
        number = fields.locator("div").filter(has_text="Document number").locator("dd").inner_text().strip()
        country = fields.locator("div").filter(has_text="Issuing country").locator(".identifier").inner_text().strip()
        found[item.locator("h3").inner_text().strip()] = (number, country)
    assert len(found) == 6
    return found


def ask_owner(page: Page, *, case: str, country: str, record: str) -> None:
    """An urgent hit-confirmation request to the bureau that owns the record on the page. No names."""
    page.get_by_role("link", name="Cite it in a message").click()
    page.wait_for_load_state()
    page.get_by_label("To", exact=True).select_option(country)
    page.get_by_label("Purpose").select_option("hit_confirmation")
    page.get_by_label("Urgent").check()
    page.get_by_label("Case reference").fill(case)
    page.get_by_label("Subject").fill(f"Hit confirmation request {record}")
    page.get_by_label("Message", exact=True).fill(f"Please confirm record {record}; the document is in front of us.")
    page.get_by_role("button", name="Send the message").click()
    page.wait_for_load_state()


def wait_for_owner(page: Page, desk: str, record: str) -> str:
    """What the owner answers about the record."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        page.goto(f"{desk}messages/")
        links = page.locator(".letter--in .letter__subject a")
        for address in [link.get_attribute("href") for link in links.all()]:
            page.goto(str(address))
            text = page.locator("main").inner_text()
            if record in text:
                return text
        time.sleep(1.5)
    raise AssertionError(f"No answer about {record} came within a minute.")


def finish_run(page: Page, desk: str) -> None:
    page.goto(f"{desk}finish/")
    page.get_by_role("button", name="Finish and see the result").click()
    page.wait_for_url("**/result/")


def solve_purple_notice(page: Page) -> None:
    """Draft from the case file, check, submit, answer the reviewer, publish, link the partner's case."""
    desk = open_exercise(page, "investigating-trafficking", "purple-notice")
    case = read_case(page)
    facts = read_seizure(page.locator("main").inner_text())
    page.goto(f"{desk}notices/")
    page.locator("main").get_by_role("button").or_(page.locator("main a.button")).first.click()
    page.wait_for_load_state()
    fill_notice(page, facts)
    page.get_by_role("button", name="Check against the rules").click()
    expect(page.get_by_text("The rules are met")).to_be_visible()
    page.get_by_role("button", name="Submit for publication").click()
    page.wait_for_load_state()
    wait_for(page, page.url, "Published")
    wait_for(page, f"{desk}messages/", "Received")
    page.locator(".letter--in .letter__subject a").first.click()
    page.wait_for_load_state()
    text = page.locator("main").inner_text()
    found = re.search(r"(?:case|reference) is ([A-Z][\w/-]+)", text)
    assert found, text
    link_cases(page, case=case, theirs=found[1])
    finish_run(page, desk)


def read_case(page: Page) -> str:
    """The case reference that the brief gives."""
    found = re.search(r"TR-P[CN]-\w+", page.locator("body").inner_text())
    assert found
    return found[0]


def read_seizure(text: str) -> dict[str, str]:
    """The facts that the case file states."""
    flat = " ".join(text.split())
    found = re.search(
        r"On (?P<day>\d+ \w+ \d{4}) container (?P<container>\S+) was opened .*? Declared: (?P<crates>\d+) crates of (?P<pieces>.+?) from "
        r"(?P<origin>\w+) \((?P<origin_country>\w+)\), shipped by way of (?P<transit>\w+) \((?P<transit_country>\w+)\)",
        flat,
    )
    assert found, flat[:800]
    facts = found.groupdict()
    facts["date"] = datetime.strptime(facts["day"], "%d %B %Y").replace(tzinfo=UTC).date().isoformat()
    return facts


def fill_notice(page: Page, facts: dict[str, str]) -> None:
    """Every field of the notice, from the case file alone: no names, no judgements, no recipe."""
    pieces, goods = facts["pieces"], "falsified medicines"
    fields = {
        "title": f"Falsified medicines hidden in the base of {pieces}",
        "place": "Port Orsel, Marenia",
        "date": facts["date"],
        "modus_operandi": f"Consignments of {pieces} are declared as decoration and sent by sea through a third port to an importer "
        f"whose office is a letter box. {goods.capitalize()} lie in the base of each piece.",
        "object": f"{facts['crates']} crates of {pieces}: statuettes, figures or busts of plaster, stone or resin, as declared.",
        "concealment": f"Sealed pouches of blister packs ({goods}) in the base of each piece, under felt.",
        "route": f"{facts['origin']}, {facts['origin_country']}\n{facts['transit']}, {facts['transit_country']}\nPort Orsel, Marenia",
        "cues": "Pieces weigh more than declared\nFresh line of paint around the base\nNew felt under the whole base, smell of "
        "adhesive\nDense rectangular block in the base on the X-ray",
        "request": "Please look for similar consignments and tell us of matching cases.",
    }
    for name, value in fields.items():
        page.locator(f"main [name={name}]").fill(value)
    page.locator("main [name=offence]").select_option("trafficking_medicines")
    page.locator("main [name=case_status]").select_option("open")
    page.locator("main [name=handling]").select_option("open")
    page.get_by_role("button", name="Save the notice").click()
    page.wait_for_load_state()


def link_cases(page: Page, *, case: str, theirs: str) -> None:
    """Answer the partner whose message is open: link the two cases, with both references."""
    page.get_by_role("link", name="Write to this bureau").click()
    page.wait_for_load_state()
    page.get_by_label("Purpose").select_option("case_link")
    page.get_by_label("Case reference").fill(case)
    page.get_by_label("Subject").fill("Link between our cases")
    page.get_by_label("Message", exact=True).fill(f"We agree: please link our case {case} and your case {theirs}.")
    page.get_by_role("button", name="Send the message").click()
    page.wait_for_load_state()
