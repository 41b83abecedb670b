"""The answer sheet: what is kept of an answer, and its pages."""

import uuid

import pytest
from django.urls import reverse

from college.core.errors import CollegeError, Conflict
from sandbox.domain.answering import give_answer, read_answer
from sandbox.domain.questions import Option, Question, QuestionKind
from sandbox.queries import load_run
from tests.sandbox.conftest import START

MANY = Question("q", "Which?", QuestionKind.MANY, (Option("a", "A"), Option("b", "B"), Option("c", "C")))
ONE = Question("q", "Which?", QuestionKind.ONE, MANY.options)
NUMBER = Question("q", "How many?", QuestionKind.NUMBER)
TEXT = Question("q", "Why?", QuestionKind.TEXT)


@pytest.mark.parametrize(
    ("question", "given", "kept"),
    [
        (MANY, ["c", "a"], ["a", "c"]),
        (ONE, ["b"], ["b"]),
        (NUMBER, [" 1 250,50 "], ["1250.5"]),
        (NUMBER, ["-0"], ["0"]),
        (TEXT, ["  For a reason. "], ["For a reason."]),
    ],
)
def test_an_answer_is_kept_in_one_form(question, given, kept):
    assert read_answer(question, given) == kept


@pytest.mark.parametrize(
    ("question", "given", "code"),
    [
        (MANY, ["d"], "no_such_option"),
        (ONE, ["a", "b"], "one_option"),
        (ONE, [" "], "answer_empty"),
        (TEXT, [], "answer_empty"),
        (TEXT, ["x" * 2001], "answer_too_long"),
        (NUMBER, ["twelve"], "not_a_number"),
        (NUMBER, ["NaN"], "not_a_number"),
        (NUMBER, ["1e999999"], "not_a_number"),
    ],
)
def test_what_is_no_answer_is_refused(question, given, code):
    with pytest.raises(CollegeError) as refusal:
        read_answer(question, given)
    assert refusal.value.code == code


def test_the_last_answer_holds_and_a_form_counts_once(ada, begin):
    run, key = begin(ada, "read-a-purple"), uuid.uuid4()
    give_answer(run=run, question="person", values=["stop"], now=START)
    first = give_answer(run=run, question="person", values=["nothing"], key=key, now=START)
    assert give_answer(run=run, question="person", values=["stop"], key=key, now=START).pk == first.pk
    assert load_run(run).desk.answers["person"].payload["values"] == ["nothing"]
    with pytest.raises(CollegeError, match="no such question"):
        give_answer(run=run, question="weather", values=["fine"], now=START)


def test_another_exercise_has_no_sheet(ada, begin, client):
    run = begin(ada, "passport-control")
    with pytest.raises(Conflict):
        give_answer(run=run, question="person", values=["stop"], now=START)
    client.force_login(ada, backend="college.accounts.backends.PasswordBackend")
    assert client.get(reverse("sandbox:answer-list", args=[run.pk])).status_code == 404


def test_the_sheet_leads_from_question_to_question(ada, begin, client):
    run = begin(ada, "read-a-purple")
    client.force_login(ada, backend="college.accounts.backends.PasswordBackend")
    page = client.get(reverse("sandbox:answer-edit", args=[run.pk, "cues"]))
    assert "${" not in page.content.decode()
    refused = client.post(page.request["PATH_INFO"], {"key": str(uuid.uuid4())})
    assert (refused.status_code, "Answer the question first." in refused.content.decode()) == (422, True)
    after = client.post(page.request["PATH_INFO"], {"key": str(uuid.uuid4()), "values": ["xray", "weight"]})
    assert after.url == reverse("sandbox:answer-edit", args=[run.pk, "person"])
    sheet = client.get(reverse("sandbox:answer-list", args=[run.pk])).content.decode()
    assert "1 of 3 answered" in sheet
