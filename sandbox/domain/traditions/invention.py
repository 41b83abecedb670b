"""Drawing a whole name."""

import random
from collections.abc import Iterator
from typing import NamedTuple

from sandbox.domain.geography import BUREAUS
from sandbox.domain.traditions.customs import Tradition, Word, find_tradition


class InventedName(NamedTuple):
    """A name in Latin letters, and whole as it is written at home ("" where that is Latin)."""

    family: str
    given: str
    original: str


def invent_person_name(rng: random.Random, *, country: str, sex: str) -> InventedName:
    """A name of a country's tradition. Two microseconds or so: a draw of bits leads into words that were made before.

    Some names are more common than others: the first of a kind seven times as common as the last.
    """
    tradition = find_tradition(country)
    is_female = sex == "F"
    bits = rng.getrandbits(160)
    given = _pick(tradition.given_female if is_female else tradition.given_male, bits & 0xFFFFFFFF)
    families = tradition.families_female if is_female else tradition.families_male
    family = _pick(families, bits >> 32 & 0xFFFFFFFF)
    shares = bits >> 64
    if tradition.middle_share > shares & 15:
        middle = _pick(tradition.middles_female if is_female else tradition.middles_male, bits >> 96 & 0xFFFFFFFF)
        given = (f"{given[0]} {middle[0]}", f"{given[1]} {middle[1]}" if middle[1] else "")
    if tradition.second_share > shares >> 4 & 15:
        second = _pick(families, bits >> 128)
        family = (f"{family[0]}{tradition.second_joint}{second[0]}", "")
    if tradition.particle_share > shares >> 8 & 15:
        family = _add_particle(family, tradition.particles[(shares >> 16 & 15) % len(tradition.particles)])
    elif tradition.single_share > shares >> 12 & 15:
        return InventedName("", given[0], given[1])
    return InventedName(family[0], given[0], _write_at_home(tradition, family[1], given[1]))


def _pick(words: tuple[Word, ...], draw: int) -> Word:
    """One of the words by 32 bits; of a share u the place is (u + 3u²) / 4 of the way."""
    return words[(draw + 3 * (draw * draw >> 32) >> 2) * len(words) >> 32]


def _add_particle(family: Word, particle: Word) -> Word:
    latin, sign = particle
    joint = "" if latin.endswith("'") else " "
    return f"{latin}{joint}{family[0]}", f"{sign}{family[1]}" if sign else ""


def _write_at_home(tradition: Tradition, family: str, given: str) -> str:
    if not given:
        return ""
    if tradition.is_joined:
        return family + given
    return f"{family} {given}" if tradition.family_first else f"{given} {family}"


def list_names(tradition: Tradition) -> Iterator[str]:
    """Every word, or few words that belong together, of which names of a tradition are made, in either script; always in one order."""
    families = (tradition.families_male, tradition.families_female)
    for table in (
        *families,
        tradition.given_male,
        tradition.given_female,
        tradition.middles_male,
        tradition.middles_female,
    ):
        for latin, sign in table:
            yield latin
            if sign:
                yield sign
    for latin, sign in tradition.particles:
        # What is written as one word with the name.
        if latin.endswith("'") or (sign and " " not in sign):
            for name in (name for table in families for name in table):
                yield from filter(None, _add_particle(name, (latin, sign)))
        else:
            yield latin


def count_words() -> int:
    """How many distinct words (in Latin letters) the names of all countries are made of."""
    words: set[str] = set()
    for code in BUREAUS:
        tradition = find_tradition(code)
        for table in (
            tradition.families_male, tradition.families_female, tradition.given_male, tradition.given_female,
            tradition.middles_male, tradition.middles_female,
        ):  # fmt: skip
            words.update(latin for latin, _sign in table)
    return len(words)
