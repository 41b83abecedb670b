"""Dates of birth and countries as evidence."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.domain.names.evidence import BirthDate, add_evidence, move_score, weigh_birth_dates, weigh_countries
from sandbox.domain.names.keys import prepare
from sandbox.domain.names.scoring import THRESHOLD, compare

BORN = BirthDate(1984, 3, 7)


@pytest.mark.parametrize(
    ("other", "kind"),
    [
        (BirthDate(1984, 3, 7), "birth_equal"),
        (BirthDate(1984, 7, 3), "birth_swapped"),
        (BirthDate(1984, 3, 17), "birth_one_digit"),
        (BirthDate(1974, 3, 7), "birth_one_digit"),
        (BirthDate(1985, 3, 7), "birth_next_year"),
        (BirthDate(1983), "birth_year_apart"),
        (BirthDate(1984), "birth_partial"),
        (BirthDate(1984, 3), "birth_partial"),
        (BirthDate(1984, 4), "birth_clash"),
        (BirthDate(1962, 11, 28), "birth_clash"),
        (BirthDate(1982), "birth_clash"),
    ],
)
def test_kinds_of_agreement(other: BirthDate, kind: str) -> None:
    for one, two in ((BORN, other), (other, BORN)):
        found = weigh_birth_dates(one, two)
        assert found is not None
        assert found.kind == kind


def test_what_is_unknown_says_nothing() -> None:
    assert weigh_birth_dates(BORN, None) is weigh_birth_dates(None, None) is None
    assert weigh_countries([], ["QMA"]) is weigh_countries(["QMA"], []) is None


def test_sentences() -> None:
    swapped = weigh_birth_dates(BORN, BirthDate.of(date(1984, 7, 3)))
    assert swapped is not None
    assert swapped.text == "Day and month of birth have changed places: 1984-03-07 and 1984-07-03."
    agreed, differing = weigh_countries(["QMB", "QMA"], ["QMA"]), weigh_countries(["QMB", "QMA"], ["QMC"])
    assert agreed is not None
    assert differing is not None
    assert (agreed.text, differing.text) == ("A country agrees: QMA.", "The countries differ: QMA, QMB and QMC.")


def test_evidence_moves_a_name_across_the_threshold_and_says_so() -> None:
    doubtful = compare(prepare("Terenti Velism"), prepare("Terenti Velomo"))
    assert doubtful.score < THRESHOLD
    helped = add_evidence(doubtful, weigh_birth_dates(BORN, BORN), None, weigh_countries(["QMA"], ["QMA"]))
    assert helped.score > THRESHOLD
    assert [part.kind for part in helped.parts[-2:]] == ["birth_equal", "country_agrees"]
    assert helped.score == pytest.approx(1 - sum(part.loss for part in helped.parts), abs=1e-5)


def test_a_clash_takes_a_candidate_down_and_leaves_it_in_sight() -> None:
    same = compare(prepare("Terenti Velism"), prepare("Terenti Velism"))
    clashing = add_evidence(same, weigh_birth_dates(BORN, BirthDate(1962, 11, 28)))
    assert THRESHOLD < clashing.score < same.score


def test_evidence_does_not_speak_for_names_that_are_not_alike() -> None:
    strangers = compare(prepare("Terenti Velism"), prepare("Corinna Halmar"))
    helped = add_evidence(strangers, weigh_birth_dates(BORN, BORN), weigh_countries(["QMA"], ["QMA"]))
    assert helped.score == strangers.score == 0


@given(st.floats(0, 1), st.floats(-1, 1))
def test_a_moved_score_stays_a_score(score: float, weight: float) -> None:
    assert 0 <= move_score(score, weight) <= 1


@given(st.dates(date(1900, 1, 1)), st.dates(date(1900, 1, 1)))
def test_dates_weigh_the_same_from_either_side(one: date, other: date) -> None:
    there, back = (weigh_birth_dates(BirthDate.of(a), BirthDate.of(b)) for a, b in ((one, other), (other, one)))
    assert there is not None
    assert back is not None
    assert (there.kind, there.weight) == (back.kind, back.weight)
