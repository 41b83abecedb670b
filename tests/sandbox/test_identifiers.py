"""Identifiers: the published vectors, every promise of a check digit, and no crash on anything that people paste."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import ean, imo, iso6346, luhn

from sandbox.domain.identifiers.container import is_valid_container, read_container
from sandbox.domain.identifiers.element_strings import CHECKED, read_link, read_message
from sandbox.domain.identifiers.handset import read_handset
from sandbox.domain.identifiers.pasting import MAX_INPUT, clean_text
from sandbox.domain.identifiers.reading import FindingKind, Reading
from sandbox.domain.identifiers.recognition import recognise
from sandbox.domain.identifiers.ship import read_ship
from sandbox.domain.identifiers.trade_numbers import read_gln, read_gtin, read_sscc
from sandbox.domain.identifiers.vin import compute_vin_digit, read_vin
from sandbox.domain.identifiers.waybill import compute_waybill_digit, read_waybill
from sandbox.enums import IdentifierStandard, IdentifierVerdict
from sandbox.specimens import list_specimens

VALID, WRONG, UNUSUAL, MALFORMED = (
    IdentifierVerdict.VALID,
    IdentifierVerdict.WRONG_CHECK_DIGIT,
    IdentifierVerdict.UNUSUAL,
    IdentifierVerdict.MALFORMED,
)
SCANNED = "]d2010952000000001117280630" + "10LOT7A\x1d21TR0001"
LINK = "https://id.gs1.org/01/09506000134352/10/ABC123?17=271231"
VIN_CHARACTERS = "ABCDEFGHJKLMNPRSTUVWXYZ0123456789"
DIGITS = "0123456789"
digits = st.text(DIGITS, min_size=1)

VECTORS = [
    ("1M8GDM9AXKP042788", "vin", VALID), ("11111111111111111", "vin", VALID), ("5GZCZ43D13S812715", "vin", VALID),
    ("WBA3A5C5XDF000000", "vin", UNUSUAL), ("WF0MXXGBWM8R43240", "vin", UNUSUAL),
    ("CSQU3054383", "container", VALID), ("ZZZU1000000", "container", VALID), ("CSQU3054384", "container", WRONG),
    ("4006381333931", "gtin", VALID), ("73513537", "gtin", VALID), ("9520000000011", "gtin", VALID), ("9520000000012", "gtin", WRONG),
    ("GLN 9506000134352", "gln", VALID), ("106141412345678908", "sscc", VALID),
    ("9074729", "ship", VALID), ("9319466", "ship", VALID), ("9319467", "ship", WRONG), ("IMO 0123450", "ship", VALID),
    ("125-12345675", "waybill", VALID), ("020-06186331", "waybill", VALID), ("160-81150783", "waybill", WRONG),
    ("490154203237518", "handset", VALID), (SCANNED, "gs1", VALID), (LINK, "link", VALID),
]  # fmt: skip


def sentences(reading: Reading, kind: FindingKind) -> list[str]:
    return [finding.sentence for finding in reading.findings if finding.kind == kind]


@pytest.mark.parametrize(("text", "standard", "verdict"), VECTORS)
def test_published_vectors(text, standard, verdict):
    best = recognise(text)[0]
    assert (best.standard, best.verdict) == (standard, verdict)
    assert bool(best.faults) == (verdict in {WRONG, MALFORMED})


@pytest.mark.parametrize(
    ("text", "position", "expected", "found"),
    [("CSQU3054384", 11, "3", "4"), ("9520000000012", 13, "1", "2"), ("9319467", 7, "6", "7"), ("160-81150783", 11, "6", "3"),
     ("1M8GDM9A1KP042788", 9, "X", "1"), ("490154203237519", 15, "8", "9"), ("106141412345678907", 18, "8", "7")],
)  # fmt: skip
def test_a_wrong_digit_says_which_and_why(text, position, expected, found):
    reading = recognise(text)[0]
    assert [(f.position, f.expected, f.found) for f in reading.faults] == [(position, expected, found)]
    sentence = f"The check digit at position {position} is {found}, but {expected} was expected."
    assert reading.faults[0].sentence == sentence
    assert expected in reading.explanation


def test_the_places_at_fault_are_cut_out():
    assert recognise("CSQU3054384")[0].pieces == [("CSQU305438", False), ("4", True)]
    assert recognise("CSQU3O54383")[0].pieces == [("CSQU3", False), ("O", True), ("54383", False)]
    assert recognise("(01)09520000000012")[0].pieces == [("(01)09520000000012", False)]


# Vehicles


def test_a_vehicle_is_taken_apart():
    parts = {part.text: part.meaning for part in read_vin("5GZCZ43D13S812715").parts}
    assert list(parts) == ["5GZ", "CZ43D", "1", "3", "S", "812715"]
    assert (parts["5GZ"], parts["3"]) == ("United States, Saturn", "2003")


@pytest.mark.parametrize(
    ("vin", "year"),
    [("1M8GDM9AXKP042788", "1989"), ("1M8GDMAAXKP042788", "2019"), ("1M8GDM9AXUP042788", "not a year of the standard")],
)
def test_position_seven_tells_the_cycles_of_the_model_year_apart(vin, year):
    assert read_vin(vin).parts[3].meaning == year


def test_two_characters_name_no_manufacturer():
    assert read_vin("1M8GDM9AXKP042788").parts[0].meaning == "United States"


@pytest.mark.parametrize(
    ("vin", "found", "expected"), [("WBA3A5C5XDF000000", "X", "0"), ("WF0MXXGBWM8R43240", "W", "8")]
)
def test_a_european_misfit_is_told_and_not_called_wrong(vin, found, expected):
    reading = read_vin(vin)
    told = next(finding for finding in reading.notes if finding.position == 9)
    assert (told.found, told.expected, reading.faults) == (found, expected, ())
    assert "this number can be genuine" in reading.notes[1].sentence


@pytest.mark.parametrize("vin", ["LFV2A21K0D4000001", "2HGES16575H000001", "01234567890123456"])
def test_where_the_law_asks_for_the_digit_a_misfit_is_wrong(vin):
    assert read_vin(vin).verdict == (VALID if compute_vin_digit(vin) == vin[8] else WRONG)
    wrong = vin[:8] + ("1" if compute_vin_digit(vin) != "1" else "2") + vin[9:]
    assert read_vin(wrong).verdict == WRONG


def test_letters_that_no_vehicle_has_are_named_and_explained():
    reading = recognise("1M8GDM9AXKPO42788")[0]
    assert (reading.verdict, reading.faults[0].position, reading.faults[0].found) == (MALFORMED, 12, "O")
    assert sentences(reading, FindingKind.HINT) == [
        "“1M8GDM9AXKP042788” would fit: characters that look alike were confused (O → 0 (12); the position in brackets). That is a hint, not proof."
    ]


# Containers


def test_a_container_is_taken_apart():
    reading = read_container("CSQU3054383")
    assert [part.text for part in reading.parts] == ["CSQ", "U", "305438", "3"]
    assert sum(step.product for step in reading.steps) % 11 == 3


@pytest.mark.parametrize("number", ["1SQU3054383", "CS2U3054383", "123U1234567", "ÄBCU1234567"])
def test_an_owner_has_letters_alone_whatever_the_library_takes(number):
    assert not is_valid_container(number)
    assert read_container(number).verdict == MALFORMED


def test_remainder_ten_is_explained():
    assert any(
        "remainder of 10 is written 0" in text for text in sentences(read_container("ZZZU1000000"), FindingKind.NOTE)
    )


@pytest.mark.parametrize(
    ("text", "candidate"),
    [("CSQU3O54383", "CSQU3054383"), ("C5QU3054383", "CSQU3054383"), ("CSQU3054833", "CSQU3054383"), ("CSQU3504383", "CSQU3054383")],
)  # fmt: skip
def test_common_slips_of_a_container_are_found(text, candidate):
    hints = sentences(recognise(text)[0], FindingKind.HINT)
    assert any(hint.startswith(f"“{candidate}” would fit") and hint.endswith("not proof.") for hint in hints)
    assert len(hints) <= 4


def test_a_missing_check_digit_is_completed():
    assert "Without its check digit. 3 would belong at the end." in sentences(
        recognise("CSQU305438")[0], FindingKind.NOTE
    )


@pytest.mark.parametrize(("number", "position"), [("CSQA3054383", 4), ("CSQU30543X3", 10)])
def test_the_place_of_a_wrong_character_is_named(number, position):
    assert [f.position for f in read_container(number).faults] == [position]


# GS1


def test_an_element_string_is_taken_apart():
    reading = read_message(SCANNED)
    assert [(part.name, part.text) for part in reading.parts] == [
        ("Kind of code", "]d2"), ("(01) Trade item (GTIN)", "09520000000011"), ("(17) Expiry date", "280630"),
        ("(10) Batch or lot number", "LOT7A"), ("(21) Serial number", "TR0001"),
    ]  # fmt: skip
    assert (reading.verdict, reading.parts[2].meaning) == (VALID, "30 June 2028")


@pytest.mark.parametrize("written", ["\x1d", "␝", "<GS>", "{GS}", "<FNC1>"])
def test_the_separator_is_read_however_it_is_written(written):
    reading = recognise(SCANNED.replace("\x1d", written))[0]
    assert (reading.verdict, [part.text for part in reading.parts[-2:]]) == (VALID, ["LOT7A", "TR0001"])


def test_a_lost_separator_is_explained():
    reading = recognise(SCANNED.replace("\x1d", ""))[0]
    assert (reading.verdict, reading.parts[-1].text) == (UNUSUAL, "LOT7A21TR0001")
    assert sentences(reading, FindingKind.HINT) == [
        "A scanner may have lost the separator: (10) would be LOT7A, followed by \u2066(21)TR0001\u2069. Read the code again with a scanner that keeps it. That is a hint, not proof."
    ]


def test_a_value_that_swallowed_too_much_is_explained():
    reading = recognise("010952000000001110LOT7A21TR0001ABCDEFGH")[0]
    assert reading.verdict == MALFORMED
    assert "may have been lost by the scanner" in reading.faults[0].sentence


def test_a_wrong_number_inside_a_good_message_is_found():
    """The library calls this message good: its error stands at the element alone."""
    reading = recognise(SCANNED.replace("0000011", "0000012"))[0]
    assert reading.verdict == WRONG
    assert [f.sentence for f in reading.faults] == [
        "Trade item (GTIN) (01): the check digit at position 14 is 2, but 1 was expected."
    ]
    wrong_link = read_link(LINK.replace("4352", "4353"))
    assert (wrong_link.verdict, wrong_link.faults[0].expected) == (WRONG, "2")


@pytest.mark.parametrize("ai", CHECKED)
def test_every_number_with_a_check_digit_is_checked(ai):
    payload = ("0" if ai == "8003" else "9") + "52" + "0" * (CHECKED[ai] - 4)
    good = f"({ai}){payload}{ean.calc_check_digit(payload)}" + ("0102" if ai == "8006" else "")
    place = len(f"({ai}){payload}")
    bad = good[:place] + str((int(good[place]) + 1) % 10) + good[place + 1 :]
    assert (read_message(good).verdict, read_message(bad).verdict) == (VALID, WRONG)


def test_day_zero_is_the_end_of_the_month():
    reading = read_message("(01)09520000000011(17)280200(10)A")
    assert (reading.verdict, reading.parts[1].meaning) == (VALID, "29 February 2028: a day 00 is the end of the month")


@pytest.mark.parametrize("value", ["281301", "280231", "280632"])
def test_what_is_no_date_is_refused(value):
    reading = read_message(f"(01)09520000000011(17){value}")
    assert (reading.verdict, f"{value} is no date" in reading.faults[0].sentence) == (MALFORMED, True)


def test_a_link_is_taken_apart():
    assert [part.text for part in read_link(LINK).parts] == ["09506000134352", "ABC123", "271231"]


@pytest.mark.parametrize(
    "link",
    ["https://college.example/", "http://[", "https://id.gs1.org/01/", "https://id.gs1.org/01/0950600013435X",
     "https://id.gs1.org/01/09506000134352/21", "https://id.gs1.org/01/%EF%BC%91", "https://id.gs1.org/01/%00%0a"],
)  # fmt: skip
def test_other_addresses_are_no_link(link):
    assert [reading.verdict for reading in recognise(link)] == [MALFORMED]


def test_a_bare_code_of_a_shop_is_a_trade_item():
    assert [r.standard for r in recognise("]E04006381333931")] == [IdentifierStandard.GTIN, IdentifierStandard.GLN]


# Handsets, waybills


def test_a_handset_without_or_beyond_its_check_digit():
    assert "It would be 8." in read_handset("49015420323751").notes[0].sentence
    assert read_handset("4901542032375101").parts[-1].text == "01"
    assert {read_handset("49015420323751").verdict, read_handset("4901542032375101").verdict} == {UNUSUAL}


def test_a_waybill_says_what_its_digit_does_not_cover():
    assert read_waybill("99912345675").verdict == VALID
    assert "covers the serial number alone" in read_waybill("99912345675").notes[0].sentence
    assert "never 7, 8 or 9" in read_waybill("12512345678").notes[1].sentence


def test_noughts_alone_are_a_placeholder():
    assert {reading.verdict for text in ("0000000", "0" * 13) for reading in recognise(text)} == {UNUSUAL}


# Pasting and recognising


@pytest.mark.parametrize(
    "text",
    ["９０７４７２９", "٩٠٧٤٧٢٩", "IMO 9074729", "imo:9074729", " 907 4729\n", "907\u200b4729", "9074729\x00", "ＩＭＯ　９０７４７２９", "907–4729"],
)  # fmt: skip
def test_pasted_in_other_ways(text):
    assert [(r.text, r.verdict) for r in recognise(text)] == [("9074729", VALID)]


def test_what_was_done_to_the_text_is_said():
    assert len(clean_text("９\x00\ud800").notes) == 3
    assert len(clean_text("9074729").notes) == 0
    assert sentences(recognise("907\u200b4729")[0], FindingKind.NOTE)[-1].startswith("Characters that cannot be seen")


@pytest.mark.parametrize(
    "text", ["", " ", "\x00", "\x1d", "\ud800", "hello", "passport", "42", "AB1234567", "9" * 5000]
)
def test_what_resembles_nothing_is_nothing_or_malformed(text):
    assert [reading for reading in recognise(text) if reading.verdict != MALFORMED] == []


@pytest.mark.parametrize(
    "text",
    ["01" * 2148, "10a\x1d" * 1074, "0109520000000011" + "10LOT21SER10LOT21SER\x1d" * 200, "(10)" * 1074, "]" * 4296,
     "https://id.gs1.org/" + "01/" * 1400, "\x1d" * 4296, "A" * 4296, "9" * 4296, "e" + "\u0301" * 4295, "\ud800" * 4296],
)  # fmt: skip
def test_the_longest_text_is_answered_at_once(text):
    began = time.perf_counter()
    readings = recognise(text)
    assert time.perf_counter() - began < 0.5
    assert all(len(reading.text) <= MAX_INPUT and len(reading.findings) < 150 for reading in readings)


def test_the_specimens_are_valid_and_what_they_say():
    assert {specimen.standard for specimen in list_specimens()} == set(IdentifierStandard)
    for specimen in list_specimens():
        found = {reading.standard: reading.verdict for reading in recognise(specimen.text)}
        assert found[specimen.standard] == VALID, specimen


pieces = st.sampled_from(["01", "00", "(01)", "(17)", "]d2", "\x1d", "https://x/01/", "09520000000011", "10", "3921", "8008", "7003",
                          "391", "IMO", "VIN ", "CSQU", "?17=", "%00", "１", "\x00", "\ud800", "O", "X", "-", "/", "("])  # fmt: skip


@given(st.one_of(st.text(st.characters(exclude_categories=())), st.lists(st.one_of(pieces, digits)).map("".join)))
def test_hostile_text_never_crashes(text):
    for reading in recognise(text):
        assert reading.text.encode()
        assert all(finding.sentence.encode() for finding in reading.findings)
        assert (reading.verdict in {WRONG, MALFORMED}) == bool(reading.faults)


@given(
    st.sampled_from([3, 11, 13, 15, 17, 310, 392, 703, 800, 21, 10, 253, 8110]), st.text(DIGITS + "AZ\x1d", max_size=40)
)
def test_any_value_of_an_element_is_answered(ai, value):
    assert read_message(f"0109520000000011{ai}{value}").verdict in IdentifierVerdict


# What the check digits promise


def change(number: str, place: int, shift: int) -> str:
    place %= len(number)
    return number[:place] + str((int(number[place]) + shift) % 10) + number[place + 1 :]


@given(st.sampled_from([7, 11, 12, 13, 17]), st.data(), st.integers(0, 17), st.integers(1, 9))
def test_a_trade_number_finds_every_wrong_digit(length, data, place, shift):
    payload = data.draw(st.text(DIGITS, min_size=length, max_size=length))
    number = payload + ean.calc_check_digit(payload)
    reader = read_sscc if length == 17 else read_gtin
    assert reader(number).is_valid or not number.strip("0")
    assert reader(change(number, place, shift)).verdict == WRONG
    if length == 12:
        assert read_gln(change(number, place, shift)).verdict == WRONG


@given(st.text(DIGITS, min_size=14, max_size=14), st.integers(0, 14), st.integers(1, 9))
def test_a_handset_finds_every_wrong_digit(payload, place, shift):
    number = payload + luhn.calc_check_digit(payload)
    assert read_handset(number).is_valid or not number.strip("0")
    assert read_handset(change(number, place, shift)).verdict == WRONG


@given(st.text(DIGITS, min_size=6, max_size=6), st.integers(0, 6), st.integers(1, 9))
def test_a_ship_finds_every_wrong_digit_that_its_weights_can(payload, place, shift):
    """Weights 6, 5, 4 and 2 share factors with ten: a change that they swallow is the standard's own gap."""
    number = payload + imo.calc_check_digit(payload)
    wrong = change(number, place, shift)
    weight = (7, 6, 5, 4, 3, 2, 1)[place]
    is_seen = weight * (int(wrong[place]) - int(number[place])) % 10 != 0
    assert read_ship(number).is_valid or not number.strip("0")
    assert (read_ship(wrong).verdict == WRONG) == is_seen


@given(st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=3, max_size=3), st.sampled_from("UJZ"), st.text(DIGITS, min_size=6, max_size=6), st.integers(4, 10), st.integers(1, 9))  # fmt: skip
def test_a_container_finds_every_wrong_digit_unless_ten_stands_for_nought(owner, category, serial, place, shift):
    payload = f"{owner}{category}{serial}"
    number = payload + iso6346.calc_check_digit(payload)
    wrong = change(number, place, shift)
    reading = read_container(wrong)
    total = sum(step.product for step in reading.steps) % 11
    before = sum(step.product for step in read_container(number).steps) % 11
    assert read_container(number).verdict == VALID
    assert reading.verdict == (VALID if {total, before} == {0, 10} else WRONG)


@given(st.text(DIGITS, min_size=7, max_size=7), st.integers(3, 10), st.integers(1, 9))
def test_a_waybill_finds_every_wrong_digit_but_a_change_by_seven(serial, place, shift):
    number = f"000{serial}{compute_waybill_digit(serial)}"
    wrong = change(number, place, shift)
    is_seen = place == 10 or abs(int(wrong[place]) - int(number[place])) != 7
    assert read_waybill(number).is_valid or not number.strip("0")
    assert (read_waybill(wrong).verdict == WRONG) == is_seen


@given(st.text(VIN_CHARACTERS, min_size=16, max_size=16), st.integers(0, 16), st.integers(1, 9))
def test_a_vehicle_finds_every_wrong_digit(rest, place, shift):
    vin = f"0{rest[:7]}0{rest[8:]}"
    vin = vin[:8] + compute_vin_digit(vin) + vin[9:]
    assert read_vin(vin).verdict == VALID
    if place != 0 and vin[place].isdigit():
        # Weights are coprime to eleven, and digits differ by less than that.
        assert read_vin(change(vin, place, shift)).verdict == WRONG


@given(st.text(DIGITS, min_size=12, max_size=12), st.integers(0, 11))
def test_swapped_neighbours_are_proposed_when_the_digit_sees_them(payload, place):
    number = payload + ean.calc_check_digit(payload)
    swapped = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
    reading = read_gtin(swapped)
    if reading.verdict == WRONG:
        fitting = sum(hint.sentence.startswith(f"“{number}” would fit") for hint in reading.hints)
        assert fitting == 1 or len(reading.hints) == 4
