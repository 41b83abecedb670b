"""Searches over HTTP: signed-in trainees in runs of their own ask a real server, many at once, and read each answer."""

import random
import threading
import time
import uuid
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from django.core.management import call_command
from django.db import connections
from django.urls import reverse

from college.demo.benchmarks.browser import Browser
from college.demo.benchmarks.persons_run import start_signed_runs
from college.demo.benchmarks.questions import NameQuestion, draw_documents, draw_names, draw_vehicles
from college.demo.benchmarks.results import Figure, percentile
from college.demo.benchmarks.server import Server, find_postgres_pid, read_cpu_seconds, run_server
from sandbox.models import Run, World

WORKERS = 4
AT_ONCE = 8
SECONDS = 20.0
WARM_SECONDS = 5.0
# So many searches of a kind among ten: four of five are exact, as documents and things are asked far more often than people.
MIX = {"document": 6, "vehicle": 2, "name": 2}
# A trainee leaves after so many searches, and the next sits down: an exercise seldom sees more.
SEARCHES_A_RUN = 25
TRAINEES = 240
_PURPOSE = {"reason": "Check at the border", "case_reference": "TR-BENCH"}


@dataclass
class Questions:
    """What is asked: documents and vehicles that are known and that are not, and names as people get them wrong."""

    documents: list[dict[str, str]]
    vehicles: list[dict[str, str]]
    names: list[NameQuestion]


@dataclass
class Trainee:
    """One person at a browser, signed in, with a run of their own."""

    browser: Browser
    run: Run

    def open_page(self, kind: str) -> None:
        """The page of a register with its form."""
        self.browser.get(f"page {kind}", self._find(kind))

    def search(self, kind: str, text: dict[str, str], *, has_script: bool = True) -> None:
        """Post the form and read the answer: in one with the page's script, without it after a redirect."""
        if not self.browser.token:
            self.open_page(kind)
        path, fields = self._find(kind), {**text, **_PURPOSE, "key": str(uuid.uuid4())}
        if has_script:
            self.browser.step(f"ask {kind}", path, fields, header="X-Desk-Step")
        else:
            self.browser.post(f"ask {kind}", path, fields, follow=f"answer {kind}")
        if "/queries/" not in self.browser.path:
            raise AssertionError(f"{path} gave no answer: {self.browser.body[:300]!r}")

    def _find(self, kind: str) -> str:
        match kind:
            case "document":
                return reverse("sandbox:documents", args=[self.run.pk])
            case "vehicle":
                return reverse("sandbox:register-page", args=[self.run.pk, "vehicles"])
        return reverse("sandbox:persons", args=[self.run.pk])


@dataclass
class Seat:
    """One place at the desks: trainees sit down at it one after the other."""

    trainees: Iterator[Trainee]
    questions: Questions
    rng: random.Random
    trainee: Trainee | None = None
    turn: int = 0
    asked: Counter[str] = field(default_factory=Counter)
    timings: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))

    def sit_down(self) -> Trainee:
        """The trainee at this place: the next one when the last has made enough searches."""
        if self.trainee is None or self.turn % SEARCHES_A_RUN == 0:
            self.trainee = next(self.trainees)
            self.trainee.browser.timings = self.timings  # a place's times stand together, whoever sits there
        self.turn += 1
        return self.trainee

    def search(self, *, has_script: bool = True) -> None:
        """One search of the mix."""
        trainee = self.sit_down()
        kind = self.rng.choices(list(MIX), weights=list(MIX.values()))[0]
        trainee.search(kind, self._draw(kind), has_script=has_script)
        self.asked[kind] += 1

    def search_without_script(self) -> None:
        self.search(has_script=False)

    def visit(self) -> None:
        """The page of each register, and a search."""
        for kind in MIX:
            self.sit_down().open_page(kind)
        self.search()

    def _draw(self, kind: str) -> dict[str, str]:
        match kind:
            case "document":
                return self.rng.choice(self.questions.documents)
            case "vehicle":
                return self.rng.choice(self.questions.vehicles)
        question = self.rng.choice(self.questions.names)
        return {"name": question.name, "birth": question.birth.write() if question.birth else ""}

    def forget(self) -> None:
        self.asked.clear()
        self.timings.clear()


def _take_seats(world: World, port: int) -> list[Seat]:
    questions = Questions(draw_documents(world, 2_000), draw_vehicles(world, 1_000), draw_names(world, 1_000))
    trainees = []
    for cookies, run in start_signed_runs(world, TRAINEES):
        browser = Browser(port)
        browser.cookies.update(cookies)
        trainees.append(Trainee(browser, run))
    share = TRAINEES // AT_ONCE
    return [
        Seat(_go_round(trainees[place * share : (place + 1) * share]), questions, random.Random(place))  # noqa: S311 - repeatable
        for place in range(AT_ONCE)
    ]  # fmt: skip


def _go_round(trainees: list[Trainee]) -> Iterator[Trainee]:
    while True:
        yield from trainees


def _keep_on(seats: list[Seat], act: Callable[[Seat], None], seconds: float) -> float:
    """All places at once act again and again for so long; the seconds it took."""
    barrier = threading.Barrier(len(seats))

    def go(seat: Seat) -> None:
        barrier.wait()
        end = time.perf_counter() + seconds
        while time.perf_counter() < end:
            act(seat)

    began = time.perf_counter()
    with ThreadPoolExecutor(max_workers=len(seats)) as pool:
        list(pool.map(go, seats))
    return time.perf_counter() - began


def _measure(
    server: Server, seats: list[Seat], act: Callable[[Seat], None], seconds: float
) -> tuple[float, str, float]:
    """Searches a second, a note on what they were and what they cost, and the CPU milliseconds of web server and database for one."""
    _keep_on(seats, act, WARM_SECONDS)
    for seat in seats:
        seat.forget()
    database = find_postgres_pid()

    def read_clocks() -> tuple[float, float, float]:
        return read_cpu_seconds(server.pid), read_cpu_seconds(database) if database else 0.0, time.process_time()

    before = read_clocks()
    took = _keep_on(seats, act, seconds)
    asked = sum((seat.asked for seat in seats), Counter())
    total = asked.total()
    web, base, load = ((b - a) / total * 1000 for a, b in zip(before, read_clocks(), strict=True))
    note = (
        f"{', '.join(f'{kind} {asked[kind] / total:.0%}' for kind in MIX)}; {WORKERS} workers, {AT_ONCE} signed-in trainees at once for {took:.0f} s,"
        f" each in a run of their own; CPU ms a search: web {web:.1f}, database {base:.1f}, load generator {load:.1f} on the same cores"
    )
    return total / took, note, web + base


def _list_times(seats: list[Seat], beginning: str) -> list[float]:
    return [
        seconds * 1000
        for seat in seats
        for name, times in seat.timings.items()
        if name.startswith(beginning)
        for seconds in times
    ]


def measure_searches(world: World) -> list[Figure]:
    """Mixed searches a second with and without the page's script, and the time of a register's page, so many at once."""
    call_command("collectstatic", verbosity=0, interactive=False)
    with run_server(workers=WORKERS) as server:
        seats = _take_seats(world, server.port)
        connections.close_all()
        rate, note, cost = _measure(server, seats, Seat.search, SECONDS)
        answers = {kind: _list_times(seats, f"ask {kind}") for kind in MIX}
        plain_rate, plain_note, _cost = _measure(server, seats, Seat.search_without_script, SECONDS / 2)
        _keep_on(seats, Seat.visit, WARM_SECONDS)
        for seat in seats:
            seat.forget()
        _keep_on(seats, Seat.visit, SECONDS / 2)
        pages = _list_times(seats, "")
    size = f"{AT_ONCE} at once, {len(pages)} requests: pages with forms, answers"
    figures: list[tuple[str, float, str, float | None, str]] = [
        ("register.mixed_per_second", round(rate, 1), "searches/s", 250, f"posted and answered by the page's script; {note}"),
        ("register.mixed_no_script_per_second", round(plain_rate, 1), "searches/s", None, f"posted, then a redirect to the answer; {plain_note}"),
        ("register.mixed_cpu_ms", round(cost, 2), "ms", None, "CPU of web server and database for a search, with the page's script"),
        ("register.page.p50_ms", round(percentile(pages, 0.5), 1), "ms", None, size),
        ("register.page.p95_ms", round(percentile(pages, 0.95), 1), "ms", 150, size),
    ]  # fmt: skip
    for kind, times in answers.items():
        note = f"{AT_ONCE} at once without a pause, {len(times)} searches"
        figures.append((f"register.http.{kind}.p95_ms", round(percentile(times, 0.95), 1), "ms", None, note))
    return [Figure(*row) for row in figures]
