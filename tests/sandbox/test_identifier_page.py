"""The identifier check on the desk: its answers, its log, and what it does not keep."""

import uuid

import pytest
from django.urls import reverse

from college.core import clock
from college.core.errors import CollegeError, Conflict
from sandbox.domain.actions import check_identifier
from sandbox.domain.runs import rebuild_world
from sandbox.models import Run
from sandbox.queries import list_narrated_events
from tests.sandbox.conftest import START

VEHICLE = "1M8GDM9AXKP042788"


@pytest.fixture(autouse=True)
def stopped_clock():
    with clock.travel(to=START):
        yield


@pytest.fixture
def desk(client, ada, begin) -> Run:
    client.force_login(ada)
    return begin(ada)


def url(run, name="identifiers"):
    return reverse(f"sandbox:{name}", kwargs={"run_id": run.pk})


def post(client, run, text, key=None):
    response = client.post(url(run), {"text": text, "key": key or str(uuid.uuid4())})
    return response, response.content.decode()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (VEHICLE, ["Vehicle identification number (VIN): agrees with its standard", "United States"]),
        ("WF0MXXGBWM8R43240", ["unusual, but possible", "Position 9 holds W"]),
        ("9520000000012", ["GTIN): wrong check digit", "is 2, but 1 was expected", "It may also be", "GLN): wrong check digit"]),
        ("CSQU3O54383", ["malformed", "Position 6 holds “O”", "“CSQU3054383” would fit", "not proof"]),
        ("]d20109520000000011172806301\x1d", ["malformed"]),
        ("]d2010952000000001117280630" + "10LOT7A\x1d21TR0001", ["GS1 element string: agrees", "10LOT7A␝21TR0001", "30 June 2028"]),
    ],
)  # fmt: skip
def test_the_page_says_what_it_is_and_what_is_wrong(text, expected, client, desk):
    response, page = post(client, desk, text)
    assert response.status_code == 200
    assert [sentence for sentence in expected if sentence not in page] == []
    assert page.count("<h1") == page.count("TRAINING – SYNTHETIC – NOT POLICE DATA") == 1


@pytest.mark.parametrize(
    ("text", "sentence"),
    [("", "This field is required."), ("   ", "Paste or type one identifier."), ("hello & <b>", "has the form of none of the standards"),
     ("9" * 4297, "at most 4296 characters"), ("a\x00b", "Null characters are not allowed.")],
)  # fmt: skip
def test_what_cannot_be_read_is_answered_at_the_field_and_kept(text, sentence, client, desk):
    response, page = post(client, desk, text)
    assert (response.status_code, sentence in page) == (422, True)
    assert ("hello &amp; &lt;b&gt;" in page) == (text == "hello & <b>")
    assert desk.events.filter(kind="identifier_checked").count() == 0


def test_a_check_is_logged_once_a_form_and_what_is_not_the_exercise_s_is_not_kept(client, desk):
    key = str(uuid.uuid4())
    post(client, desk, VEHICLE, key)
    post(client, desk, VEHICLE, key)
    event = desk.events.get(kind="identifier_checked")
    assert event.payload == {"text": "", "readings": [{"standard": "vin", "verdict": "valid"}]}
    row = list_narrated_events(desk)[-1]
    assert (row["lane"], row["sentence"]) == (
        "screening",
        "An identifier was checked: Vehicle identification number (VIN), Agrees with its standard.",
    )
    log = client.get(url(desk, "run-log")).content.decode()
    assert ("An identifier was checked" in log, VEHICLE in log) == (True, False)


def test_what_belongs_to_the_exercise_is_kept(ada, begin, monkeypatch):
    run = begin(ada)
    _definition, world = rebuild_world(run)  # the one that the process keeps
    monkeypatch.setitem(vars(world), "identifiers", frozenset({"ZZZU1000000"}))
    _readings, event = check_identifier(run=run, text="zzzu 100000 0")
    assert event.payload["text"] == "ZZZU1000000"


def test_the_check_is_given_by_the_exercise_alone(client, ada, desk, begin):
    other = begin(ada, "purple-notice")
    assert client.get(url(other)).status_code == 404
    assert url(other) not in client.get(url(other, "run-detail")).content.decode()
    assert url(desk) in client.get(url(desk, "run-detail")).content.decode()
    with pytest.raises(Conflict, match="does not use this tool"):
        check_identifier(run=other, text=VEHICLE)
    with pytest.raises(CollegeError, match="longer than any code"):
        check_identifier(run=desk, text="9" * 5000)


def test_what_people_paste_is_never_markup(client, desk):
    _response, page = post(client, desk, "https://id.example/01/<script>alert(1)</script>")
    assert "<script>alert(1)</script>" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
