"""The bank and the attempts in the Wagtail admin: written without ids or JSON, limited to one's own courses."""

from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from college.accounts.models import User
from courses.domain.attempts import finish_attempt, start_attempt
from courses.models import Attempt, CoursePage, Question, QuestionVersion, Quiz
from courses.queries.attempts import build_timeline
from tests.courses.quiz.conftest import answer_right, write_question


def open_admin(client: Client, person: User) -> Client:
    """A session of staff that was opened with a second factor."""
    person.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(person)
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa"}]
    session.save()
    return client


@pytest.fixture
def desk(client: Client, cy: User) -> Client:
    """The instructor of the course, in the admin."""
    return open_admin(client, cy)


@pytest.fixture
def other_desk(cy: User, dee: User) -> Client:
    """The instructor of another course, in the admin."""
    return open_admin(Client(), dee)


def fill_single(course: CoursePage, **changes: Any) -> dict[str, Any]:
    values = {
        "course": course.pk, "key": "new-01", "use": "quiz", "outcome": 1, "difficulty": 2, "kind": "single",
        "stem": "What is a hit?", "explanation": "Lesson 1.",
        "choice_1_text": "A proof", "choice_1_feedback": "No.",
        "choice_2_text": "A lead", "choice_2_correct": "on", "choice_2_feedback": "Yes.",
    }  # fmt: skip
    return {**values, **changes}


def test_list_shows_own_courses_alone(desk: Client, other_desk: Client, dee: User) -> None:
    write_question(dee.taught_courses.get().course, 77, stem="A stem of the other course")
    shown = desk.get(reverse("questions:index")).content.decode()
    assert "Stem of question 1?" in shown
    assert "A stem of the other course" not in shown
    other = other_desk.get(reverse("questions:index")).content.decode()
    assert "A stem of the other course" in other
    assert "Stem of question" not in other


@pytest.mark.parametrize(("query", "keys"), [
    ("kind=numeric", {"q-03", "q-07"}), ("outcome=1", {"q-03", "q-06"}), ("use=check", set()), ("is_retired=true", set()),
    ("q=question+5", {"q-05"}),
])  # fmt: skip
def test_list_filters_and_searches(desk: Client, query: str, keys: set[str]) -> None:
    response = desk.get(f"{reverse('questions:index')}?{query}")
    assert {question.key for question in response.context["object_list"]} == keys


def test_write_and_edit_a_single_choice(desk: Client, course: CoursePage, cy: User) -> None:
    assert desk.get(reverse("questions:add")).status_code == 200
    response = desk.post(reverse("questions:add"), fill_single(course))
    question = Question.objects.get(key="new-01")
    assert response.url == reverse("questions:versions", args=[question.pk])
    assert question.current.content == {"choices": [{"id": "a", "text": "A proof"}, {"id": "b", "text": "A lead"}]}
    assert question.current.answer_key == {"correct": ["b"], "feedback": {"a": "No.", "b": "Yes."}}
    assert question.current.created_by == cy
    shown = desk.get(reverse("questions:edit", args=[question.pk])).content.decode()
    assert ">\nA lead</textarea>" in shown
    desk.post(reverse("questions:edit", args=[question.pk]), fill_single(course))
    assert question.versions.count() == 1
    desk.post(reverse("questions:edit", args=[question.pk]), fill_single(course, stem="What is a hit, really?"))
    question.refresh_from_db()
    assert (question.versions.count(), question.current.number) == (2, 2)


def test_write_a_number_and_a_matching(desk: Client, course: CoursePage) -> None:
    number = fill_single(
        course, key="n-01", kind="numeric", number_value="3,5", number_tolerance="0.1", number_unit="days"
    )
    desk.post(reverse("questions:add"), number)
    version = Question.objects.get(key="n-01").current
    assert (version.content, version.answer_key) == ({"unit": "days"}, {"value": "3.5", "tolerance": "0.1"})
    pairs = fill_single(
        course, key="m-01", kind="matching", pair_1_left="Red", pair_1_right="Arrest", pair_2_left="Blue",
        pair_2_right="Locate", distractors="Warn\n",
    )  # fmt: skip
    desk.post(reverse("questions:add"), pairs)
    version = Question.objects.get(key="m-01").current
    assert version.content["right"] == [
        {"id": "r1", "text": "Arrest"},
        {"id": "r2", "text": "Locate"},
        {"id": "r3", "text": "Warn"},
    ]
    assert version.answer_key == {"pairs": {"l1": "r1", "l2": "r2"}}
    desk.post(reverse("questions:edit", args=[version.question_id]), pairs)
    assert QuestionVersion.objects.filter(question=version.question_id).count() == 1


@pytest.mark.parametrize("kind", ["single", "multiple", "numeric", "matching"])
def test_saving_the_form_unchanged_makes_no_version(desk: Client, course: CoursePage, kind: str) -> None:
    question = Question.objects.filter(course=course, current__kind=kind).first()
    form = desk.get(reverse("questions:edit", args=[question.pk])).context["form"]
    posted = {
        name: "on" if value is True else value for name, value in form.initial.items() if value not in (False, None)
    }
    desk.post(reverse("questions:edit", args=[question.pk]), posted)
    assert question.versions.count() == 1


def test_wrong_input_is_kept_and_explained(desk: Client, course: CoursePage) -> None:
    response = desk.post(reverse("questions:add"), fill_single(course, choice_1_correct="on"))
    shown = response.content.decode()
    assert "A single choice has exactly one right choice: tick one." in shown
    assert ">\nA lead</textarea>" in shown
    taken = desk.post(reverse("questions:add"), fill_single(course, key="q-01"))
    assert "This course has a question with this key." in taken.content.decode()
    assert not Question.objects.filter(key="new-01").exists()


def test_anothers_course_cannot_be_written_into(other_desk: Client, course: CoursePage, quiz: Quiz) -> None:
    other_desk.post(reverse("questions:add"), fill_single(course))
    assert not Question.objects.filter(key="new-01").exists()
    question = course.questions.first()
    for name in ["edit", "versions", "preview", "retire"]:
        address = reverse(f"questions:{name}", args=[question.pk])
        assert other_desk.get(address).status_code == 404
        if name in {"edit", "retire"}:
            assert other_desk.post(address, fill_single(course)).status_code == 404
    assert other_desk.get(reverse("quizzes:edit", args=[quiz.pk])).status_code == 404
    assert other_desk.post(reverse("quizzes:edit", args=[quiz.pk]), {"pass_mark": 1}).status_code == 404
    question.refresh_from_db()
    assert (question.is_retired, question.current.number) == (False, 1)


def test_learner_finds_no_bank(client: Client, learner: User, course: CoursePage) -> None:
    open_admin(client, learner)
    for address in [reverse("questions:index"), reverse("questions:add"), reverse("quizzes:index")]:
        assert client.get(address).status_code == 302
    assert client.get(reverse("questions:versions", args=[course.questions.first().pk])).status_code == 404


def test_preview_holds_no_key(desk: Client, course: CoursePage) -> None:
    for question in course.questions.all():
        shown = desk.get(reverse("questions:preview", args=[question.pk])).content.decode()
        assert f"Stem of question {int(question.key[2:])}?" in shown
        assert "zx-secret" not in shown
        assert " checked" not in shown


def test_versions_show_the_key_to_its_author(desk: Client, course: CoursePage) -> None:
    shown = desk.get(reverse("questions:versions", args=[course.questions.get(key="q-01").pk])).content.decode()
    assert "Choice C of 1" in shown


def test_retire_asks_first_and_keeps_the_quiz_possible(desk: Client, course: CoursePage, quiz: Quiz) -> None:
    Quiz.objects.update(draw_count=7)
    question = course.questions.get(key="q-01")
    address = reverse("questions:retire", args=[question.pk])
    assert desk.get(address).status_code == 200
    question.refresh_from_db()
    assert question.is_retired is False
    assert desk.post(address).status_code == 302
    question.refresh_from_db()
    assert question.is_retired is True
    refused = desk.post(reverse("questions:retire", args=[course.questions.get(key="q-02").pk]))
    assert refused.status_code == 409
    assert "Write another one first." in refused.content.decode()


def test_quiz_form(desk: Client, course: CoursePage, quiz: Quiz) -> None:
    assert desk.get(reverse("quizzes:index")).status_code == 200
    values = {
        "course": course.pk,
        "title": "Final",
        "draw_count": 5,
        "pass_mark": 70,
        "minutes": 20,
        "max_attempts": 2,
        "wait_minutes": 10,
        "feedback": "answers",
    }
    assert desk.post(reverse("quizzes:edit", args=[quiz.pk]), values).status_code == 302
    quiz.refresh_from_db()
    assert (quiz.title, quiz.draw_count, quiz.feedback) == ("Final", 5, "answers")
    assert "101" in desk.post(reverse("quizzes:edit", args=[quiz.pk]), {**values, "pass_mark": 101}).content.decode()
    quiz.refresh_from_db()
    assert quiz.pass_mark == 70


def test_attempts_of_own_course_alone(desk: Client, other_desk: Client, course: CoursePage, attempt: Attempt) -> None:
    answer_right(attempt, count=2)
    finish_attempt(attempt=attempt, reason="learner")
    for address in [reverse("course_attempts", args=[course.pk]), reverse("attempt_timeline", args=[attempt.pk])]:
        assert "Ada Lindqvist" in desk.get(address).content.decode()
        assert other_desk.get(address).status_code == 404
        assert desk.post(address).status_code == 405


def test_timeline_in_order_with_thresholds(learner: User, quiz: Quiz) -> None:
    from datetime import timedelta

    from courses.domain.attempts import save_answer

    attempt = start_attempt(learner=learner, quiz=quiz)
    item = attempt.items.filter(question_version__kind="single").first()
    for minute, place in [(1, "1"), (2, "2"), (26, "3")]:
        save_answer(
            attempt=attempt, position=item.position, answer={"choice": place}, idempotency_key=f"w:{minute}",
            now=attempt.started_at + timedelta(minutes=minute),
        )  # fmt: skip
    attempt = finish_attempt(attempt=attempt, reason="learner", now=attempt.started_at + timedelta(minutes=40))
    rows = [(row.sequence, str(row.what), row.elapsed.seconds // 60, row.detail) for row in build_timeline(attempt)]
    assert rows == [
        (1, "Started", 0, ""),
        (2, "Answered", 1, "1"),
        (3, "Answer changed", 2, "2"),
        (None, "10 minutes left", 20, ""),
        (None, "5 minutes left", 25, ""),
        (4, "Answer changed", 26, "3"),
        (None, "1 minute left", 29, ""),
        (5, "Finished", 40, f"The time was up – {attempt.score} %"),
    ]


def count_queries(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_pages_cost_the_same_for_any_number_of_rows(
    desk: Client, course: CoursePage, quiz: Quiz, learner: User
) -> None:
    # The admin's own frame asks differently on each database: what counts is that rows cost nothing.
    costs = []
    for answered in (1, 3):
        attempt = start_attempt(learner=learner, quiz=quiz)
        answer_right(attempt, count=answered)
        finish_attempt(attempt=attempt, reason="learner")
        addresses = [reverse("course_attempts", args=[course.pk]), reverse("attempt_timeline", args=[attempt.pk])]
        costs.append([count_queries(desk, address) for address in addresses])
    assert costs[0] == costs[1]
    assert max(costs[0]) <= 20


def test_bank_costs_the_same_for_any_number_of_questions(other_desk: Client, dee: User) -> None:
    costs = []
    for number in (1, 2, 3):
        write_question(dee.taught_courses.get().course, number)
        costs.append(count_queries(other_desk, reverse("questions:index")))
    assert costs[0] == costs[1] == costs[2]
    assert costs[0] <= 20
