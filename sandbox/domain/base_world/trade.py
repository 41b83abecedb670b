"""Companies, shipments and payments of a base world: no register holds them; each is drawn anew from the seed and its number. Pure.

Numbers are from the ranges that nobody has: containers ZZZU, accounts of invented countries, addresses of invented towns.
"""

import random
from dataclasses import dataclass
from datetime import date

from sandbox.domain.base_world.draws import CODES, draw_digits, write_day
from sandbox.domain.geography import BUREAUS
from sandbox.domain.invention import derive_random, invent_container_number
from sandbox.domain.traditions import invent_person_name

COMPANY_COUNT = 5_000
STREETS = (
    "Quay Street",
    "Harbour Road",
    "Mill Lane",
    "Customs Square",
    "Market Street",
    "Foundry Road",
    "Lighthouse Way",
    "Tannery Lane",
)
_TRADES = ("Trading", "Logistics", "Import Export", "Freight", "Supply", "Wholesale", "Components", "Pharma")
FORMS = ("Ltd", "GmbH", "SARL", "SA", "LLC", "Oy")
_ROLES = ("director", "director", "secretary", "beneficial owner")
# Harmonised System, six digits: goods, kilograms of one package, value of a kilogram.
GOODS: dict[str, tuple[str, int, int]] = {
    "300490": ("Medicaments in measured doses", 8, 90), "240220": ("Cigarettes", 12, 25), "850760": ("Lithium-ion accumulators", 20, 30),
    "850440": ("Static converters", 15, 18), "870830": ("Brakes and parts of brakes", 18, 12), "220830": ("Spirits", 14, 20),
    "150910": ("Virgin olive oil", 18, 8), "610910": ("T-shirts of cotton", 16, 15), "640411": ("Sports footwear", 14, 28),
    "950300": ("Toys", 10, 14), "330300": ("Perfumes", 9, 60), "380891": ("Insecticides", 22, 10),
}  # fmt: skip
_HS_CODES = tuple(GOODS)


@dataclass(frozen=True, slots=True)
class Officer:
    name: str
    role: str
    appointed_on: date


@dataclass(frozen=True, slots=True)
class Company:
    """A company with its officers. `account` is a number of an invented country, by which nothing can be paid."""

    number: int
    name: str
    country: str
    registration: str
    address: str
    founded_on: date
    account: str
    officers: tuple[Officer, ...]


@dataclass(frozen=True, slots=True)
class Shipment:
    """What a bill of lading says. Weight in kilograms; value in whole units of the invented currency QMX."""

    number: int
    bill_of_lading: str
    shipper: str
    shipper_number: int
    consignee: str
    consignee_number: int
    notify: str
    container: str
    routing: tuple[str, ...]
    hs_code: str
    goods: str
    packages: int
    weight: int
    value: int
    loaded_on: date


@dataclass(frozen=True, slots=True)
class Payment:
    """Money from one account to another for a shipment."""

    reference: str
    payer: str
    payer_account: str
    payee: str
    payee_account: str
    amount: int
    paid_on: date


def _write_account(rng: random.Random, code: str) -> str:
    return f"{code[:2]}00TRNG{draw_digits(rng, 12)}"


def make_company(seed: str, n: int) -> Company:
    """The n-th company of a world."""
    rng = derive_random(seed, f"company:{n}")
    code = rng.choice(CODES)
    bureau = BUREAUS[code]
    founder = invent_person_name(rng, country=code, sex=rng.choice("FM"))
    founded = rng.randint(400, 12_000)
    officers = tuple(_make_officer(rng, code, founded, role) for role in _ROLES[: rng.randint(2, len(_ROLES))])
    return Company(
        number=n, name=f"{founder.family or founder.given} {rng.choice(_TRADES)} {rng.choice(FORMS)}", country=code,
        registration=f"TR-{code}-{n:06d}",
        address=f"{rng.randint(1, 180)} {rng.choice(STREETS)}, {rng.choice(bureau.ports)}, {bureau.country}",
        founded_on=date.fromisoformat(write_day(founded)), account=_write_account(rng, code), officers=officers,
    )  # fmt: skip


def _make_officer(rng: random.Random, code: str, founded: int, role: str) -> Officer:
    country = code if rng.random() < 0.75 else rng.choice(CODES)
    name = invent_person_name(rng, country=country, sex=rng.choice("FM"))
    appointed = date.fromisoformat(write_day(rng.randint(30, founded)))
    return Officer(f"{name.given} {name.family}".strip(), role, appointed)


def make_shipment(seed: str, n: int) -> Shipment:
    """The n-th shipment of a world, between two of its companies in different countries."""
    rng = derive_random(seed, f"shipment:{n}")
    shipper = make_company(seed, rng.randrange(COMPANY_COUNT))
    consignee = shipper
    while consignee.country == shipper.country:
        consignee = make_company(seed, rng.randrange(COMPANY_COUNT))
    hs_code = rng.choice(_HS_CODES)
    goods, package_weight, price = GOODS[hs_code]
    packages = rng.randint(20, 900)
    weight = packages * package_weight + rng.randint(0, packages)
    # Some go by way of a third country, where they are loaded on another ship.
    middle = [rng.choice(BUREAUS[rng.choice(CODES)].ports)] if rng.random() < 0.4 else []
    ends = rng.choice(BUREAUS[shipper.country].ports), rng.choice(BUREAUS[consignee.country].ports)
    routing = (ends[0], *[port for port in middle if port not in ends], ends[1])
    return Shipment(
        number=n, bill_of_lading=f"TRBL{draw_digits(rng, 8)}", shipper=shipper.name, shipper_number=shipper.number,
        consignee=consignee.name, consignee_number=consignee.number,
        notify=consignee.name if rng.random() < 0.7 else make_company(seed, rng.randrange(COMPANY_COUNT)).name,
        container=invent_container_number(rng), routing=routing, hs_code=hs_code, goods=goods, packages=packages, weight=weight,
        value=int(weight * price * rng.uniform(0.8, 1.2)), loaded_on=date.fromisoformat(write_day(rng.randint(5, 700))),
    )  # fmt: skip


def make_payments(seed: str, n: int) -> tuple[Payment, ...]:
    """How the n-th shipment is paid for: in one to three parts that come to its value."""
    shipment = make_shipment(seed, n)
    rng = derive_random(seed, f"payments:{n}")
    payer, payee = make_company(seed, shipment.consignee_number), make_company(seed, shipment.shipper_number)
    count = rng.randint(1, 3)
    amounts = [shipment.value // count] * (count - 1)
    amounts.append(shipment.value - sum(amounts))
    return tuple(
        Payment(
            f"TR-PAY-{n:06d}-{part}", payer.name, payer.account, payee.name, payee.account, amount,
            date.fromordinal(shipment.loaded_on.toordinal() + 15 * part),
        )
        for part, amount in enumerate(amounts, start=1)
    )  # fmt: skip
