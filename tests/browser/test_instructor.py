"""What an instructor does in the staff pages and a manager on theirs, and what neither of them gets to see."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.people import Newcomers
from tests.browser.steps import answer_question

OpenPage = Callable[..., Page]
CY, DEE, BEA = "cy.duarte@college.example", "dee.novak@college.example", "bea.arslan@customs.marenia.example"
COURSE, TITLE = "international-police-cooperation", "International police cooperation and its tools"
LESSON = "Data protection at the desk"
OWN = {TITLE, "Notices and diffusions", "Databases and hits"}
SENTENCE = "Read this lesson twice."


def find_courses(page: Page) -> dict[str, str]:
    """The teaching page of each course that the person teaches, by title."""
    page.goto("/admin/teaching/")
    return {
        link.inner_text().strip(): str(link.get_attribute("href"))
        for link in page.locator("table.listing td.title a").all()
    }


def finish_lesson(page: Page, address: str) -> None:
    page.goto(address)
    while (checks := page.locator("form").filter(has=page.get_by_role("button", name="Check my answer"))).count():
        before = checks.count()
        answer_question(checks.first, COURSE)
        checks.first.get_by_role("button", name="Check my answer").click()
        expect(checks).to_have_count(before - 1)
    if (finish := page.get_by_role("button", name="I have finished this lesson")).count():
        finish.click()
        page.wait_for_load_state()


def test_an_instructor_rewrites_a_lesson(open_as: OpenPage, newcomers: Newcomers) -> None:
    """Own courses alone; text changed with a live preview beside it; published; whoever was done with it stays done."""
    learner = open_as(next(newcomers.trainees))
    learner.goto(f"/learn/{COURSE}/")
    lesson = str(learner.locator("main a").filter(has_text=LESSON).get_attribute("href"))
    finish_lesson(learner, lesson)
    learner.goto(f"/learn/{COURSE}/")
    item = learner.locator(".task-list__item").filter(has_text=LESSON)
    expect(item).to_contain_text("Done")

    page = open_as(CY)
    page.goto("/admin/pages/")
    assert {title.inner_text().strip() for title in page.locator("main table .title-wrapper").all()} == OWN
    page.locator("main table .title-wrapper a").filter(has_text="International police").click()
    page.get_by_role("link", name="Explore child pages", exact=False).or_(page.locator("main")).first.wait_for()
    courses = find_courses(page)
    assert set(courses) == OWN
    page.goto(
        f"/admin/pages/{courses['International police cooperation and its tools'].rstrip('/').rsplit('/', 1)[1]}/"
    )
    page.locator("main table .title-wrapper a").filter(has_text=LESSON).click()
    page.wait_for_url("**/edit/")
    page.get_by_role("button", name="Toggle preview").click()
    preview = page.frame_locator("#w-preview-iframe, .w-preview__iframe").first
    # Wagtail misses what is typed while its first preview loads, until the next change.
    expect(preview.locator("main")).to_contain_text(LESSON)
    page.wait_for_timeout(1_000)
    text = page.locator(".public-DraftEditor-content").first
    text.click()
    page.keyboard.press("Control+Home")
    page.keyboard.type(f"{SENTENCE} ", delay=20)
    expect(preview.locator("main")).to_contain_text(SENTENCE, timeout=20_000)
    learner.goto(lesson)
    expect(learner.locator("main")).not_to_contain_text(SENTENCE)

    page.get_by_role("button", name="More actions").click()
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.locator(".messages")).to_contain_text("has been published")
    learner.goto(lesson)
    expect(learner.locator("main")).to_contain_text(SENTENCE)
    learner.goto(f"/learn/{COURSE}/")
    expect(item).to_contain_text("Done")


def test_an_instructor_orders_lessons_by_keyboard(open_as: OpenPage) -> None:
    page = open_as(CY)
    course = find_courses(page)["Notices and diffusions"].rstrip("/").rsplit("/", 1)[1]

    def list_lessons() -> list[str]:
        page.goto("/learn/notices-and-diffusions/")
        return [link.inner_text().strip() for link in page.locator(".task-list__title").all()]

    def move_first(key: str, *, place: int) -> None:
        page.goto(f"/admin/pages/{course}/?ordering=ord")
        handle = page.locator("tbody tr").nth(place).locator(".w-orderable__item__handle")
        handle.focus()
        page.keyboard.press(key)
        with page.expect_response(lambda response: "set_position" in response.url or "position" in response.url):
            page.keyboard.press("Enter")

    before = list_lessons()
    move_first("ArrowDown", place=0)
    assert list_lessons()[:3] == [before[1], before[0], before[2]]
    move_first("ArrowUp", place=1)
    assert list_lessons() == before


def test_an_instructor_writes_a_question(open_as: OpenPage) -> None:
    page = open_as(CY)
    page.goto("/admin/questions/new/")
    courses = page.get_by_label("Course").locator("option").all_inner_texts()
    assert set(courses) - {"---------"} == OWN
    page.get_by_label("Course").select_option(label="Databases and hits")
    page.locator("[name=key]").fill("browser-01")
    page.get_by_label("Used in").select_option("check")
    page.get_by_label("Kind").select_option("single")
    page.locator("textarea[name=stem]").fill("Who may withdraw a record?")
    page.locator("[name=choice_1_text]").fill("The bureau that entered it")
    page.locator("[name=choice_2_text]").fill("Any bureau that sees an error")
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_load_state()
    expect(page.locator("main [role=alert], main .help-critical, .messages").first).to_contain_text("right")
    expect(page.locator("[name=choice_1_text]")).to_have_value("The bureau that entered it")
    page.locator("[name=choice_1_correct]").check()
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url("**/admin/questions/versions/**")
    expect(page.locator("main")).to_contain_text("Who may withdraw a record?")
    expect(page.locator("main")).to_contain_text("The bureau that entered it")
    page.get_by_role("link", name="Preview as a learner").click()
    expect(page.locator("label.choice")).to_have_count(2)
    page.goto("/admin/questions/")
    page.goto("/admin/questions/?q=browser-01")
    expect(page.locator("main table")).to_contain_text("browser-01")


def test_an_instructor_sees_who_is_where(open_as: OpenPage) -> None:
    page = open_as(CY)
    page.goto(find_courses(page)["Databases and hits"])
    page.get_by_role("link", name="Tomás Okoro").click()
    expect(page.locator("h1")).to_contain_text("Tomás Okoro")
    learner = page.url
    page.locator("main a[href*='/admin/teaching/attempts/']").first.click()
    page.wait_for_url("**/admin/teaching/attempts/**")
    attempt = page.url
    expect(page.locator("main")).to_contain_text("The receipt fits the record.")
    assert page.locator("main table").first.locator("tbody tr").count() > 10
    page.goto(learner)
    page.locator("main a[href*='/runs/']").first.click()
    page.wait_for_url("**/runs/**")
    run = page.url
    assert page.locator("li.film__event").count() > 10

    other = open_as(DEE)
    courses = find_courses(other)
    assert OWN & set(courses) == set()
    for address in (attempt, run, learner):
        response = other.goto(address)
        assert response is not None
        assert response.status == 404, f"another instructor opens {address}"
    theirs = next(iter(courses.values()))
    response = page.goto(theirs)
    assert response is not None
    assert response.status == 404
    course_id = theirs.rstrip("/").rsplit("/", 1)[1]
    for address in (
        f"/admin/pages/{course_id}/edit/",
        f"/admin/pages/{course_id}/",
        f"/admin/pages/{course_id}/delete/",
    ):
        page.goto(address)
        assert not page.url.endswith(address), f"{address} opens for an instructor of other courses"
        expect(page.locator("main")).not_to_contain_text(next(iter(courses)))


def test_a_manager_decides_and_sees_own_people(open_as: OpenPage, newcomers: Newcomers) -> None:
    applicant = next(newcomers.officers)
    learner = open_as(applicant)
    learner.goto("/learn/enrol/")
    learner.get_by_label("Your organisation").select_option(label="Marenia Customs Service")
    learner.get_by_label("What do you want to use the courses for?").fill("I work at the ferry terminal.")
    learner.get_by_role("button", name="Send the request").click()
    expect(learner.locator("h1")).to_have_text("Your request is sent")

    page = open_as(BEA)
    page.goto("/dashboard/")
    page.get_by_role("link", name="Requests to enrol").click()
    expect(page.locator("main tbody")).not_to_contain_text("velmora.example")
    page.locator("main tr").filter(has_text=applicant).get_by_role("link").click()
    page.get_by_label("Admit").check()
    reason = "I know you from the ferry terminal: welcome."
    page.locator("main textarea[name=reason]").fill(reason)
    page.get_by_role("button", name="Send the decision").click()
    expect(page.locator("body")).to_contain_text("is admitted.")

    page.goto("/outbox/")
    page.locator("main li").filter(has_text=applicant).get_by_role("link", name=re.compile("^You are admitted")).click()
    expect(page.locator("main")).to_contain_text(f"To\n{applicant}", use_inner_text=True)
    expect(page.locator("main")).to_contain_text(reason)
    learner.reload()
    expect(learner.locator("h1")).to_have_text("You are admitted")
    expect(learner.locator("main")).to_contain_text(reason)

    page.goto("/learn/organisations/marenia-customs/")
    names = {row.inner_text().strip() for row in page.locator("main tbody th").all()}
    person = applicant.split("@")[0].replace("-", " ").title()
    assert names == {"Ada Lindqvist", "Bea Arslan", person}
    response = page.goto("/learn/organisations/velmora/")
    assert response is not None
    assert response.status == 404
