"""What becomes of a notice after publication, and diffusions."""

import uuid
from datetime import date, timedelta

import pytest
from django.urls import reverse

from college.core import clock
from college.core.errors import CollegeError, Conflict
from sandbox.domain import notice_office as office
from sandbox.domain.desk import fold_events
from sandbox.domain.diffusions import recall_diffusion, send_diffusion
from sandbox.domain.geography import BUREAUS
from sandbox.domain.notice_catalogue import NOTICE_TYPES
from sandbox.domain.notice_extracts import EXTRACTS, list_shown
from sandbox.domain.notice_life import add_addendum, decide_extract, renew_notice, update_notice, withdraw_notice
from sandbox.domain.notice_office import ActorRole
from sandbox.domain.notice_states import add_months
from sandbox.domain.notices import NoticeIncompleteError, save_draft, submit_notice
from sandbox.domain.runs import rebuild_world, refresh_run
from sandbox.domain.writing import read_event
from sandbox.enums import NoticeState, RefusalGround
from tests.sandbox.conftest import START
from tests.sandbox.test_notice_catalogue import VALID

SOON, LATER = START + timedelta(minutes=1), START + timedelta(hours=1)
WHY = "The court set the warrant aside."
SECRETARIAT = ActorRole.SECRETARIAT


@pytest.fixture
def run(ada, begin):
    """A practice desk with a published red notice."""
    made = begin(ada, "practice-desk")
    save_draft(run=made, type_key="red", fields=VALID, now=START)
    submit_notice(run=made, number=1, now=START)
    refresh_run(run=made, now=SOON)
    return made


def get_notice(run, number=1):
    return fold_events(read_event(e) for e in run.events.all()).notices[number]


def list_kinds(run, start):
    return [e.kind for e in run.events.all() if e.kind.startswith(start)]


def test_publication_sets_the_last_day_five_years_on(run):
    today = rebuild_world(run)[1].today
    notice = get_notice(run)
    assert (notice.state, notice.expires_on) == (NoticeState.PUBLISHED, add_months(today, 60))


@pytest.mark.parametrize(
    ("day", "months", "found"),
    [
        (date(2028, 2, 29), 60, date(2033, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2027, 3, 31), -6, date(2026, 9, 30)),
        (date(2027, 12, 1), 1, date(2028, 1, 1)),
    ],
)
def test_months_end_where_the_month_ends(day, months, found):
    assert add_months(day, months) == found


def test_an_update_meets_the_rules_and_keeps_both_versions(run):
    key = uuid.uuid4()
    for _turn in range(2):
        event = update_notice(
            run=run, number=1, fields={"contact": "Duty officer, Vesk"}, reason=WHY, key=key, now=SOON
        )
    assert event.payload["changes"] == {"contact": [VALID["contact"], "Duty officer, Vesk"]}
    assert get_notice(run).fields == get_notice(run).fields | {"contact": "Duty officer, Vesk", "title": VALID["title"]}
    assert list_kinds(run, "notice_updated") == ["notice_updated"]


@pytest.mark.parametrize(
    ("fields", "problem"),
    [({"warrant": ""}, "R5"), ({"interest": "A notorious man, and every port should know."}, "")],
)
def test_an_update_that_breaks_a_rule_changes_nothing(fields, problem, run):
    with pytest.raises(NoticeIncompleteError) as error:
        update_notice(run=run, number=1, fields=fields, reason=WHY, now=SOON)
    assert [p["rule"] for p in error.value.problems] == [problem]
    assert not list_kinds(run, "notice_updated")


def test_an_update_needs_a_change_and_a_reason_and_no_real_data(run):
    for fields, reason, code in (
        ({}, WHY, "nothing_changed"),
        ({"contact": "Duty officer"}, "short", "reason_missing"),
        ({"contact": "Ring +33 1 23 45 67 89"}, WHY, "real_data"),
    ):
        with pytest.raises(CollegeError) as error:
            update_notice(run=run, number=1, fields=fields, reason=reason, now=SOON)
        assert error.value.code == code


def test_an_addendum_stands_beside_and_the_reviewer_guards_its_words(run):
    add_addendum(run=run, number=1, text="Extradition was refused; the notice goes on.", now=SOON)
    notice = get_notice(run)
    assert [text for _at, text in notice.addenda] == ["Extradition was refused; the notice goes on."]
    assert notice.state == NoticeState.PUBLISHED
    with pytest.raises(NoticeIncompleteError):
        add_addendum(run=run, number=1, text="He is obviously guilty of it all.", now=SOON)


def test_a_withdrawn_notice_is_out_of_everybodys_hands(run):
    withdraw_notice(run=run, number=1, reason=WHY, now=SOON)
    assert (get_notice(run).state, get_notice(run).reason) == (NoticeState.WITHDRAWN, WHY)
    for deed in (withdraw_notice, renew_notice):
        with pytest.raises(Conflict, match="Withdrawn"):
            deed(run=run, number=1, reason=WHY, now=SOON)
    with pytest.raises(Conflict):
        office.cancel_notice(
            run=run, number=1, actor=SECRETARIAT, ground=RefusalGround.ART3, reason=WHY, now=SOON
        )  # fmt: skip


def test_a_notice_is_renewed_in_its_last_six_months_only(run):
    today = rebuild_world(run)[1].today
    with pytest.raises(Conflict, match="last six months"):
        renew_notice(run=run, number=1, reason=WHY, now=SOON)
    refresh_run(run=run, now=LATER)
    assert get_notice(run, 101).expires_on == add_months(today, 4)
    renew_notice(run=run, number=101, reason="The case is open, and the person not found.", now=LATER)
    assert get_notice(run, 101).expires_on == add_months(add_months(today, 4), 60)
    save_draft(run=run, type_key="red", fields=VALID, now=LATER)
    assert get_notice(run, 2).state == NoticeState.DRAFT


def test_the_secretariat_suspends_restores_and_cancels(run):
    act = {"run": run, "number": 1, "reason": "A question of the Commission.", "now": SOON}
    with pytest.raises(CollegeError) as error:
        office.suspend_notice(**act, actor=ActorRole.REQUESTER, months=3)
    assert error.value.code == "not_your_office"
    with pytest.raises(CollegeError):
        office.suspend_notice(**act, actor=SECRETARIAT, months=7)
    with pytest.raises(Conflict):
        office.restore_notice(**act, actor=SECRETARIAT)
    office.suspend_notice(**act, actor=SECRETARIAT, months=6)
    assert get_notice(run).suspended_until == add_months(rebuild_world(run)[1].today, 6)
    office.restore_notice(**act, actor=SECRETARIAT)
    assert (get_notice(run).state, get_notice(run).suspended_until) == (NoticeState.PUBLISHED, None)
    office.cancel_notice(**act, actor=SECRETARIAT, ground=RefusalGround.ART2)
    assert (get_notice(run).state, get_notice(run).ground) == (NoticeState.CANCELLED, "ART2")


def test_the_commission_deletes_and_nothing_expires_before_its_day(run):
    with pytest.raises(Conflict, match="last day"):
        office.expire_notice(run=run, number=1, actor=SECRETARIAT, now=SOON)
    ground = RefusalGround.OTHER
    office.delete_notice(run=run, number=1, actor=ActorRole.COMMISSION, ground=ground, reason=WHY, now=SOON)
    assert get_notice(run).state == NoticeState.DELETED


def test_a_notice_in_screening_is_refused_on_a_ground(run):
    save_draft(run=run, type_key="red", fields=VALID, now=SOON)
    submit_notice(run=run, number=2, now=SOON)
    office.refuse_notice(
        run=run, number=2, actor=SECRETARIAT, ground=RefusalGround.ART3, reason=WHY, now=SOON + timedelta(seconds=1)
    )
    assert (get_notice(run, 2).state, get_notice(run, 2).ground) == (NoticeState.REFUSED, "ART3")


def diffuse(run, to=("QME", "QMF"), number=2, **more):
    return send_diffusion(
        run=run, number=number, to=to, ground="limited", reason="Only these two have the route.", now=SOON, **more
    )


def test_a_diffusion_goes_to_chosen_bureaus_and_its_recall_reaches_each(run):
    key = uuid.uuid4()
    save_draft(run=run, type_key="red", fields=VALID | {"warrant": ""}, now=SOON)
    diffuse(run, key=key)
    diffuse(run, key=key)
    notice = get_notice(run, 2)
    assert (notice.state, notice.recipients) == (NoticeState.DIFFUSED, ["QME", "QMF"])
    assert list_kinds(run, "diffusion") == ["diffusion_sent"]
    with pytest.raises(Conflict):
        submit_notice(run=run, number=2, now=SOON)
    recall_diffusion(run=run, number=2, reason="The person was mistaken for another.", now=SOON)
    told = [e.payload for e in run.events.filter(kind="message_sent")]
    assert [(m["to"], m["purpose"]) for m in told] == [("QME", "recall"), ("QMF", "recall")]
    assert get_notice(run, 2).state == NoticeState.RECALLED
    refresh_run(run=run, now=START + timedelta(days=1))
    answers = [e.payload for e in run.events.filter(kind="message_received") if e.payload.get("gist") == "recalled"]
    assert sorted(a["from"] for a in answers) == ["QME", "QMF"]


def test_a_diffusion_is_bound_by_the_constitution(run):
    save_draft(run=run, type_key="red", fields=VALID | {"context": "politician"}, now=SOON)
    with pytest.raises(NoticeIncompleteError) as error:
        diffuse(run)
    assert [p["rule"] for p in error.value.problems] == ["R7"]
    save_draft(run=run, type_key="sanctions", fields={}, now=SOON)
    with pytest.raises(Conflict, match="Council"):
        diffuse(run, number=3)


@pytest.mark.parametrize(
    ("to", "code"),
    [((), "no_such_bureau"), (("QMA",), "no_such_bureau"), (("QZZ",), "no_such_bureau"), ("all", "all_bureaus")],
)
def test_a_diffusion_has_readers_and_not_all(to, code, run):
    save_draft(run=run, type_key="red", fields=VALID, now=SOON)
    with pytest.raises(CollegeError) as error:
        diffuse(run, to=[c for c in BUREAUS if c != "QMA"] if to == "all" else to)
    assert error.value.code == code


def test_every_type_says_what_the_public_may_see():
    assert set(EXTRACTS) == set(NOTICE_TYPES)
    hidden = {"handling", "fingerprints", "dna", "warrant", "authority", "context", "interest", "contact", "assessment"}
    for key, extract in EXTRACTS.items():
        assert set(extract.fields) <= {spec.key for spec in NOTICE_TYPES[key].fields} - hidden
    assert [label for label, _value in list_shown("red", {"family_name": "Velismuzzo", "warrant": "W 1"})] == [
        "Family name"
    ]


def test_the_pages_after_publication(client, ada, run):
    client.force_login(ada)

    def go(name, number=1):
        return reverse(f"sandbox:notice-{name}", kwargs={"run_id": run.pk, "number": number})

    def send(name, number=1, **data):
        return client.post(go(name, number), data | {"key": str(uuid.uuid4())}, follow=True)

    def read(name, number=1):
        return client.get(go(name, number), follow=True).content.decode()

    with clock.travel(to=SOON):
        page = read("detail")
        assert "After publication" in page
        assert go("withdraw") in page
        assert go("renew") not in page  # told from when on, without a link
        assert "may be renewed from" in page
        same = {name: value for name, value in get_notice(run).fields.items() if value}
        empty = send("update", **same | {"contact": "Another desk"})
        assert (empty.status_code, "Say why the notice changes." in empty.content.decode()) == (422, True)
        broken = send("update", **same | {"warrant": "", "reason": WHY})
        assert (broken.status_code, "(R5)" in broken.content.decode()) == (422, True)
        assert "<ins" in send("update", **same | {"contact": "Another desk", "reason": WHY}).content.decode()
        assert "Extradition was refused." in send("addendum", text="Extradition was refused.").content.decode()
        assert "Not public" in read("extract")
        shown = send("extract", reason="The court and the bureau agreed.").content.decode()
        assert shown.count("TRAINING – SYNTHETIC – NOT POLICE DATA") >= 2
        assert VALID["warrant"] not in shown
        assert "last six months" in read("renew")
        assert "This is final." in send("withdraw", reason=WHY).content.decode()
        assert "this cannot be done now" in read("update")
        save_draft(run=run, type_key="red", fields=VALID, now=SOON)
        nobody = send("diffuse", 2, ground="limited", reason="They have the route.")
        assert (nobody.status_code, "Choose the bureaus" in nobody.content.decode()) == (422, True)
        sent = send("diffuse", 2, to=["QME"], ground="limited", reason="They have the route.").content.decode()
        assert "Sent as a diffusion" in sent
        assert "no bureau finds it" in send("recall", 2, reason="The person was mistaken.").content.decode().lower()
        log = client.get(reverse("sandbox:run-log", kwargs={"run_id": run.pk})).content.decode()
        assert "The bureau withdrew notice 1." in log
        assert client.get(go("update", 9)).status_code == 404


def test_consent_to_an_extract_can_be_taken_back(run):
    for is_agreed in (True, False):
        decide_extract(run=run, number=1, is_agreed=is_agreed, reason=WHY, now=SOON)
        assert get_notice(run).is_extract_agreed is is_agreed


def test_a_form_sent_twice_says_the_same_twice(client, ada, run):
    client.force_login(ada)
    address = reverse("sandbox:notice-withdraw", kwargs={"run_id": run.pk, "number": 1})
    form = {"reason": WHY, "key": str(uuid.uuid4())}
    with clock.travel(to=SOON):
        assert client.post(address, form).url == client.post(address, form).url
    assert list_kinds(run, "notice_withdrawn") == ["notice_withdrawn"]
