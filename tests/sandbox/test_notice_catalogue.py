import uuid
from datetime import date, timedelta

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from college.core import clock
from college.core.errors import CollegeError
from sandbox.domain.desk import fold_events
from sandbox.domain.notice_catalogue import NOTICE_TYPES
from sandbox.domain.notice_types import find_problems
from sandbox.domain.notices import answer_reviewer, save_draft, submit_notice
from sandbox.domain.red_notice import RED
from sandbox.domain.runs import refresh_run
from sandbox.domain.writing import read_event
from sandbox.enums import NoticeState
from tests.sandbox.conftest import START

TODAY = date(2027, 5, 14)
VALID = {
    "title": "Trafficker in medicines", "family_name": "Orlane", "forename": "Tavi", "sex": "M", "birth": "1980",
    "description": "Tall, a scar on the left hand", "offence_class": "serious", "stage": "prosecution",
    "maximum_months": "60", "interest": "The goods crossed four borders of the network.",
    "facts": "Shipped forty crates of falsified tablets through the port, as three bills of lading show.",
    "facts_place": "Port Orsel", "facts_date": "2027-02-01", "charge": "Trafficking, Penal Code 12", "warrant": "TR-W-1",
    "authority": "Court of Port Orsel", "extradition": "yes", "context": "none", "contact": "Bureau, duty desk",
    "language": "en", "handling": "restricted",
}  # fmt: skip


def get_notice(run):
    return fold_events(read_event(event) for event in run.events.all()).notices[1]


def judge(**changes):
    return [p["rule"] for p in find_problems(RED, VALID | changes, today=TODAY)]


@pytest.mark.parametrize(
    ("changes", "rules"),
    [
        ({}, []),
        ({"maximum_months": "18"}, ["R2"]),
        ({"offence_class": "administrative"}, ["R1"]),
        ({"offence_class": "dispute"}, ["R1"]),
        ({"warrant": ""}, ["R5"]),
        ({"facts_place": "", "facts_date": ""}, ["R5", "R5"]),
        ({"context": "politician"}, ["R7"]),
        ({"offence_class": "family"}, ["R1"]),
        ({"offence_class": "organised"}, []),
        ({"stage": "sentence", "imposed_months": "5", "remaining_months": "6"}, []),
        ({"stage": "sentence", "imposed_months": "5"}, ["R2"]),
        ({"interest": ""}, ["R3"]),
        ({"birth": ""}, ["R4"]),
        ({"birth": "", "photo": "TR-P-1"}, []),
        ({"description": ""}, ["R4"]),
        ({"extradition": "no"}, ["R6"]),
        ({"context": "refugee"}, ["R7"]),
        ({"contact": ""}, ["R8"]),
    ],
)
def test_red_rules_judge_each_variant(changes, rules):
    assert judge(**changes) == rules


@given(st.text(max_size=12))
def test_a_penalty_that_is_no_number_is_never_enough(text):
    is_number = text.strip().isascii() and text.strip().isdecimal() and len(text.strip()) <= 4
    assert (judge(maximum_months=text) == []) == (is_number and int(text.strip()) >= 24)


@pytest.mark.parametrize("notice_type", NOTICE_TYPES.values(), ids=list(NOTICE_TYPES))
def test_every_type_is_whole_and_no_empty_notice_passes(notice_type):
    keys = {spec.key for spec in notice_type.fields}
    assert len(keys) == len(notice_type.fields)
    assert {rule.field for rule in notice_type.rules} <= keys
    assert all(set(rule.values) <= keys for rule in notice_type.rules if rule.kind == "any_of")
    assert find_problems(notice_type, {}, today=TODAY)


def test_an_adult_who_may_wish_not_to_be_found_is_not_published():
    fields = VALID | {
        "case": "missing",
        "recorded": "yes",
        "privacy": "no",
        "circumstances": "Last seen at the pier at dusk on 1 May 2027.",
    }
    problems = find_problems(NOTICE_TYPES["yellow"], fields, today=TODAY)
    assert [(p["rule"], p["field"]) for p in problems] == [("YE-3", "privacy")]
    assert problems[0]["why"]


def test_a_red_notice_of_the_practice_desk_is_questioned_and_then_published(ada, begin):
    run = begin(ada, "practice-desk")
    save_draft(run=run, type_key="red", fields=VALID | {"description": "A notorious man, tall"}, now=START)
    submit_notice(run=run, number=1, now=START)
    refresh_run(run=run, now=START + timedelta(minutes=1))
    assert get_notice(run).state == NoticeState.INFO_REQUESTED
    save_draft(run=run, type_key="red", fields=VALID, number=1, now=START + timedelta(minutes=2))
    answer_reviewer(run=run, number=1, answer="The word is out.", now=START + timedelta(minutes=2))
    refresh_run(run=run, now=START + timedelta(minutes=3))
    assert get_notice(run).state == NoticeState.PUBLISHED


def test_silver_is_not_drafted_where_no_exercise_names_it(ada, begin):
    run = begin(ada, "practice-desk")
    with pytest.raises(CollegeError) as error:
        save_draft(run=run, type_key="silver", fields={}, now=START)
    assert error.value.code == "no_such_type"


def test_each_type_of_the_practice_desk_has_a_page_and_problems_say_why(client, ada, begin):
    run = begin(ada, "practice-desk", now=clock.now())
    client.force_login(ada)
    page = client.get(reverse("sandbox:notice-list", args=[run.pk])).content.decode()
    for key in set(NOTICE_TYPES) - {"silver"}:
        address = reverse("sandbox:notice-create", args=[run.pk, key])
        assert address in page
        assert client.get(address).status_code == 200
    assert client.get(reverse("sandbox:notice-create", args=[run.pk, "silver"])).status_code == 404
    save_draft(run=run, type_key="red", fields=VALID | {"offence_class": "dispute"})
    answer = client.post(reverse("sandbox:notice-submit", args=[run.pk, 1]), {"key": str(uuid.uuid4())})
    assert answer.status_code == 422
    assert "The police collect no debts." in answer.content.decode()
