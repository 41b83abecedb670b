"""The pages: one's own runs only, every form's sentence, nothing that gives the answers away."""

import re
import uuid
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from college.core import clock
from sandbox.domain.actions import send_message
from sandbox.domain.playing.steps import play_solution
from sandbox.domain.runs import finish_run, rebuild_world
from sandbox.models import Run, RunEvent
from tests.sandbox.conftest import START

RUN_PAGES = [
    "run-detail",
    "screening",
    "identifiers",
    "documents",
    "message-list",
    "message-compose",
    "decision-list",
    "run-log",
    "run-finish",
]


@pytest.fixture(autouse=True)
def stopped_clock():
    with clock.travel(to=START):
        yield


@pytest.fixture
def desk(client, ada, begin) -> Run:
    client.force_login(ada)
    return begin(ada)


def url(name, run, **kwargs):
    return reverse(f"sandbox:{name}", kwargs={"run_id": run.pk, **kwargs})


def key():
    return str(uuid.uuid4())


def query(run, traveller="stolen_blank", **changes):
    _definition, world = rebuild_world(run)
    values = world.entities[traveller].values
    return {
        "number": values["number"],
        "country": values["issuer"],
        "document_type": "passport",
        "reason": "Entry check",
        "case_reference": world.case_reference,
        "key": key(),
    } | changes


@pytest.mark.parametrize("name", RUN_PAGES)
def test_own_pages_open_with_the_ribbon(name, client, desk):
    response = client.get(url(name, desk))
    assert response.status_code == 200
    text = response.content.decode()
    assert text.count("TRAINING – SYNTHETIC – NOT POLICE DATA") == 1
    assert text.count("<h1") == 1


@pytest.mark.parametrize("name", [*RUN_PAGES, "run-result"])
def test_anothers_run_does_not_exist(name, client, eve, desk):
    client.force_login(eve)
    assert client.get(url(name, desk)).status_code == 404
    client.logout()
    assert client.get(url(name, desk)).status_code == 302


@pytest.mark.parametrize(
    ("name", "kwargs"),
    [("documents", {}), ("screening", {}), ("identifiers", {}), ("message-compose", {}), ("run-finish", {}), ("decision-edit", {"reference": "T1"}), ("found-open", {"register": "documents", "reference": "TD-1"}), ("notice-validate", {"number": 1}), ("notice-submit", {"number": 1}), ("notice-answer", {"number": 1})],
)  # fmt: skip
def test_another_cannot_post_into_a_run(name, kwargs, client, eve, desk):
    client.force_login(eve)
    assert client.post(url(name, desk, **kwargs), query(desk)).status_code == 404
    assert desk.events.count() == 1


def test_tools_that_the_exercise_has_not_do_not_exist(client, desk, ada, begin):
    notice_run = begin(ada, "purple-notice")
    assert client.get(url("notice-list", desk)).status_code == 404
    assert client.get(url("documents", notice_run)).status_code == 404
    assert client.get(url("decision-list", notice_run)).status_code == 404


def test_without_a_permit_an_exercise_does_not_exist(client, eve, exercises):
    client.force_login(eve)
    detail, start = (
        reverse(f"sandbox:{n}", kwargs={"slug": "passport-control"}) for n in ("exercise-detail", "run-start")
    )
    assert (client.get(detail).status_code, client.post(start).status_code) == (404, 404)
    assert "Passport control" not in client.get(reverse("sandbox:index")).content.decode()


def test_state_is_changed_by_post_alone(client, desk):
    for name, kwargs in [
        ("found-open", {"register": "documents", "reference": "TD-1"}),
        ("notice-submit", {"number": 1}),
        ("notice-validate", {"number": 1}),
    ]:
        assert client.get(url(name, desk, **kwargs)).status_code == 405
    assert client.get(reverse("sandbox:run-start", kwargs={"slug": "passport-control"})).status_code == 405
    assert client.put(url("documents", desk)).status_code == 405
    client.get(url("run-finish", desk))
    desk.refresh_from_db()
    assert desk.is_open


def test_posts_need_the_token(ada, desk):
    client = Client(enforce_csrf_checks=True)
    client.force_login(ada)
    assert client.post(url("documents", desk), query(desk)).status_code == 403


def test_a_query_sent_twice_is_one_query(client, desk):
    data = query(desk)
    first, second = client.post(url("documents", desk), data), client.post(url("documents", desk), data)
    assert first.url == second.url == url("lookup-detail", desk, register="documents", sequence=2)
    assert desk.events.count() == 2


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"number": ""}, "This field is required."),
        ({"number": "Lindqvist"}, "holds no names"),
        ({"number": "%%%1"}, "5 to 14 characters"),
        ({"number": "A1" * 4000}, "at most 40 characters"),
        ({"country": "FRA"}, "not one of the available choices"),
        ({"reason": "x"}, "at least 5 characters"),
        ({"reason": "Call +44 20 7946 0958 first"}, "Do not enter real case data"),
        ({"key": "nonsense"}, "This form is incomplete"),
    ],
)
def test_a_bad_query_answers_with_a_sentence_and_keeps_the_input(changes, sentence, client, desk):
    response = client.post(url("documents", desk), query(desk, **changes))
    text = response.content.decode()
    assert response.status_code == 422
    assert sentence in text
    assert 'value="Entry check"' in text or "reason" in changes
    assert RunEvent.objects.filter(kind="register_queried").count() == 0


def test_no_record_says_that_it_proves_nothing(client, desk):
    text = client.post(url("documents", desk), query(desk, "bad_digit"), follow=True).content.decode()
    assert "No record proves nothing" in text


def test_open_a_record_cite_it_and_read_the_answer(client, desk):
    _definition, world = rebuild_world(desk)
    record = world.records["stolen_blank_record"]
    assert client.get(url("found-detail", desk, register="documents", reference=record.reference)).status_code == 404
    client.post(url("documents", desk), query(desk))
    response = client.post(
        url("found-open", desk, register="documents", reference=record.reference), {"key": key()}, follow=True
    )
    assert "Nothing is confirmed yet" in response.content.decode()
    page = client.get(url("message-compose", desk), {"record": record.reference}).content.decode()
    assert re.search(rf'value="{record.reference}"[^>]*checked', page)
    message = {
        "to": record.values["issuer"],
        "purpose": "hit_confirmation",
        "priority": "urgent",
        "handling": "open",
        "case_reference": world.case_reference,
        "records": [record.reference],
        "subject": "Hit",
        "body": "Please confirm the record.",
        "key": key(),
    }
    assert client.post(url("message-compose", desk), message | {"to": "QMA"}).status_code == 422
    client.post(url("message-compose", desk), message)
    client.post(url("message-compose", desk), message)
    assert desk.events.filter(kind="message_sent").count() == 1
    with clock.travel(to=START + timedelta(minutes=1)):
        text = client.get(url("found-detail", desk, register="documents", reference=record.reference)).content.decode()
    assert "Confirmed by the owner" in text
    answer = desk.events.get(kind="message_received")
    assert record.reference in client.get(url("message-detail", desk, sequence=answer.sequence)).content.decode()


def test_what_people_write_is_never_markup(client, desk):
    hostile = "<script>alert(1)</script> {{ 7|add:7 }} \u202eabc"
    client.post(url("decision-edit", desk, reference="T1"), {"choice": "proceed", "rationale": hostile, "key": key()})
    for name in ("decision-list", "run-log"):
        text = client.get(url(name, desk)).content.decode()
        assert "<script>alert(1)</script>" not in text
        assert "&lt;script&gt;alert(1)&lt;/script&gt; {{ 7|add:7 }}" in text


def test_a_zone_is_shown_digit_by_digit(client, desk):
    _definition, world = rebuild_world(desk)
    values = world.entities["bad_digit"].values
    text = client.post(
        url("screening", desk), {"text": f"{values['zone_1']}\n{values['zone_2']}", "key": key()}
    ).content.decode()
    assert "A check digit is wrong" in text
    assert text.count("was expected.") == 2  # in the alert and at its calculation
    response = client.post(url("screening", desk), {"text": "P<UTO", "key": key()})
    assert (response.status_code, "The lines have 5 characters" in response.content.decode()) == (422, True)


def test_the_pages_of_an_open_run_give_no_answer_away(client, desk):
    definition, _world = rebuild_world(desk)
    secrets = (
        [o.template.key for o in definition.objectives]
        + [o.template.right for o in definition.objectives]
        + [o.template.title for o in definition.objectives]
    )
    secrets += ["letter_twin", "stolen_blank_record", "bad_digit", "TD-"]
    for name in RUN_PAGES:
        text = client.get(url(name, desk)).content.decode()
        assert [secret for secret in secrets if secret in text] == [], name


def test_result_tells_what_was_expected_done_and_why(client, ada, desk):
    assert client.get(url("run-result", desk)).status_code == 302
    play_solution(desk, start=START, mistake="detains-before-confirmation")
    with clock.travel(to=START + timedelta(hours=1)):
        first = client.post(url("run-finish", desk), follow=True)
        again = client.post(url("run-finish", desk), follow=True)
    text = first.content.decode()
    assert text == again.content.decode() or first.status_code == again.status_code == 200
    assert "<strong>92</strong>" in text
    assert text.count("film__event--turn") == 1
    assert "decided before the owner of the record had answered" in text
    assert "From a possible match to a confirmed one" in text
    for name in RUN_PAGES[1:6]:
        assert client.get(url(name, desk)).url == url("run-result", desk)
    assert client.post(url("documents", desk), query(desk)).url == url("run-result", desk)
    assert "Not passed yet" not in text


def test_a_failed_run_can_be_tried_again_in_a_fresh_world(client, ada, desk):
    finish_run(run=desk)
    response = client.post(reverse("sandbox:run-start", kwargs={"slug": "passport-control"}))
    new = Run.objects.get(state="open")
    assert (response.url, new.attempt_number) == (url("run-detail", new), 2)
    assert new.world_digest != desk.world_digest


@pytest.mark.parametrize("events", [1, 3])
def test_a_page_costs_the_same_however_long_the_log(events, client, desk, django_assert_num_queries):
    for _turn in range(events):
        client.post(url("documents", desk), query(desk))
        client.post(
            url("decision-edit", desk, reference="T1"), {"choice": "proceed", "rationale": "All is well.", "key": key()}
        )
    client.get(url("documents", desk))
    for name in ("run-detail", "documents", "decision-list", "run-log", "message-list"):
        drafts = 1 if name == "message-list" else 0
        # Session, person, run, its log; and the count of drafts.
        with django_assert_num_queries(4 + drafts):
            client.get(url(name, desk))


@pytest.mark.parametrize("count", [1, 3])
def test_lists_cost_the_same_however_many_runs(count, client, ada, begin, django_assert_num_queries):
    client.force_login(ada)
    for _attempt in range(count):
        finish_run(run=begin(ada))
    client.get(reverse("sandbox:index"))
    with django_assert_num_queries(4):
        client.get(reverse("sandbox:index"))
    with django_assert_num_queries(5):
        client.get(reverse("sandbox:exercise-detail", kwargs={"slug": "passport-control"}))


def test_the_title_is_the_true_state_of_the_answer(client, desk):
    _definition, world = rebuild_world(desk)
    record = world.records["stolen_blank_record"]
    page = client.post(url("documents", desk), query(desk), follow=True)
    assert "<h1>Possible match</h1>" in page.text
    client.post(url("found-open", desk, register="documents", reference=record.reference), {"key": key()})
    send_message(
        run=desk, to=record.values["issuer"], subject="Hit", case_reference=world.case_reference, priority="urgent",
        handling="open", purpose="hit_confirmation", body="Please confirm the record.", records=[record.reference],
    )  # fmt: skip
    with clock.travel(to=START + timedelta(minutes=5)):
        answer = client.get(url("lookup-detail", desk, register="documents", sequence=2)).text
    assert "<h1>Confirmed by the owner</h1>" in answer
