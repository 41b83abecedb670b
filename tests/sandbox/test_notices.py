import uuid
from datetime import date, timedelta

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from college.core import clock
from college.core.errors import CollegeError, Conflict
from sandbox.domain.desk import fold_events
from sandbox.domain.notice_states import TRANSITIONS
from sandbox.domain.notice_types import PURPLE, find_problems
from sandbox.domain.notices import NoticeIncompleteError, answer_reviewer, save_draft, submit_notice, validate_notice
from sandbox.domain.playing.steps import set_stage
from sandbox.domain.runs import rebuild_world, refresh_run
from sandbox.domain.text import find_names, find_real_patterns
from sandbox.domain.writing import read_event
from sandbox.enums import NoticeState
from tests.sandbox.conftest import START

LATER = START + timedelta(hours=1)


@pytest.fixture
def run(ada, begin):
    return begin(ada, "purple-notice")


@pytest.fixture
def good(run):
    """A notice that meets every rule, as the exercise's own solution drafts it."""
    stage = set_stage(run, START)
    draft = next(step for step in stage.definition.source.solution if step.do == "draft")
    return stage.fill(draft.parameters["fields"])


def get_notice(run, number=1):
    return fold_events(read_event(e) for e in run.events.all()).notices[number]


def submit(run, fields, number=None):
    save_draft(run=run, type_key="purple", fields=fields, number=number, now=START)
    submit_notice(run=run, number=number or 1, now=START)
    refresh_run(run=run, now=LATER)
    return get_notice(run)


def test_every_state_is_known_and_final_ones_lead_nowhere():
    assert set(TRANSITIONS) == set(NoticeState)
    assert {state for state, ways in TRANSITIONS.items() if ways} == {
        NoticeState.DRAFT,
        NoticeState.SUBMITTED,
        NoticeState.SCREENING,
        NoticeState.INFO_REQUESTED,
        NoticeState.PUBLISHED,
        NoticeState.SUSPENDED,
        NoticeState.DIFFUSED,
    }


def test_a_good_notice_is_published_and_the_partner_writes(run, good):
    notice = submit(run, good)
    assert [state for _at, state in notice.history] == [
        NoticeState.DRAFT,
        NoticeState.SUBMITTED,
        NoticeState.SCREENING,
        NoticeState.PUBLISHED,
    ]
    assert notice.reference.startswith("TR-PU-")
    partner = rebuild_world(run)[1].entities["partner"].values
    assert run.events.get(kind="message_received").payload["from"] == partner["issuer"]


@pytest.mark.parametrize(
    ("change", "rules"),
    [
        ({"title": "Short"}, ["PU-1"]), ({"offence": ""}, ["PU-2"]), ({"offence": "late_declaration"}, ["PU-2"]),
        ({"place": ""}, ["PU-3"]), ({"date": ""}, ["PU-3"]), ({"date": "2031-01-01"}, ["PU-3"]),
        ({"modus_operandi": "Things are hidden."}, ["PU-4"]), ({"object": "A bust"}, ["PU-5"]), ({"route": "Lanto"}, ["PU-6"]),
        ({"cues": "heavy\nHEAVY\npaint"}, ["PU-7"]), ({"case_status": ""}, ["PU-8"]), ({"request": ""}, ["PU-8"]),
        ({"request": "", "case_status": "closed"}, []), ({"handling": ""}, ["PU-9"]), ({"title": "", "cues": ""}, ["PU-1", "PU-7"]),
    ],
)  # fmt: skip
def test_each_rule_is_named_when_it_is_not_met(change, rules, good):
    assert [p["rule"] for p in find_problems(PURPLE, good | change, today=date(2027, 6, 18))] == rules


def test_an_incomplete_notice_is_not_submitted_and_the_attempt_is_logged(run, good):
    save_draft(run=run, type_key="purple", fields=good | {"cues": "one"}, now=START)
    with pytest.raises(NoticeIncompleteError) as error:
        submit_notice(run=run, number=1, now=START)
    assert [p["rule"] for p in error.value.problems] == ["PU-7"]
    assert get_notice(run).state == NoticeState.DRAFT
    assert run.events.get(kind="notice_validated").payload["at_submission"] is True


@pytest.mark.parametrize(
    ("field", "text", "question"),
    [
        ("modus_operandi", "The people behind it are ruthless and unknown.", "judges where it should describe"),
        ("concealment", "One pours the material around the pouch.", "describes how such a piece is made"),
        ("cues", "new importer\nodd label\nlate papers", "fewer than three recognition cues"),
    ],
)
def test_the_reviewer_asks_and_is_satisfied_by_a_mended_notice(field, text, question, run, good):
    notice = submit(run, good | {field: text if field == "cues" else f"{good[field]} {text}"})
    assert notice.state == NoticeState.INFO_REQUESTED
    assert [question in q for q in notice.questions] == [True]
    save_draft(run=run, type_key="purple", fields=good, number=1, now=LATER)
    answer_reviewer(run=run, number=1, answer="Mended as you asked.", now=LATER)
    refresh_run(run=run, now=LATER + timedelta(hours=1))
    assert get_notice(run).state == NoticeState.PUBLISHED


def test_the_third_poor_version_is_refused_with_the_reason(run, good):
    bad = good | {"modus_operandi": good["modus_operandi"] + " They are ruthless."}
    notice = submit(run, bad)
    for hour in (2, 4):
        assert notice.state == NoticeState.INFO_REQUESTED
        answer_reviewer(run=run, number=1, answer="We think it is fine.", now=START + timedelta(hours=hour))
        refresh_run(run=run, now=START + timedelta(hours=hour + 1))
        notice = get_notice(run)
    assert notice.state == NoticeState.REFUSED
    assert notice.reason.startswith("Refused (other grounds)")
    save_draft(run=run, type_key="purple", fields=good, now=START + timedelta(hours=6))
    assert get_notice(run, 2).state == NoticeState.DRAFT


def test_a_notice_that_is_with_the_reviewer_is_not_the_trainees(run, good):
    save_draft(run=run, type_key="purple", fields=good, now=START)
    submit_notice(run=run, number=1, now=START)
    with pytest.raises(Conflict):
        save_draft(run=run, type_key="purple", fields=good, number=1, now=START)
    with pytest.raises(Conflict):
        submit_notice(run=run, number=1, now=START)
    with pytest.raises(Conflict):
        answer_reviewer(run=run, number=1, answer="Nobody asked.", now=START)


def test_forms_sent_twice_make_one_event(run, good):
    first, second = uuid.uuid4(), uuid.uuid4()
    for _turn in range(2):
        save_draft(run=run, type_key="purple", fields=good, key=first, now=START)
        validate_notice(run=run, number=1, key=second, now=START)
    assert [e.kind for e in run.events.all()] == ["run_started", "notice_drafted", "notice_validated"]


@pytest.mark.parametrize(("kind", "number"), [("red", None), ("purple", 7)])
def test_unknown_types_and_numbers_are_refused(kind, number, run, good):
    with pytest.raises(CollegeError):
        save_draft(run=run, type_key=kind, fields=good, number=number, now=START)


def test_the_way_through_the_pages(client, ada, run, good):
    client.force_login(ada)

    def go(name, **kwargs):
        return reverse(f"sandbox:{name}", kwargs={"run_id": run.pk, **kwargs})

    with clock.travel(to=START):
        assert client.get(go("notice-create", type_key="red")).status_code == 404
        page = client.get(go("notice-create", type_key="purple")).content.decode()
        assert page.count("(optional)") == 1
        response = client.post(
            go("notice-create", type_key="purple"), {"title": "Only a title", "key": str(uuid.uuid4())}
        )
        assert response.url == go("notice-detail", number=1)
        response = client.post(go("notice-submit", number=1), {"key": str(uuid.uuid4())})
        assert (response.status_code, "Not submitted" in response.content.decode()) == (422, True)
        bad = client.post(go("notice-edit", number=1), good | {"date": "soon", "key": str(uuid.uuid4())})
        assert (bad.status_code, good["title"] in bad.content.decode()) == (422, True)
        guarded = client.post(
            go("notice-edit", number=1), good | {"request": "Ring +33 1 23 45 67 89 for help", "key": str(uuid.uuid4())}
        )
        assert (guarded.status_code, "Do not enter real case data" in guarded.content.decode()) == (422, True)
        client.post(go("notice-edit", number=1), good | {"key": str(uuid.uuid4())})
        assert (
            "The rules are met"
            in client.post(go("notice-validate", number=1), {"key": str(uuid.uuid4())}, follow=True).content.decode()
        )
        client.post(go("notice-submit", number=1), {"key": str(uuid.uuid4())})
        assert client.get(go("notice-edit", number=1)).url == go("notice-detail", number=1)
    with clock.travel(to=LATER):
        assert "Every bureau of the network can read it" in client.get(go("notice-detail", number=1)).content.decode()
        assert client.get(go("notice-detail", number=2)).status_code == 404


KNOWN = {"KO7213102", "ZZZU1234567"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Passport KO7213102 and TR-PC-0AF31, record TD-4B1977CC", []),
        ("Passport KO7213103", ["KO7213103"]),
        ("container ZZZU1234567 of 14 May 2027, 1800 packs", []),
        ("VIN 1M8GDM9AXKP042788 was seen", ["1M8GDM9AXKP042788"]),
        ("call +44 20 7946 0958", ["+44 20 7946 0958"]),
        ("P<FRADUPONT<<MARIE<<<<<<<<<<<", ["P<FRADUPONT<<MARIE<<<<<<<<<<<"]),
        ("P<QMCTARELLAWI<<TARONOSSE<<<<<<", []),
    ],
)
def test_real_looking_identifiers_are_found(text, found):
    assert find_real_patterns(text, known=KNOWN) == found


@given(st.text(max_size=3000))
def test_the_guard_never_crashes(text):
    find_real_patterns(text, known=KNOWN)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("the bearer, TARELLAWI,", 1),
        ("Taronosse Tarellawi", 2),
        ("tarellawisch", 0),
        ("Tàrellawi", 1),
        ("P<QMCTARELLAWI<<TARONOSSE<", 2),
    ],
)
def test_names_are_found_however_they_are_written(text, count):
    # A zone's issuer and surname stand together, so a pasted zone is read by its given names at least.
    found = find_names(text, [{"surname": "Tarellawi", "given_names": "Taronosse"}])
    assert len(found) == (count if "<" not in text else 1)
