"""Searches over HTTP: signed-in trainees in runs of their own ask a real server, many at once, and read each answer."""

import random
import threading
import time
import uuid
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from django.db import connection, connections
from django.urls import reverse

from college.demo.benchmarks.browser import Browser
from college.demo.benchmarks.journey import PASSWORD, sign_in
from college.demo.benchmarks.persons_run import start_signed_runs
from college.demo.benchmarks.questions import NameQuestion, draw_documents, draw_names, draw_vehicles
from college.demo.benchmarks.results import Figure, percentile
from college.demo.benchmarks.server import find_postgres_pid, read_cpu_seconds, run_server
from sandbox.models import Run, World

WORKERS = 4
TRAINEES = 8
SECONDS = 20.0
WARM_SECONDS = 4.0
# So many searches of a kind among ten: the registers of documents are asked far more often than that of persons.
MIX = {"document": 6, "vehicle": 2, "name": 2}
# A run's log grows with each search; a trainee goes on in a fresh run after so many.
SEARCHES_A_RUN = 50
_PURPOSE = {"reason": "Check at the border", "case_reference": "TR-BENCH"}


@dataclass
class Questions:
    """What is asked, shared by all trainees: each takes the next."""

    documents: list[dict[str, str]]
    vehicles: list[dict[str, str]]
    names: list[NameQuestion]


@dataclass
class Trainee:
    """One person at a browser, signed in once, with the runs that they go through."""

    browser: Browser
    runs: list[Run]
    questions: Questions
    rng: random.Random
    asked: Counter[str] = field(default_factory=Counter)
    turn: int = 0
    has_script: bool = True

    @property
    def run(self) -> Run:
        return self.runs[self.turn // SEARCHES_A_RUN % len(self.runs)]

    def search(self) -> None:
        """One search as a page with its script makes it: the form is posted, and the answer read that it brings."""
        kind = self.rng.choices(list(MIX), weights=list(MIX.values()))[0]
        path, text = getattr(self, f"_ask_{kind}")()
        fields = {**text, **_PURPOSE, "key": str(uuid.uuid4())}
        if self.has_script:
            self.browser.step(f"ask {kind}", path, fields, header="X-Desk-Step")
        else:
            self.browser.post(f"ask {kind}", path, fields, follow=f"answer {kind}")
        if "/queries/" not in self.browser.path:
            raise AssertionError(f"{path} gave no answer: {self.browser.body[:300]!r}")
        self.turn += 1
        self.asked[kind] += 1

    def _ask_document(self) -> tuple[str, dict[str, str]]:
        return reverse("sandbox:documents", args=[self.run.pk]), self.rng.choice(self.questions.documents)

    def _ask_vehicle(self) -> tuple[str, dict[str, str]]:
        return reverse("sandbox:register-page", args=[self.run.pk, "vehicles"]), self.rng.choice(self.questions.vehicles)

    def _ask_name(self) -> tuple[str, dict[str, str]]:
        question = self.rng.choice(self.questions.names)
        birth = question.birth.write() if question.birth else ""
        return reverse("sandbox:persons", args=[self.run.pk]), {"name": question.name, "birth": birth}

    def visit(self) -> None:
        """A search as a person makes it: the register's page, the form, the answer."""
        self.browser.get("page documents", reverse("sandbox:documents", args=[self.run.pk]))
        self.browser.get("page vehicles", reverse("sandbox:register-page", args=[self.run.pk, "vehicles"]))
        self.browser.get("page persons", reverse("sandbox:persons", args=[self.run.pk]))
        self.search()


def _make_trainees(world: World, port: int, questions: Questions) -> list[Trainee]:
    signed = start_signed_runs(world, TRAINEES, password=PASSWORD)
    trainees = []
    for number, (email, run) in enumerate(signed):
        browser = Browser(port)
        trainees.append(Trainee(browser, [run], questions, random.Random(number)))  # noqa: S311 - repeatable on purpose
        sign_in(browser, email)
        browser.get("page documents", reverse("sandbox:documents", args=[run.pk]))
    return trainees


def _keep_on(trainees: list[Trainee], act: Callable[[Trainee], None], seconds: float) -> float:
    """Each trainee acts again and again for so long; the seconds it took."""
    end = time.perf_counter() + seconds
    barrier = threading.Barrier(len(trainees))

    def go(trainee: Trainee) -> None:
        barrier.wait()
        while time.perf_counter() < end:
            act(trainee)

    began = time.perf_counter()
    with ThreadPoolExecutor(max_workers=len(trainees)) as pool:
        list(pool.map(go, trainees))
    return time.perf_counter() - began


def _forget(trainees: list[Trainee]) -> None:
    for trainee in trainees:
        trainee.asked.clear()
        trainee.browser.timings.clear()


def _list_times(trainees: list[Trainee], beginning: str = "") -> list[float]:
    return [
        seconds * 1000
        for trainee in trainees
        for name, times in trainee.browser.timings.items()
        if name.startswith(beginning)
        for seconds in times
    ]


def measure_searches(world: World) -> list[Figure]:
    """Mixed searches a second, and the time of a register's page, with so many trainees at once."""
    questions = Questions(draw_documents(world, 2_000), draw_vehicles(world, 1_000), draw_names(world, 1_000))
    with run_server(workers=WORKERS) as server:
        trainees = _make_trainees(world, server.port, questions)
        connections.close_all()
        _keep_on(trainees, Trainee.search, WARM_SECONDS)
        _forget(trainees)
        database = find_postgres_pid()
        before = read_cpu_seconds(server.pid), read_cpu_seconds(database) if database else 0.0, time.process_time()
        seconds = _keep_on(trainees, Trainee.search, SECONDS)
        after = read_cpu_seconds(server.pid), read_cpu_seconds(database) if database else 0.0, time.process_time()
        asked = sum((trainee.asked for trainee in trainees), Counter())
        searches = {name: _list_times(trainees, name) for name in ("ask document", "ask vehicle", "ask name", "answer")}
        _forget(trainees)
        _keep_on(trainees, Trainee.visit, SECONDS / 2)
        pages = _list_times(trainees, "page") + _list_times(trainees, "answer")
    total = asked.total()
    shares = ", ".join(f"{kind} {asked[kind] / total:.0%}" for kind in MIX)
    web, base, load = (round((b - a) / total * 1000, 2) for a, b in zip(before, after, strict=True))
    note = (
        f"{connection.vendor}, {WORKERS} workers, {TRAINEES} signed-in trainees at once for {seconds:.0f} s, each search posted and its answer"
        f" read ({shares}); CPU ms a search: web {web}, database {base}, load generator {load} on the same cores"
    )
    figures: list[tuple[str, float, str, float | None, str]] = [
        ("register.mixed_per_second", round(total / seconds, 1), "searches/s", 250, note),
        ("register.page.p50_ms", round(percentile(pages, 0.5), 1), "ms", None, f"{TRAINEES} at once, {len(pages)} pages"),
        ("register.page.p95_ms", round(percentile(pages, 0.95), 1), "ms", 150, f"{TRAINEES} at once, {len(pages)} pages"),
        ("register.mixed_cpu_ms", round(web + base, 2), "ms", None, "web server and database, a search with its answer's page"),
    ]  # fmt: skip
    for name, times in searches.items():
        key = f"register.http.{name.replace(' ', '_')}.p95_ms"
        figures.append((key, round(percentile(times, 0.95), 1), "ms", None, f"{TRAINEES} at once, no pause between"))
    return [Figure(*row) for row in figures]
