"""Randomness that anyone with the seed can repeat, and the things made from it: names, numbers, zones.

`random.Random` seeded with a whole number gives the same draws on every Python version that we run.
"""

import hashlib
import hmac
import random
import string
from datetime import date, timedelta

from sandbox.domain.geography import BUREAUS, Bureau
from sandbox.domain.mrz import compose_passport_zone, compute_check_digit

CONTAINER_OWNER = "ZZZU"
# ISO 6346: letters count from 10 and skip the multiples of 11.
_CONTAINER_VALUES = dict(zip(string.ascii_uppercase, (n for n in range(10, 39) if n % 11), strict=True))


def derive_random(seed: str, label: str) -> random.Random:
    """A generator for one purpose: draws under one label never shift those under another."""
    digest = hmac.new(seed.encode(), label.encode(), hashlib.sha256).digest()
    return random.Random(int.from_bytes(digest, "big"))  # noqa: S311 - repeatable on purpose; no secret is drawn


def invent_surname(rng: random.Random, bureau: Bureau) -> str:
    return (rng.choice(bureau.onsets) + rng.choice(bureau.middles) + rng.choice(bureau.endings)).capitalize()


def invent_given_name(rng: random.Random, bureau: Bureau) -> str:
    vowels = ("a", "e", "i", "o")
    middle = rng.choice(("l", "r", "n", "m", "v", "s"))
    last = rng.choice(("ka", "lin", "ra", "vio", "neth", "sse"))
    return (rng.choice(bureau.onsets) + rng.choice(vowels) + middle + rng.choice(vowels) + last).capitalize()


def invent_document_number(rng: random.Random, bureau: Bureau, *, second: str) -> str:
    """Country letter, a second letter, seven digits of which one at least is 0."""
    digits = [rng.choice("123456789") for _ in range(7)]
    digits[rng.randrange(1, 7)] = "0"
    return bureau.number_prefix + second + "".join(digits)


def fold_number(number: str) -> str:
    """The number with look-alike characters made one: O as 0, I as 1."""
    return number.replace("O", "0").replace("I", "1")


def invent_container_number(rng: random.Random) -> str:
    """A container of the owner code ZZZU, which nobody has, with its right check digit (ISO 6346)."""
    body = CONTAINER_OWNER + "".join(rng.choice(string.digits) for _ in range(6))
    total = sum((_CONTAINER_VALUES.get(c) or int(c)) * 2**i for i, c in enumerate(body))
    return f"{body}{total % 11 % 10}"


def format_short_date(value: date) -> str:
    """YYMMDD, as in a machine-readable zone."""
    return value.strftime("%y%m%d")


def invent_traveller(rng: random.Random, *, issuer: str, today: date, has_bad_digit: bool) -> dict[str, str]:
    """A person with a passport and its machine-readable zone; optionally with one wrong check digit."""
    bureau = BUREAUS[issuer]
    birth = today - timedelta(days=rng.randint(21 * 366, 68 * 365))
    expiry = today + timedelta(days=rng.randint(200, 3200))
    values = {
        "surname": invent_surname(rng, bureau),
        "given_names": invent_given_name(rng, bureau),
        "number": invent_document_number(rng, bureau, second="O"),
        "issuer": issuer,
        "country": bureau.country,
        "owner": bureau.name,
        "document_type": "passport",
        "birth": birth.isoformat(),
        "expiry": expiry.isoformat(),
        "sex": rng.choice("FM"),
        "portrait": str(rng.randint(1, 4)),
        "fault": "",
    }
    first, second = compose_passport_zone(
        issuer=issuer, surname=values["surname"].upper(), given_names=values["given_names"].upper(),
        number=values["number"], birth=format_short_date(birth), sex=values["sex"], expiry=format_short_date(expiry),
    )  # fmt: skip
    if has_bad_digit:
        values["fault"], second = _spoil_digit(rng, second)
    return values | {"zone_1": first, "zone_2": second}


def _spoil_digit(rng: random.Random, line: str) -> tuple[str, str]:
    """A second line in which just one field's check digit is wrong (the composite is made to fit), and that field."""
    field, place = rng.choice((("birth", 19), ("expiry", 27)))
    wrong = rng.choice([digit for digit in string.digits if digit != line[place]])
    line = line[:place] + wrong + line[place + 1 :]
    return field, line[:43] + compute_check_digit(line[0:10] + line[13:20] + line[21:43])
