"""Figures of a cohort against expectations that were worked out by hand."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from sandbox.domain.cohort.figures import RunResult, Spread, compute_share, list_wrong_turns, measure_spread, sum_up

START = datetime(2026, 11, 2, 9, tzinfo=UTC)
TITLES = {"query": "Asks the register", "hit": "Confirms the hit", "old": "Fills the old form", "free": "Lets go"}


def judge(key: str, wrong_at: int | None, of: int) -> dict[str, object]:
    return {
        "key": key, "title": TITLES[key], "group": "outcome", "of": of, "points": 0 if wrong_at else of,
        "is_met": wrong_at is None, "wrong_at": wrong_at, "did": "",
    }  # fmt: skip


def make_result(
    number: int, learner: int, minutes: int, objectives: list[dict[str, object]], *, attempt: int = 1, version: int = 1
) -> RunResult:
    wrong = [int(str(o["wrong_at"])) for o in objectives if o["wrong_at"]]
    score = sum(int(str(o["points"])) for o in objectives)
    return RunResult(
        run_id=UUID(int=number), learner_id=learner, name=f"Person {learner}", attempt=attempt, version=version, score=score,
        is_passed=score >= 70, started_at=START, finished_at=START + timedelta(minutes=minutes),
        first_wrong_at=min(wrong, default=None), objectives=objectives,
    )  # fmt: skip


# Version 1: query 40, old 30, hit 30. Version 2 puts the hit first, drops the old form and has a new objective: hit 50, query 40, free 10.
RESULTS = [
    make_result(1, 1, 10, [judge("query", None, 40), judge("old", None, 30), judge("hit", 7, 30)]),  # 70
    make_result(2, 2, 20, [judge("query", 3, 40), judge("old", 9, 30), judge("hit", 3, 30)]),  # 0
    make_result(3, 2, 40, [judge("hit", None, 50), judge("query", None, 40), judge("free", 5, 10)], attempt=2, version=2),
    make_result(4, 3, 30, [judge("hit", 6, 50), judge("query", None, 40), judge("free", 4, 10)], version=2),  # 40
    make_result(5, 4, 60, [judge("hit", None, 50), judge("query", None, 40), judge("free", None, 10)], version=2),
]  # fmt: skip


def test_sums_and_spreads() -> None:
    figures = sum_up(RESULTS, present=["hit", "query", "free"])
    assert (figures.people, figures.runs, figures.passed, figures.people_passed) == (4, 5, 3, 3)
    assert (figures.share_passed, figures.is_small) == (60, True)
    # 0 40 70 90 100, and 10 20 30 40 60 minutes
    assert figures.scores == Spread(0, 40, 70, 90, 100)
    assert figures.seconds == Spread(600, 1200, 1800, 2400, 3600)


def test_objectives_stand_in_the_newest_order_and_dropped_ones_after_them() -> None:
    rows = sum_up(RESULTS, present=["hit", "query", "free"]).objectives
    told = [(o.key, o.points, o.met, o.judged, o.first_wrong, o.is_present) for o in rows]
    assert told == [
        ("hit", 50, 2, 5, 2, True),  # missed by runs 1 and 2 as the first wrong turn, by run 4 after another
        ("query", 40, 4, 5, 1, True),
        ("free", 10, 1, 3, 2, True),
        ("old", 30, 1, 2, 0, False),
    ]
    assert [row.share_met for row in rows] == [40, 80, 33, 50]


def test_wrong_turns_come_by_share_with_the_commonest_kind_and_its_latest_run() -> None:
    kinds = {
        (UUID(int=1), 7): "decision_made", (UUID(int=2), 3): "decision_made", (UUID(int=4), 6): "run_finished",
        (UUID(int=3), 5): "message_sent", (UUID(int=4), 4): "message_sent", (UUID(int=2), 9): "run_finished",
    }  # fmt: skip
    turns = list_wrong_turns(sum_up(RESULTS, present=[]).objectives, kinds)
    told = [(t.objective.key, t.kind, t.times, t.example.run_id.int, t.example.sequence) for t in turns]
    assert told == [
        ("free", "message_sent", 2, 4, 4),  # 2 of 3
        ("hit", "decision_made", 2, 2, 3),  # 3 of 5
        ("old", "run_finished", 1, 2, 9),  # 1 of 2
        ("query", "decision_made", 1, 2, 3),  # 1 of 5
    ]


def test_nothing_and_little() -> None:
    nothing = sum_up([], present=[])
    assert (nothing.people, nothing.scores, nothing.share_passed, nothing.objectives) == (0, None, 0, [])
    assert measure_spread([7]) == Spread(7, 7, 7, 7, 7)
    # Between the values in proportion, as QUARTILE.INC does: places 0.75, 1.5 and 2.25 of 0 to 3.
    assert measure_spread([40, 10, 20, 30]) == Spread(10, 17.5, 25, 32.5, 40)


@pytest.mark.parametrize(
    ("part", "whole", "share"), [(0, 0, 0), (0, 9, 0), (9, 9, 100), (1, 8, 13), (2, 3, 67), (999, 1000, 99), (1, 900, 1)]
)  # fmt: skip
def test_a_share_is_nothing_or_everything_only_when_it_is(part: int, whole: int, share: int) -> None:
    assert compute_share(part, whole) == share
