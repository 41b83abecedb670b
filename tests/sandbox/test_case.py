"""The case chart: what may be done to it, what it may cite, its picture, its timeline, its pages."""

import json
import uuid
from datetime import UTC, date, datetime
from xml.etree import ElementTree as ET

import pytest
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from college.core.errors import CollegeError, Conflict
from sandbox.domain.case import Entity, Link, fold_chart, list_facts, remove_entity, save_entity, save_link
from sandbox.domain.case import chart as charts
from sandbox.domain.case.chart import Chart, drop_entity, drop_link, put_entity, put_link, read_chart, write_chart
from sandbox.domain.case.layout import BOX, draw_chart
from sandbox.domain.desk import fold_events
from sandbox.domain.matching import LoggedEvent
from sandbox.domain.registers import REGISTERS, enter_record
from sandbox.enums import EventKind
from sandbox.queries import load_run
from tests.sandbox.conftest import START

BACKEND = "college.accounts.backends.PasswordBackend"
AT = datetime(2027, 5, 14, 18, 0, tzinfo=UTC)
SMALL = st.integers(0, 6)


def act(chart: Chart, deed: str, first: int, second: int, text: str) -> Chart:
    match deed:
        case "entity":
            return put_entity(chart, Entity(first, "person", text, day="2027-05-01"))
        case "link":
            return put_link(chart, Link(0, first, second, "knows", certainty="assumed"))
        case "relink":
            return put_link(chart, Link(first, second, first, "owns", evidence=("x", "x")))
        case "drop":
            return drop_entity(chart, first)
    return drop_link(chart, first)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["entity", "link", "relink", "drop", "unlink"]), SMALL, SMALL, st.text(max_size=90)), max_size=25))  # fmt: skip
def test_whatever_is_done_the_chart_stays_whole_and_folds_back(deeds):
    chart, used = Chart(), set()
    for deed in deeds:
        try:
            after = act(chart, *deed)
        except CollegeError:
            continue
        assert after.revision == chart.revision + 1
        new = {entity.number for entity in after.entities} - {entity.number for entity in chart.entities}
        assert not new & used  # a number never means two things
        used |= new
        chart = after
    numbers = [entity.number for entity in chart.entities]
    assert len(set(numbers)) == len(numbers)
    assert all({link.source, link.target} <= set(numbers) and link.source != link.target for link in chart.links)
    saved = json.loads(json.dumps(write_chart(chart)))
    assert read_chart(saved) == fold_chart([LoggedEvent(2, AT, EventKind.CHART_SAVED, saved)]) == chart


def test_bounds_hold(monkeypatch):
    monkeypatch.setattr(charts, "MAX_ENTITIES", 2)
    monkeypatch.setattr(charts, "MAX_LINKS", 1)
    chart = put_entity(put_entity(Chart(), Entity(0, "person", "A")), Entity(0, "company", "B"))
    with pytest.raises(CollegeError, match="2 entities at most"):
        put_entity(chart, Entity(0, "place", "C"))
    chart = put_link(chart, Link(0, 1, 2, "owns", certainty="assumed"))
    with pytest.raises(CollegeError, match="1 links at most"):
        put_link(chart, Link(0, 2, 1, "pays", certainty="assumed"))
    with pytest.raises(CollegeError, match="Cite what"):
        put_link(chart, Link(1, 1, 2, "owns"))


def test_the_largest_chart_is_drawn_the_same_twice_without_boxes_that_meet():
    entities = tuple(Entity(n, "person", f"Entity {n} with a name in several words") for n in range(1, 201))
    links = tuple(
        Link(n, 1 + n % 200, 1 + n * 7 % 199, "knows") for n in range(1, 401) if 1 + n % 200 != 1 + n * 7 % 199
    )
    chart = Chart(1, entities, links, 200, 400)
    drawing = draw_chart(chart)
    assert drawing == draw_chart(chart)
    places = sorted((node.x, node.y) for node in drawing.nodes)
    assert all(
        abs(a[0] - b[0]) >= BOX[0] or abs(a[1] - b[1]) >= BOX[1]
        for i, a in enumerate(places) for b in places[i + 1 :]
    )  # fmt: skip
    assert all(BOX[0] // 2 <= x <= drawing.width and BOX[1] // 2 <= y <= drawing.height for x, y in places)


@pytest.fixture
def desk(begin, ada, client):
    """Ada's practice desk with a vehicle of her own, signed in."""
    run = begin(ada, "practice-desk")
    event = enter_record(run=run, register=REGISTERS["vehicles"], text={"vin": "01234567890123456", "make": "Invented"}, now=START)  # fmt: skip
    client.force_login(ada, backend=BACKEND)
    return run, event.payload["record"]["reference"]


def put(run, revision, label, **values):
    return save_entity(run=run, revision=revision, entity=Entity(0, "person", label, **values), now=START)


def test_saves_cite_this_run_alone_and_an_older_one_is_refused(begin, ada, desk):
    run, reference = desk
    put(run, 0, "Known only to us")
    put(run, 1, "01234567890123456", evidence=(reference,))  # the VIN stands in a record on the desk
    for text, code in (
        ("Passport AB1234567", "real_data"),
        ("ring +44 20 7946 0018", "real_data"),
        ("a\x0bb", "text_unreadable"),
    ):
        with pytest.raises(CollegeError) as refusal:
            put(run, 2, text)
        assert refusal.value.code == code
    with pytest.raises(CollegeError, match="lies on your desk"):
        save_link(run=run, revision=2, link=Link(0, 1, 2, "owns", evidence=("SV-QMB-0000001",)), now=START)
    key = uuid.uuid4()
    link = Link(0, 1, 2, "owns", evidence=(reference,))
    assert save_link(run=run, revision=2, link=link, key=key, now=START) == save_link(run=run, revision=2, link=link, key=key, now=START)  # fmt: skip
    with pytest.raises(CollegeError) as refusal:
        remove_entity(run=run, revision=2, number=1, now=START)
    assert refusal.value.code == "chart_moved"
    remove_entity(run=run, revision=3, number=1, now=START)
    chart = fold_chart(load_run(run).events)
    assert (len(chart.entities), len(chart.links), chart.revision) == (1, 0, 4)
    with pytest.raises(Conflict):
        put(begin(ada, "passport-control"), 0, "No chart here")


def test_the_pages_add_change_refuse_and_remove(desk, client):
    run, reference = desk
    chart_page, add = reverse("sandbox:case-chart", args=[run.pk]), reverse("sandbox:case-entity-add", args=[run.pk])
    assert "The chart is empty" in client.get(chart_page).content.decode()
    prefilled = client.get(f"{chart_page}?add={reference}", follow=True).content.decode()
    assert 'value="01234567890123456"' in prefilled
    values = {
        "revision": 0,
        "kind": "person",
        "label": "<b>Vela</b> & co",
        "note": "",
        "certainty": "reported",
        "day": "2027-05-02",
    }
    assert client.post(add, {**values, "key": uuid.uuid4()}).status_code == 302
    late = client.post(add, {**values, "key": uuid.uuid4(), "label": "Typed in another window"})
    page = late.content.decode()
    assert late.status_code == 422
    assert "Typed in another window" in page
    assert 'name="revision" value="1"' in page  # sent again, it is saved
    client.post(add, {**values, "key": uuid.uuid4(), "label": "Typed in another window", "revision": 1})
    link = {"revision": 2, "source": 1, "target": 2, "kind": "owns", "certainty": "reported", "evidence": [reference]}
    add_link = reverse("sandbox:case-link-add", args=[run.pk])
    refused = client.post(add_link, {**link, "key": uuid.uuid4(), "evidence": ["SV-QMB-0000009"]})
    assert (refused.status_code, "lies on your desk" in refused.content.decode()) == (422, True)
    assert client.post(add_link, {**link, "key": uuid.uuid4()}).status_code == 302
    page = client.get(chart_page).content.decode()
    assert "<b>Vela" not in page
    assert "chart__line--reported" in page
    assert "NOT POLICE DATA" in page
    days = client.get(reverse("sandbox:case-timeline", args=[run.pk])).content.decode()
    assert "May 2, 2027" in days or "2 May 2027" in days
    assert reference in days
    picture = client.get(reverse("sandbox:case-picture", args=[run.pk]))
    assert "TRAINING" in picture.headers["Content-Disposition"]
    root = ET.fromstring(picture.content)
    assert "TRAINING – SYNTHETIC – NOT POLICE DATA" in "".join(root.itertext())
    gone = client.post(reverse("sandbox:case-entity-remove", args=[run.pk, 1]), {"key": uuid.uuid4(), "revision": 3})
    assert gone.status_code == 302
    log = client.get(reverse("sandbox:run-log", args=[run.pk])).content.decode()
    assert "An entity was removed from the chart." in log
    assert client.get(reverse("sandbox:case-link", args=[run.pk, 1])).status_code == 404


@pytest.mark.parametrize("values", [
    {"label": "x" * 100_000}, {"label": "\x00"}, {"label": "a\x1bb"}, {"label": "\ufffe"}, {"kind": "weapon"}, {"revision": "9" * 40}, {"revision": ""},
    {"day": "2027-13-45"}, {"evidence": ["../../etc", "\x00", "x" * 5000]}, {"certainty": "sure"}, {"key": "no"},
])  # fmt: skip
def test_hostile_forms_are_refused_in_a_sentence(desk, client, values):
    run, _reference = desk
    form = {"key": uuid.uuid4(), "revision": 0, "kind": "person", "label": "Vela", "certainty": "assumed", **values}
    answer = client.post(reverse("sandbox:case-entity-add", args=[run.pk]), form)
    assert answer.status_code == 422
    assert "field--wrong" in answer.content.decode() or "error-summary" in answer.content.decode()


def test_mail_stays_out_where_the_tool_is_not_given(begin, eve, client):
    run = begin(eve, "partner-desk")
    client.force_login(eve, backend=BACKEND)
    assert client.get(reverse("sandbox:case-chart", args=[run.pk])).status_code == 200
    page = client.get(reverse("sandbox:case-timeline", args=[run.pk])).content.decode()
    assert "timeline__fact--message" not in page


def test_a_day_that_is_none_is_left_out():
    record = {
        "reference": "TD-1",
        "lost_on": "2027-05-01",
        "issued_on": "soon",
        "expires_on": None,
        "review_on": "2030-01-01",
    }
    desk = fold_events([LoggedEvent(1, AT, EventKind.RECORD_OPENED, {"record": record})])
    chart = put_entity(Chart(), Entity(0, "event", "Handover", day="2027-04-30"))
    facts = list_facts(desk, chart, today=date(2027, 5, 14), choices={})
    assert [(fact.day.isoformat(), fact.reference) for fact in facts] == [("2027-04-30", ""), ("2027-05-01", "TD-1")]
