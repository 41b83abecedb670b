"""ICAO Doc 9303: the published vectors, and no crash on anything that people paste."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from college.core.errors import CollegeError
from sandbox.domain.mrz import compose_passport_zone, compute_check_digit, parse_zone

TD3 = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10"
TD2 = "I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nD231458907UTO7408122F1204159<<<<<<<6"
TD1 = "I<UTOD231458907<<<<<<<<<<<<<<<\n7408122F1204159UTO<<<<<<<<<<<6\nERIKSSON<<ANNA<MARIA<<<<<<<<<<"
MRV_A = "V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL8988901C4XXX4009078F96121096ZE184226B<<<<<<"
MRV_B = "V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nL8988901C4XXX4009078F9612109<<<<<<<<"
LONG = "I<UTOD23145890<7349<<<<<<<<<<<\n3407127M9507122UTO<<<<<<<<<<<2\nSTEVENSON<<PETER<JOHN<<<<<<<<<"
ZONE_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789<"


@pytest.mark.parametrize(("data", "digit"), [("520727", "3"), ("AB2134<<<", "5"), ("D23145890734", "9")])
def test_published_check_digits(data, digit):
    assert compute_check_digit(data) == digit


@pytest.mark.parametrize(
    ("text", "size", "number"),
    [(TD3, "TD3", "L898902C3"), (TD2, "TD2", "D23145890"), (TD1, "TD1", "D23145890"), (MRV_A, "MRV-A", "L8988901C"), (MRV_B, "MRV-B", "L8988901C"), (LONG, "TD1", "D23145890734")],
)  # fmt: skip
def test_published_zones_are_valid(text, size, number):
    zone = parse_zone(text)
    assert (zone.size, zone.number, zone.is_valid) == (size, number, True)


def test_names_and_dates():
    zone = parse_zone(TD3)
    assert (zone.surname, zone.given_names, zone.birth, zone.sex, zone.expiry) == (
        "ERIKSSON",
        "ANNA MARIA",
        "740812",
        "F",
        "120415",
    )


@pytest.mark.parametrize("text", [TD3.replace("\n", ""), TD1.replace("\n", ""), TD2.lower(), f"  {TD3}  \r\n\n"])
def test_pasted_in_other_ways(text):
    assert parse_zone(text).is_valid


@pytest.mark.parametrize(
    ("place", "field"), [(9, "number"), (19, "birth"), (27, "expiry"), (42, "optional"), (43, "composite")]
)
def test_a_wrong_digit_names_its_field_and_what_was_expected(place, field):
    first, second = TD3.split("\n")
    wrong = str((int(second[place]) + 5) % 10)
    zone = parse_zone(f"{first}\n{second[:place]}{wrong}{second[place + 1 :]}")
    fault = zone.faults[0]
    assert (fault.field, fault.given, fault.expected) == (field, wrong, second[place])
    assert wrong in fault.sentence
    assert second[place] in fault.sentence


@pytest.mark.parametrize(
    ("text", "code"),
    [("", "zone_empty"), ("  \n ", "zone_empty"), ("P<UTO", "zone_size"), ("A" * 500, "zone_too_long"), ("P<UTÖ" + "<" * 39 + "\n" + "<" * 44, "zone_characters"), ("\x00", "zone_characters")],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_in_a_sentence(text, code):
    with pytest.raises(CollegeError) as error:
        parse_zone(text)
    assert error.value.code == code
    assert str(error.value).endswith((".", "doubled."))


@given(st.text(max_size=450))
def test_hostile_text_never_crashes(text):
    with contextlib.suppress(CollegeError):
        parse_zone(text)


@given(
    st.sampled_from([(30, 3), (36, 2), (44, 2)]).flatmap(
        lambda s: st.lists(st.text(ZONE_LETTERS, min_size=s[0], max_size=s[0]), min_size=s[1], max_size=s[1])
    )
)
def test_any_zone_of_a_known_size_is_parsed(lines):
    zone = parse_zone("\n".join(lines))
    assert all(check.expected.isdigit() for check in zone.checks)
    assert all(sum(step.product for step in check.steps) % 10 == int(check.expected) for check in zone.checks)


@given(
    number=st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", min_size=1, max_size=9),
    surname=st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=1, max_size=40),
)
def test_composed_zones_are_valid_and_read_back(number, surname):
    lines = compose_passport_zone(
        issuer="QMA", surname=surname, given_names="ADA", number=number, birth="900101", sex="F", expiry="300101"
    )
    zone = parse_zone("\n".join(lines))
    assert (zone.is_valid, zone.number, zone.issuer, zone.birth) == (True, number, "QMA", "900101")


@given(st.text("0123456789", min_size=6, max_size=6), st.integers(0, 5), st.integers(1, 9))
def test_one_changed_digit_is_always_caught(date, place, shift):
    changed = date[:place] + str((int(date[place]) + shift) % 10) + date[place + 1 :]
    # Weights 7, 3 and 1 are coprime to 10, so no single change keeps the sum.
    assert compute_check_digit(changed) != compute_check_digit(date)
