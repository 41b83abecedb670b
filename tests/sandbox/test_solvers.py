"""The law of every shipped exercise: its solution gets full marks, doing nothing earns nothing, each common mistake loses just
what it should. And that the law itself sees what is not so."""

from copy import deepcopy
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from college.accounts.models import User
from college.core.models import AuditEntry
from sandbox.domain.catalogue import register_exercise
from sandbox.domain.playing.law import check_exercise
from sandbox.domain.runs import finish_run, rebuild_world
from sandbox.models import Exercise, ExercisePermit, Run, RunEvent, TravelDocumentRecord
from tests.sandbox.conftest import SCENARIOS, START

# A few worlds, so that the suite stays quick; `manage.py check_exercises` plays every way in fifty.
SEEDS, MISTAKE_SEEDS = 2, 1
LEAST_MISTAKES = 5
SHIPPED = {data["slug"]: data for data in SCENARIOS if not data.get("is_practice")}


def register(slug: str, **changes) -> Exercise:
    return register_exercise(data=deepcopy(SHIPPED[slug]) | changes)[0].exercise


@pytest.mark.rule
@pytest.mark.parametrize("slug", SHIPPED)
def test_every_way_of_playing_comes_out_as_it_should(slug, db):
    assert len(SHIPPED[slug]["mistakes"]) >= LEAST_MISTAKES
    ways = check_exercise(register(slug), seeds=SEEDS, mistake_seeds=MISTAKE_SEEDS)
    assert {played.way: played.faults for played in ways if not played.is_fair} == {}
    assert [played.way for played in ways] == ["", "-", *(mistake["key"] for mistake in SHIPPED[slug]["mistakes"])]
    assert [played.seeds for played in ways] == [SEEDS, SEEDS, *(MISTAKE_SEEDS for _ in ways[2:])]


@pytest.mark.postgres
@pytest.mark.parametrize("slug", ["passport-control", "stolen-vehicles", "artwork-entry"])
def test_the_database_changes_nothing_in_the_judging(slug, db):
    ways = check_exercise(register(slug), seeds=1, mistake_seeds=1)
    assert {played.way: played.faults for played in ways if not played.is_fair} == {}


@pytest.mark.rule
@pytest.mark.parametrize("slug", SHIPPED)
def test_every_attempt_has_a_world_of_its_own_that_its_seed_gives_back(slug, ada, eve, begin):
    player = eve if SHIPPED[slug].get("audience") == "private" else ada
    run = begin(player, slug)
    assert rebuild_world(run)[1].digest == rebuild_world(run)[1].digest == run.world_digest
    finish_run(run=run, now=START)
    assert begin(player, slug).world_digest != run.world_digest


def find_mistake(slug: str, key: str) -> dict:
    return deepcopy(next(mistake for mistake in SHIPPED[slug]["mistakes"] if mistake["key"] == key))


def skip(step: str) -> list[dict]:
    return [{"kind": "skip", "at": step}]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        # It loses nothing of what it should, loses what it should not, is refused, or is not refused.
        ({"changes": [{"kind": "alter", "at": "tell", "parameters": {"subject": "A load"}}]}, "keeps cues-named"),
        ({"changes": skip("cues") + skip("person")}, "loses person-left-alone"),
        ({"changes": [{"kind": "alter", "at": "tell", "parameters": {"to": "QZZ"}}]}, "tell: refused"),
        ({"changes": [{"kind": "before", "at": "tell", "steps": [
            {"do": "wait", "refused": "no_such_thing", "parameters": {"seconds": 1}},
        ]}]}, "wait: was not refused"),
    ],
)  # fmt: skip
def test_a_mistake_that_is_judged_otherwise_is_reported(change, told, db):
    mistake = find_mistake("read-a-purple", "counts-the-decoy") | change
    ways = check_exercise(register("read-a-purple", mistakes=[mistake]), seeds=1)
    assert [played.is_fair for played in ways] == [True, True, False]
    assert told in ways[-1].faults[0]


def test_a_poor_solution_and_marks_for_nothing_are_reported(db):
    data = SHIPPED["read-a-purple"]
    free = data["objectives"][0] | {"check": "happened", "parameters": {"what": {"kind": "run_started"}}}
    steps = [step for step in data["solution"] if step["key"] != "tell"]
    poor = register("read-a-purple", objectives=[free, *data["objectives"][1:]], solution=steps, mistakes=[])
    solution, nothing = check_exercise(poor, seeds=1)
    assert "loses publisher-told" in solution.faults[0]
    assert "doing nothing earns 20" in nothing.faults[0]


def test_an_exercise_without_a_solution_is_none_to_check(db):
    with pytest.raises(ValueError, match="ships no solution"):
        check_exercise(register("read-a-purple", solution=[], mistakes=[]), seeds=1)


def test_nothing_stays_in_the_database(db):
    exercise = register("passport-control", mistakes=[find_mistake("passport-control", "sends-a-name")])
    models = (User, ExercisePermit, Run, RunEvent, TravelDocumentRecord, AuditEntry)
    before = [list(model._default_manager.order_by("pk").values_list("pk", flat=True)) for model in models]
    check_exercise(exercise, seeds=1)
    assert [list(model._default_manager.order_by("pk").values_list("pk", flat=True)) for model in models] == before


def test_the_command_lists_every_way_and_fails_where_one_falls_short(db):
    good, out = find_mistake("read-a-purple", "lets-the-match-go"), StringIO()
    register("read-a-purple", mistakes=[good])
    call_command("check_exercises", "read-a-purple", seeds=1, stdout=out)
    rows = [line.split() for line in out.getvalue().splitlines() if " of " in line]
    assert rows == [[*way, "1", "of", "1"] for way in (["solution"], ["doing", "nothing"], ["lets-the-match-go"])]
    register("read-a-purple", mistakes=[good, good | {"key": "too-much", "changes": skip("examine") + skip("cues")}])
    with pytest.raises(CommandError, match="read-a-purple") as failed:
        call_command("check_exercises", seeds=1, stdout=out)
    assert failed.value.returncode == 1
    assert "loses cues-named" in out.getvalue()


@pytest.mark.parametrize(("slug", "seeds"), [("no-such-exercise", 1), ("read-a-purple", 0)])
def test_the_command_refuses_what_it_cannot_check(slug, seeds, db):
    register("read-a-purple")
    with pytest.raises(CommandError):
        call_command("check_exercises", slug, seeds=seeds, stdout=StringIO())
