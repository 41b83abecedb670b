"""A learner's run before the team of its course: replayed, commented on, and never another's."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from college.core import clock
from college.core.models import AuditEntry
from courses.domain.teaching import assign_instructor
from courses.models import CourseExercise
from courses.queries.debrief import find_taught
from sandbox.domain.actions import screen_zone
from sandbox.domain.catalogue import read_scenarios, register_exercise
from sandbox.domain.runs import finish_run, grant_permit, rebuild_world, start_run
from sandbox.models import EventComment
from tests.conftest import make_person
from tests.courses.study.conftest import make_lesson


@pytest.fixture
def course(make_course):
    return make_course("one")


@pytest.fixture
def run(course, student):
    """Ada's finished run of the course's exercise: she did next to nothing."""
    scenario = next(data for data in read_scenarios() if data["slug"] == "passport-control")
    exercise = register_exercise(data=scenario)[0].exercise
    CourseExercise.objects.create(course=course, exercise=exercise)
    grant_permit(learner=student, exercise=exercise)
    begun = start_run(learner=student, exercise=exercise, now=clock.now() - timedelta(minutes=5))
    values = rebuild_world(begun)[1].travellers[0].values
    screen_zone(run=begun, text=f"{values['zone_1']}\n{values['zone_2']}")
    return finish_run(run=begun)


@pytest.fixture
def cy(course):
    person = make_person("Cy Tutor", email="cy@college.example", sector="police")
    assign_instructor(person=person, course=course, actor=None)
    return person


def test_the_team_comments_on_an_event_and_changes_its_words(signed_in, cy, course, run, student):
    client, url = signed_in(cy, second_factor=True), reverse("teaching:run", args=[course.pk, run.pk])
    page = client.get(url, {"event": "2"}).content.decode()
    assert ("Comment on event 2" in page, "same digest" in page) == (True, True)
    sent = {"text": "Begin with the zones.", "key": str(uuid4())}
    assert [client.post(f"{url}?event=2", sent).status_code for _twice in range(2)] == [302, 302]
    comment = EventComment.objects.get()
    assert (comment.sequence, comment.author) == (2, cy)
    assert client.post(f"{url}?event=2", {"text": "a\x01b", "key": str(uuid4())}).status_code == 422
    change = reverse("teaching:comment", args=[course.pk, run.pk, comment.pk])
    assert client.post(change, {"text": "Begin with all zones.", "key": str(uuid4())}).status_code == 302
    replay = reverse("sandbox:run-replay", args=[run.pk])
    assert "Begin with all zones." in signed_in(student).get(replay, {"event": "2"}).content.decode()
    verbs = AuditEntry.objects.filter(verb__startswith="run.comment").values_list("verb", flat=True)
    assert set(verbs) == {"run.commented", "run.comment_changed"}


def test_anothers_runs_and_comments_do_not_exist(signed_in, cy, course, run, make_course):
    comment = EventComment.objects.create(run=run, sequence=1, author=cy, text="Mine.")
    url = reverse("teaching:run", args=[course.pk, run.pk])
    change = reverse("teaching:comment", args=[course.pk, run.pk, comment.pk])
    for name, taught, expected in (("Dee", make_course("two"), [404, 404]), ("Eli", course, [200, 404])):
        person = make_person(f"{name} Novak", email=f"{name.lower()}@college.example", sector="police")
        assign_instructor(person=person, course=taught, actor=None)
        client = signed_in(person, second_factor=True)
        assert [client.get(address).status_code for address in (url, change)] == expected


def test_the_debrief_links_the_lesson_and_its_part(course, student):
    lesson = make_lesson(course, "codes")
    links = find_taught(student, "passport-control", ["codes", "CODES § of codes", "Codes § nowhere", "None such"])
    url = reverse("courses:lesson-detail", args=[course.slug, lesson.slug])
    assert [link.url.partition("#")[0] for link in links.values()] == [url] * 3
    assert ["#" in link.url for link in links.values()] == [False, True, False]
