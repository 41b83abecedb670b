"""The rule engine's report, the simulated reviewer's questions from it, and an instructor in the reviewer's seat."""

import uuid
from datetime import timedelta

import pytest

from college.core.errors import CollegeError, Conflict
from college.core.models import AuditEntry
from sandbox.domain import notice_office as office
from sandbox.domain.catalogue import read_scenarios
from sandbox.domain.definitions import parse_definition
from sandbox.domain.notice_catalogue import NOTICE_TYPES
from sandbox.domain.notice_doubts import DOUBTS, list_doubts
from sandbox.domain.notice_office import ActorRole
from sandbox.domain.notice_report import RuleVerdict, list_queries, report_notice
from sandbox.domain.notices import answer_reviewer, save_draft, submit_notice
from sandbox.domain.runs import rebuild_world, refresh_run
from sandbox.domain.shapes import MisfitError
from sandbox.enums import NoticeState, RefusalGround
from sandbox.queries import list_narrated_events
from tests.conftest import make_person
from tests.sandbox.conftest import START
from tests.sandbox.test_notice_catalogue import TODAY, VALID
from tests.sandbox.test_notice_life import WHY, get_notice, list_kinds

SOON, LATER = START + timedelta(minutes=1), START + timedelta(hours=1)
SECRETARIAT = ActorRole.SECRETARIAT
# Met in form: each is doubtful for one reason.
OLD, NO_YEAR, NO_NUMBER = {"facts_date": "1999-02-01"}, {"birth": "about forty"}, {"warrant": "see the file"}


def doubt(type_key="red", **changes):
    return [(d.rule, d.kind) for d in list_doubts(NOTICE_TYPES[type_key], VALID | changes, today=TODAY)]


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({}, []),
        ({"offence_class": "organised"}, [("R1", "value")]),
        ({"imposed_months": "12"}, [("R2", "filled")]),
        ({"stage": "sentence", "imposed_months": "12", "remaining_months": "13"}, [("R2", "exceeds")]),
        ({"stage": "sentence", "imposed_months": "12", "remaining_months": "12"}, []),
        ({"interest": "important " * 5}, [("R3", "thin")]),
        ({"facts": VALID["interest"] + " They are many.", "interest": VALID["interest"] + " They are many."}, [("R5", "same")]),
        ({"family_name": "", "photo": "TR-P-1"}, [("R4", "empty")]),
        (NO_YEAR, [("R4", "no_year")]),
        ({"birth": "2041"}, [("R4", "no_year")]),
        ({"birth": "3 March 1980"}, []),
        (OLD, [("R5", "older")]),
        ({"facts_date": "2007-05-14"}, []),
        (NO_NUMBER, [("R5", "no_digit")]),
        ({"title": "zzzzzzzzzzzz"}, [("ND-2", "thin")]),
        (OLD | NO_YEAR, [("R4", "no_year"), ("R5", "older")]),
    ],
)  # fmt: skip
def test_each_doubt_is_raised_by_its_field_alone(changes, found):
    assert doubt(**changes) == found


@pytest.mark.parametrize(
    ("type_key", "fields", "found"),
    [
        ("blue", {"status": "witness"}, ("BL-1", "value")),
        ("yellow", {"case": "missing", "birth": "1990"}, ("YE-3", "adult")),
        ("purple", {"date": "2019-01-01"}, ("PU-3", "older")),
        ("artwork", {"measurements": "about as big as a loaf"}, ("AR-3", "no_digit")),
        ("sanctions", {"list_reference": "on the list"}, ("SA-1", "no_digit")),
        ("green", {"birth": "unknown"}, ("GR-1", "no_year")),
    ],
)
def test_doubts_of_other_types(type_key, fields, found):
    assert [(d.rule, d.kind) for d in list_doubts(NOTICE_TYPES[type_key], fields, today=TODAY)] == [found]


def test_every_doubt_speaks_of_a_rule_and_a_field_of_its_type():
    for type_key, doubts in DOUBTS.items():
        notice_type = NOTICE_TYPES[type_key]
        assert {d.rule for d in doubts} <= {rule.key for rule in notice_type.rules}
        assert {d.field for d in doubts} <= {spec.key for spec in notice_type.fields}


def test_the_report_has_one_row_a_rule_with_verdict_and_source():
    rows = report_notice(NOTICE_TYPES["red"], VALID | NO_YEAR | {"contact": ""}, today=TODAY)
    assert [row.rule for row in rows] == [*(f"R{n}" for n in range(1, 9)), "ND-2", "ND-3", "ND-4"]
    assert {row.rule: row.verdict for row in rows if row.verdict != RuleVerdict.MET} == {
        "R4": RuleVerdict.DOUBTFUL, "R8": RuleVerdict.FAILED,
    }  # fmt: skip
    assert all(row.source for row in rows)
    assert [q.key for q in list_queries(rows)] == ["R8:contact:required", "R4:birth:no_year"]
    assert "(R4; Modelled on" in list_queries(rows)[1].question


@pytest.fixture
def desk(ada, begin):
    return begin(ada, "practice-desk")


def submit(run, **changes):
    save_draft(run=run, type_key="red", fields=VALID | changes, now=START)
    submit_notice(run=run, number=1, now=START)
    refresh_run(run=run, now=SOON)
    return get_notice(run)


def answer(run, text, *, hour, **changes):
    if changes:
        save_draft(run=run, type_key="red", fields=get_notice(run).fields | changes, number=1, now=START + timedelta(hours=hour))  # fmt: skip
    answer_reviewer(run=run, number=1, answer=text, now=START + timedelta(hours=hour))
    refresh_run(run=run, now=START + timedelta(hours=hour, minutes=10))
    return get_notice(run)


def test_the_reviewer_asks_three_at_most_and_goes_on_with_the_rest(desk):
    notice = submit(desk, **OLD, **NO_YEAR, **NO_NUMBER, offence_class="organised")
    assert [item["rule"] for item in notice.inquiries[0].asked] == ["R1", "R4", "R5"]
    assert all("Modelled on" in question for question in notice.questions)
    notice = answer(
        desk, "R1: the ledger of the network names four buyers.", hour=1, birth="1980", facts_date="2027-02-01"
    )
    assert [item["key"] for item in notice.inquiries[1].asked] == ["R5:warrant:no_digit"]
    notice = answer(desk, "Corrected the reference.", hour=2, warrant="TR-W-1")
    assert notice.state == NoticeState.PUBLISHED


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("R5: the limitation was interrupted in 2020 by a court.", NoticeState.PUBLISHED),
        ("The limitation was interrupted in 2020 by a court.", NoticeState.INFO_REQUESTED),
        ("R5 yes, yes, yes.", NoticeState.INFO_REQUESTED),
        ("R55: the limitation was interrupted in 2020.", NoticeState.INFO_REQUESTED),
    ],
)
def test_an_answer_counts_under_the_name_of_the_rule(text, state, desk):
    submit(desk, **OLD)
    assert answer(desk, text, hour=1).state == state


def test_what_was_explained_is_asked_again_only_when_its_field_changes(desk):
    submit(desk, **OLD, **NO_YEAR)
    notice = answer(desk, "R5: the limitation was interrupted in 2020 by a court.", hour=1)
    assert [item["rule"] for item in notice.inquiries[1].asked] == ["R4"]
    notice = answer(desk, "The file gives the year now.", hour=2, birth="1980", facts_date="1998-02-01")
    assert (notice.state, notice.reason.endswith("Rules that are not settled: R5.")) == (NoticeState.REFUSED, True)


def test_after_the_rounds_it_is_refused_with_the_rules_named(desk):
    notice = submit(desk, **NO_YEAR, **NO_NUMBER)
    for hour in (1, 2):
        assert notice.state == NoticeState.INFO_REQUESTED
        notice = answer(desk, "We think that it is fine as it is.", hour=hour)
    assert notice.state == NoticeState.REFUSED
    assert notice.reason.endswith("Rules that are not settled: R4, R5.")
    assert len(notice.questions) == 2


def test_nobody_is_refused_for_what_they_were_never_asked(desk):
    notice = submit(desk, **NO_YEAR)
    notice = answer(desk, "We think that it is fine as it is.", hour=1)
    notice = answer(desk, "The year is there now.", hour=2, birth="1980", warrant="see the file")
    assert notice.state == NoticeState.PUBLISHED


def test_the_authors_questions_come_first(desk):
    notice = submit(desk, **NO_YEAR, interest="A notorious man; the goods crossed four borders.")
    assert notice.questions[0].startswith("A notice states facts.")
    assert "(R4;" in notice.questions[1]
    assert len(notice.inquiries[0].asked) == 1


# An instructor in the seat


@pytest.fixture
def cy(db):
    return make_person("Cy Duarte", email="cy@college.example", sector="police")


@pytest.fixture
def run(ada, begin):
    made = begin(ada, "supervised-desk")
    submit(made, **NO_YEAR)
    return made


def test_with_an_instructor_in_the_seat_the_simulated_reviewer_is_silent(run):
    refresh_run(run=run, now=START + timedelta(days=1))
    assert get_notice(run).state == NoticeState.SCREENING


def test_the_instructor_asks_reads_the_answer_and_publishes(run, cy):
    seat = {"run": run, "number": 1, "actor": SECRETARIAT, "officer": cy}
    key = uuid.uuid4()
    for _turn in range(2):
        office.question_notice(**seat, questions=["Is  there a\tjudge's order?"], suggested=["R4:birth:no_year"], key=key, now=SOON)  # fmt: skip
    notice = get_notice(run)
    assert (notice.state, notice.questions[1]) == (NoticeState.INFO_REQUESTED, "Is there a judge's order?")
    assert [item["rule"] for item in notice.inquiries[0].asked] == ["R4"]
    answer(run, "R4: the register of births burnt; yes, order 7.", hour=1)
    office.publish_notice(**seat, now=LATER + timedelta(hours=1))
    notice = get_notice(run)
    assert (notice.state, notice.reference[:6]) == (NoticeState.PUBLISHED, "TR-RE-")
    assert notice.expires_on.year == rebuild_world(run)[1].today.year + 5
    told = [e.payload for e in run.events.all() if "seat" in e.payload]
    assert [(p["actor"], p["seat"]) for p in told] == [("secretariat", "instructor")] * 2
    assert cy.email not in str(told)
    audited = AuditEntry.objects.filter(verb__startswith="review.").order_by("position")
    assert [(e.verb, e.actor) for e in audited] == [
        ("review.notice_questioned", f"user:{cy.pk}"), ("review.notice_published", f"user:{cy.pk}"),
    ]  # fmt: skip
    rows = [row for row in list_narrated_events(run) if row["is_from_instructor"]]
    assert [row["is_from_world"] for row in rows] == [False, False]


def test_a_refusal_names_ground_reason_and_rules(run, cy):
    seat = {"run": run, "number": 1, "actor": SECRETARIAT, "officer": cy, "ground": RefusalGround.OTHER, "now": SOON}
    with pytest.raises(CollegeError) as error:
        office.refuse_notice(**seat, reason=WHY, rules=["R9"])
    assert error.value.code == "no_such_rule"
    office.refuse_notice(**seat, reason=WHY, rules=["R6", "R2"])
    notice = get_notice(run)
    assert (notice.state, notice.reason, notice.ground) == (NoticeState.REFUSED, WHY, "OTHER")
    assert [question[:3] for question in notice.questions] == ["R2:", "R6:"]


@pytest.mark.parametrize(
    ("questions", "suggested", "code"),
    [
        ([], [], "no_question"), ([" \t"], [], "no_question"), (["Why?"] * 6, [], "too_many_questions"),
        (["w" * 401], [], "question_too_long"), (["Who answers +33 1 23 45 67 89?"], [], "real_data"),
        ([], ["R1:offence_class:value"], "no_such_question"),
    ],
)  # fmt: skip
def test_questions_are_few_short_and_hold_no_real_data(questions, suggested, code, run, cy):
    with pytest.raises(CollegeError) as error:
        office.question_notice(run=run, number=1, actor=SECRETARIAT, officer=cy, questions=questions, suggested=suggested, now=SOON)  # fmt: skip
    assert error.value.code == code
    assert get_notice(run).state == NoticeState.SCREENING


def test_nobody_sits_in_their_own_case_or_in_the_simulated_reviewers_seat(run, ada, cy, ulla, begin):
    with pytest.raises(CollegeError) as error:
        office.publish_notice(run=run, number=1, actor=SECRETARIAT, officer=ada, now=SOON)
    assert error.value.code == "own_notice"
    other = begin(ulla, "practice-desk")
    save_draft(run=other, type_key="red", fields=VALID, now=START)
    submit_notice(run=other, number=1, now=START)
    with pytest.raises(Conflict) as conflict:
        office.publish_notice(run=other, number=1, actor=SECRETARIAT, officer=cy, now=START)
    assert conflict.value.code == "seat_taken"
    with pytest.raises(CollegeError):
        office.publish_notice(run=run, number=1, actor=ActorRole.REQUESTER, officer=cy, now=SOON)


def test_only_what_was_handed_in_is_published_and_only_once(run, cy):
    seat = {"actor": SECRETARIAT, "officer": cy, "now": SOON}
    save_draft(run=run, type_key="red", fields=VALID, now=SOON)
    with pytest.raises(Conflict):
        office.publish_notice(run=run, number=2, **seat)
    office.publish_notice(run=run, number=1, **seat)
    office.suspend_notice(run=run, number=1, months=2, reason=WHY, **seat)
    with pytest.raises(Conflict):  # a suspension is lifted, not published over
        office.publish_notice(run=run, number=1, **seat)


def test_a_notice_on_file_expires_on_its_last_day(run, cy):
    refresh_run(run=run, now=LATER)
    office.expire_notice(run=run, number=101, actor=SECRETARIAT, officer=cy, now=LATER)
    assert get_notice(run, 101).state == NoticeState.EXPIRED
    with pytest.raises(Conflict):
        office.expire_notice(run=run, number=1, actor=SECRETARIAT, officer=cy, now=LATER)


def test_what_the_bureau_drafts_between_is_not_the_reviewers_to_read(run, cy):
    office.question_notice(run=run, number=1, actor=SECRETARIAT, officer=cy, questions=["Which year?"], now=SOON)
    save_draft(run=run, type_key="red", fields=VALID | {"birth": "1980"}, number=1, now=SOON)
    notice = get_notice(run)
    assert (notice.fields["birth"], notice.submitted["birth"]) == ("1980", "about forty")
    assert list_kinds(run, "notice_questioned") == ["notice_questioned"]


def test_a_definition_names_a_known_seat():
    data = next(data for data in read_scenarios() if data["slug"] == "supervised-desk")
    assert parse_definition(data).source.notices.reviewer == "instructor"
    with pytest.raises(MisfitError, match=r"notices\.reviewer"):
        parse_definition(data | {"notices": data["notices"] | {"reviewer": "director"}})
