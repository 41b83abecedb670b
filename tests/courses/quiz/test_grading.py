"""Pure rules, by property."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from college.core.errors import CollegeError
from courses.domain.answers import decode_answer, encode_answer, format_number, parse_number, right_answer
from courses.domain.drawing import draw_versions, make_order
from courses.domain.grading import compute_score, grade_answer
from courses.models import QuestionVersion

IDS = list("abcdef")


def make_version(
    kind: str, *, correct: list[str] | None = None, pk: int = 1, outcome: int = 1, **key: str
) -> QuestionVersion:
    content = {
        "single": {"choices": [{"id": row, "text": row} for row in IDS]},
        "multiple": {"choices": [{"id": row, "text": row} for row in IDS]},
        "numeric": {"unit": ""},
        "matching": {part: [{"id": f"{part[0]}{row}", "text": row} for row in IDS] for part in ("left", "right")},
    }[kind]
    answer_key = {
        "single": {"correct": correct, "feedback": {}},
        "multiple": {"correct": correct, "feedback": {}},
        "numeric": key,
        "matching": {"pairs": {f"l{row}": f"r{row}" for row in IDS}},
    }[kind]
    return QuestionVersion(pk=pk, kind=kind, content=content, answer_key=answer_key, outcome=outcome)


@given(st.sets(st.sampled_from(IDS), min_size=1), st.sets(st.sampled_from(IDS), min_size=1))
def test_multiple_choice(correct: set[str], picked: set[str]) -> None:
    share = grade_answer(version=make_version("multiple", correct=sorted(correct)), answer={"choices": sorted(picked)})
    assert 0 <= share <= 1
    assert (share == 1) is (picked == correct)
    assert share == max(Fraction(0), Fraction(len(picked & correct) - len(picked - correct), len(correct)))


@given(st.sampled_from(IDS), st.sampled_from(IDS))
def test_single_choice(correct: str, picked: str) -> None:
    share = grade_answer(version=make_version("single", correct=[correct]), answer={"choice": picked})
    assert share == (1 if picked == correct else 0)


@pytest.mark.parametrize(
    ("answer", "share"), [("3.4", 1), ("3.6", 1), ("3.5", 1), ("3.39", 0), ("3.61", 0), ("-3.5", 0)]
)
def test_numeric_bounds_are_included(answer: str, share: int) -> None:
    assert (
        grade_answer(version=make_version("numeric", value="3.5", tolerance="0.1"), answer={"number": answer}) == share
    )


def test_unanswered_earns_nothing() -> None:
    for kind in ("single", "multiple", "matching"):
        assert grade_answer(version=make_version(kind, correct=["a"]), answer=None) == 0
    assert grade_answer(version=make_version("numeric", value="0", tolerance="0"), answer=None) == 0


def test_score_is_rounded_down_exactly() -> None:
    assert compute_score([Fraction(1, 3)] * 3 + [Fraction(1)] * 4 + [Fraction(0)] * 5) == 41
    assert compute_score([Fraction(1, 3)] * 3) == 33
    assert compute_score([Fraction(1)] * 799 + [Fraction(0)] * 201) == 79
    assert compute_score([Fraction(1)] * 4 + [Fraction(0)]) == 80
    assert compute_score([]) == 0


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("3.5", "3.5"),
        ("3,5", "3.5"),
        (" 12 ", "12"),
        ("٣٫٥", "3.5"),
        ("۱۲", "12"),
        ("−4", "-4"),
        ("+7", "7"),
        ("0,125", "0.125"),
        ("3.500", "3.5"),
        ("-0", "0"),
        ("007", "7"),
        ("1000", "1000"),
    ],
)
def test_numbers_that_people_write(text: str, number: str) -> None:
    assert format_number(parse_number(text)) == number


@pytest.mark.parametrize(
    "text",
    [
        "",
        "three",
        "3.5 days",
        "1e5",
        "1.2.3",
        "1,2,3",
        "nan",
        "inf",
        "--3",
        "3.",
        ".5",
        "1 000",
        "٣٬٥٠٠",
        "²",
        "1_0",
        "0x10",
        "9" * 13,
    ],
)
def test_numbers_that_are_refused(text: str) -> None:
    with pytest.raises(CollegeError) as refusal:
        parse_number(text)
    assert refusal.value.code == "answer_number"


@pytest.mark.parametrize("text", ["1,000", "-12,500", "999,999"])
def test_a_number_that_could_be_two_is_refused(text: str) -> None:
    with pytest.raises(CollegeError) as refusal:
        parse_number(text)
    assert refusal.value.code == "answer_number_ambiguous"


@given(st.text(max_size=50))
def test_any_text_is_a_number_or_a_sentence(text: str) -> None:
    outcome: object
    try:
        outcome = parse_number(text).is_finite()
    except CollegeError as refusal:
        outcome = str(refusal).endswith(".")
    assert outcome is True


@given(st.text(alphabet="0123456789abcdef", min_size=8, max_size=64))
def test_a_posted_answer_comes_back(seed: str) -> None:
    for kind in ("single", "multiple", "matching"):
        version = make_version(kind, correct=["b"] if kind == "single" else ["a", "e"])
        order = make_order(version, seed=seed)
        answer = right_answer(version)
        posted = encode_answer(order=order, answer=answer)
        assert decode_answer(version=version, order=order, posted=posted) == answer
        assert grade_answer(version=version, answer=answer) == 1


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["choice", "choices", "number", "pairs", "score", "1"]), inner, max_size=3
            )
        ),
    )
)
def test_whatever_is_posted_is_read_or_refused(posted: object) -> None:
    for kind in ("single", "multiple", "numeric", "matching"):
        version = make_version(kind, correct=["a"], value="1", tolerance="0")
        order = make_order(version, seed="seed")
        try:
            answer = decode_answer(version=version, order=order, posted=posted)
            is_sound = 0 <= grade_answer(version=version, answer=answer) <= 1
        except CollegeError as refusal:
            is_sound = refusal.code.startswith("answer_")
        assert is_sound


@given(
    st.text(alphabet="0123456789abcdef", min_size=8, max_size=64),
    st.lists(st.integers(1, 4), min_size=1, max_size=30),
    st.integers(1, 30),
)
def test_draw(seed: str, outcomes: list[int], count: int) -> None:
    versions = [
        make_version("single", correct=["a"], pk=pk, outcome=outcome) for pk, outcome in enumerate(outcomes, start=1)
    ]
    drawn = draw_versions(versions, count=count, seed=seed)
    assert len(drawn) == min(count, len(versions)) == len({version.pk for version in drawn})
    assert [version.pk for version in draw_versions(list(reversed(versions)), count=count, seed=seed)] == [
        version.pk for version in drawn
    ]
    left = {
        outcome: outcomes.count(outcome) - sum(version.outcome == outcome for version in drawn)
        for outcome in set(outcomes)
    }
    given_each = {outcome: outcomes.count(outcome) - left[outcome] for outcome in left}
    with_more = [given_each[outcome] for outcome in left if left[outcome] > 0]
    assert all(most - least <= 1 for least in with_more for most in with_more)


def test_format_number() -> None:
    assert [format_number(Decimal(text)) for text in ("100", "1E+2", "0.50", "-0.0")] == ["100", "100", "0.5", "0"]
