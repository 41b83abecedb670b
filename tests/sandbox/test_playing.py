"""Scripts of exercises: how steps are laid out, and how a mistake departs from them."""

import pytest

from sandbox.domain.playing.solution import Change, ChangeKind, StepTemplate, UnknownStepError, arrange_steps
from sandbox.domain.shapes import MisfitError, build_shape

SOLUTION = (
    StepTemplate(
        "query", key="ask", each=("a", "b"), parameters={"number": "${it.number}", "keys": {"vin": "${it.vin}"}}
    ),
    StepTemplate("decide", key="end", parameters={"subject": "${a.ref}", "fields": {"one": "1", "two": "2"}}),
)


def arrange(kind: str, at: str, **rest: object) -> list[StepTemplate]:
    change = build_shape(Change, {"kind": kind, "at": at, **rest})
    return arrange_steps(SOLUTION, (change,))


def test_a_repeated_step_is_one_for_each_member():
    steps = arrange_steps(SOLUTION)
    assert [step.key for step in steps] == ["ask:a", "ask:b", "end"]
    assert steps[1].parameters == {"number": "${b.number}", "keys": {"vin": "${b.vin}"}}


def test_a_mistake_leaves_out_one_turn_or_all_of_them():
    assert [step.key for step in arrange("skip", "ask:a")] == ["ask:b", "end"]
    assert [step.key for step in arrange("skip", "ask")] == ["end"]


def test_a_mistake_alters_what_it_names_and_no_more():
    steps = arrange("alter", "ask:b", parameters={"number": "X${it.number}"})
    assert [step.parameters["number"] for step in steps[:2]] == ["${a.number}", "X${b.number}"]
    altered = arrange("alter", "end", parameters={"fields": {"two": "3"}})[-1]
    assert altered.parameters == {"subject": "${a.ref}", "fields": {"one": "1", "two": "3"}}


def test_a_mistake_does_something_else_before_or_after():
    extra = [{"do": "wait", "parameters": {"seconds": 5}}]
    assert [step.do for step in arrange("before", "ask", steps=extra)] == ["wait", "query", "query", "decide"]
    assert [step.do for step in arrange("after", "ask", steps=extra)] == ["query", "query", "wait", "decide"]


def test_a_change_needs_its_step():
    with pytest.raises(UnknownStepError, match="nowhere"):
        arrange("skip", "nowhere")
    with pytest.raises(MisfitError, match="kind"):
        arrange("forget", "ask")
    assert set(ChangeKind) == {"skip", "alter", "before", "after"}
