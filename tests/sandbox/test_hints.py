"""Hints: taken once, paid once, told in the result; what they say stays on the server until then."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from college.core.errors import CollegeError, Conflict
from sandbox.domain.catalogue import make_plain
from sandbox.domain.definitions import build_definition, find_faults
from sandbox.domain.hinting import take_hint
from sandbox.domain.playing.law import check_exercise
from sandbox.domain.playing.steps import play_solution
from sandbox.domain.proof import prove_run
from sandbox.domain.runs import finish_run
from sandbox.enums import EventKind
from tests.sandbox.conftest import SCENARIOS, START
from tests.sandbox.test_solvers import SHIPPED, find_mistake, register

HINTED = [data for data in SCENARIOS if data.get("hints")]
SECRET = "typeface"


def sign_in(client, person):
    client.force_login(person, backend="college.accounts.backends.PasswordBackend")


def test_a_hint_is_taken_once_and_lowers_the_score_by_its_cost(ada, begin):
    run = begin(ada)
    stage = play_solution(run, start=START)
    first = take_hint(run=run, hint="reading", key=uuid.uuid4(), now=stage.tick())
    assert take_hint(run=run, hint="reading", key=uuid.uuid4(), now=stage.tick()).pk == first.pk
    take_hint(run=run, hint="owners", now=stage.tick())
    assert run.events.filter(kind=EventKind.HINT_TAKEN).count() == 2
    done = finish_run(run=run, now=stage.now + timedelta(hours=1))
    assert (done.score, done.is_passed) == (91, True)
    assert sum(group["points"] for group in done.result["groups"]) == done.result["hints"]["earned"] == 100
    assert [(hint["key"], hint["cost"]) for hint in done.result["hints"]["taken"]] == [("reading", 4), ("owners", 5)]
    assert prove_run(done).holds
    with pytest.raises(Conflict, match="finished"):
        take_hint(run=run, hint="candidates", now=stage.now + timedelta(hours=2))


def test_a_score_is_never_below_nothing_and_a_run_without_hints_says_nothing_of_them(ada, begin):
    run = begin(ada)
    take_hint(run=run, hint="owners", now=START)
    with pytest.raises(CollegeError, match="no such hint"):
        take_hint(run=run, hint="weather", now=START)
    poor = finish_run(run=run, now=START)
    assert (poor.score, poor.result["hints"]["cost"], poor.is_passed) == (0, 5, False)
    assert "hints" not in finish_run(run=begin(ada), now=START).result


def test_the_law_sees_a_hint_that_costs_otherwise(db):
    wrong = find_mistake("passport-control", "takes-a-hint") | {"costs": 3}
    ways = check_exercise(register("passport-control", mistakes=[wrong]), seeds=1)
    assert ways[-1].faults == ["attempt 1: hints cost 4, and should cost 3"]


@pytest.mark.parametrize("data", HINTED, ids=lambda data: data["slug"])
def test_shipped_hints_help_and_are_affordable(data):
    hints = data["hints"]
    assert 2 <= len(hints) <= 4
    assert sum(hint["cost"] for hint in hints) <= 100 - data["pass_mark"]
    assert all("${" not in hint["title"] for hint in hints)


def test_three_introductory_exercises_have_hints():
    assert {"passport-control", "read-a-purple", "message-to-a-bureau"} <= {data["slug"] for data in HINTED}


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"cost": 0}, "hints[1].cost"),
        ({"cost": 21}, "hints[1].cost"),
        ({"objective": "weather"}, "hints[1].objective"),
        ({"key": "reading"}, "hints[1].key"),
        ({"key": "two words"}, "hints[1].key"),
        ({"text": "  "}, "hints[1].text"),
    ],
)
def test_a_hint_that_does_not_hold_together_is_a_fault_at_its_place(change, place):
    plain = make_plain(SHIPPED["passport-control"])
    first, second, *others = plain["hints"]
    definition = build_definition(plain | {"hints": [first, second | change, *others]})
    assert [fault[0] for fault in find_faults(definition)] == [place]


def test_the_page_gives_a_hint_only_when_it_is_taken(ada, ulla, begin, client):
    run = begin(ada)
    sign_in(client, ada)
    listed, page = reverse("sandbox:hint-list", args=[run.pk]), reverse("sandbox:hint-detail", args=[run.pk, "reading"])
    assert f'href="{listed}"' in client.get(reverse("sandbox:run-detail", args=[run.pk])).content.decode()
    for address in (listed, page):
        shown = client.get(address).content.decode()
        assert ("How to read a number" in shown, "4 points" in shown, SECRET in shown) == (True, True, False)
    assert client.post(page, {"key": "no key"}).status_code == 422
    for _again in range(2):
        assert SECRET in client.post(page, {"key": str(uuid.uuid4())}, follow=True).content.decode()
    assert run.events.filter(kind=EventKind.HINT_TAKEN).count() == 1
    assert "Hints cost you 4 points so far." in client.get(listed).content.decode()
    assert client.get(reverse("sandbox:hint-detail", args=[run.pk, "weather"])).status_code == 404
    sign_in(client, ulla)
    assert client.post(page, {"key": str(uuid.uuid4())}).status_code == 404


def test_result_and_replay_tell_what_hints_cost(ada, begin, client):
    run = begin(ada)
    stage = play_solution(run, start=START, mistake="sends-a-name")
    take_hint(run=run, hint="owners", now=stage.tick())
    finish_run(run=run, now=stage.now + timedelta(hours=1))
    sign_in(client, ada)
    for name in ("run-result", "run-replay"):
        assert "90 of 100, less 5 for 1 hint" in client.get(reverse(f"sandbox:{name}", args=[run.pk])).content.decode()
    log = client.get(reverse("sandbox:run-log", args=[run.pk])).content.decode()
    assert "Hint taken for 5 points" in log
    late = client.post(
        reverse("sandbox:hint-detail", args=[run.pk, "reading"]), {"key": str(uuid.uuid4())}, follow=True
    )
    assert "This run is finished: nothing was changed." in late.content.decode()


def test_an_exercise_without_hints_has_no_page_for_them(ada, begin, client):
    run = begin(ada, "stolen-vehicles")
    sign_in(client, ada)
    listed = reverse("sandbox:hint-list", args=[run.pk])
    assert client.get(listed).status_code == 404
    assert listed not in client.get(reverse("sandbox:run-detail", args=[run.pk])).content.decode()
