"""Drawing persons: names by tradition, aliases, kin, birth, description, status.

Sex, country, script and tradition are drawn apart from status, offence and notice, so that none foretells another (a test proves it).
"""

import json
import random

from sandbox.domain.base_world.draws import CODES, COMMON, draw_common, draw_hidden, spread
from sandbox.domain.geography import BUREAUS
from sandbox.domain.traditions import InventedName, invent_person_name
from sandbox.enums import EyeColour, HairColour, Offence, PersonStatus

COLUMNS = (
    *COMMON, "hidden_from", "family_name", "given_names", "original_name", "sex", "birth_year", "birth_month", "birth_day",
    "birth_place", "birth_country", "nationalities", "languages", "height", "hair", "eyes", "marks", "status", "offence",
    "notice_reference", "aliases", "kin",
)  # fmt: skip
# Records of persons are reviewed after five years.
KEEP_DAYS = 1826

_STATUSES = spread(PersonStatus.values, (14, 12, 26, 10, 8, 8, 3, 4, 15))
# To be charged with something one must be held to have done something: the missing and the witnesses have no offence.
_ACCUSED = frozenset({PersonStatus.CONVICTED, PersonStatus.CHARGED, PersonStatus.SUSPECT, PersonStatus.OF_INTEREST})
_OFFENCES = tuple(Offence.values)
_HAIR, _EYES = spread(HairColour.values, (5, 5, 4, 2, 3, 1)), tuple(EyeColour.values)
# What notice was asked for, by status; as many of a hundred have one.
_NOTICES: dict[str, tuple[str, int]] = {
    PersonStatus.CONVICTED: ("RN", 40), PersonStatus.CHARGED: ("RN", 35), PersonStatus.SUSPECT: ("BN", 12),
    PersonStatus.WITNESS: ("BN", 6), PersonStatus.VICTIM: ("BN", 3), PersonStatus.MISSING: ("YN", 70),
    PersonStatus.UNIDENTIFIED: ("YN", 60), PersonStatus.DECEASED: ("KN", 30), PersonStatus.OF_INTEREST: ("GN", 10),
}  # fmt: skip
_MARKS = tuple(
    f"{mark} {place}"
    for mark in ("Scar", "Small scar", "Birthmark", "Burn mark", "Tattoo of a bird", "Tattoo of an anchor", "Tattoo of a leaf", "Mole")
    for place in ("on the left forearm", "on the right hand", "above the left eyebrow", "on the chin", "on the neck", "on the right shoulder")
)  # fmt: skip
_quote = json.encoder.encode_basestring


def draw_person(rng: random.Random, place: int) -> tuple[str | int | None, ...]:
    """One person, in the order of COLUMNS."""
    draw = rng.random
    code, sex = CODES[int(draw() * 12)], _draw_sex(draw())
    common, recorded = draw_common(rng, prefix="PR", place=place, code=code, keep_days=KEEP_DAYS, oldest=1800)
    # Most are nationals of the country that keeps the record; the names follow the first nationality.
    home = code if draw() < 0.8 else CODES[int(draw() * 12)]
    name = invent_person_name(rng, country=home, sex=sex)
    status = _STATUSES[int(draw() * len(_STATUSES))]
    offence = _OFFENCES[int(draw() * len(_OFFENCES))] if status in _ACCUSED else ""
    colour, share = _NOTICES[status]
    notice = f"TR-{colour}-{2027 - recorded // 365}-{place:07d}" if draw() * 100 < share else ""
    ports = BUREAUS[home].ports
    return (
        *common, draw_hidden(rng, code), name.family, name.given, name.original, sex, *_draw_birth(rng),
        ports[int(draw() * len(ports))], home, _draw_nationalities(rng, home), _draw_languages(rng, home),
        150 + int((draw() + draw()) * 25), _HAIR[int(draw() * len(_HAIR))], _EYES[int(draw() * len(_EYES))],
        _MARKS[int(draw() * len(_MARKS))] if draw() < 0.3 else "", status, offence, notice,
        _draw_aliases(rng, name, home, sex), _draw_kin(rng, name, home),
    )  # fmt: skip


def _draw_sex(share: float) -> str:
    return "F" if share < 0.49 else "M" if share < 0.98 else "U"


def _draw_birth(rng: random.Random) -> tuple[int, int | None, int | None]:
    """Of one person in thirty only the year is known, of as many year and month."""
    year, known = 1945 + int(rng.random() * 62), rng.random() * 30
    if known < 1:
        return year, None, None
    month = 1 + int(rng.random() * 12)
    return year, month, None if known < 2 else 1 + int(rng.random() * 28)


def _draw_nationalities(rng: random.Random, home: str) -> str:
    other = CODES[int(rng.random() * 12)]
    return home if other == home or rng.random() < 0.93 else f"{home} {other}"


def _draw_languages(rng: random.Random, home: str) -> str:
    own = BUREAUS[home].language
    other = ("en", "fr", "es", "ar")[int(rng.random() * 4)]
    return own if other == own or rng.random() < 0.6 else f"{own} {other}"


def _draw_aliases(rng: random.Random, name: InventedName, home: str, sex: str) -> str:
    """Of one person in eight another name: with another family name, or with another given name."""
    share = rng.random() * 24
    if share >= 3:
        return "[]"
    other = invent_person_name(rng, country=home, sex=sex)
    alias = f"{name.given} {other.family}" if share < 2 else f"{other.given} {name.family}"
    return f'[{{"name": {_quote(alias.strip())}}}]'


def _draw_kin(rng: random.Random, name: InventedName, home: str) -> str:
    """Parents, and of one person in six a brother or sister of the same family."""
    father = invent_person_name(rng, country=home, sex="M")
    mother = invent_person_name(rng, country=home, sex="F")
    kin = [("father", f"{father.given} {name.family}"), ("mother", f"{mother.given} {mother.family}")]
    share = rng.random() * 12
    if share < 2:
        relation, sex = ("sister", "F") if share < 1 else ("brother", "M")
        kin.append((relation, f"{invent_person_name(rng, country=home, sex=sex).given} {name.family}"))
    return (
        "[" + ", ".join(f'{{"relation": "{relation}", "name": {_quote(who.strip())}}}' for relation, who in kin) + "]"
    )
