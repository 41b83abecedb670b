"""Questions, attempts, saves and finishes, through the domain."""

from collections import Counter
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from django_tasks.signals import task_enqueued

from college.accounts.models import User
from college.core import clock
from college.core.domain.audit import verify_chain
from college.core.errors import CollegeError, Conflict, NotPermitted
from college.core.models import AuditEntry
from courses.domain.answers import encode_answer, right_answer
from courses.domain.attempts import (
    StaleAnswer,
    finish_attempt,
    finish_expired_attempts,
    finish_if_expired,
    save_answer,
    start_attempt,
)
from courses.domain.drawing import make_check_order
from courses.domain.grading import make_receipt
from courses.domain.questions import check_answer, retire_question, save_question
from courses.domain.quizzes import save_quiz
from courses.models import Attempt, AttemptItem, CoursePage, Question, QuestionVersion, Quiz
from courses.queries.questions import QuestionView, view_check
from courses.rules import teaches
from courses.signals import attempt_finished
from tests.courses.quiz.conftest import SECRET, answer_right, enrol, make_course, write_question


def item_of(attempt: Attempt, kind: str) -> AttemptItem:
    return attempt.items.select_related("question_version").filter(question_version__kind=kind).first()


# Questions


def test_saving_again_makes_a_version_only_for_a_change(course: CoursePage) -> None:
    first = write_question(course, 1)
    assert first.current.number == 1
    assert write_question(course, 1).current_id == first.current_id
    changed = write_question(course, 1, stem="Another stem?")
    assert (changed.pk, changed.current.number) == (first.pk, 2)
    assert QuestionVersion.objects.get(pk=first.current_id).stem == "Stem of question 1?"
    verbs = AuditEntry.objects.filter(verb="question.saved", subject=f"courses.question:{first.pk}").count()
    assert verbs == 2
    assert verify_chain("courses") is None
    assert not AuditEntry.objects.filter(data__icontains=SECRET).exists()


def test_a_version_is_never_changed(course: CoursePage) -> None:
    version = course.questions.first().current
    version.stem = "Changed"
    with pytest.raises(CollegeError, match="never changed"):
        version.save()


@pytest.mark.parametrize(
    ("kind", "content", "key", "words"),
    [
        ("essay", {}, {}, "Choose what kind"),
        ("single", {"choices": [{"id": "a", "text": "One"}]}, {"correct": ["a"]}, "between 2 and 12"),
        ("single", {"choices": "ab"}, {"correct": ["a"]}, "between 2 and 12"),
        ("single", {"choices": [{"id": "a", "text": "One"}, {"id": "a", "text": "Two"}]}, {"correct": ["a"]}, "the same id"),
        ("single", {"choices": [{"id": "a", "text": "One"}, {"id": "b", "text": "one"}]}, {"correct": ["a"]}, "the same text"),
        ("single", {"choices": [{"id": "a", "text": "One"}, {"id": "b", "text": " "}]}, {"correct": ["a"]}, "has no text"),
        ("single", {"choices": [{"id": "a", "text": "1"}, {"id": "b", "text": "2"}]}, {"correct": ["a", "b"]}, "exactly one"),
        ("single", {"choices": [{"id": "a", "text": "1"}, {"id": "b", "text": "2"}]}, {"correct": []}, "exactly one"),
        ("single", {"choices": [{"id": "a", "text": "1"}, {"id": "b", "text": "2"}]}, {"correct": ["z"]}, "does not have"),
        ("single", {"choices": [{"id": "a", "text": "1", "correct": True}, {"id": "b", "text": "2"}]}, {"correct": ["a"]}, "no part of"),
        ("multiple", {"choices": [{"id": "a", "text": "1"}, {"id": "b", "text": "2"}]}, {"correct": []}, "at least one"),
        ("multiple", {"choices": [{"id": "a", "text": "1"}, {"id": "b", "text": "2"}]}, {"correct": ["a"], "feedback": {"z": "No"}}, "feedback for a choice"),
        ("numeric", {"unit": ""}, {"value": "many", "tolerance": 0}, "right number"),
        ("numeric", {"unit": ""}, {"value": "nan", "tolerance": 0}, "right number"),
        ("numeric", {"unit": ""}, {"value": True, "tolerance": 0}, "right number"),
        ("numeric", {"unit": ""}, {"value": 3, "tolerance": -1}, "0 or more"),
        ("matching", {"left": [{"id": "l1", "text": "1"}, {"id": "l2", "text": "2"}], "right": [{"id": "r1", "text": "1"}, {"id": "r2", "text": "2"}]}, {"pairs": {"l1": "r1"}}, "needs its match"),
        ("matching", {"left": [{"id": "l1", "text": "1"}, {"id": "l2", "text": "2"}], "right": [{"id": "r1", "text": "1"}, {"id": "r2", "text": "2"}]}, {"pairs": {"l1": "r1", "l2": "r9"}}, "does not have"),
    ],
)  # fmt: skip
def test_a_wrong_question_is_refused_in_a_sentence(
    course: CoursePage, kind: str, content: dict[str, Any], key: dict[str, Any], words: str
) -> None:
    with pytest.raises(CollegeError, match=words):
        save_question(
            course=course, key="bad", use="quiz", kind=kind, stem="Stem?", content=content, answer_key=key,
            explanation="", outcome=1, difficulty=1, actor=None,
        )  # fmt: skip
    assert not Question.objects.filter(key="bad").exists()


@pytest.mark.parametrize(
    "changes", [{"stem": " "}, {"key": "no spaces"}, {"use": "exam"}, {"outcome": 0}, {"difficulty": 4}]
)
def test_a_wrong_place_is_refused(course: CoursePage, changes: dict[str, Any]) -> None:
    with pytest.raises(CollegeError):
        write_question(course, 50, **changes)
    assert course.questions.count() == 8


@pytest.mark.parametrize(
    "values",
    [{"draw_count": 0}, {"pass_mark": 101}, {"minutes": 0}, {"max_attempts": 0}, {"feedback": "all"}, {"title": ""}],
)
def test_a_wrong_quiz_is_refused(course: CoursePage, quiz: Quiz, values: dict[str, Any]) -> None:
    given = {"title": "Q", "draw_count": 5, "pass_mark": 80, "minutes": 5, **values}
    with pytest.raises(CollegeError) as refusal:
        save_quiz(course=course, actor=None, **given)
    assert refusal.value.code == "quiz_value"
    quiz.refresh_from_db()
    assert quiz.title == "Quiz: hits"


def test_check_is_judged_without_being_stored(course: CoursePage) -> None:
    version = write_question(course, 20, use="check").current
    view = view_check(version)
    right = encode_answer(order=make_check_order(version), answer=right_answer(version))
    verdict = check_answer(version=version, answer=right)
    assert (verdict.is_correct, verdict.feedback_html, verdict.explanation_html) == (
        True, f"<p>{SECRET} feedback c</p>", f"<p>{SECRET} explanation 20</p>\n",
    )  # fmt: skip
    wrong = next(place for place, _html in view.choices if place != right["choice"])
    assert check_answer(version=version, answer={"choice": wrong}).is_correct is False
    with pytest.raises(CollegeError, match="Answer the question first"):
        check_answer(version=version, answer={})
    with pytest.raises(CollegeError, match="does not belong"):
        check_answer(version=version, answer={"choice": "c"})


def test_the_public_face_has_no_key(course: CoursePage) -> None:
    assert set(QuestionView.__slots__) == {"id", "kind", "stem_html", "choices", "unit", "left", "right"}
    for question in course.questions.all():
        assert SECRET not in repr(view_check(question.current))
        assert "73.25" not in repr(view_check(question.current))


def test_markup_of_authors_is_cleaned(course: CoursePage) -> None:
    choices = [{"id": "a", "text": "<img src=x onerror=alert(1)>"}, {"id": "b", "text": "[x](javascript:alert(1))"}]
    question = write_question(
        course,
        30,
        stem="<script>alert(1)</script> **Stem**",
        content={"choices": choices},
        answer_key={"correct": ["a"]},
    )
    shown = repr(view_check(question.current))
    assert "<script" not in shown
    assert "<img" not in shown
    assert 'href="javascript' not in shown
    assert "<strong>Stem</strong>" in shown


# Start


def test_start_is_idempotent_while_open(learner: User, quiz: Quiz) -> None:
    first = start_attempt(learner=learner, quiz=quiz)
    assert [start_attempt(learner=learner, quiz=quiz).pk for _ in range(5)] == [first.pk] * 5
    assert (Attempt.objects.count(), first.items.count(), first.events.count()) == (1, 8, 1)
    assert first.deadline_at - first.started_at == timedelta(minutes=30)


def test_database_admits_one_open_attempt(attempt: Attempt) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Attempt.objects.create(
            learner=attempt.learner, quiz=attempt.quiz, number=2, seed="x", rules={}, started_at=clock.now(), deadline_at=clock.now()
        )  # fmt: skip


def test_stranger_and_waiting_applicant_may_not_start(eve: User, quiz: Quiz) -> None:
    with pytest.raises(NotPermitted):
        start_attempt(learner=eve, quiz=quiz)
    enrolment = enrol(eve, quiz.course)
    enrolment.state = "requested"
    enrolment.save()
    with pytest.raises(NotPermitted):
        start_attempt(learner=eve, quiz=quiz)
    assert not Attempt.objects.exists()


def test_draw_spreads_over_outcomes_and_is_the_learners_own(learner: User, quiz: Quiz, eve: User) -> None:
    Quiz.objects.update(draw_count=6)
    attempt = start_attempt(learner=learner, quiz=quiz)
    outcomes = Counter(attempt.items.values_list("question_version__outcome", flat=True))
    assert sorted(outcomes.values()) == [2, 2, 2]
    enrol(eve, quiz.course)
    other = start_attempt(learner=eve, quiz=quiz)
    assert other.seed != attempt.seed
    shown = [(item.question_version_id, item.order) for item in attempt.items.all()]
    assert shown != [(item.question_version_id, item.order) for item in other.items.all()]


def test_edits_of_the_quiz_and_the_bank_do_not_reach_an_attempt(attempt: Attempt, course: CoursePage) -> None:
    before = list(attempt.items.values_list("question_version__stem", "question_version__number"))
    for number in range(1, 9):
        kind = course.questions.get(key=f"q-{number:02}").current.kind
        write_question(course, number, kind=kind, stem=f"Corrected stem {number}?")
    save_quiz(course=course, title="New", draw_count=2, pass_mark=1, minutes=1, actor=None)
    attempt.refresh_from_db()
    assert list(attempt.items.values_list("question_version__stem", "question_version__number")) == before
    assert attempt.rules["pass_mark"] == 80
    assert attempt.deadline_at - attempt.started_at == timedelta(minutes=30)


def test_retakes(learner: User, quiz: Quiz) -> None:
    save_quiz(
        course=quiz.course,
        title="Q",
        draw_count=6,
        pass_mark=80,
        minutes=30,
        max_attempts=3,
        wait_minutes=60,
        actor=None,
    )
    first = start_attempt(learner=learner, quiz=quiz)
    finish_attempt(attempt=first, reason="learner")
    with pytest.raises(Conflict) as refusal:
        start_attempt(learner=learner, quiz=quiz)
    assert refusal.value.code == "quiz_waiting"
    with clock.travel(by=timedelta(minutes=61)):
        second = start_attempt(learner=learner, quiz=quiz)
        assert second.number == 2
        answer_right(second)
        finish_attempt(attempt=second, reason="learner")
    with clock.travel(by=timedelta(days=2)), pytest.raises(Conflict) as refusal:
        start_attempt(learner=learner, quiz=quiz)
    assert refusal.value.code == "quiz_passed"


def test_attempts_run_out(learner: User, quiz: Quiz) -> None:
    for number in (1, 2, 3):
        attempt = start_attempt(learner=learner, quiz=quiz)
        assert attempt.number == number
        finish_attempt(attempt=attempt, reason="learner")
    with pytest.raises(Conflict) as refusal:
        start_attempt(learner=learner, quiz=quiz)
    assert refusal.value.code == "quiz_exhausted"


def test_start_after_an_expired_attempt_finishes_it(learner: User, quiz: Quiz, attempt: Attempt) -> None:
    with clock.travel(by=timedelta(hours=1)):
        second = start_attempt(learner=learner, quiz=quiz)
    attempt.refresh_from_db()
    assert (attempt.state, attempt.finish_reason, second.number) == ("finished", "time", 2)
    assert attempt.finished_at == attempt.deadline_at


def test_bank_that_is_too_small(learner: User, quiz: Quiz) -> None:
    Quiz.objects.update(draw_count=9)
    with pytest.raises(Conflict) as refusal:
        start_attempt(learner=learner, quiz=quiz)
    assert refusal.value.code == "bank_too_small"


# Save


def test_repeated_save_is_harmless(attempt: Attempt) -> None:
    item = item_of(attempt, "single")
    for _ in range(5):
        saved = save_answer(
            attempt=attempt, position=item.position, answer={"choice": "2"}, idempotency_key="w:1", base=0
        )
        assert saved.revision == 1
    assert attempt.events.filter(kind="answered").count() == 1


def test_latest_save_of_a_page_wins_even_out_of_order(attempt: Attempt) -> None:
    place = item_of(attempt, "single").position
    save_answer(attempt=attempt, position=place, answer={"choice": "1"}, idempotency_key="w:1", base=0)
    save_answer(attempt=attempt, position=place, answer={"choice": "3"}, idempotency_key="w:3", base=0)
    with pytest.raises(StaleAnswer) as late:
        save_answer(attempt=attempt, position=place, answer={"choice": "2"}, idempotency_key="w:2", base=0)
    assert (late.value.current.answer, late.value.current.revision) == ({"choice": "3"}, 2)


def test_two_windows_have_one_truth(attempt: Attempt) -> None:
    place = item_of(attempt, "single").position
    save_answer(attempt=attempt, position=place, answer={"choice": "1"}, idempotency_key="one:1", base=0)
    with pytest.raises(StaleAnswer) as refusal:
        save_answer(attempt=attempt, position=place, answer={"choice": "2"}, idempotency_key="two:1", base=0)
    assert refusal.value.current.answer == {"choice": "1"}
    saved = save_answer(attempt=attempt, position=place, answer={"choice": "2"}, idempotency_key="two:2", base=1)
    assert saved.answer == {"choice": "2"}
    with pytest.raises(StaleAnswer):
        save_answer(attempt=attempt, position=place, answer={"choice": "3"}, idempotency_key="one:2", base=1)


def test_clearing_and_flagging_are_recorded(attempt: Attempt) -> None:
    place = item_of(attempt, "multiple").position
    save_answer(attempt=attempt, position=place, answer={"choices": ["1"]}, idempotency_key="w:1", is_flagged=True)
    saved = save_answer(attempt=attempt, position=place, answer={}, idempotency_key="w:2", is_flagged=False)
    assert (saved.answer, saved.is_flagged) == ({}, False)
    kinds = list(attempt.events.values_list("sequence", "kind"))
    assert kinds == [(1, "started"), (2, "answered"), (3, "flagged"), (4, "cleared"), (5, "unflagged")]


@pytest.mark.parametrize("key", ["", "w", "w:", "w:-1", ":1", "w:1:1", "w w:1", "w:1\n", "x" * 41 + ":1"])
def test_a_bad_key_is_refused(attempt: Attempt, key: str) -> None:
    with pytest.raises(CollegeError) as refusal:
        save_answer(attempt=attempt, position=1, answer={}, idempotency_key=key)
    assert refusal.value.code == "answer_key"


def test_the_deadline_is_the_servers_with_thirty_seconds_grace(attempt: Attempt) -> None:
    place = item_of(attempt, "single").position
    in_grace = attempt.deadline_at + timedelta(seconds=30)
    save_answer(attempt=attempt, position=place, answer={"choice": "1"}, idempotency_key="w:1", now=in_grace)
    with pytest.raises(Conflict) as refusal:
        save_answer(
            attempt=attempt,
            position=place,
            answer={"choice": "2"},
            idempotency_key="w:2",
            now=in_grace + timedelta(seconds=1),
        )
    assert refusal.value.code == "attempt_over"
    assert finish_if_expired(attempt=attempt, now=in_grace).state == "open"
    finished = finish_if_expired(attempt=attempt, now=in_grace + timedelta(seconds=1))
    assert (finished.state, finished.finish_reason, finished.finished_at) == ("finished", "time", attempt.deadline_at)
    assert attempt.items.exclude(answer=None).count() == 1


# Finish


def test_finish_grades_once(attempt: Attempt, django_capture_on_commit_callbacks: Any) -> None:
    heard: list[dict[str, Any]] = []

    def listen(sender: object, **kwargs: Any) -> None:
        heard.append({name: kwargs[name] for name in ("learner_id", "course_key", "attempt_id", "score", "is_passed")})

    attempt_finished.connect(listen)
    answer_right(attempt, count=4)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            results = [finish_attempt(attempt=attempt, reason="learner") for _ in range(50)]
    finally:
        attempt_finished.disconnect(listen)
    assert {(result.score, result.is_passed, result.receipt) for result in results} == {(50, False, results[0].receipt)}
    assert heard == [
        {"learner_id": attempt.learner_id, "course_key": attempt.quiz.course.key, "attempt_id": attempt.pk, "score": 50, "is_passed": False}
    ]  # fmt: skip
    assert attempt.events.filter(kind="finished").count() == 1
    assert AuditEntry.objects.filter(verb="attempt.finished").count() == 1
    with pytest.raises(Conflict):
        answer_right(attempt)


def test_partial_credit_and_the_floor(attempt: Attempt) -> None:
    answer_right(attempt)
    item = item_of(attempt, "matching")
    right = encode_answer(order=item.order, answer=right_answer(item.question_version))["pairs"]
    partial = dict(list(right.items())[:2])
    save_answer(attempt=attempt, position=item.position, answer={"pairs": partial}, idempotency_key="w:1")
    finished = finish_attempt(attempt=attempt, reason="learner")
    item.refresh_from_db()
    # 7 + 2/3 of 8 = 95.83 %.
    assert (float(item.points), finished.score, finished.is_passed) == (0.6666, 95, True)


def test_the_finish_asks_for_the_completion_after_commit(
    attempt: Attempt, django_capture_on_commit_callbacks: Any
) -> None:
    asked: list[tuple[str, list[Any]]] = []

    def listen(sender: object, task_result: Any, **kwargs: Any) -> None:
        asked.append((task_result.task.name, list(task_result.args)))

    task_enqueued.connect(listen)
    try:
        with django_capture_on_commit_callbacks() as callbacks:
            finish_attempt(attempt=attempt, reason="learner")
        assert asked == []
        for callback in callbacks:
            callback()
    finally:
        task_enqueued.disconnect(listen)
    assert ("refresh_completion", [attempt.learner_id, str(attempt.quiz.course.key)]) in asked


def test_receipt_tells_a_changed_record(attempt: Attempt) -> None:
    answer_right(attempt, count=1)
    finished = finish_attempt(attempt=attempt, reason="learner")
    assert make_receipt(attempt=finished, items=list(finished.items.all())) == finished.receipt
    AttemptItem.objects.filter(attempt=attempt, position=2).update(answer={"choice": "a"})
    assert make_receipt(attempt=finished, items=list(finished.items.all())) != finished.receipt


def test_expired_attempts_are_finished_with_what_was_answered(attempt: Attempt, eve: User, course: CoursePage) -> None:
    answer_right(attempt)
    assert finish_expired_attempts() == 0
    with clock.travel(by=timedelta(minutes=31)):
        assert (finish_expired_attempts(), finish_expired_attempts()) == (1, 0)
    attempt.refresh_from_db()
    assert (attempt.score, attempt.is_passed, attempt.finish_reason) == (100, True, "time")


def test_daylight_saving_does_not_move_a_deadline(learner: User, quiz: Quiz) -> None:
    from datetime import datetime
    from zoneinfo import ZoneInfo

    paris = ZoneInfo("Europe/Paris")
    with clock.travel(to=datetime(2026, 10, 25, 2, 45, tzinfo=paris)), timezone.override(paris):
        attempt = start_attempt(learner=learner, quiz=quiz)
    assert (attempt.deadline_at - attempt.started_at).total_seconds() == 1800


# Who teaches


def test_teaches(cy: User, dee: User, eve: User, course: CoursePage) -> None:
    assert [teaches(person, course) for person in (cy, dee, eve)] == [True, False, False]
    eve.is_staff = eve.is_superuser = True
    assert teaches(eve, course) is True
    cy.is_active = False
    assert teaches(cy, course) is False


def test_a_retired_question_comes_back_when_saved(course: CoursePage) -> None:
    question = course.questions.get(key="q-01")
    assert retire_question(question=question, actor=None).is_retired is True
    assert retire_question(question=question, actor=None).is_retired is True
    assert write_question(course, 1).is_retired is False
    assert question.versions.count() == 1


def test_same_key_in_two_courses(course: CoursePage) -> None:
    other = make_course("another")
    assert write_question(other, 1).pk != course.questions.get(key="q-01").pk
