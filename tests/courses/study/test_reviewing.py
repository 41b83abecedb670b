"""An instructor's pages in the reviewer's seat, and who else gets there: nobody."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from college.core import clock
from courses.domain.teaching import assign_instructor
from courses.models import CourseExercise, CoursePage
from courses.queries.teaching import describe_learners, list_parts
from sandbox.domain.catalogue import read_scenarios, register_exercise
from sandbox.domain.desk import fold_events
from sandbox.domain.messages.sending import send_message
from sandbox.domain.notices import save_draft, submit_notice
from sandbox.domain.runs import grant_permit, refresh_run, start_run
from sandbox.domain.writing import read_event
from sandbox.models import RunEvent
from tests.conftest import make_person
from tests.sandbox.conftest import START
from tests.sandbox.test_notice_catalogue import VALID

SOON = START + timedelta(minutes=5)
WHY = "The court has set the warrant aside."
SECRET = "Between two bureaus alone."


@pytest.fixture
def cy(make_course):
    """Tutor of the course that has the supervised desk."""
    person = make_person("Cy Tutor", email="cy@college.example", sector="police")
    assign_instructor(person=person, course=make_course("one"), actor=None)
    return person


@pytest.fixture
def dee(make_course):
    person = make_person("Dee Tutor", email="dee@college.example", sector="customs")
    assign_instructor(person=person, course=make_course("two"), actor=None)
    return person


@pytest.fixture
def run(student, cy):
    """Ada's run with a notice that waits and a message to another bureau."""
    data = next(data for data in read_scenarios() if data["slug"] == "supervised-desk")
    exercise = register_exercise(data=data)[0].exercise
    exercise.refresh_from_db()
    CourseExercise.objects.create(course=CoursePage.objects.get(slug="one"), exercise=exercise)
    grant_permit(learner=student, exercise=exercise, now=START)
    made = start_run(learner=student, exercise=exercise, now=START)
    send_message(
        run=made, to="QME", subject="A note", case_reference="", priority="routine", handling="open",
        purpose="information", body=SECRET, records=[], now=START,
    )  # fmt: skip
    save_draft(run=made, type_key="red", fields=VALID | {"birth": "about forty"}, now=START)
    submit_notice(run=made, number=1, now=START)
    refresh_run(run=made, now=SOON)
    return made


def get_notice(run, number=1):
    return fold_events(read_event(event) for event in run.events.all()).notices[number]


def go(run, *more, number=1):
    return reverse(f"courses:review-{'act' if more else 'notice'}", args=[run.pk, number, *more])


def send(client, run, name, number=1, **data):
    return client.post(go(run, name, number=number), data | {"key": str(uuid.uuid4())}, follow=True)


def test_from_the_queue_to_publication_and_after(signed_in, cy, run):
    client = signed_in(cy, second_factor=True)
    with clock.travel(to=SOON):
        page = client.get(reverse("courses:review-list")).content.decode()
        assert (VALID["title"] in page, "Ada Lindqvist" in page, "Waiting for you" in page) == (True, True, True)
        page = client.get(go(run)).content.decode()
        assert page.index("The birth shows no year") < page.index("rules that are met")
        assert [name for name in ("question", "publish", "refuse", "suspend", "cancel") if go(run, name) in page] == [
            "question", "publish", "refuse",
        ]  # fmt: skip
        assert "The rules still ask" in client.get(go(run, "publish")).content.decode()
        teaching = reverse("teaching:run", args=[CoursePage.objects.get(slug="one").pk, run.pk])
        for address in (go(run), teaching):
            seen = client.get(address).content.decode()
            assert ("Notice 1 was submitted." in seen, SECRET in seen) == (True, False)
        nothing = send(client, run, "question", own="  ")
        assert (nothing.status_code, "Choose a question" in nothing.content.decode()) == (422, True)
        asked = send(client, run, "question", own="Is there an order?", suggested=["R4:birth:no_year"])
        assert "The bureau has your questions." in asked.content.decode()
        assert "this cannot be done now" in client.get(go(run, "publish"), follow=True).content.decode()


def test_the_trainee_meets_the_questions_as_the_simulated_reviewers(signed_in, cy, student, run):
    trainee, tutor = signed_in(student), signed_in(cy, second_factor=True)
    own = reverse("sandbox:notice-detail", args=[run.pk, 1])
    with clock.travel(to=SOON):
        assert "sits in the reviewer's seat" in trainee.get(own).content.decode()
        send(tutor, run, "question", own="Is there an order?")
        assert "Is there an order?" in trainee.get(own).content.decode()
        form = {"answer": "There is order 7 of the court.", "key": str(uuid.uuid4())}
        trainee.post(reverse("sandbox:notice-answer", args=[run.pk, 1]), form)
        assert "There is order 7" in tutor.get(go(run)).content.decode()
        send(tutor, run, "publish")
        assert "Every bureau of the network can read it" in trainee.get(own).content.decode()
        log = trainee.get(reverse("sandbox:run-log", args=[run.pk])).content.decode()
        assert ("from an instructor" in log, cy.full_name in log) == (True, False)


def test_every_act_after_publication(signed_in, cy, run):
    client = signed_in(cy, second_factor=True)
    with clock.travel(to=SOON):
        send(client, run, "publish")
        long = send(client, run, "suspend", months="7", reason=WHY)
        assert long.status_code == 422
        for name, data, state in (
            ("suspend", {"months": "3"}, "suspended"), ("restore", {}, "published"),
            ("cancel", {"ground": "ART2"}, "cancelled"),
        ):  # fmt: skip
            send(client, run, name, reason=WHY, **data)
            assert get_notice(run).state == state
        send(client, run, "expire", number=101)
        assert get_notice(run, 101).state == "expired"
        assert "Nothing waits" in client.get(reverse("courses:review-list")).content.decode()


def test_a_refusal_names_rules_and_a_deleted_notice_says_nothing(signed_in, cy, student, run):
    client = signed_in(cy, second_factor=True)
    with clock.travel(to=SOON):
        refused = send(client, run, "refuse", ground="OTHER", rules=["R4"], reason=WHY)
        assert WHY in refused.content.decode()
        assert "The birth shows no year" in signed_in(student).get(
            reverse("sandbox:notice-detail", args=[run.pk, 1])
        ).content.decode()  # fmt: skip
        gone = send(client, run, "delete", number=101, ground="OTHER", reason=WHY).content.decode()
        assert ("Its data are deleted." in gone, "Ostravelli" in gone) == (True, False)
        assert "Buyer of stolen freight papers" not in client.get(reverse("courses:review-list")).content.decode()


def test_a_form_sent_twice_makes_one_event(signed_in, cy, run):
    client = signed_in(cy, second_factor=True)
    form = {"own": "Is there an order?", "key": str(uuid.uuid4())}
    with clock.travel(to=SOON):
        assert client.post(go(run, "question"), form).url == client.post(go(run, "question"), form).url
    assert RunEvent.objects.filter(run=run, kind="notice_questioned").count() == 1


def test_for_everybody_else_the_seat_does_not_exist(signed_in, cy, dee, student, eve, run):
    with clock.travel(to=SOON):
        for person in (dee, student, eve):
            client = signed_in(person, second_factor=person is dee)
            for address in (go(run), go(run, "publish"), go(run, "question")):
                assert client.get(address).status_code == 404
                assert client.post(address, {"key": str(uuid.uuid4()), "own": "x"}).status_code in {404, 405}
            listed = client.get(reverse("courses:review-list"))
            assert listed.status_code == (200 if person is dee else 404)
            assert VALID["title"] not in listed.content.decode()
        client = signed_in(cy, second_factor=True)
        assert client.get(go(run, "publish", number=2)).status_code == 404
        assert client.get(go(run, "rewrite")).status_code == 404
        save_draft(run=run, type_key="red", fields=VALID, now=SOON)
        assert client.get(go(run, number=2)).status_code == 404  # a draft was never handed in
    assert list(RunEvent.objects.filter(run=run, payload__has_key="seat")) == []


def test_a_private_instructor_has_no_seat(signed_in, cy, run):
    cy.sector = "private"
    cy.save(update_fields=["sector"])
    with clock.travel(to=SOON):
        assert signed_in(cy, second_factor=True).get(go(run)).status_code == 404


def test_a_practice_desk_of_a_course_is_asked_of_nobody(cy, student, run):
    course = CoursePage.objects.get(slug="one")
    (row,) = describe_learners(course=course, parts=list_parts(course), learners=[student])
    assert row.exercises_asked == 0


@pytest.mark.parametrize("count", [1, 3])
def test_the_queues_queries_do_not_grow(count, signed_in, cy, run, django_assert_num_queries):
    from courses.queries.reviewing import list_notices_to_review

    for number in range(2, count + 1):
        save_draft(run=run, type_key="red", fields=VALID, now=SOON)
        submit_notice(run=run, number=number, now=SOON)
    with django_assert_num_queries(3):
        assert len(list_notices_to_review(cy)) == count + 1
