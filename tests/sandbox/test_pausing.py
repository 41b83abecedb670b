"""Pausing: the clock stands still, nothing is done, and going on moves what was due."""

import uuid
from copy import deepcopy
from datetime import timedelta

import pytest
from django.urls import reverse

from college.core import clock
from college.core.errors import Conflict
from sandbox.domain.catalogue import register_exercise
from sandbox.domain.hinting import take_hint
from sandbox.domain.pauses import add_running_time, measure_running_time
from sandbox.domain.pausing import pause_run, resume_run
from sandbox.domain.proof import prove_run
from sandbox.domain.runs import finish_run, grant_permit, refresh_run, start_run
from sandbox.enums import EventKind
from sandbox.models import Run
from tests.sandbox.conftest import START
from tests.sandbox.test_solvers import SHIPPED

CHIEF = {
    "key": "chief",
    "when": {"kind": "run_started"},
    "delay_seconds": 600,
    "bureau": "QMB",
    "subject": "Well?",
    "texts": ["?"],
}


def after(minutes: int):
    return START + timedelta(minutes=minutes)


def begin_with(person, **changes) -> Run:
    exercise = register_exercise(data=deepcopy(SHIPPED["passport-control"]) | {"injects": [CHIEF]} | changes)[
        0
    ].exercise
    grant_permit(learner=person, exercise=exercise, now=START)
    return start_run(learner=person, exercise=exercise, now=START)


def test_time_runs_without_its_pauses():
    pauses = [(after(5), after(20)), (after(30), after(31))]
    assert add_running_time(START, timedelta(minutes=4), pauses) == after(4)
    assert add_running_time(START, timedelta(minutes=10), pauses) == after(25)
    assert add_running_time(after(21), timedelta(minutes=10), pauses) == after(32)
    assert measure_running_time(START, after(40), pauses) == timedelta(minutes=24)


def test_deadline_and_messages_wait_for_a_paused_run(ada):
    run = begin_with(ada, time_limit_minutes=15, may_pause=True)
    key = uuid.uuid4()
    first = pause_run(run=run, key=key, now=after(5))
    assert pause_run(run=run, key=key, now=after(6)).pk == first.pk
    for action in (
        lambda: take_hint(run=run, hint="reading", now=after(7)), lambda: finish_run(run=run, now=after(7)), lambda: pause_run(run=run, now=after(7)),
    ):  # fmt: skip
        with pytest.raises(Conflict, match="is paused"):
            action()
    assert refresh_run(run=Run.objects.get(pk=run.pk), now=after(90)).event_count == 2
    resume_run(run=run, key=uuid.uuid4(), now=after(65))
    assert resume_run(run=run, key=uuid.uuid4(), now=after(66)).deadline_at == after(75)
    assert refresh_run(run=Run.objects.get(pk=run.pk), now=after(69)).event_count == 3
    done = refresh_run(run=Run.objects.get(pk=run.pk), now=after(90))
    assert [(event.kind, event.at) for event in done.events.all()][1:] == [
        (EventKind.PAUSED, after(5)), (EventKind.RESUMED, after(65)), (EventKind.MESSAGE_RECEIVED, after(70)), (EventKind.RUN_FINISHED, after(75)),
    ]  # fmt: skip
    assert prove_run(done).holds


def test_a_run_with_a_clock_is_paused_only_where_its_author_allows_it(ada, client):
    run = begin_with(ada, time_limit_minutes=15)
    with pytest.raises(Conflict, match="cannot be paused"):
        pause_run(run=run, now=after(1))
    client.force_login(ada, backend="college.accounts.backends.PasswordBackend")
    Run.objects.filter(pk=run.pk).update(deadline_at=clock.now() + timedelta(minutes=15))
    assert client.get(reverse("sandbox:run-pause", args=[run.pk])).status_code == 404


def test_a_paused_desk_is_closed_until_it_is_resumed(ada, ulla, begin, client):
    run = begin(ada)
    client.force_login(ada, backend="college.accounts.backends.PasswordBackend")
    desk, pause = (reverse(f"sandbox:{name}", args=[run.pk]) for name in ("run-detail", "run-pause"))
    assert f'href="{pause}"' in client.get(desk).content.decode()
    assert client.post(pause, {"key": "none"}).status_code == 422
    for _again in range(2):
        shown = client.post(pause, {"key": str(uuid.uuid4())}, follow=True).content.decode()
        assert "This run is paused" in shown
        assert "Resume" in shown
    assert client.get(desk).url == pause
    refused = client.post(
        reverse("sandbox:screening", args=[run.pk]), {"text": "P<", "key": str(uuid.uuid4())}, follow=True
    )
    assert "nothing was changed. Resume it to go on." in refused.content.decode()
    resume = reverse("sandbox:run-resume", args=[run.pk])
    client.force_login(ulla, backend="college.accounts.backends.PasswordBackend")
    assert client.post(resume, {"key": str(uuid.uuid4())}).status_code == 404
    client.force_login(ada, backend="college.accounts.backends.PasswordBackend")
    for _again in range(2):
        assert client.post(resume, {"key": str(uuid.uuid4())}).url == desk
    kinds = [event.kind for event in run.events.all()]
    assert (kinds.count(EventKind.PAUSED), kinds.count(EventKind.RESUMED)) == (1, 1)
    log = client.get(reverse("sandbox:run-log", args=[run.pk])).content.decode()
    assert "The run was paused." in log
    assert "The run went on." in log
