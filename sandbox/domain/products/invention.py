"""Packs that a run's world holds: what stands on them, what the scanner made of it, what the rights-holder recorded. Pure.

All product numbers have the demonstration prefix 952, and every name is invented.
"""

import random
from dataclasses import replace
from datetime import date, timedelta

from stdnum import ean

from sandbox.domain.geography import BUREAUS, name_country
from sandbox.domain.identifiers.pasting import GROUP_SEPARATOR
from sandbox.domain.products.codes import PackCode, write_code, write_printed
from sandbox.enums import ProductState

PRODUCTS = (
    ("Orselvane 20 mg, 28 tablets", "Orsel Biologica"), ("Tarquavine 5 mg, 30 capsules", "Tarquay Remedies"),
    ("Dhamirelle eye drops, 10 ml", "Dhamir Apothecary Works"), ("Lantovare inhaler, 120 doses", "Lanto Health Makers"),
    ("Briskavel 400 mg, 20 tablets", "Brisk Laboratories"), ("Aglasorin cream, 30 g", "Aglas Pharmakeion"),
    ("Kisongal oral solution, 100 ml", "Kisonga Remedies"), ("Temirane 75 mg, 14 capsules", "Temirabad Dispensary Works"),
)  # fmt: skip
# Without 1, 2 and 0: no value can hold what looks like the beginning of the next element, or a look-alike that nobody planned.
LETTERS, DIGITS = "CEFGHJKLMNPRTUVWX", "3467"
STORIES = frozenset(
    {
        "genuine", "expired", "decommissioned_elsewhere", "decommissioned", "recalled", "stolen", "unknown_serial",
        "unknown_batch", "batch_mismatch", "expiry_mismatch", "lost_separator", "swapped_case", "look_alike", "keyboard",
    }
)  # fmt: skip


def _invent_value(rng: random.Random, length: int) -> str:
    """Letters and digits, with two of each at least."""
    chosen = rng.choices(LETTERS, k=length - 3) + rng.choices(DIGITS, k=3)
    rng.shuffle(chosen)
    return "".join(chosen)


def _invent_gtin(rng: random.Random) -> str:
    body = "0952" + "".join(rng.choices("0123456789", k=9))
    return body + ean.calc_check_digit(body)


def _write_expiry(day: date) -> str:
    return day.strftime("%y%m%d")


def invent_pack(rng: random.Random, *, story: str, market: str, today: date) -> dict[str, str]:
    """One pack of a story. `scanned` is what the hand scanner gave; `record_…` is what its rights-holder recorded."""
    product, holder = rng.choice(PRODUCTS)
    days = -rng.randint(20, 200) if story == "expired" else rng.randint(450, 1100)
    expires = today + timedelta(days=days)
    true = PackCode(_invent_gtin(rng), _write_expiry(expires), _invent_value(rng, 6), _invent_value(rng, 10))
    if story == "look_alike":
        true = replace(true, serial=true.serial[:4] + "0" + true.serial[5:])
    if story == "keyboard":
        true = replace(true, serial=true.serial[:4] + "Y" + true.serial[5:])
    values = {
        "product": product, "holder": holder, "market": market, "country": name_country(market), "story": story,
        "gtin": true.gtin, "lot": true.lot, "serial": true.serial, "expiry": true.expiry, "expires_on": expires.isoformat(),
        "code": write_code(true), "printed": write_printed(true), "scanned": _scan(true, story),
    }  # fmt: skip
    return values | _record(rng, true, story, values, today)


def _scan(code: PackCode, story: str) -> str:
    """What the hand scanner, or the colleague who typed it, made of the code."""
    match story:
        case "lost_separator":
            return write_code(code).replace(GROUP_SEPARATOR, "")
        case "swapped_case":
            return write_code(code).swapcase()
        case "look_alike":
            return write_printed(replace(code, serial=code.serial.replace("0", "O")))
        case "keyboard":
            return write_code(replace(code, serial=code.serial.replace("Y", "Z")))
    return write_code(code)


def _record(rng: random.Random, code: PackCode, story: str, values: dict[str, str], today: date) -> dict[str, str]:
    """The rights-holder's record beside the pack."""
    state, left_at, left_on = ProductState.ACTIVE, "", ""
    serial, lot, expires = code.serial, code.lot, date.fromisoformat(values["expires_on"])
    if story in {"decommissioned", "decommissioned_elsewhere"}:
        elsewhere = rng.choice([key for key in BUREAUS if key != values["market"]])
        state, left_at = ProductState.DECOMMISSIONED, values["market"] if story == "decommissioned" else elsewhere
    elif story in {"recalled", "stolen"}:
        state, left_at = ProductState(story), values["market"]
    elif story == "unknown_serial":
        serial = _invent_value(rng, 10)
    elif story == "unknown_batch":
        serial, lot = _invent_value(rng, 10), _invent_value(rng, 6)
    elif story == "batch_mismatch":
        lot = _invent_value(rng, 6)
    elif story == "expiry_mismatch":
        expires -= timedelta(days=rng.randint(180, 400))
    if state != ProductState.ACTIVE:
        left_on = (today - timedelta(days=rng.randint(4, 90))).isoformat()
    return {
        "record_serial": serial, "record_lot": lot, "record_expires_on": expires.isoformat(), "record_state": state.value,
        "record_left_at": left_at, "record_left_on": left_on,
        "recorded_on": (today - timedelta(days=rng.randint(100, 400))).isoformat(),
        "record_reference": f"PR-{rng.randrange(16**8):08X}",
    }  # fmt: skip
