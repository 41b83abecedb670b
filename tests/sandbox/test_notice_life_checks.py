"""Objectives over the life of a notice and of a diffusion, each also in the wrong order. Pure."""

from datetime import timedelta

import pytest

from sandbox.domain.catalogue import read_scenarios
from sandbox.domain.checks import CHECKS, RunView
from sandbox.domain.definitions import parse_definition
from sandbox.domain.desk import fold_events
from sandbox.domain.matching import LoggedEvent
from sandbox.domain.shapes import MisfitError, build_shape
from tests.sandbox.conftest import START

FIELDS = {"title": "Trafficker in medicines", "contact": "Bureau"}
HIT = ("message_received", {"from": "QME", "purpose": "information", "subject": "Found", "body": "", "case_reference": "",
                            "priority": "routine", "handling": "restricted", "records": []})  # fmt: skip
HIT_MATCHER = {"kind": "message_received", "values": {"from": "QME"}}


def act(kind, /, number=1, **payload):
    return kind, {"notice": number, **payload}


DRAFT = act("notice_drafted", type="red", fields=FIELDS)
PUBLISH = (
    DRAFT, act("notice_submitted", fields=FIELDS), act("notice_screened"),
    act("notice_published", reference="TR-RE-1", expires_on="2032-05-14", questions=[]),
)  # fmt: skip
WITHDRAW = act("notice_withdrawn", reason="Found.")
RECALL = act("diffusion_recalled", reason="Mistaken.")
FILED = act("notice_published", 101, type="blue", is_on_file=True, fields=FIELDS, reference="TR-BL-1", expires_on="2027-09-14", questions=[])  # fmt: skip


def update(**changes):
    return act("notice_updated", fields=FIELDS | changes, changes={key: [FIELDS[key], changes[key]] for key in changes}, reason="New.")  # fmt: skip


def addendum(text):
    return act("notice_addendum", text=text)


def diffuse(*to, number=1):
    return act("diffusion_sent", number, to=list(to), reference="TR-DI-1", reason="Limited.", ground="limited")


def judge(name, parameters, *steps, minutes=1):
    """A step is a minute after the one before; a number among the steps is so many minutes of waiting."""
    events, at = [], START
    for step in steps:
        if isinstance(step, int):
            at += timedelta(minutes=step)
            continue
        at += timedelta(minutes=minutes)
        events.append(LoggedEvent(len(events) + 1, at, *step))
    check = build_shape(CHECKS[name], parameters)
    finding = check.judge(RunView({}, "", events, fold_events(events), {}, lambda text: text.replace("${port}", "QME")))
    return finding.is_met, finding.wrong_at


RED = {"type": "red"}
AFTER = RED | {"after": HIT_MATCHER}


@pytest.mark.parametrize(
    ("parameters", "steps", "found"),
    [
        (RED, (*PUBLISH, WITHDRAW), (True, None)),
        (RED, PUBLISH, (False, None)),
        ({"type": "blue"}, (*PUBLISH, WITHDRAW), (False, None)),
        (AFTER, (*PUBLISH, HIT, WITHDRAW), (True, None)),
        (AFTER, (*PUBLISH, WITHDRAW, HIT), (False, 5)),  # too early
        (AFTER, (*PUBLISH, WITHDRAW), (False, 5)),  # nothing called for it
        (AFTER, (*PUBLISH, HIT), (False, None)),
        (AFTER, PUBLISH, (False, None)),
        (AFTER | {"within_minutes": 60}, (*PUBLISH, HIT, 59, WITHDRAW), (True, None)),
        (AFTER | {"within_minutes": 60}, (*PUBLISH, HIT, 60, WITHDRAW), (False, 6)),  # too late
    ],
)
def test_withdrawn(parameters, steps, found):
    assert judge("notice_withdrawn", parameters, *steps) == found


@pytest.mark.parametrize(
    ("steps", "found"),
    [
        ((*PUBLISH, HIT, update(contact="Duty desk of QMA")), (True, None)),
        ((*PUBLISH, HIT, update(title="Trafficker in QMA medicines")), (False, 6)),  # another field
        ((*PUBLISH, HIT, update(contact="Somebody")), (False, 6)),
        ((*PUBLISH, HIT, update(contact="Somebody"), update(contact="Duty desk of QMA")), (True, None)),
        ((*PUBLISH, update(contact="Duty desk of QMA"), HIT), (False, 5)),
    ],
)
def test_updated(steps, found):
    parameters = AFTER | {"field": "contact", "groups": [["duty", "desk"], ["QMA"]]}
    assert judge("notice_updated", parameters, *steps) == found


@pytest.mark.parametrize(
    ("steps", "found"),
    [
        ((*PUBLISH, HIT, addendum("QME refused extradition.")), (True, None)),
        ((*PUBLISH, HIT, addendum("Nothing new.")), (False, 6)),
        ((*PUBLISH, addendum("QME refused extradition."), HIT), (False, 5)),
        (PUBLISH, (False, None)),
    ],
)
def test_addendum(steps, found):
    parameters = AFTER | {"groups": [["refus"], ["${port}"], ["court"]], "least": 2}
    assert judge("notice_addendum_contains", parameters, *steps) == found


@pytest.mark.parametrize(
    ("more", "steps", "found"),
    [
        ({}, (DRAFT, diffuse("QME", "QMF")), (True, None)),
        ({}, (DRAFT, diffuse("QME")), (False, 2)),  # one is left out
        ({"least": 1}, (DRAFT, diffuse("QME")), (True, None)),
        ({}, (DRAFT, diffuse("QME", "QMF", "QMG")), (False, 2)),
        ({}, (DRAFT, diffuse("QME", "QMF"), act("notice_drafted", 2, type="red", fields=FIELDS), diffuse("QMG", number=2)), (False, 4)),
        ({}, PUBLISH, (False, None)),
    ],
)  # fmt: skip
def test_sent_to_these_alone(more, steps, found):
    assert judge("diffusion_sent_only", RED | {"to": ["${port}", "QMF"]} | more, *steps) == found


@pytest.mark.parametrize(
    ("steps", "found"),
    [
        ((DRAFT, diffuse("QME"), HIT, RECALL), (True, None)),
        ((DRAFT, diffuse("QME"), RECALL, HIT), (False, 3)),
        ((DRAFT, diffuse("QME"), HIT), (False, None)),
    ],
)
def test_recalled(steps, found):
    assert judge("diffusion_recalled", AFTER, *steps) == found


def test_recalled_for_a_reason_and_also_from_the_file():
    sent = act("diffusion_sent", 101, type="red", is_on_file=True, fields=FIELDS, to=["QME"], reason="", reference="TR-DI-1", expires_on="2032-09-14")  # fmt: skip
    recall = act("diffusion_recalled", 101, reason="Does not comply.")
    for words, found in ((["comply"], (True, None)), (["arrest"], (False, 2))):
        assert judge("diffusion_recalled", {"type": "red", "groups": [words]}, sent, recall) == found


@pytest.mark.parametrize(
    ("steps", "found"),
    [
        ((), (False, None)),
        (PUBLISH, (True, None)),
        ((DRAFT, diffuse("QME")), (False, None)),  # the way is a notice
        ((*PUBLISH, act("notice_drafted", 2, type="blue", fields=FIELDS), act("notice_submitted", 2, fields=FIELDS)), (False, 6)),
    ],
)  # fmt: skip
def test_the_instrument_that_is_open(steps, found):
    given = {
        "types": ["red", "blue"],
        "type": "red",
        "way": "notice",
        "groups": [["trafficker"], ["bureau"]],
        "least": 2,
    }
    assert judge("instrument_used", given, *steps) == found
    if steps == PUBLISH:
        assert judge("instrument_used", given | {"groups": [["robbery"]], "least": 1}, *steps) == (False, 4)


@pytest.mark.parametrize(
    ("to", "found"), [(("QME", "QMF"), (True, None)), (("QME",), (False, 2)), (("QME", "QMF", "QMG"), (False, 2))]
)
def test_the_instrument_is_a_diffusion_to_just_these(to, found):
    given = {"types": ["red"], "type": "red", "way": "diffusion", "to": ["${port}", "QMF"]}
    sent = act("diffusion_sent", to=list(to), fields=FIELDS, reference="TR-DI-1", reason="Limited.", ground="limited")
    assert judge("instrument_used", given, DRAFT, sent) == found


def test_renewed_also_from_the_file():
    renew = act("notice_renewed", 101, reason="Open.", expires_on="2032-09-14")
    assert judge("notice_renewed", {"type": "blue"}, FILED, renew) == (True, None)
    assert judge("notice_renewed", {"type": "blue"}, FILED) == (False, None)


@pytest.mark.parametrize(
    ("parameters", "steps", "found"),
    [
        (RED, PUBLISH, (True, None)),
        (RED | {"fields": {"contact": "Bureau"}}, PUBLISH, (True, None)),
        (RED | {"fields": {"contact": "Desk"}}, PUBLISH, (False, 4)),
        (RED | {"fields": {"contact": "Desk"}}, (*PUBLISH, update(contact="Desk")), (False, 4)),  # mended too late
        ({"type": "blue"}, (FILED,), (False, 1)),
        (RED, PUBLISH[:3], (False, None)),
    ],
)
def test_published_with(parameters, steps, found):
    assert judge("notice_published_with", parameters, *steps) == found


INSTEAD = ("decision_made", {"traveller": "T1", "choice": "lawyer", "rationale": ""})


@pytest.mark.parametrize(
    ("steps", "found"),
    [
        ((DRAFT, INSTEAD), (True, None)),
        ((), (False, None)),  # doing nothing earns nothing
        ((INSTEAD, *PUBLISH, WITHDRAW), (False, 5)),  # not for a moment
        ((INSTEAD, DRAFT, diffuse("QME")), (False, 3)),
        ((FILED, INSTEAD), (True, None)),
    ],
)
def test_never_published(steps, found):
    parameters = {"types": ["red", "blue"], "instead": {"kind": "decision_made"}}
    assert judge("notice_never_published", parameters, *steps) == found


def test_a_definition_knows_its_types_and_kinds():
    data = next(data for data in read_scenarios() if data["slug"] == "purple-notice")
    objective = data["objectives"][0]
    for parameters, problem in (
        ({"type": "red"}, "speaks of the notice 'red'"),
        ({"type": "purple", "after": {"kind": "hit"}}, "waits for 'hit'"),
    ):
        changed = objective | {"check": "notice_withdrawn", "parameters": parameters}
        with pytest.raises(MisfitError, match=problem):
            parse_definition(data | {"objectives": [changed, *data["objectives"][1:]]})
