"""Passports of invented persons, with a machine-readable zone that holds. Drawn from the seed and a number. Pure."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from anyascii import anyascii

from sandbox.domain.base_world.documents import draw_number
from sandbox.domain.base_world.draws import CODES, ORIGIN
from sandbox.domain.invention import derive_random, format_short_date
from sandbox.domain.mrz import compose_passport_zone
from sandbox.domain.traditions import invent_person_name


@dataclass(frozen=True, slots=True)
class Passport:
    family_name: str
    given_names: str
    original_name: str
    sex: str
    born_on: date
    issuer: str
    number: str
    expires_on: date
    zone: tuple[str, str]


def write_for_zone(name: str) -> str:
    """A name as a zone holds it: A–Z and spaces; hyphens become spaces, apostrophes go (ICAO 9303-3, 4.6)."""
    return " ".join(re.sub(r"[^A-Z ]", "", anyascii(name).upper().replace("-", " ")).split())


def make_passport(seed: str, n: int) -> Passport:
    """The n-th passport of a world, valid on its day."""
    rng = derive_random(seed, f"passport:{n}")
    code, sex = rng.choice(CODES), rng.choice("FM")
    name = invent_person_name(rng, country=code, sex=sex)
    born = ORIGIN - timedelta(days=rng.randint(18 * 366, 78 * 365))
    expires = ORIGIN + timedelta(days=rng.randint(120, 3500))
    number = draw_number(rng, code)
    zone = compose_passport_zone(
        issuer=code, surname=write_for_zone(name.family or name.given), given_names=write_for_zone(name.given if name.family else ""),
        number=number, birth=format_short_date(born), sex=sex, expiry=format_short_date(expires),
    )  # fmt: skip
    return Passport(name.family, name.given, name.original, sex, born, code, number, expires, zone)
