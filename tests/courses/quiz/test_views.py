"""The learner's pages: who may, what they say, what they keep."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from college.accounts.models import User
from college.core import clock
from courses.domain.answers import encode_answer
from courses.domain.attempts import finish_attempt, start_attempt
from courses.domain.questions import retire_question
from courses.domain.quizzes import save_quiz
from courses.enums import Audience, FeedbackPolicy
from courses.models import Attempt, AttemptItem, CoursePage, Quiz
from tests.conftest import make_person
from tests.courses.quiz.conftest import SECRET, answer_right, enrol, make_course, write_question

JSON = {"Accept": "application/json"}
STEP = {"Accept": "text/html", "X-Quiz-Step": "1"}


@pytest.fixture
def page(client: Client, learner: User) -> Client:
    client.force_login(learner)
    return client


def url(name: str, attempt: Attempt, *args: object) -> str:
    return reverse(f"courses:{name}", args=[attempt.pk, *args])


def find_item(attempt: Attempt, kind: str) -> AttemptItem:
    return attempt.items.select_related("question_version").filter(question_version__kind=kind).first()


# Who may


def test_stranger_finds_no_quiz(client: Client, eve: User, quiz: Quiz) -> None:
    client.force_login(eve)
    assert client.get("/learn/hits/quiz/").status_code == 404
    assert client.post("/learn/hits/quiz/").status_code == 404
    assert not Attempt.objects.exists()


def test_private_sector_finds_no_quiz_of_a_police_course(client: Client, eve: User) -> None:
    course = make_course("police", audience=Audience.LAW_ENFORCEMENT)
    write_question(course)
    save_quiz(course=course, title="Police quiz", draw_count=1, pass_mark=80, minutes=5, actor=None)
    enrol(eve, course)
    client.force_login(eve)
    assert client.get("/learn/police/quiz/").status_code == 404
    assert client.post("/learn/police/quiz/").status_code == 404


def test_anonymous_is_sent_to_sign_in(client: Client, attempt: Attempt) -> None:
    for address in [
        "/learn/hits/quiz/",
        url("attempt-detail", attempt),
        url("attempt-review", attempt),
        url("attempt-result", attempt),
        url("attempt-question", attempt, 1),
    ]:
        response = client.get(address)
        assert (response.status_code, response.url.split("?")[0]) == (302, reverse("account_login"))


@pytest.mark.parametrize("name", ["attempt-detail", "attempt-review", "attempt-result", "attempt-status"])
def test_anothers_attempt_does_not_exist(client: Client, attempt: Attempt, course: CoursePage, name: str) -> None:
    bea = make_person("Bea Learner")
    enrol(bea, course)
    client.force_login(bea)
    assert client.get(url(name, attempt)).status_code == 404
    assert client.get(url("attempt-question", attempt, 1)).status_code == 404
    assert client.post(url("attempt-question", attempt, 1), {"key": "w:1"}).status_code == 404
    assert client.post(url("attempt-finish", attempt)).status_code == 404
    attempt.refresh_from_db()
    assert attempt.state == "open"
    assert client.get(reverse(f"courses:{name}", args=[uuid4()])).status_code == 404


def test_methods(page: Client, attempt: Attempt) -> None:
    for name, wrong in [
        ("attempt-finish", "get"),
        ("attempt-result", "post"),
        ("attempt-review", "post"),
        ("attempt-status", "post"),
        ("attempt-detail", "post"),
    ]:
        assert getattr(page, wrong)(url(name, attempt)).status_code == 405
    assert page.delete(url("attempt-question", attempt, 1)).status_code == 405
    assert page.put("/learn/hits/quiz/").status_code == 405


def test_forged_form_is_refused(learner: User, attempt: Attempt) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(learner)
    assert client.post(url("attempt-question", attempt, 1), {"key": "w:1"}).status_code == 403
    assert client.post(url("attempt-finish", attempt)).status_code == 403


# The way


def test_the_way_without_script(page: Client, quiz: Quiz, learner: User) -> None:
    assert "Start the quiz" in page.get("/learn/hits/quiz/").content.decode()
    response = page.post("/learn/hits/quiz/", follow=True)
    attempt = Attempt.objects.get(learner=learner)
    assert response.redirect_chain[-1][0] == url("attempt-question", attempt, 1)
    for item in attempt.items.select_related("question_version"):
        shown = page.get(url("attempt-question", attempt, item.position))
        key = re.search(r'name="key" value="([^"]+)"', shown.content.decode())[1]
        last = item.position == 8
        posted = {"key": key, "base": "0", "go": "review" if last else "next", **right_fields(item)}
        response = page.post(url("attempt-question", attempt, item.position), posted)
        expected = url("attempt-review", attempt) if last else url("attempt-question", attempt, item.position + 1)
        assert (response.status_code, response.url) == (302, expected)
    review = page.get(url("attempt-review", attempt)).content.decode()
    assert "Every question has an answer" in review
    response = page.post(url("attempt-finish", attempt), follow=True)
    assert "You have passed" in response.content.decode()
    attempt.refresh_from_db()
    assert (attempt.score, attempt.is_passed, attempt.finish_reason) == (100, True, "learner")
    assert attempt.receipt in response.content.decode()


def right_fields(item: AttemptItem) -> dict[str, object]:
    from courses.domain.answers import right_answer

    posted = encode_answer(order=item.order, answer=right_answer(item.question_version))
    if "pairs" in posted:
        return {f"pair-{left}": right for left, right in posted["pairs"].items()}
    return posted


def test_resume_leads_to_the_first_open_question(page: Client, attempt: Attempt) -> None:
    answer_right(attempt, count=2)
    assert page.get(url("attempt-detail", attempt)).url == url("attempt-question", attempt, 3)
    answer_right(attempt)
    assert page.get(url("attempt-detail", attempt)).url == url("attempt-review", attempt)


def test_saved_answer_is_shown_again(page: Client, attempt: Attempt) -> None:
    item = find_item(attempt, "single")
    page.post(
        url("attempt-question", attempt, item.position), {"key": "w:1", "base": "0", "choice": "2", "flagged": "on"}
    )
    shown = page.get(url("attempt-question", attempt, item.position)).content.decode()
    assert re.findall(r'value="(\d)" checked', shown) == ["2"]
    assert 'name="flagged" checked' in shown
    assert re.search(r"Saved \d\d:\d\d:\d\d", shown)
    assert "Question 1" in page.get(url("attempt-review", attempt)).content.decode()


def test_beyond_the_last_question(page: Client, attempt: Attempt) -> None:
    assert page.get(url("attempt-question", attempt, 9)).status_code == 404
    assert page.get(url("attempt-question", attempt, 0)).status_code == 404
    assert page.post(url("attempt-question", attempt, 99), {"key": "w:1"}).status_code == 404


# Bad input


def test_number_that_cannot_be_read_keeps_the_input(page: Client, attempt: Attempt) -> None:
    item = find_item(attempt, "numeric")
    response = page.post(
        url("attempt-question", attempt, item.position), {"key": "w:1", "base": "0", "number": "about <10>"}
    )
    assert response.status_code == 422
    body = response.content.decode()
    assert 'value="about &lt;10&gt;"' in body
    assert "Write the answer as one number in digits" in body
    item.refresh_from_db()
    assert item.answer is None


@pytest.mark.parametrize(
    "fields",
    [
        {"choice": "c"},
        {"choice": "9"},
        {"choices": ["1"]},
        {"number": "3"},
        {"pair-1": "1"},
        {"choice": ["1"], "number": "1"},
    ],
)
def test_foreign_fields_are_refused(page: Client, attempt: Attempt, fields: dict[str, object]) -> None:
    item = find_item(attempt, "single")
    response = page.post(
        url("attempt-question", attempt, item.position), {"key": "w:1", "base": "0", **fields}, headers=JSON
    )
    assert (response.status_code, response.json()["error"]) == (422, "answer_shape")
    item.refresh_from_db()
    assert (item.answer, item.save_count) == (None, 0)


def test_posted_score_is_ignored(page: Client, attempt: Attempt) -> None:
    item = find_item(attempt, "single")
    forged = {"score": "100", "is_passed": "on", "points": "1", "state": "finished", "answer": "c"}
    response = page.post(
        url("attempt-question", attempt, item.position),
        {"key": "w:1", "base": "0", "choice": "1", **forged},
        headers=JSON,
    )
    assert response.status_code == 200
    page.post(url("attempt-finish", attempt), forged)
    attempt.refresh_from_db()
    assert attempt.score < 20


# Autosave


def test_autosave_answers_in_json(page: Client, attempt: Attempt) -> None:
    item = find_item(attempt, "multiple")
    address = url("attempt-question", attempt, item.position)
    with clock.travel(to=attempt.started_at):
        response = page.post(address, {"key": "w:1", "base": "0", "choices": ["1", "2"]}, headers=JSON)
    assert response.status_code == 200
    assert response.json() == {"revision": 1, "is_answered": True, "saved": f"Saved {attempt.started_at:%H:%M:%S}"}


def test_second_window_is_told_and_overwrites_nothing(page: Client, attempt: Attempt) -> None:
    item = find_item(attempt, "single")
    address = url("attempt-question", attempt, item.position)
    page.post(address, {"key": "one:1", "base": "0", "choice": "1"}, headers=JSON)
    response = page.post(address, {"key": "two:1", "base": "0", "choice": "2"}, headers=JSON)
    assert response.status_code == 409
    body = response.json()
    assert (body["error"], body["answer"], body["revision"]) == ("answer_stale", {"choice": "1"}, 1)
    shown = page.post(address, {"key": "two:1", "base": "0", "choice": "2"})
    assert shown.status_code == 409
    assert re.findall(r'value="(\d)" checked', shown.content.decode()) == ["1"]
    item.refresh_from_db()
    assert item.answer == {"choice": item.order["choices"][0]}


def test_autosave_after_the_end_leads_to_the_result(page: Client, attempt: Attempt) -> None:
    with clock.travel(by=timedelta(minutes=31)):
        response = page.post(url("attempt-question", attempt, 1), {"key": "w:1", "base": "0"}, headers=JSON)
    assert (response.status_code, response.json()["error"]) == (409, "attempt_over")
    assert response.json()["result"] == url("attempt-result", attempt)
    attempt.refresh_from_db()
    assert (attempt.state, attempt.finish_reason) == ("finished", "time")


def test_edits_after_finish_change_nothing(page: Client, attempt: Attempt) -> None:
    finish_attempt(attempt=attempt, reason="learner")
    response = page.post(url("attempt-question", attempt, 1), {"key": "w:1", "base": "0", "choice": "1"})
    assert (response.status_code, response.url) == (302, url("attempt-result", attempt))
    assert not attempt.items.exclude(answer=None).exists()
    assert page.get(url("attempt-question", attempt, 1)).url == url("attempt-result", attempt)
    assert page.get(url("attempt-review", attempt)).url == url("attempt-result", attempt)


# Signed out in the middle


def test_signed_out_autosave_is_told(client: Client, attempt: Attempt) -> None:
    response = client.post(url("attempt-question", attempt, 1), {"key": "w:1", "choice": "1"}, headers=JSON)
    assert (response.status_code, response.json()["error"]) == (401, "signed_out")
    assert client.get(url("attempt-status", attempt)).status_code == 401


def test_signed_out_form_comes_back_after_sign_in(client: Client, learner: User, attempt: Attempt) -> None:
    item = find_item(attempt, "single")
    address = url("attempt-question", attempt, item.position)
    response = client.post(address, {"key": "w:1", "base": "0", "choice": "3"})
    assert response.status_code == 302
    from urllib.parse import parse_qs, urlsplit

    back = parse_qs(urlsplit(response.url).query)["next"][0]
    client.force_login(learner)
    shown = client.get(back).content.decode()
    assert "Welcome back" in shown
    assert re.findall(r'value="(\d)" checked', shown) == ["3"]
    item.refresh_from_db()
    assert item.answer is None
    elsewhere = url("attempt-question", attempt, item.position % 8 + 1) + "?" + urlsplit(back).query
    assert "Welcome back" not in client.get(elsewhere).content.decode()
    assert "Welcome back" not in client.get(address + "?kept=forged:1:2").content.decode()


def test_status_keeps_the_servers_clock(page: Client, attempt: Attempt) -> None:
    with clock.travel(to=attempt.started_at + timedelta(minutes=20)):
        assert page.get(url("attempt-status", attempt)).json() == {"state": "open", "seconds_left": 600}
    # Rounded up: a page that hands in at zero hands in when the time is over, not a moment before.
    with clock.travel(to=attempt.deadline_at - timedelta(milliseconds=300)):
        assert page.get(url("attempt-status", attempt)).json() == {"state": "open", "seconds_left": 1}


def test_quiz_page_in_each_state(page: Client, learner: User, quiz: Quiz) -> None:
    def words() -> str:
        return page.get("/learn/hits/quiz/").content.decode()

    assert "3 of 3" in words()
    attempt = start_attempt(learner=learner, quiz=quiz)
    assert "Go on with the quiz" in words()
    finish_attempt(attempt=attempt, reason="learner")
    assert "2 of 3" in words()
    assert "Not passed" in words()
    Quiz.objects.update(wait_minutes=60)
    assert "Your next attempt opens on" in words()
    assert page.post("/learn/hits/quiz/").status_code == 409
    Quiz.objects.update(wait_minutes=0, max_attempts=1)
    assert "You have used all your attempts" in words()
    response = page.post("/learn/hits/quiz/")
    assert response.status_code == 409
    Quiz.objects.update(max_attempts=3)
    again = start_attempt(learner=learner, quiz=quiz)
    answer_right(again)
    finish_attempt(attempt=again, reason="learner")
    assert "You have passed" in words()
    assert page.post("/learn/hits/quiz/").status_code == 409


def test_quiz_without_enough_questions_says_so(page: Client, quiz: Quiz, course: CoursePage) -> None:
    Quiz.objects.update(draw_count=9)
    assert "Not open yet" in page.get("/learn/hits/quiz/").content.decode()
    assert page.post("/learn/hits/quiz/").status_code == 409
    assert not Attempt.objects.exists()


# Keys stay here until release


def scan(client: Client, attempt: Attempt) -> str:
    bodies = [
        client.get("/learn/hits/quiz/"),
        client.get(url("attempt-review", attempt)),
        client.get(url("attempt-status", attempt)),
        client.get(url("attempt-result", attempt)),
    ]
    for item in attempt.items.select_related("question_version"):
        address = url("attempt-question", attempt, item.position)
        fields = {"number": "999"} if item.question_version.kind == "numeric" else right_fields(item)
        bodies += [
            client.get(address),
            client.post(address, {"key": "w:1", "base": "0", **fields}, headers=JSON),
            client.post(address, {"key": "v:1", "base": "0"}, headers=JSON),
            client.post(address, {"key": "w:2", "base": "0", "choice": "77"}),
            client.get(address),
        ]
    return "\n".join(response.content.decode() for response in bodies)


def test_no_response_holds_a_key_before_release(page: Client, attempt: Attempt) -> None:
    everything = scan(page, attempt)
    assert "Stem of question" in everything
    assert SECRET not in everything
    assert "tolerance" not in everything
    assert re.findall(r'value="([a-d]|[lr]\d)"', everything) == []
    assert re.findall(r"answer_key|is_correct|data-correct|\bcorrect\b", everything) == []
    assert "73.25" not in everything


@pytest.mark.parametrize(
    ("policy", "is_verdict_shown", "is_key_shown"),
    [(FeedbackPolicy.SCORE, False, False), (FeedbackPolicy.ANSWERS, True, False), (FeedbackPolicy.FULL, True, True)],
)
def test_release_follows_the_rules_of_the_attempt(
    page: Client, quiz: Quiz, learner: User, policy: str, is_verdict_shown: bool, is_key_shown: bool
) -> None:
    Quiz.objects.update(feedback=policy)
    quiz.refresh_from_db()
    attempt = start_attempt(learner=learner, quiz=quiz)
    # A later edit of the quiz does not reach this attempt.
    Quiz.objects.update(feedback=FeedbackPolicy.FULL if policy == FeedbackPolicy.SCORE else FeedbackPolicy.SCORE)
    for item in attempt.items.select_related("question_version"):
        if item.question_version.kind == "single":
            page.post(url("attempt-question", attempt, item.position), {"key": "w:1", "base": "0", "choice": "1"})
    finish_attempt(attempt=attempt, reason="learner")
    shown = page.get(url("attempt-result", attempt)).content.decode()
    assert ("Question by question" in shown) is is_verdict_shown
    assert ("Your answer" in shown) is is_verdict_shown
    assert (SECRET in shown) is is_key_shown
    assert ("Right answer" in shown) is is_key_shown


# The way with the page's script: one request saves an answer and brings the next page


def read_key(content: bytes) -> str:
    return re.search(r'name="key" value="([^"]+)"', content.decode())[1]


def test_the_way_by_steps(page: Client, attempt: Attempt) -> None:
    shown = page.get(url("attempt-question", attempt, 1), headers=STEP)
    assert shown["Content-Location"] == url("attempt-question", attempt, 1)
    for item in attempt.items.select_related("question_version"):
        body = shown.content.decode()
        assert (shown.status_code, shown["Cache-Control"]) == (200, "no-store, private")
        assert f'data-position="{item.position}"' in body
        assert ("<html" in body, '<header class="header"' in body, SECRET in body) == (False, False, False)
        last = item.position == 8
        posted = {"key": read_key(shown.content), "base": "0", "go": "review" if last else "next", **right_fields(item)}
        shown = page.post(url("attempt-question", attempt, item.position), posted, headers=STEP)
        item.refresh_from_db()
        assert item.answer is not None
    assert shown["Content-Location"] == url("attempt-review", attempt)
    assert "Every question has an answer" in shown.content.decode()
    assert "<html" not in shown.content.decode()


def test_a_step_that_cannot_save_says_why_and_goes_nowhere(page: Client, attempt: Attempt) -> None:
    item = find_item(attempt, "numeric")
    address = url("attempt-question", attempt, item.position)
    refused = page.post(address, {"key": "w:1", "base": "0", "number": "many", "go": "next"}, headers=STEP)
    assert (refused.status_code, refused.json()["error"]) == (422, "answer_number")
    page.post(address, {"key": "a:1", "base": "0", "number": "1"}, headers=JSON)
    stale = page.post(address, {"key": "b:1", "base": "0", "number": "2", "go": "next"}, headers=STEP)
    assert (stale.status_code, stale.json()["answer"]) == (409, {"number": "1"})
    finish_attempt(attempt=attempt, reason="learner")
    over = page.post(address, {"key": "a:2", "base": "1", "number": "3", "go": "next"}, headers=STEP)
    assert (over.status_code, over.json()["result"]) == (409, url("attempt-result", attempt))
    assert page.get(address, headers=STEP).url == url("attempt-result", attempt)


def test_a_step_is_for_the_learner_alone(client: Client, attempt: Attempt, eve: User) -> None:
    address = url("attempt-question", attempt, 1)
    assert client.post(address, {"key": "w:1"}, headers=STEP).status_code == 401
    assert client.get(address, headers=STEP).status_code == 401
    client.force_login(eve)
    assert client.post(address, {"key": "w:1"}, headers=STEP).status_code == 404
    assert client.get(address, headers=STEP).status_code == 404
    assert client.get(url("attempt-review", attempt), headers=STEP).status_code == 404


# Cost


@pytest.mark.parametrize("count", [1, 6])
def test_pages_cost_the_same_for_any_number_of_questions(
    page: Client, learner: User, quiz: Quiz, count: int, django_assert_num_queries: object
) -> None:
    Quiz.objects.update(draw_count=count)
    quiz.refresh_from_db()
    attempt = start_attempt(learner=learner, quiz=quiz)
    page.get(url("attempt-question", attempt, 1))
    # Session, person, attempt, its questions; wordings are kept.
    with django_assert_num_queries(4):  # type: ignore[operator]
        page.get(url("attempt-question", attempt, 1))
    with django_assert_num_queries(4):  # type: ignore[operator]
        page.get(url("attempt-review", attempt))
    fields = right_fields(attempt.items.select_related("question_version").first())
    # Session, person, attempt (locked), question, its new answer, the event; two more open and close the savepoint.
    with django_assert_num_queries(8):  # type: ignore[operator]
        page.post(url("attempt-question", attempt, 1), {"key": "w:1", "base": "0", **fields}, headers=JSON)
    # A step costs what a save costs: the save has read all questions; wordings are kept.
    for position in range(1, count + 1):
        page.get(url("attempt-question", attempt, position))
    go = {**fields, "flagged": "on", "key": "w:2", "go": "next" if count > 1 else "review"}
    with django_assert_num_queries(8):  # type: ignore[operator]
        page.post(url("attempt-question", attempt, 1), go, headers=STEP)
    finish_attempt(attempt=attempt, reason="learner")
    with django_assert_num_queries(6):  # type: ignore[operator]
        page.get(url("attempt-result", attempt))


@pytest.mark.parametrize("count", [1, 3])
def test_quiz_page_costs_the_same_for_any_number_of_attempts(
    page: Client, learner: User, quiz: Quiz, count: int, django_assert_num_queries: object
) -> None:
    for _ in range(count):
        finish_attempt(attempt=start_attempt(learner=learner, quiz=quiz), reason="learner")
    page.get("/learn/hits/quiz/")
    with django_assert_num_queries(6):  # type: ignore[operator]
        page.get("/learn/hits/quiz/")


def test_retired_question_is_not_drawn(learner: User, course: CoursePage, quiz: Quiz) -> None:
    Quiz.objects.update(draw_count=6)
    for key in ["q-01", "q-02"]:
        retire_question(question=course.questions.get(key=key), actor=None)
    attempt = start_attempt(learner=learner, quiz=quiz)
    drawn = set(attempt.items.values_list("question_version__question__key", flat=True))
    assert drawn == {"q-03", "q-04", "q-05", "q-06", "q-07", "q-08"}
