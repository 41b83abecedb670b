"""Drawing things with a number on them: vehicles and firearms. Makers are invented."""

import random

from sandbox.domain.base_world.draws import CODES, COMMON, draw_common, draw_digits, draw_hidden, spread, write_day
from sandbox.domain.geography import BUREAUS
from sandbox.domain.identifiers.vin import WEIGHTS, compute_vin_digit
from sandbox.enums import FirearmClass

VEHICLE_COLUMNS = (
    *COMMON, "hidden_from", "vin", "engine", "plate", "plate_country", "make", "model", "year", "colour", "stolen_on", "stolen_at",
    "case_reference",
)  # fmt: skip
FIREARM_COLUMNS = (
    *COMMON, "hidden_from", "serial", "make", "model", "calibre", "country_made", "country_imported", "firearm_class",
)  # fmt: skip
KEEP_DAYS = 3652
_VIN_LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ"
# 49 CFR 565.15(d): position 10 stands for the model year; the letters and digits of 2001 to 2027.
_YEAR_SIGNS = "123456789ABCDEFGHJKLMNPRSTV"
_SIGN_VALUES = {
    sign: int(compute_vin_digit(f"{sign}{'0' * 16}").replace("X", "10")) for sign in f"{_VIN_LETTERS}0123456789"
}
# A weight of 8 at the first place, undone: 8 × 7 is 1 modulo 11.
_VALUES = {sign: value * 7 % 11 for sign, value in _SIGN_VALUES.items()}
_MAKES = (
    ("Velorra", ("Piva", "Sarel", "Tundo")), ("Kestrane", ("K2", "K4", "Ombra")), ("Norvik Motor", ("Fjelda", "Strand")),
    ("Dhamara", ("Qasir", "Rihal")), ("Sundara Auto", ("Lanto", "Wayang")), ("Tolvar Works", ("Vesna", "Orn 12")),
    ("Harazi Truck", ("Tash 6", "Tash 9")), ("Aubrel", ("Cigale", "Loup", "Mistrane")),
)  # fmt: skip
_COLOURS = spread(("black", "white", "grey", "silver", "blue", "red", "green", "brown"), (5, 5, 5, 4, 3, 2, 1, 1))
_ARMS = (
    ("Orsel Arms", "OA-9", "9 mm"), ("Orsel Arms", "OA-45", ".45"), ("Vesk Arsenal", "V-7", "7.62 mm"), ("Vesk Arsenal", "V-5", "5.45 mm"),
    ("Brisk & Halsund", "Hunter", ".308"), ("Brisk & Halsund", "Field", "12 gauge"), ("Temir Works", "T-22", ".22"), ("Tarquay", "Guard", ".38"),
)  # fmt: skip
_ARM_CLASSES = spread(FirearmClass.values, (3, 5, 2, 2))


def draw_vin(rng: random.Random, *, maker: int, year: int) -> str:
    """A number with its right check digit that begins with 0, which no country is assigned: no real vehicle has it."""
    draw = rng.random
    head = (
        f"0{_VIN_LETTERS[maker]}{_VIN_LETTERS[int(draw() * 23)]}{_VIN_LETTERS[int(draw() * 23)]}{draw_digits(rng, 4)}"
    )
    tail = f"{_YEAR_SIGNS[year - 2001]}{_VIN_LETTERS[int(draw() * 23)]}{draw_digits(rng, 6)}"
    total = sum([_VALUES[sign] * weight for sign, weight in zip(f"{head}0{tail}", WEIGHTS, strict=True)])
    return f"{head}{'0123456789X'[total % 11]}{tail}"


def draw_vehicle(rng: random.Random, place: int) -> tuple[str | int | None, ...]:
    """A stolen vehicle, in the order of VEHICLE_COLUMNS."""
    draw = rng.random
    code = CODES[int(draw() * 12)]
    common, recorded = draw_common(rng, prefix="VH", place=place, code=code, keep_days=KEEP_DAYS)
    maker = int(draw() * len(_MAKES))
    make, models = _MAKES[maker]
    latest = 2026 - recorded // 365
    year = latest - int(draw() * 12) if latest > 2013 else 2001 + int(draw() * 12)
    ports = BUREAUS[code].ports
    return (
        *common, draw_hidden(rng, code), draw_vin(rng, maker=maker, year=year), f"{make[0].upper()}{draw_digits(rng, 8)}",
        f"{BUREAUS[code].number_prefix}{draw_digits(rng, 3)}{_VIN_LETTERS[int(draw() * 23)]}{_VIN_LETTERS[int(draw() * 23)]}{draw_digits(rng, 1)}",
        code, make, models[int(draw() * len(models))], year, _COLOURS[int(draw() * len(_COLOURS))],
        write_day(recorded + int(draw() * 20)), ports[int(draw() * len(ports))], f"TR-{code}-{rng.getrandbits(20):05X}",
    )  # fmt: skip


def draw_firearm(rng: random.Random, place: int) -> tuple[str | int | None, ...]:
    """A lost, stolen, trafficked or smuggled firearm, in the order of FIREARM_COLUMNS."""
    draw = rng.random
    code = CODES[int(draw() * 12)]
    common, _recorded = draw_common(rng, prefix="FA", place=place, code=code, keep_days=KEEP_DAYS)
    make, model, calibre = _ARMS[int(draw() * len(_ARMS))]
    letters = _VIN_LETTERS[int(draw() * 23)] + _VIN_LETTERS[int(draw() * 23)]
    imported = CODES[int(draw() * 12)] if draw() < 0.4 else ""
    return (
        *common, draw_hidden(rng, code), f"{letters}{draw_digits(rng, 7)}", make, model, calibre, CODES[int(draw() * 12)], imported,
        _ARM_CLASSES[int(draw() * len(_ARM_CLASSES))],
    )  # fmt: skip
