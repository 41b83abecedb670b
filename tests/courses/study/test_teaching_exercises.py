"""How an exercise went: figures of a course's own learners, before its instructors alone."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from college.core import clock
from college.core.models import AuditEntry
from courses.domain.enrolment import request_enrolment
from courses.domain.teaching import assign_instructor
from courses.models import CourseExercise
from courses.queries.cohorts import find_cohort, read_figures
from sandbox.domain.actions import screen_zone
from sandbox.domain.catalogue import read_scenarios, register_exercise
from sandbox.domain.runs import finish_run, grant_permit, rebuild_world, start_run
from sandbox.enums import EventKind, RunState
from sandbox.models import ExerciseVersion, Run, RunEvent
from sandbox.queries import read_results
from tests.conftest import make_person

MARK = "TRAINING – SYNTHETIC – NOT POLICE DATA"


@pytest.fixture
def course(make_course, exercise):
    course = make_course("one")
    CourseExercise.objects.create(course=course, exercise=exercise)
    for number, keys in ((1, ("first", "old")), (2, ("first", "new"))):
        definition = {"objectives": [{"key": key} for key in keys]}
        exercise.current = ExerciseVersion.objects.create(
            exercise=exercise, number=number, definition=definition, digest=f"{number}"
        )
    exercise.save()
    return course


@pytest.fixture
def cy(course):
    person = make_person("Cy Tutor", email="cy@college.example", sector="police")
    assign_instructor(person=person, course=course, actor=None)
    return person


@pytest.fixture
def admit(agency, programme):
    def make(name):
        person = make_person(name, email=f"{name.split()[0].lower().strip('=')}@customs.example")
        request_enrolment(learner=person, programme=programme)
        return person

    return make


def finish(learner, exercise, *, attempt=1, version=2, met=(), minutes=10):
    """A finished run as it is stored: each objective is worth half, and what was missed went wrong at event 2."""
    cited, end = ExerciseVersion.objects.get(exercise=exercise, number=version), clock.now()
    objectives = [
        {
            "key": row["key"], "title": f"=Objective [{row['key']}]", "group": "procedure", "of": 50, "did": "=1+1",
            "points": 50 * (row["key"] in met), "is_met": row["key"] in met, "wrong_at": None if row["key"] in met else 2,
        }
        for row in cited.definition["objectives"]
    ]  # fmt: skip
    score = sum(row["points"] for row in objectives)
    run = Run.objects.create(
        learner=learner, exercise=exercise, version=cited, attempt_number=attempt, seed="s", world_digest="d",
        state=RunState.FINISHED, started_at=end - timedelta(minutes=minutes), finished_at=end, score=score,
        is_passed=score >= 80, result={"objectives": objectives, "first_wrong_at": 2 if score < 100 else None},
    )  # fmt: skip
    for sequence, kind in ((1, EventKind.RUN_STARTED), (2, EventKind.DECISION_MADE), (3, EventKind.RUN_FINISHED)):
        RunEvent.objects.create(run=run, sequence=sequence, at=end, kind=kind)
    return run


def look(client, course, **choice):
    response = client.get(reverse("teaching:exercise", args=[course.pk, "passport-control"]), choice)
    assert response.status_code == 200
    return response


def test_own_learners_finished_runs_alone_are_counted(signed_in, cy, course, exercise, admit, eve):
    ann, ben = admit("Ann Ek"), admit("Ben Or")
    finish(ann, exercise, version=1, met=("first", "old"))
    finish(ben, exercise, version=1)
    missed = finish(ben, exercise, attempt=2, met=("first",), minutes=20)
    finish(eve, exercise, met=("first", "new"))  # a stranger to the course
    Run.objects.create(
        learner=ann, exercise=exercise, version=exercise.current, attempt_number=2, seed="s", world_digest="d"
    )
    client = signed_in(cy, second_factor=True)
    first, everything = look(client, course), look(client, course, attempts="all", sort="missed")
    assert [
        (f.people, f.runs, f.passed, f.people_passed) for f in (first.context["figures"], everything.context["figures"])
    ] == [(2, 2, 1, 1), (2, 3, 1, 1)]
    rows = everything.context["figures"].objectives
    assert [(row.key, row.met, row.judged) for row in rows] == [("new", 0, 1), ("old", 1, 2), ("first", 2, 3)]
    page = everything.content.decode()
    told = ("say little", "1 run is still under way", "Last asked for in version 1", "Decision made", "Eve", "Ann")
    assert [words in page for words in told] == [True, True, True, True, False, False]
    assert f"{reverse('teaching:run', args=[course.pk, missed.pk])}?event=2#replay" in page
    only = look(client, course, attempts="all", version="2").context["figures"]
    assert (only.runs, only.seconds.median, [row.key for row in only.objectives]) == (1, 1200, ["first", "new"])


def test_five_people_are_no_longer_few(signed_in, cy, course, exercise, admit):
    client = signed_in(cy, second_factor=True)
    assert "Nobody in this course has finished" in look(client, course).content.decode()
    for name in ["Ann", "Ben", "Cem", "Dua", "Eli"]:
        finish(admit(f"{name} Ek"), exercise, met=("first", "new"))
    page = look(client, course).content.decode()
    assert ("say little" in page, "every objective was met" in page) == (False, True)


def test_it_exists_for_the_courses_instructors_alone(signed_in, cy, course, exercise, make_course, student):
    other = make_course("two")
    dee = make_person("Dee Novak", email="dee@college.example", sector="police")
    assign_instructor(person=dee, course=other, actor=None)
    for name in ("teaching:exercise", "teaching:exercise-workbook"):
        url = reverse(name, args=[course.pk, exercise.slug])
        assert signed_in(dee, second_factor=True).get(url).status_code == 404
        assert signed_in(student).get(url).status_code == 302
        client = signed_in(cy, second_factor=True)
        assert client.get(url, {"attempts": "\x00", "version": "9" * 400, "sort": "<b>"}).status_code == 200
        for absent in ([course.pk, "no-such-exercise"], [other.pk, exercise.slug]):
            assert client.get(reverse(name, args=absent)).status_code == 404
    page = signed_in(dee, second_factor=True).get(reverse("teaching:learners", args=[other.pk])).content.decode()
    assert "How the exercises went" not in page
    own = client.get(reverse("teaching:learners", args=[course.pk])).content.decode()
    assert reverse("teaching:exercise", args=[course.pk, exercise.slug]) in own


def test_queries_do_not_grow_with_the_runs(signed_in, cy, course, exercise, admit):
    client, counts = signed_in(cy, second_factor=True), []
    for names in ("Ann", "Ben Cem Dua Eli Fay"):
        for name in names.split():
            person = admit(f"{name} Ek")
            finish(person, exercise, version=1)
            finish(person, exercise, attempt=2, met=("new",))
        look(client, course, attempts="all")
        with CaptureQueriesContext(connection) as caught:
            look(client, course, attempts="all")
            client.get(reverse("teaching:exercise-workbook", args=[course.pk, exercise.slug]), {"attempts": "all"})
        counts.append(len(caught))
    assert counts[0] == counts[1]


def test_the_workbook_has_a_row_a_run_a_sheet_an_objective_and_no_formula(
    signed_in, cy, course, exercise, admit
):  # fmt: skip
    ann = admit("=Ann Ek")
    finish(ann, exercise, version=1, met=("first", "old"))
    finish(ann, exercise, attempt=2)
    client = signed_in(cy, second_factor=True)
    response = client.get(reverse("teaching:exercise-workbook", args=[course.pk, exercise.slug]), {"attempts": "all"})
    assert "TRAINING-SYNTHETIC-NOT-POLICE-DATA" in response["Content-Disposition"]
    book = load_workbook(BytesIO(response.getvalue()))
    assert book.sheetnames == ["Runs", "Objectives", "1 =Objective  first", "2 =Objective  new", "3 =Objective  old"]
    rows = {sheet.title: list(sheet.iter_rows(min_row=5, values_only=True)) for sheet in book}
    assert [len(found) for found in rows.values()] == [2, 3, 2, 1, 1]
    assert rows["Runs"][0][:3] + rows["Runs"][0][5:] == ("'=Ann Ek", 1, 1, 10, 100, "Yes", None)
    assert rows["2 =Objective  new"] == [("'=Ann Ek", 2, 2, "No", 0, 50, 2, "'=1+1")]
    assert {sheet["A1"].value for sheet in book} == {MARK}
    assert not [cell for sheet in book for row in sheet for cell in row if cell.data_type == "f"]
    entry = AuditEntry.objects.get(verb="exercise.runs_exported")
    assert (entry.data["runs"], "cy" in entry.actor.lower() or str(cy.pk) in entry.actor) == (2, True)


def test_a_run_that_was_judged_says_the_same(make_course, student):
    """What is stored of a run fits its log: its time from the first event to the last, and its first wrong turn."""
    scenario = next(data for data in read_scenarios() if data["slug"] == "passport-control")
    exercise, course = register_exercise(data=scenario)[0].exercise, make_course("one")
    CourseExercise.objects.create(course=course, exercise=exercise)
    grant_permit(learner=student, exercise=exercise)
    run = start_run(learner=student, exercise=exercise, now=clock.now() - timedelta(minutes=5))
    values = rebuild_world(run)[1].travellers[0].values
    screen_zone(run=run, text=f"{values['zone_1']}\n{values['zone_2']}")
    run = finish_run(run=run)
    cohort = find_cohort(course=course, exercise_slug=exercise.slug, wanted={})
    (result,) = read_results(cohort.runs)
    events = list(RunEvent.objects.filter(run=run).order_by("sequence"))
    assert (result.started_at, result.finished_at) == (events[0].at, events[-1].at)
    rows = read_figures(cohort).objectives
    assert [row.key for row in rows] == [row["key"] for row in scenario["objectives"]]
    assert sum(row.points for row in rows if row.met) == run.score
    assert all(row.is_present for row in rows)
    assert sum(row.first_wrong for row in rows) >= 1
