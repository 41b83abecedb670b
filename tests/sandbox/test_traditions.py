"""Invented names: the same everywhere, in their scripts, and spelt as the registers compare them."""

import random

import pytest

from sandbox.domain.geography import BUREAUS
from sandbox.domain.names.keys import prepare
from sandbox.domain.names.scoring import THRESHOLD, read_consonants, score
from sandbox.domain.names.scripts import name_script
from sandbox.domain.traditions import count_words, find_tradition, invent_person_name

SCRIPTS = {"cyrillic": "cyrillic", "greek": "greek", "arabic": "arabic", "chinese": "han"}


def draw(country, count=60):
    rng = random.Random(country)
    return [invent_person_name(rng, country=country, sex="FM"[place % 2]) for place in range(count)]


def test_the_vocabulary_is_large():
    assert 20_000 < count_words() < 200_000


@pytest.mark.parametrize("country", BUREAUS)
def test_names_are_repeatable_and_differ(country):
    names = draw(country)
    assert names == draw(country)
    assert len(set(names)) > 50
    assert find_tradition(country).script == BUREAUS[country].script


@pytest.mark.parametrize("country", [code for code, bureau in BUREAUS.items() if bureau.script in SCRIPTS])
def test_a_name_in_its_own_script_is_the_same_name(country):
    names = draw(country)
    assert {name_script(name.original.split()[0]) for name in names} == {SCRIPTS[find_tradition(country).script]}
    scores = [score(prepare(f"{name.given} {name.family}"), prepare(name.original)) for name in names]
    # Short vowels that are not written leave a few apart.
    assert sum(value >= THRESHOLD for value in scores) >= 0.8 * len(scores)


def test_words_without_vowels_have_consonants_enough_to_be_nobodys():
    """Three consonants read like names of half the world. A few words have less than they are made of: equal ones meet and become one."""
    tradition = find_tradition("QMC")
    tables = (tradition.families_male, tradition.given_male, tradition.given_female)
    counts = [len(read_consonants(prepare(sign).strong[0])) for table in tables for _latin, sign in table[::20]]
    assert sum(count >= 4 for count in counts) > 0.95 * len(counts)
    assert sum(count >= 5 for count in counts) > 0.75 * len(counts)


def test_traditions_have_customs_of_their_own():
    assert any(" bin " in f" {name.given} " or " bint " in f" {name.given} " for name in draw("QMC"))
    assert any(name.given.endswith(("ovich", "ovna")) for name in draw("QMB"))
    assert any(" " in name.family for name in draw("QMI"))
    assert any(not name.family for name in draw("QMD"))
    assert all(" " not in name.original for name in draw("QMG"))
