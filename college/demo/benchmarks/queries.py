"""How many database queries each page of the journey takes."""

from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from college.demo.benchmarks.forms import find_form
from college.demo.benchmarks.journey import make_people, make_plan
from college.demo.benchmarks.results import Figure


def measure_queries() -> list[Figure]:
    """Query counts of a warm page, cache filled, for a trainee in the middle of a course."""
    plan = make_plan()
    (email,) = make_people(1, prefix="queries")
    client = Client(HTTP_HOST="localhost")
    client.force_login(get_user_model().objects.get(email=email), backend="college.accounts.backends.PasswordBackend")
    client.post(plan.quiz)
    question = client.get(client.post(plan.quiz)["Location"])["Location"]
    form = find_form(client.get(question).content, "/attempts/")
    form.answer_somehow()
    pages = {
        "catalogue": "/courses/",
        "dashboard": reverse("home:dashboard"),
        "course": plan.course,
        "lesson": plan.lessons[0],
        "quiz_intro": plan.quiz,
        "question": question,
    }
    figures = []
    for name, path in pages.items():
        client.get(path)
        with CaptureQueriesContext(
            connection,
        ) as captured:
            client.get(path)
        figures.append(Figure(f"page.{name}.queries", len(captured), "queries", 51, "baseline Moodle: 51–150 a page"))
    with CaptureQueriesContext(connection) as captured:
        client.post(form.action, {**form.values, "go": "next"})
    figures.append(Figure("page.save_answer.queries", len(captured), "queries", 51, "savepoints and commits included"))
    return figures
