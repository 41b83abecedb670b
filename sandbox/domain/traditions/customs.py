"""The naming traditions, one for each invented country: their words and the order that these stand in."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from sandbox.domain.traditions import eastern, western

# A word in Latin letters, and as it is written at home ("" where that is the same).
Word = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Tradition:
    """The words of one country's names, made once, and what its people do with them."""

    code: str
    script: str
    families_male: tuple[Word, ...]
    families_female: tuple[Word, ...]
    given_male: tuple[Word, ...]
    given_female: tuple[Word, ...]
    # Words between given and family name: second given names, or names after the father; of as many shares of 16 people.
    middles_male: tuple[Word, ...] = ()
    middles_female: tuple[Word, ...] = ()
    middle_share: int = 0
    # A second surname, and what stands between the two; of as many shares of 16 people.
    second_share: int = 0
    second_joint: str = " "
    # What may stand before the family name; of as many shares of 16 people.
    particles: tuple[Word, ...] = ()
    particle_share: int = 0
    # Of 16 people as many have one name alone.
    single_share: int = 0
    # At home the family name comes first, and signs are written without spaces.
    family_first: bool = False
    is_joined: bool = False


_MAKERS: dict[str, Callable[[], dict[str, object]]] = {
    "QMA": western.make_marenian,
    "QMB": eastern.make_tolvarian,
    "QMC": eastern.make_askerran,
    "QMD": western.make_sundolian,
    "QME": western.make_norvallian,
    "QMF": eastern.make_kestorian,
    "QMG": eastern.make_shanbeian,
    "QMH": western.make_ombaran,
    "QMI": western.make_costaveran,
    "QMJ": western.make_ravennois,
    "QMK": eastern.make_harazi,
    "QML": western.make_velmoran,
}


@cache
def find_tradition(code: str) -> Tradition:
    """The tradition of a country, its words made at the first call (some tenths of a second). Raises KeyError for no country."""
    return Tradition(code=code, **_MAKERS[code]())  # type: ignore[arg-type]
