"""The timeline of a run: lanes, marks and times, for both ways of reading."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from sandbox.reel import STEP_LEAST, TICK_GAP, lay_out_reel

LANES = ["run", "screening", "registers", "notices", "messages", "decisions"]
START = datetime(2027, 5, 14, 18, 0, tzinfo=UTC)


def row(number: int, lane: str, **changes: Any) -> dict[str, Any]:
    return {"sequence": number, "at": START + timedelta(seconds=number), "lane": lane, "wrong": [], "is_right": False,
            "is_from_world": False, "is_first_wrong": False, **changes}  # fmt: skip


def test_only_tools_in_use_have_lanes_and_each_kind_its_mark() -> None:
    rows = [
        row(1, "run"), row(2, "messages", is_from_world=True), row(3, "decisions", wrong=["Too soon"], is_first_wrong=True),
        row(4, "messages", is_right=True, is_from_world=True),
    ]  # fmt: skip
    reel = lay_out_reel(rows, is_mirrored=False)
    assert [name for name, _y in reel.lanes] == ["Run", "Messages", "Decisions"]
    assert [mark.kind for mark in reel.marks] == ["plain", "world", "wrong", "right"]
    assert reel.first_wrong is reel.marks[2]


@given(st.lists(st.sampled_from(LANES), min_size=1, max_size=90))
def test_marks_stand_apart_within_the_film_and_mirror(lanes: list[str]) -> None:
    rows = [row(number, lane) for number, lane in enumerate(lanes, 1)]
    reel, mirrored = lay_out_reel(rows, is_mirrored=False), lay_out_reel(rows, is_mirrored=True)
    places = [mark.x for mark in reel.marks]
    assert all(after - before >= STEP_LEAST for before, after in pairwise(places))
    assert all(0 < mark.x < reel.width and 0 < mark.y < reel.height for mark in reel.marks)
    assert [mark.x for mark in mirrored.marks] == [reel.width - x for x in places]
    ticks = [x for _time, x in reel.ticks]
    assert all(after - before >= TICK_GAP for before, after in pairwise(ticks))
