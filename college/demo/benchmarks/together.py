"""A hundred trainees at work at the same time, each in a run of their own, with the pauses that people make."""

import random
import threading
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import cycle

from django.db import connections
from django.test import Client
from django.urls import reverse

from college.accounts.models import User
from college.demo.benchmarks.browser import Browser
from college.demo.benchmarks.results import Figure, percentile
from college.demo.benchmarks.server import find_postgres_pid, read_cpu_seconds, run_server
from sandbox.domain.catalogue import read_scenarios, register_exercise
from sandbox.domain.runs import grant_permit, start_run
from sandbox.models import Exercise, Run
from sandbox.queries import load_run

EXERCISE = "passport-control"
RUNS = 100
WORKERS = 4
SECONDS = 60.0
WARM_SECONDS = 10.0
# Seconds between two actions: who reads an answer needs at least so long, and seldom longer than that.
PAUSE = (2.0, 8.0)


@dataclass
class Officer:
    """One trainee at the desk. `times` holds the seconds of each action: the form sent, and the page that answers it."""

    browser: Browser
    run: Run
    travellers: list[dict[str, str]]
    rng: random.Random
    times: list[float] = field(default_factory=list)

    def work(self, start: threading.Barrier, *, seconds: float) -> None:
        """Query, read the zone, decide, traveller after traveller, until the time is over."""
        self.browser.get("desk", reverse("sandbox:run-detail", args=[self.run.pk]))
        start.wait()
        end = time.perf_counter() + seconds
        for traveller in cycle(self.travellers):
            for act in (self._query, self._screen, self._decide):
                time.sleep(self.rng.uniform(*PAUSE))
                if time.perf_counter() >= end:
                    return
                began = time.perf_counter()
                act(traveller)
                self.times.append(time.perf_counter() - began)

    def _query(self, traveller: dict[str, str]) -> None:
        path = reverse("sandbox:documents", args=[self.run.pk])
        fields = {
            "number": traveller["number"], "country": traveller["issuer"], "document_type": "passport",
            "reason": "Check at the border", "case_reference": "TR-BENCH", "key": str(uuid.uuid4()),
        }  # fmt: skip
        self.browser.step("query", path, fields, header="X-Desk-Step")

    def _screen(self, traveller: dict[str, str]) -> None:
        path = reverse("sandbox:screening", args=[self.run.pk])
        text = f"{traveller['zone_1']}\n{traveller['zone_2']}"
        self.browser.post("screen", path, {"text": text, "key": str(uuid.uuid4())}, follow="screened")

    def _decide(self, traveller: dict[str, str]) -> None:
        path = reverse("sandbox:decision-edit", args=[self.run.pk, traveller["reference"]])
        fields = {"choice": "secondary", "rationale": "To be looked at again.", "key": str(uuid.uuid4())}
        self.browser.post("decide", path, fields, follow="decided")


def measure_together() -> list[Figure]:
    """How long an action takes when so many runs are worked on at once; the CPU that one costs."""
    scenario = next(data for data in read_scenarios() if data["slug"] == EXERCISE)
    exercise = register_exercise(data=scenario)[0].exercise
    with run_server(workers=WORKERS) as server:
        officers = [_seat_officer(exercise, server.port, place) for place in range(RUNS)]
        connections.close_all()
        _work(officers, WARM_SECONDS)
        for officer in officers:
            officer.times.clear()
        database = find_postgres_pid()
        before = read_cpu_seconds(server.pid), read_cpu_seconds(database) if database else 0.0
        _work(officers, SECONDS)
        after = read_cpu_seconds(server.pid), read_cpu_seconds(database) if database else 0.0
    times = [seconds for officer in officers for seconds in officer.times]
    web, base = ((b - a) / len(times) * 1000 for a, b in zip(before, after, strict=True))
    note = (
        f"{RUNS} runs of {EXERCISE} at once, {PAUSE[0]:.0f} to {PAUSE[1]:.0f} s between two actions of one; {len(times)} actions in {SECONDS:.0f} s:"
        f" a register asked, a zone read, a decision made; {WORKERS} workers; CPU ms an action: web {web:.1f}, database {base:.1f}"
    )
    return [
        Figure("exercise.action.p95_ms.100", round(percentile(times, 0.95) * 1000, 1), "ms", 200, f"{note}; the limit as baseline"),
        Figure("exercise.action.p50_ms.100", round(percentile(times, 0.5) * 1000, 1), "ms", None, "of the same actions"),
        Figure("exercise.action.worst_ms.100", round(max(times) * 1000, 1), "ms", None, "the slowest of the same actions"),
    ]  # fmt: skip


def _seat_officer(exercise: Exercise, port: int, place: int) -> Officer:
    person = User.objects.create_user(
        f"{uuid.uuid4().hex}@bench.example", None, full_name="Measuring Person", sector="police"
    )
    grant_permit(learner=person, exercise=exercise)
    run = start_run(learner=person, exercise=exercise)
    client = Client(HTTP_HOST="localhost")
    client.force_login(person, backend="college.accounts.backends.PasswordBackend")
    browser = Browser(port)
    browser.cookies.update({name: cookie.value for name, cookie in client.cookies.items()})
    travellers = [{"reference": each.reference, **each.values} for each in load_run(run).world.travellers]
    return Officer(browser, run, travellers, random.Random(place))  # noqa: S311 - repeatable


def _work(officers: list[Officer], seconds: float) -> None:
    start = threading.Barrier(len(officers))
    with ThreadPoolExecutor(max_workers=len(officers)) as pool:
        list(pool.map(lambda officer: officer.work(start, seconds=seconds), officers))
