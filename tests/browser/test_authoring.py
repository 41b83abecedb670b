"""A newcomer to the CMS writes a small exercise from an empty form; a trainee solves it."""

from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from tests.browser.axe import assert_accessible
from tests.browser.college import RunningCollege
from tests.browser.people import Newcomers

OpenPage = Callable[..., Page]
CY = "cy.duarte@college.example"
GRANT = """
from college.accounts.models import User
from sandbox.domain.runs import grant_permit
from sandbox.models import Exercise
grant_permit(learner=User.objects.get(email={email!r}), exercise=Exercise.objects.get(slug="one-parcel"))
"""


def add(page: Page, path: str, kind: str = "") -> None:
    """Add a block to a stream or a list; of a stream with many kinds, the one that is called so."""
    count = page.locator(f"[name='{path}-count']")
    before = int(count.input_value())
    count.locator("xpath=..").get_by_title("Insert a block").or_(
        count.locator("xpath=..").get_by_role("button", name="Add")
    ).last.click()
    if kind:
        page.get_by_role("option", name=kind, exact=True).click()
    expect(count).to_have_value(str(before + 1))


def fill(page: Page, path: str, **values: str) -> None:
    for name, value in values.items():
        field: Locator = page.locator(f"[name='{path}-{name}']")
        if field.evaluate("element => element.tagName") == "SELECT":
            field.select_option(label=value)
        else:
            field.fill(value)


def read_offers(page: Page, field: Locator) -> list[str]:
    """The keys that a field offers to choose from."""
    return page.locator(f"datalist#{field.get_attribute('list')} option").evaluate_all(
        "all => all.map((option) => option.value)"
    )


def write_about(page: Page) -> None:
    for name, text in {
        "title": "One parcel", "slug": "one-parcel", "summary": "A parcel that is too heavy.", "role": "Officer in the parcel hall",
        "today": "2027-05-20", "brief": "It is ${today}. One parcel lies before you; its papers say ${parcel.said} kg.",
        "tasks": "Decide on the parcel", "debrief": "Weigh first, then decide.", "weight_outcome": "100", "weight_procedure": "0",
        "weight_protection": "0",
    }.items():  # fmt: skip
        page.locator(f"[name='{name}']").fill(text)
    page.locator("[name='tools'][value='decisions']").check()


def write_world(page: Page) -> None:
    add(page, "cast")
    fill(
        page,
        "cast-0-value",
        key="parcel",
        kind="Facts alone",
        title="A parcel",
        draws="said: number 2 9",
        show="Papers say = ${it.said} kg\nWeighs = 12 kg",
    )
    for number, (key, label) in enumerate((("open", "Open it"), ("pass", "Let it pass"))):
        add(page, "choices")
        fill(page, f"choices-{number}-value", key=key, label=label)


def write_judging(page: Page) -> None:
    add(page, "objectives", "Decision taken")
    fill(
        page, "objectives-0-value", key="opened", group="Outcome", points="100", title="The heavy parcel", task="Decide on the parcel",
        right="You opened what its papers do not explain.", wrong="It weighs 12 kg, its papers say ${parcel.said}: open it.",
        rule="What is heavier than declared is opened.", source="WCO, SAFE Framework of Standards, pillar 1", lesson="Risk",
    )  # fmt: skip
    add(page, "objectives-0-value-parameters-subjects")
    subject = page.locator("[name='objectives-0-value-parameters-subjects-0-value']")
    subject.focus()
    assert read_offers(page, subject) == ["parcel"]
    fill(page, "objectives-0-value-parameters", **{"subjects-0-value": "box", "choice": "open"})
    assert read_offers(page, page.locator("[name='objectives-0-value-parameters-choice']")) == ["open", "pass"]


def write_script(page: Page) -> None:
    add(page, "solution", "Decide")
    fill(page, "solution-0-value", key="end")
    fill(
        page,
        "solution-0-value-parameters",
        subject="${parcel.ref}",
        choice="open",
        rationale="Heavier than its papers say.",
    )
    add(page, "mistakes")
    fill(page, "mistakes-0-value", key="passes", title="Lets it pass")
    add(page, "mistakes-0-value-loses")
    fill(page, "mistakes-0-value-loses", **{"0-value": "opened"})
    add(page, "mistakes-0-value-changes")
    fill(page, "mistakes-0-value-changes-0-value", kind="Does it differently", at="end", parameters="choice = pass")


def test_a_newcomer_writes_an_exercise_and_a_trainee_solves_it(
    open_as: OpenPage, newcomers: Newcomers, college: RunningCollege
) -> None:
    page = open_as(CY)
    page.goto("/admin/exercises/new/")
    write_about(page)
    write_world(page)
    write_judging(page)
    write_script(page)
    page.get_by_role("button", name="Create").click()
    # The objective is about somebody who is not there: said at its block, and nothing is lost.
    expect(page.locator("#part-judging").get_by_text("neither cast nor planted")).to_be_visible()
    expect(page.locator("[name='solution-0-value-parameters-rationale']")).to_have_value("Heavier than its papers say.")
    fill(page, "objectives-0-value-parameters", **{"subjects-0-value": "parcel"})
    page.get_by_role("button", name="Create").click()
    page.wait_for_url("**/admin/exercises/check/**")
    page.get_by_role("button", name="Check the exercise").click()
    for _again in range(60):
        page.reload()
        if page.get_by_role("button", name="Publish", exact=True).count():
            break
        page.wait_for_timeout(1000)
    expect(page.get_by_text("each way of playing came out as it should")).to_be_visible()
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_text("Version 1 is published")).to_be_visible()

    trainee = next(newcomers.trainees)
    college.run_python(GRANT.format(email=trainee))
    page = open_as(trainee)
    page.goto("/sandbox/exercises/one-parcel/")
    page.locator("main").get_by_role("button", name="Start the exercise").click()
    expect(page.get_by_text("Weighs")).to_be_visible()
    assert_accessible(page)
    page.locator("main").get_by_role("link", name="Decide").first.click()
    page.get_by_label("Open it").check()
    page.get_by_label("Reason").fill("It is heavier than its papers say.")
    page.get_by_role("button", name="Record the decision").click()
    page.get_by_role("link", name="Finish the run").click()
    page.get_by_role("button", name="Finish and see the result").click()
    expect(page.locator("main")).to_contain_text("100")
    expect(page.locator("main")).to_contain_text("You opened what its papers do not explain.")
