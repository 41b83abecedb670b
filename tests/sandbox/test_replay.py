"""The replay of a run: the desk at each event, the proof of its log, comments, and the debrief that leads to lessons."""

import re
from datetime import timedelta
from io import StringIO
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.urls import reverse

from college.core.errors import CollegeError, NotPermitted
from sandbox.domain.commenting import MAX_COMMENT, change_comment, comment_on_event
from sandbox.domain.notices import save_draft
from sandbox.domain.playing.steps import play_solution
from sandbox.domain.proof import prove_run
from sandbox.domain.runs import finish_run
from sandbox.enums import EventKind
from sandbox.lesson_links import find_lessons
from sandbox.models import EventComment, Run, RunEvent
from sandbox.narration import narrate_events
from sandbox.queries import load_run
from sandbox.views.replay_state import describe_moment, read_number
from tests.conftest import make_person
from tests.sandbox.conftest import START

pytestmark = pytest.mark.django_db


def signed_in(person) -> Client:
    client = Client()
    client.force_login(person, backend="college.accounts.backends.PasswordBackend")
    return client


@pytest.fixture
def cy(db):
    """An instructor; who may see a run is for the app above to say."""
    return make_person("Cy Duarte", email="cy@college.example")


@pytest.fixture
def played(ada, begin):
    """A finished run of an exercise that uses messages, registers and decisions, with one common mistake."""

    def _played(slug: str = "passport-control", mistake: str = "") -> Run:
        stage = play_solution(begin(ada, slug), start=START, mistake=mistake)
        return finish_run(run=stage.run, now=stage.now + timedelta(seconds=30))

    return _played


def at(run: Run, number: int) -> dict:
    opened = load_run(run)
    moment = describe_moment(opened, narrate_events(opened), number)
    return {section["key"]: section["items"] for section in moment["sections"]} | {"moment": moment}


def find(run: Run, kind: EventKind) -> RunEvent:
    return RunEvent.objects.filter(run=run, kind=kind).order_by("sequence").first()


def test_each_event_shows_the_desk_that_it_left_and_nothing_of_later(played):
    run = played()
    assert [len(at(run, 1)[key]) for key in ("asked", "records", "mail", "decisions")] == [0, 0, 0, 0]
    sent, answered = find(run, EventKind.MESSAGE_SENT), find(run, EventKind.MESSAGE_RECEIVED)
    before, after = at(run, sent.sequence - 1), at(run, sent.sequence)
    assert (len(before["mail"]), len(after["mail"])) == (0, 1)
    assert after["mail"][0]["is_now"]
    assert not after["mail"][0]["message"].is_incoming
    assert all(item["sequence"] <= sent.sequence for item in after["asked"])
    assert not at(run, answered.sequence)["mail"][0]["message"].is_read
    decided = find(run, EventKind.DECISION_MADE)
    assert not at(run, decided.sequence - 1)["decisions"]
    (decision,) = at(run, decided.sequence)["decisions"]
    assert (decision["decision"].traveller, decision["is_now"]) == (decided.payload["traveller"], True)


def test_a_notice_stands_as_it_was_worded_then(ada, begin):
    run = begin(ada, "purple-notice")
    save_draft(run=run, type_key="purple", fields={"title": "First words"}, now=START)
    save_draft(run=run, type_key="purple", fields={"title": "Better words"}, number=1, now=START)
    run = finish_run(run=run, now=START + timedelta(minutes=1))
    assert [at(run, n)["notices"][0]["rows"][0]["value"] for n in (2, 3)] == ["First words", "Better words"]
    assert [at(run, n)["notices"] != [] for n in (1, 2)] == [False, True]
    assert at(run, 3)["notices"][0]["is_now"]


def test_answers_are_those_of_the_moment(played):
    run = played("read-a-purple")
    first = find(run, EventKind.ANSWER_GIVEN)
    assert at(run, first.sequence - 1)["answers"] == []
    (answer,) = at(run, first.sequence)["answers"]
    assert answer["values"] == first.payload["values"]
    assert answer["is_now"]


@pytest.mark.parametrize("text", ["", "0", "99999", "-1", "x", "१", "\x00", "9" * 400])
def test_an_event_that_is_none_is_the_first(text):
    assert read_number(text, 12) == 1
    assert read_number("12", 12) == 12


def test_the_first_wrong_turn_is_marked_with_what_it_cost(played):
    mistakes = {m["key"] for m in load_run(played()).run.version.definition["mistakes"]}
    run = played(mistake=sorted(mistakes)[0])
    assert not run.is_passed or run.score < 100
    moment = at(run, run.result["first_wrong_at"])["moment"]
    assert moment["row"]["is_first_wrong"]
    assert {lost["key"] for lost in moment["lost"]} == {
        o["key"] for o in run.result["objectives"] if o["wrong_at"] == run.result["first_wrong_at"]
    }
    assert all(lost["feedback"] and lost["rule"] for lost in moment["lost"])


def test_the_page_scrubs_without_a_script(played, ada, ulla, begin):
    run = played()
    url, client = reverse("sandbox:run-replay", args=[run.pk]), signed_in(ada)
    page = client.get(url, {"event": "3"}).content.decode()
    assert 'href="?event=2" rel="prev"' in page
    assert 'href="?event=4" rel="next"' in page
    assert len(re.findall(r'data-event="', page)) == run.event_count
    assert "Rebuilt from seed and log: same digest" in page
    part = client.get(url, {"event": "3", "part": "1"}).content.decode()
    assert "<html" not in part
    assert "The desk after this event" in part
    assert signed_in(ulla).get(url).status_code == 404
    still_open = begin(ulla)
    assert signed_in(ulla).get(reverse("sandbox:run-replay", args=[still_open.pk])).status_code == 302


def change_log(run: Run, sql: str) -> None:
    """What no code of the college can do."""
    with connection.cursor() as cursor:
        cursor.execute(sql, [run.pk.hex if connection.vendor == "sqlite" else str(run.pk)])


def test_a_run_is_rebuilt_and_any_change_of_it_is_told(played):
    run = played()
    proof = prove_run(run)
    assert (proof.holds, proof.is_complete, proof.events) == (True, True, run.event_count)
    out = StringIO()
    call_command("verify_runs", stdout=out)
    assert "1 run rebuilt: all the same." in out.getvalue()
    change_log(run, "UPDATE sandbox_runevent SET kind = 'record_opened' WHERE run_id = %s AND kind = 'message_sent'")
    assert next(c.name for c in prove_run(run).differences) == "Log"
    with pytest.raises(CommandError, match="1 run differs"):
        call_command("verify_runs", stdout=out)
    assert str(run.pk) in out.getvalue()


@pytest.mark.parametrize(
    ("sql", "name"),
    [
        ("DELETE FROM sandbox_runevent WHERE run_id = %s AND sequence = 4", "Events"),
        ("UPDATE sandbox_run SET world_digest = 'x' WHERE id = %s", "World"),
        ("UPDATE sandbox_runevent SET payload = '{\"attempt\": 2}' WHERE run_id = %s AND sequence = 1", "Log"),
    ],
)
def test_every_kind_of_change_shows(played, sql, name):
    run = played()
    change_log(run, sql)
    run.refresh_from_db()
    assert name in [comparison.name for comparison in prove_run(run).differences]
    page = signed_in(run.learner).get(reverse("sandbox:run-replay", args=[run.pk]), {"event": "4"})
    assert (page.status_code, "Rebuilt, and not the same" in page.content.decode()) == (200, True)


def test_a_result_that_was_changed_shows(played, ada):
    run = played(mistake="")
    run.result["objectives"][0]["points"] = 0
    Run.objects.filter(pk=run.pk).update(result=run.result)
    run.refresh_from_db()
    assert [comparison.name for comparison in prove_run(run).differences] == ["Judgement"]
    page = signed_in(ada).get(reverse("sandbox:run-replay", args=[run.pk])).content.decode()
    assert "Rebuilt, and not the same" in page
    assert "same digest" not in page


def test_a_run_of_before_says_that_its_log_was_not_kept(played, ada):
    run = played()
    Run.objects.filter(pk=run.pk).update(log_digest="")
    run.refresh_from_db()
    proof = prove_run(run)
    assert (proof.holds, proof.is_complete) == (True, False)
    assert "Not kept" in signed_in(ada).get(reverse("sandbox:run-replay", args=[run.pk])).content.decode()


def test_a_comment_is_kept_once_and_changed_by_its_author_alone(played, ada, cy):
    run = played()
    key = uuid4()
    first = comment_on_event(run=run, sequence=2, author=cy, text="Well seen.\r\n", key=key)
    assert comment_on_event(run=run, sequence=2, author=cy, text="Well seen.", key=key) == first
    change_comment(comment=first, author=cy, text="Well seen.")
    assert EventComment.objects.get().edited_at is None
    change_comment(comment=first, author=cy, text="Well seen, and in time.")
    assert EventComment.objects.get().edited_at is not None
    with pytest.raises(NotPermitted):
        change_comment(comment=first, author=ada, text="No.")
    for page in ("run-replay", "run-result"):
        html = signed_in(ada).get(reverse(f"sandbox:{page}", args=[run.pk]), {"event": "2"}).content.decode()
        assert "Well seen, and in time." in html


@pytest.mark.parametrize(
    ("text", "code"),
    [(" \n", "comment_empty"), ("a\x00b", "text_unreadable"), ("a" * (MAX_COMMENT + 1), "comment_too_long")],
)
def test_a_comment_that_cannot_stand_is_refused(played, cy, text, code):
    run = played()
    with pytest.raises(CollegeError) as refused:
        comment_on_event(run=run, sequence=1, author=cy, text=text, key=uuid4())
    assert refused.value.code == code
    with pytest.raises(CollegeError, match="no such event"):
        comment_on_event(run=run, sequence=10**6, author=cy, text="Here.", key=uuid4())


def test_without_courses_a_lesson_is_a_name(played, ada):
    assert find_lessons(learner=ada, exercise_slug="passport-control", names=["Codes and authentication"]) == {}
    run = played(mistake=load_run(played()).run.version.definition["mistakes"][0]["key"])
    page = signed_in(ada).get(reverse("sandbox:run-result", args=[run.pk])).content.decode()
    assert "What to do now" in page
    assert "What was expected" in page
