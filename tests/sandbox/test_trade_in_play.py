"""Parties, firms and declarations of an exercise: odd where their story says so, and ordinary everywhere else."""

from datetime import date
from random import Random

import pytest
from stdnum import iso6346

from sandbox.domain.base_world.trade import GOODS
from sandbox.domain.trade_in_play import LINES, ODD_STORIES, STORIES, invent_consignment, invent_firm, swap_digits

TODAY = date(2027, 5, 20)


def _measure(values):
    return {name: float(values[name].replace(",", "")) for name in ("each", "kilo", "value", "freight")}


@pytest.mark.parametrize("story", sorted(STORIES))
def test_only_what_the_story_says_departs_from_ordinary_trade(story):
    for turn in range(60):
        values = invent_consignment(Random(turn), story, "QMG", TODAY)
        _name, package_weight, price = GOODS[values["hs_code"]]
        found = _measure(values)
        is_heavy, is_low = found["each"] > package_weight * 1.2, found["kilo"] < price * 0.8
        assert (is_heavy, is_low) == (story == "dense", story in {"dense", "cheap"})
        assert (found["freight"] > found["value"]) == (story == "cheap")
        assert (GOODS[values["hs_code"]][0] != values["goods"]) == (story == "misfiled")
        assert iso6346.is_valid(values["gate"])
        assert iso6346.is_valid(values["container"]) == (story not in {"slip", "wrong_box"})


def test_a_slip_keeps_the_digits_and_another_box_does_not():
    slip = invent_consignment(Random(4), "slip", "QMB", TODAY)
    assert sorted(slip["container"]) == sorted(slip["gate"])
    other = invent_consignment(Random(4), "wrong_box", "QMB", TODAY)
    assert sorted(other["container"]) != sorted(other["gate"])
    assert ODD_STORIES < STORIES
    assert set(LINES) == set(GOODS)


def test_a_mistyped_number_always_fails_its_digit():
    for number in ("ZZZU1111111", "ZZZU2046812", "ZZZU1000005"):
        assert not iso6346.is_valid(swap_digits(Random(1), number))


def test_a_firm_has_an_account_by_which_nothing_can_be_paid():
    firm = invent_firm(Random(2), "Pharma", "QMC", TODAY)
    assert firm["account"].startswith("QM00TRNG")
    assert firm["name"].startswith(firm["short"])
    assert "Pharma" in firm["short"]
