"""Parties, companies and declarations that an exercise casts, invented with the means of the base world's trade. Pure.

A party is somebody who is no bureau and can be written to: a rights-holder, a carrier, a prosecutor. A consignment is what a
declaration and its bill of lading say; its story is what is odd about it, if anything.
"""

import random
from collections.abc import Callable
from datetime import date, timedelta

from stdnum import iso6346

from sandbox.domain.base_world.draws import draw_digits
from sandbox.domain.base_world.trade import FORMS, GOODS, STREETS
from sandbox.domain.geography import BUREAUS
from sandbox.domain.invention import invent_container_number
from sandbox.domain.traditions import invent_person_name

Values = dict[str, str]
# What a firm that deals in such goods calls itself, by the code of the Harmonised System.
LINES = {
    "300490": "Pharma", "240220": "Tobacco", "850760": "Batteries", "850440": "Power Supplies", "870830": "Brake Parts",
    "220830": "Distillers", "150910": "Olive Mills", "610910": "Knitwear", "640411": "Footwear", "950300": "Toys",
    "330300": "Perfumes", "380891": "Crop Care",
}  # fmt: skip
# Two or more things in these do not agree with each other; in the others one at most, and it has an innocent reading.
ODD_STORIES = frozenset({"dense", "wrong_box", "cheap", "misfiled", "amended"})
STORIES = ODD_STORIES | {"ordinary", "newcomer", "slip", "to_order", "detour", "reweighed"}
_BROKERS = ("Port Orsel Clearing", "Harbour Square Brokers", "Calverra Forwarding")
_BANKS = ("Merchants’ Bank of Marenia", "Calverra Trade Bank")


def _name_firm(rng: random.Random, country: str, line: str) -> str:
    founder = invent_person_name(rng, country=country, sex=rng.choice("FM"))
    return f"{founder.family or founder.given} {line} {rng.choice(FORMS)}"


def _write_address(rng: random.Random, country: str) -> str:
    bureau = BUREAUS[country]
    return f"{rng.randint(1, 180)} {rng.choice(STREETS)}, {rng.choice(bureau.ports)}, {bureau.country}"


def invent_party(rng: random.Random, story: str, issuer: str, _today: date) -> Values:
    """Somebody to write to: a firm with this line of business, unless the exercise's own variants name it."""
    name = _name_firm(rng, issuer, story or "Trading")
    return {"name": name, "short": name.rpartition(" ")[0], "issuer": issuer, "country": BUREAUS[issuer].country}


def invent_firm(rng: random.Random, story: str, issuer: str, today: date) -> Values:
    """A company with its seat, account, director and telephone; `story` is the line of business in its name."""
    director = invent_person_name(rng, country=issuer, sex=rng.choice("FM"))
    founded = today - timedelta(days=rng.randint(400, 9000))
    born = today - timedelta(days=rng.randint(28 * 366, 66 * 365))
    name = _name_firm(rng, issuer, story or "Trading")
    return {
        "name": name, "short": name.rpartition(" ")[0], "issuer": issuer, "country": BUREAUS[issuer].country,
        "registration": f"TR-{issuer}-{draw_digits(rng, 6)}", "address": _write_address(rng, issuer),
        "account": f"{issuer[:2]}00TRNG{draw_digits(rng, 12)}", "phone": f"TR-TEL-{draw_digits(rng, 5)}",
        "director": f"{director.given} {director.family}".strip(), "director_born": born.isoformat(),
        "founded_on": founded.isoformat(),
    }  # fmt: skip


def swap_digits(rng: random.Random, number: str) -> str:
    """A container number as somebody mistypes it: two neighbouring digits changed about, so that its check digit fails."""
    swapped = [number[:n] + number[n + 1] + number[n] + number[n + 2 :] for n in range(4, 9)]
    wrong = [other for other in swapped if not iso6346.is_valid(other)]
    # All six digits alike: then the last one is mistyped.
    return rng.choice(wrong) if wrong else number[:9] + str((int(number[9]) + 1) % 10) + number[10]


def invent_consignment(rng: random.Random, story: str, issuer: str, today: date) -> Values:
    """What the papers of one container say that was shipped from this country to Marenia. Weight in kilograms; value in QMX."""
    code = rng.choice(list(GOODS))
    goods, package_weight, price = GOODS[code]
    line = _draw_other(rng, code) if story in {"cheap", "misfiled"} else code
    packages = rng.randint(60, 600)
    each = package_weight * rng.uniform(0.96, 1.06) * (rng.uniform(2.6, 3.4) if story == "dense" else 1)
    kilo = price * rng.uniform(0.88, 1.14) * {"dense": 0.2, "cheap": 0.05}.get(story, 1)
    weight, consignee = round(packages * each), _name_firm(rng, "QMA", LINES[code])
    value = max(1, round(weight * kilo))
    box = invent_container_number(rng)
    values = {
        "issuer": issuer, "country": BUREAUS[issuer].country, "hs_code": code,
        "goods": GOODS[_draw_other(rng, line, code)][0] if story == "misfiled" else goods,
        "shipper": _name_firm(rng, issuer, LINES[line]), "consignee": consignee, "packages": str(packages),
        "weight": f"{weight:,}", "each": f"{weight / packages:.1f}", "value": f"{value:,}", "kilo": f"{value / weight:.2f}",
        "freight": f"{round(value * rng.uniform(1.2, 1.9) if story == 'cheap' else value * rng.uniform(0.03, 0.08) + 400):,}",
        "since": str(today.year if story == "newcomer" else rng.randint(today.year - 22, today.year - 3)),
        "container": box, "gate": box, "notify": consignee if rng.random() < 0.6 else f"{rng.choice(_BROKERS)}, customs broker",
        "bill": f"TRBL{draw_digits(rng, 8)}", "remarks": "–",
    }  # fmt: skip
    values["route"] = " → ".join(_draw_route(rng, issuer, stops={"wrong_box": 3, "detour": 1}.get(story, 0)))
    return values | _tell_story(rng, story, box, weight)


def _draw_other(rng: random.Random, *codes: str) -> str:
    return rng.choice([code for code in GOODS if code not in codes])


def _draw_route(rng: random.Random, issuer: str, *, stops: int) -> list[str]:
    between = [code for code in BUREAUS if code not in {issuer, "QMA"}]
    middle = [rng.choice(BUREAUS[code].ports) for code in rng.sample(between, stops)]
    return [rng.choice(BUREAUS[issuer].ports), *middle, "Port Orsel"]


def _tell_story(rng: random.Random, story: str, box: str, weight: int) -> Values:
    """What stands in the papers because of the story."""
    no_office = f"a mobile telephone (TR-TEL-{draw_digits(rng, 5)}), no office"
    match story:
        case "dense":
            return {"notify": no_office}
        case "wrong_box":
            return {
                "container": swap_digits(rng, box),
                "gate": invent_container_number(rng),
                "remarks": "No reason for the route given",
            }
        case "amended":
            declared = round(weight / rng.uniform(1.35, 1.6))
            return {
                "notify": no_office, "consignee": "To order, no bank named",
                "remarks": f"Weight amended after packing: from {declared:,} kg; goods and number of packages unchanged",
            }  # fmt: skip
        case "reweighed":
            declared = round(weight / rng.uniform(1.02, 1.04))
            return {"remarks": f"Weight amended after weighing: from {declared:,} kg; pallets had not been counted"}
        case "slip":
            return {"container": swap_digits(rng, box)}
        case "to_order":
            return {"consignee": f"To order of {rng.choice(_BANKS)}"}
        case "detour":
            return {"remarks": "Transhipped: carrier’s weekly feeder service"}
        case "newcomer":
            return {"remarks": "First import of this importer"}
    return {}


TRADE: dict[str, Callable[[random.Random, str, str, date], Values]] = {
    "party": invent_party, "firm": invent_firm, "consignment": invent_consignment,
}  # fmt: skip
