"""How long judging and replaying take for a run with a long log. Needs no world of records: the run plants its own."""

import gc
import itertools
import time
import uuid
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from statistics import median

from django.db import connection
from django.test import Client
from django.urls import reverse

from college.accounts.models import User
from college.core import clock
from college.demo.benchmarks.results import Figure, percentile
from sandbox.domain.actions import make_decision, screen_zone
from sandbox.domain.catalogue import read_scenarios, register_exercise
from sandbox.domain.judging import judge_run
from sandbox.domain.playing.steps import play_solution
from sandbox.domain.registers.documents import query_documents
from sandbox.domain.runs import finish_run, grant_permit, start_run
from sandbox.models import Run
from sandbox.queries import load_run

EVENTS = 500
JUDGED, OPENED = 60, 40
EXERCISE = "passport-control"


def measure_exercises() -> list[Figure]:
    """Judge a run of so many events again and again; open its replay at events all along it."""
    run = play_long_run()
    opened = load_run(run)
    judge_run(opened.definition, opened.world, opened.events)
    _settle()
    judging = [_time(partial(judge_run, opened.definition, opened.world, opened.events)) for _turn in range(JUDGED)]
    client = Client(HTTP_HOST="localhost")
    client.force_login(run.learner, backend="college.accounts.backends.PasswordBackend")
    url = reverse("sandbox:run-replay", args=[run.pk])
    numbers = [1 + turn * (run.event_count - 1) // (OPENED - 1) for turn in range(OPENED)]
    _open(client, url, {"event": "1"})
    _settle()
    opening = [_time(partial(_open, client, url, {"event": str(number)})) for number in numbers]
    winding = [_time(partial(_open, client, url, {"event": str(number), "part": "1"})) for number in numbers]
    note = f"{run.event_count} events of {EXERCISE}, {connection.vendor}"
    return [
        Figure("exercise.judge_ms.500", _ms(median(judging)), "ms", 50, f"median; {note}; the limit as baseline"),
        Figure("exercise.replay_ms.500", _ms(percentile(opening, 0.95)), "ms", 300, f"p95 of the whole page at events all along it, proof included; {note}; the limit as baseline"),
        Figure("exercise.replay_step_ms.500", _ms(percentile(winding, 0.95)), "ms", None, f"p95 of what the slider loads; {note}"),
    ]  # fmt: skip


def play_long_run() -> Run:
    """A run that was played right, then worked on until its log is so long, and finished."""
    scenario = next(data for data in read_scenarios() if data["slug"] == EXERCISE)
    exercise = register_exercise(data=scenario)[0].exercise
    person = User.objects.create_user(
        f"{uuid.uuid4().hex}@bench.example", None, full_name="Measuring Person", sector="police"
    )
    grant_permit(learner=person, exercise=exercise)
    run = start_run(learner=person, exercise=exercise, now=clock.now() - timedelta(minutes=40))
    stage = play_solution(run, start=run.started_at)
    for traveller in itertools.cycle(stage.world.travellers):
        run.refresh_from_db()
        if run.event_count >= EVENTS - 3:
            break
        now, values = stage.tick(1), traveller.values
        query_documents(
            run=run, number=values["number"], country=values["issuer"], document_type=values["document_type"],
            reason="Measuring the replay", case_reference=stage.world.case_reference, now=now,
        )  # fmt: skip
        screen_zone(run=run, text=f"{values['zone_1']}\n{values['zone_2']}", now=now)
        make_decision(run=run, traveller=traveller.reference, choice="secondary", rationale="Measured again and again.", now=now)  # fmt: skip
    return finish_run(run=run, now=stage.tick())


def _settle() -> None:
    """The collector as the web server sets it (`college/wsgi.py`): what is measured is a request there, not a command here."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def _open(client: Client, url: str, query: dict[str, str]) -> None:
    response = client.get(url, query)
    if response.status_code != 200:
        raise AssertionError(f"{url} answered {response.status_code}")


def _time(action: Callable[[], object]) -> float:
    began = time.perf_counter()
    action()
    return time.perf_counter() - began


def _ms(seconds: float) -> float:
    return round(1000 * seconds, 1)
