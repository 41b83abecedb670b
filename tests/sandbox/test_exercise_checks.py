"""The checks, casts and steps that exercises are made of, where no shipped exercise tries their edges."""

import random
from datetime import UTC, date, datetime
from string import Template

import pytest

from sandbox.domain.art.entry import list_reports
from sandbox.domain.catalogue import make_plain
from sandbox.domain.check_modules import CHECKS
from sandbox.domain.checks import RunView, Subject
from sandbox.domain.definitions import parse_definition
from sandbox.domain.desk import fold_events
from sandbox.domain.identifiers.vin import read_vin
from sandbox.domain.matching import LoggedEvent
from sandbox.domain.shapes import MisfitError, build_shape
from sandbox.domain.things_in_play import invent_thing, plant_thing
from sandbox.domain.worlds import build_run_world
from tests.sandbox.conftest import SCENARIOS

AT, TODAY = datetime(2027, 5, 14, 18, 0, tzinfo=UTC), date(2027, 5, 14)
DATA = {data["slug"]: make_plain(data) for data in SCENARIOS}
SUBJECTS = {
    "car": Subject("car", "E1", {"vin": "0A1", "plate": "M1", "lot": "L7"}),
    "twin": Subject("twin", "AR-1", {"issuer": "QMB"}),
}


class _Fill(Template):
    idpattern = r"[a-z_][a-z_.]*"


def judge(check, events, **parameters):
    """The finding of a check on a log of kinds and payloads."""
    log = [LoggedEvent(n, AT, kind, payload) for n, (kind, payload) in enumerate(events, start=1)]
    values = {f"{key}.{name}": value for key, s in SUBJECTS.items() for name, value in s.values.items()}
    view = RunView(SUBJECTS, "TR-1", log, fold_events(log), {}, lambda text: _Fill(text).substitute(values))
    return build_shape(CHECKS[check], parameters).judge(view)


def ask(**asked):
    return "register_queried", {
        "register": "vehicles",
        "asked": asked,
        "reason": "Check",
        "candidates": [],
        "result": "no_record",
    }


def send(to, *also_to, purpose="information_request", **more):
    return "message_sent", {
        "to": to, "also_to": also_to, "subject": "A", "body": "Plate M1", "case_reference": "TR-1", "priority": "routine",
        "handling": "restricted", "purpose": purpose, "records": [], **more,
    }  # fmt: skip


def decide(rationale):
    return "decision_made", {"traveller": "E1", "choice": "board", "rationale": rationale}


def decide_on(thing):
    return "decision_made", {"traveller": thing, "choice": "board", "rationale": "Fine."}


def enter(**record):
    return "record_entered", {"register": "artworks", "record": {"reference": "AR-N", **record}}


def open_work(reference):
    return "record_opened", {"register": "artworks", "record": {"reference": reference}}


ONLY = {"register": "vehicles", "subjects": ["car"], "keys": {"vin": "${it.vin}", "plate": "${it.plate}"}}
SIZES = {"register": "artworks", "values": {"height_mm": "320"}, "within": 5}
KEPT = {"words": {"QMB": ["plate"], "QMC": ["plate"]}}
UNTIL = KEPT | {"before": {"kind": "decision_made"}}
FEW = {"choice": "board", "groups": [["car", "twin"]], "most": 1, "least": 1}
LATER = {
    "purpose": "",
    "after": {"kind": "message_sent", "values": {"to": "QMC"}},
    "texts": {"${twin.issuer}": [["plate"]]},
}
WORDS = {"register": "artworks", "fields": ["materials"], "groups": [["bronze"], ["lead"]], "least": 2}


@pytest.mark.parametrize(
    ("check", "parameters", "events", "is_met"),
    [
        ("choice_spread", FEW, [], False),
        ("choice_spread", FEW, [decide("Fine.")], True),
        ("choice_spread", FEW, [decide("Fine."), decide_on("AR-1")], False),
        ("each_told", LATER, [send("QMB"), send("QMC")], False),
        ("each_told", LATER, [send("QMC"), send("QMB", purpose="recall")], False),
        ("each_told", LATER, [send("QMC"), send("QMB", purpose="reply")], True),
        ("register_asked_only", ONLY, [], False),
        ("register_asked_only", ONLY, [ask(vin="0a1", plate="")], True),
        ("register_asked_only", ONLY, [ask(vin="0A1"), ask(plate="M2")], False),
        ("records_opened", {"records": ["twin"]}, [enter()], False),
        ("records_opened", {"records": ["twin"]}, [open_work("AR-1"), enter()], True),
        ("records_opened", {"records": ["twin"]}, [enter(), open_work("AR-1")], False),
        ("decision_mentions", {"subjects": ["car"], "groups": [["digit"]]}, [], False),
        ("decision_mentions", {"subjects": ["car"], "groups": [["digit"]]}, [decide("No digit."), decide("Fine.")], False),
        ("decision_mentions", {"subjects": ["car"], "groups": [["digit"]]}, [decide("Fine."), decide("No digit.")], True),
        ("messages_only_to", {"bureaus": ["QMB"]}, [], False),
        ("messages_only_to", {"bureaus": ["QMB"]}, [send("QMB")], True),
        ("messages_only_to", {"bureaus": ["QMB"]}, [send("QMB", "QMC")], False),
        ("message_fits", {"to": [], "purpose": "information_request", "priority": "routine"}, [send("QMB", priority="urgent"), send("QMC")], True),
        ("message_fits", {"to": [], "purpose": "information_request", "priority": "routine", "every": True}, [send("QMB", priority="urgent"), send("QMC")], False),
        ("message_fits", {"to": [], "purpose": "information_request", "every": True}, [], False),
        ("message_fits", {"to": ["QMB"], "purpose": "information_request"}, [send("QMC")], False),
        ("messages_avoid", KEPT, [send("QMB", body="Thanks")], False),
        ("messages_avoid", KEPT | {"least": 1}, [], False),
        ("messages_avoid", KEPT | {"least": 1}, [send("QMB", body="Thanks")], True),
        ("messages_avoid", KEPT | {"least": 1}, [send("QMB", body="Thanks"), send("QMC")], False),
        ("messages_avoid", UNTIL, [send("QMB", "QMC", body="Thanks"), decide("Fine."), send("QMC")], True),
        ("messages_avoid", UNTIL, [decide("Fine."), send("QMB", "QMC", body="Thanks")], False),
        ("record_measures", SIZES, [], False),
        ("record_measures", SIZES, [enter(height_mm=325)], True),
        ("record_measures", SIZES, [enter(height_mm=3200)], False),
        ("record_measures", SIZES, [enter(height_mm=None)], False),
        ("record_mentions", WORDS, [], False),
        ("record_mentions", WORDS, [enter(materials="Bronze, plug of lead")], True),
        ("record_mentions", WORDS, [enter(materials="Bronze", description="lead")], False),
    ],
)  # fmt: skip
def test_checks_at_their_edges(check, parameters, events, is_met):
    finding = judge(check, events, **parameters)
    assert finding.is_met is is_met
    assert finding.did


@pytest.mark.parametrize(
    ("kind", "change", "kept", "other"),
    [
        ("vehicle", "same_engine", ["engine", "issuer"], ["vin", "plate"]),
        ("vehicle", "same_plate", ["plate"], ["vin", "engine", "plate_country", "issuer"]),
        ("artwork", "twin_elsewhere", ["title", "height_mm", "materials"], ["distinguishing_features", "issuer", "stolen_on"]),
    ],
)  # fmt: skip
def test_a_planted_record_agrees_and_differs_where_it_should(kind, change, kept, other):
    for seed in range(20):
        rng = random.Random(seed)
        thing = invent_thing(rng, kind, issuer="QMA", today=TODAY)
        record = plant_thing(rng, kind, thing, change=change, today=TODAY)
        assert [name for name in kept if record[name] != thing[name]] == []
        assert [name for name in other if record[name] == thing[name]] == []


def test_an_invented_vehicle_without_a_check_digit_is_unusual_and_one_with_a_wrong_digit_is_wrong():
    definition = parse_definition(DATA["stolen-vehicles"])
    vin = build_run_world(definition, "seed").entities["makers_sign"].values["vin"]
    assert read_vin(vin).verdict == "unusual"
    verdicts = [read_vin(f"{vin[:8]}{digit}{vin[9:]}").verdict.value for digit in "0123456789X"]
    assert (verdicts.count("valid"), verdicts.count("wrong_check_digit")) == (1, 10)


def test_nobody_in_a_cast_bears_the_name_of_another():
    definition = parse_definition(DATA["yellow-notice"])
    for seed in range(200):
        people = [e.values for e in build_run_world(definition, str(seed)).entities.values() if e.kind == "person"]
        names = [person[name] for person in people for name in ("surname", "given_names")]
        assert len(set(names)) == len(names)


def test_theft_reports_are_the_exercises_own_or_invented_and_refused_where_they_name_nothing():
    own, invented = parse_definition(DATA["artwork-entry"]), parse_definition(DATA["practice-desk"])
    world = build_run_world(own, "seed")
    (report,) = list_reports(own, world)
    work, household = world.entities["work"].values, world.entities["household"].values
    assert (report.surname, report.values["height_mm"]) == (household["surname"], int(work["height_mm"]))
    assert len(list_reports(invented, build_run_world(invented, "seed"))) == 3
    with pytest.raises(MisfitError, match="reports"):
        parse_definition(DATA["artwork-entry"] | {"reports": [{"of": "household", "by": "work"}]})
