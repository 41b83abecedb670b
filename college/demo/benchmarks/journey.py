"""A trainee's journey under load: sign-in, dashboard, course, five lessons, a quiz of 20 questions, result."""

import os
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.db import connections
from django.urls import reverse

from college.accounts.models import User
from college.core import clock
from college.demo.benchmarks.browser import Browser
from college.demo.benchmarks.forms import find_form
from college.demo.benchmarks.results import Figure, percentile
from college.demo.benchmarks.server import Server, find_postgres_pid, read_cpu_seconds, run_server
from courses.enums import EnrolmentState, Level
from courses.models import CoursePage, Enrolment, LessonPage, Programme, Quiz

QUESTIONS = 20
LESSONS = 5
PASSWORD = "measured harbour lantern"  # noqa: S105 - people of a throw-away database
# Moodle 4.5.6 on a machine of the same size: PHP 8.2, PostgreSQL, Redis, opcache.
MOODLE_CPU_SECONDS = 1.15
MOODLE_PER_MINUTE = 87.0


@dataclass(frozen=True, slots=True)
class Plan:
    """The addresses that a journey visits."""

    course: str
    lessons: list[str]
    quiz: str


def make_people(count: int, *, prefix: str) -> list[str]:
    """Admitted trainees with verified addresses; their email addresses."""
    password = make_password(PASSWORD)
    people = User.objects.bulk_create(
        User(email=f"{prefix}{number}@customs.marenia.example", full_name="Measured Trainee", sector="customs", password=password)
        for number in range(count)
    )  # fmt: skip
    EmailAddress.objects.bulk_create(
        EmailAddress(user=person, email=person.email, verified=True, primary=True) for person in people
    )
    programme = Programme.objects.get()
    moment = clock.now()
    Enrolment.objects.bulk_create(
        Enrolment(learner=person, programme=programme, state=EnrolmentState.ADMITTED, requested_at=moment, decided_at=moment)
        for person in people
    )  # fmt: skip
    return [person.email for person in people]


def make_plan() -> Plan:
    """The first introductory course with its first lessons; its quiz draws 20 questions and takes any number of attempts."""
    course = CoursePage.objects.filter(level=Level.INTRODUCTORY, live=True).order_by("position")[0]
    Quiz.objects.filter(course=course).update(draw_count=QUESTIONS)
    lessons = LessonPage.objects.child_of(course).live().order_by("path")[:LESSONS]
    return Plan(
        course=reverse("courses:course-detail", args=[course.slug]),
        lessons=[reverse("courses:lesson-detail", args=[course.slug, lesson.slug]) for lesson in lessons],
        quiz=reverse("courses:quiz-detail", args=[course.slug]),
    )


def sign_in(browser: Browser, email: str) -> None:
    """Sign in as a person does: the form, then what follows it."""
    browser.get("sign-in form", reverse("account_login"))
    browser.post("sign-in", reverse("account_login"), {"login": email, "password": PASSWORD}, follow="dashboard")


def make_journey(port: int, email: str, plan: Plan, *, has_script: bool) -> Browser:
    """One whole journey in a fresh browser; without scripts each answer is posted, and the next question got by a redirect."""
    browser = Browser(port)
    sign_in(browser, email)
    browser.get("course", plan.course)
    for lesson in plan.lessons:
        browser.get("lesson", lesson)
    browser.get("quiz intro", plan.quiz)
    browser.post("quiz start", plan.quiz, {}, follow="question")
    while "/review/" not in browser.path:
        form = find_form(browser.body, "/attempts/")
        form.answer_somehow()
        fields: dict[str, str | list[str]] = {**form.values, "go": form.find_button("go", "next", "review")}
        if has_script:
            browser.step("answer and next question", form.action, fields)
        else:
            browser.post("save answer", form.action, fields, follow="question")
    finish = find_form(browser.body, "/finish/")
    browser.post("finish", finish.action, finish.values, follow="result")
    browser.connection.close()
    return browser


def run_many(
    server: Server, emails: list[str], plan: Plan, *, at_once: int, has_script: bool = True
) -> tuple[list[Browser], float]:
    """Journeys of all these people, so many at once; the browsers and the seconds it took."""
    started = time.perf_counter()
    with ThreadPoolExecutor(max_workers=at_once) as pool:
        browsers = list(pool.map(lambda email: make_journey(server.port, email, plan, has_script=has_script), emails))
    return browsers, time.perf_counter() - started


def measure_journey(*, at_once: int = 32, rounds: int = 6) -> list[Figure]:
    """CPU seconds of a journey, journeys a minute with many at once, and the time of each of its pages alone."""
    plan = make_plan()
    stamp = f"m{os.getpid()}t{int(time.time())}"
    warm, alone = make_people(8, prefix=f"{stamp}w"), make_people(12, prefix=f"{stamp}a")
    plain = make_people(6, prefix=f"{stamp}p")
    crowd = make_people(at_once * rounds, prefix=f"{stamp}c")
    connections.close_all()
    with run_server(workers=4) as server:
        run_many(server, warm, plan, at_once=4)
        database = find_postgres_pid()
        before, before_database = read_cpu_seconds(server.pid), read_cpu_seconds(database) if database else 0.0
        browsers, _ = run_many(server, alone, plan, at_once=1)
        cpu = (read_cpu_seconds(server.pid) - before) / len(alone)
        database_cpu = (read_cpu_seconds(database) - before_database) / len(alone) if database else 0.0
        before = read_cpu_seconds(server.pid)
        plain_browsers, _ = run_many(server, plain, plan, at_once=1, has_script=False)
        plain_cpu = (read_cpu_seconds(server.pid) - before) / len(plain)
        own_cpu = time.process_time()
        crowded, seconds = run_many(server, crowd, plan, at_once=at_once)
        own_cpu = (time.process_time() - own_cpu) / len(crowd)
    timings: dict[str, list[float]] = {}
    for browser in browsers + plain_browsers:
        for name, values in browser.timings.items():
            timings.setdefault(name, []).extend(values)
    figures = [
        Figure("journey.requests", browsers[0].requests, "requests", 24, "Moodle's journey puts 5 questions on a page; ours one"),
        Figure("journey.cpu_seconds", round(cpu, 3), "s", MOODLE_CPU_SECONDS, "web server, a browser with scripts (saving an answer brings the next question); target 0.35; baseline Moodle 1.15–1.40"),
        Figure("journey.no_script.requests", plain_browsers[0].requests, "requests", 24, "each answer posted, then a redirect to the next question"),
        Figure("journey.no_script.cpu_seconds", round(plain_cpu, 3), "s", MOODLE_CPU_SECONDS, "web server, a browser without scripts; baseline Moodle 1.15–1.40"),
        Figure("journey.load_generator_cpu_seconds", round(own_cpu, 3), "s", None, "the measuring itself, on the same cores, while journey.per_minute is taken"),
        Figure("journey.database_cpu_seconds", round(database_cpu, 3), "s", None, "PostgreSQL, beside the web server's"),
        Figure("journey.per_minute", round(len(crowded) * 60 / seconds, 1), "journeys/min", MOODLE_PER_MINUTE,
               f"{at_once} at once, 4 workers, load generator on the same 2 cores; target 350; baseline Moodle"),
    ]  # fmt: skip
    for name, values in sorted(timings.items()):
        key = name.replace(" ", "_").replace("-", "_")
        figures.append(
            Figure(f"page.{key}.median_ms", round(percentile(values, 0.5) * 1000, 1), "ms", None, "one at a time")
        )
        figures.append(
            Figure(f"page.{key}.p95_ms", round(percentile(values, 0.95) * 1000, 1), "ms", None, "one at a time")
        )
    busy = [value for browser in crowded for values in browser.timings.values() for value in values]
    figures.append(
        Figure(
            "journey.request.p95_ms",
            round(percentile(busy, 0.95) * 1000, 1),
            "ms",
            1100,
            f"{at_once} at once; baseline Moodle",
        )
    )
    return figures
