"""The world of one run: cast, case file and planted records, from the definition and the run's seed alone."""

import hashlib
import hmac
import json
import random
import string
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from django.conf import settings

from sandbox.domain.definitions import CastTemplate, Definition, Draw, RecordTemplate
from sandbox.domain.geography import BUREAUS, name_bureau
from sandbox.domain.identifiers.pasting import clean_text
from sandbox.domain.identifiers.vin import CHECK_PLACE
from sandbox.domain.invention import (
    derive_random,
    invent_container_number,
    invent_given_name,
    invent_surname,
    invent_traveller,
)
from sandbox.domain.products.invention import invent_pack
from sandbox.domain.questions import Option
from sandbox.domain.things_in_play import THINGS, invent_thing, plant_thing
from sandbox.domain.trade_in_play import TRADE

# What a maker may put at the place of the check digit where none is asked for.
MAKERS_SIGNS = "WYZ"
# A country has 80 family names and more.
MAX_NAMES = 200


class _Filler(string.Template):
    """`${cast_key.value}` in an exercise's texts."""

    idpattern = r"[a-z_][a-z0-9_.]*"


@dataclass(frozen=True)
class Entity:
    """One of the cast. `reference` is what the trainee sees; `key` is what the definition calls it.

    `title` and `sheet` are what lies before the trainee of a thing that is shown by itself.
    """

    key: str
    kind: str
    reference: str
    values: dict[str, str]
    title: str = ""
    sheet: dict[str, str] = field(default_factory=dict)

    @property
    def clean_codes(self) -> frozenset[str]:
        """Of a pack: its code as a good scanner gives it, and as it is printed."""
        return frozenset(self.values[name] for name in ("code", "printed"))


@dataclass(frozen=True)
class PlantedRecord:
    key: str
    of: str
    reference: str
    values: dict[str, str]
    kind: str = ""


@dataclass(frozen=True)
class RunWorld:
    """Everything that differs from run to run. Equal seeds give equal worlds, and equal digests."""

    seed: str
    today: date
    case_reference: str
    entities: dict[str, Entity]
    records: dict[str, PlantedRecord]
    bindings: dict[str, str] = field(repr=False)

    @cached_property
    def digest(self) -> str:
        content = [
            self.today.isoformat(),
            self.case_reference,
            [[e.key, e.kind, e.reference, e.values] for e in self.entities.values()],
            [[r.key, r.of, r.reference, r.values] for r in self.records.values()],
        ]
        return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()

    @cached_property
    def travellers(self) -> list[Entity]:
        """In the order in which they stand at the counter."""
        travellers = [entity for entity in self.entities.values() if entity.kind == "traveller"]
        return sorted(travellers, key=lambda entity: entity.reference)

    def find_traveller(self, reference: str) -> Entity | None:
        return next((entity for entity in self.travellers if entity.reference == reference), None)

    @cached_property
    def packs(self) -> list[Entity]:
        """In the order in which they lie on the bench."""
        packs = [entity for entity in self.entities.values() if entity.kind == "pack"]
        return sorted(packs, key=lambda entity: entity.reference)

    def find_pack(self, code: str) -> Entity | None:
        """The pack with this code, as it was scanned, as it is, or as it is printed. Spaces do not matter."""
        compact = clean_text(code).text.replace(" ", "")
        return next((pack for pack in self.packs if compact in {pack.values["scanned"], *pack.clean_codes}), None)

    @cached_property
    def subjects(self) -> list[Entity]:
        """What is decided on: travellers, then packs, then all else that is shown by itself."""
        return [*self.travellers, *self.packs, *self.exhibits]

    @cached_property
    def parties(self) -> list[str]:
        """Who is no bureau and can be written to: by name, which is also the address."""
        return [entity.values["name"] for entity in self.entities.values() if entity.kind == "party"]

    @cached_property
    def exhibits(self) -> list[Entity]:
        """Things that are shown by themselves, in the order in which they lie there."""
        shown = [entity for entity in self.entities.values() if entity.sheet]
        return sorted(shown, key=lambda entity: (len(entity.reference), entity.reference))

    def find_subject(self, reference: str) -> Entity | None:
        return next((entity for entity in self.subjects if entity.reference == reference), None)

    def find_record(self, reference: str) -> PlantedRecord | None:
        return next((record for record in self.records.values() if record.reference == reference), None)

    def order_options(self, question: str, options: tuple[Option, ...]) -> list[Option]:
        """The options of a question in this run's own order."""
        ordered = list(options)
        derive_random(self.seed, f"question:{question}").shuffle(ordered)
        return ordered

    @cached_property
    def identifiers(self) -> frozenset[str]:
        """Numbers and references that are part of this world, and so are no real data."""
        found = {self.case_reference}
        for entity in self.entities.values():
            found |= {
                entity.values[name]
                for name in (
                    "number",
                    "container",
                    "gate",
                    "case_reference",
                    "gtin",
                    "serial",
                    "lot",
                    "vin",
                    "engine",
                    "plate",
                )
                if name in entity.values
            }
        for record in self.records.values():
            found |= {
                record.reference,
                *(record.values[name] for name in ("number", "vin", "engine") if name in record.values),
            }
        return frozenset(found)

    def fill(self, text: str) -> str:
        """The text with this world's values in place of `${…}`. Raises KeyError for a value that it has not."""
        return _Filler(text).substitute(self.bindings)


def compute_seed(*, learner_id: int, version_digest: str, attempt: int) -> str:
    """HMAC(secret, learner, exercise version, attempt), in hexadecimal: nobody without the secret can foretell it."""
    message = f"{learner_id}:{version_digest}:{attempt}".encode()
    return hmac.new(settings.SANDBOX_SECRET.encode(), message, hashlib.sha256).hexdigest()


def build_run_world(definition: Definition, seed: str) -> RunWorld:
    """The world of a run. Pure: the same definition and seed always give the same world."""
    source = definition.source
    case_reference = f"{source.case_prefix}-{derive_random(seed, 'case').randrange(16**5):05X}"
    places = [f"T{number}" for number, _ in enumerate((c for c in source.cast if c.kind == "traveller"), start=1)]
    derive_random(seed, "order").shuffle(places)
    tray = [f"E{number}" for number, _ in enumerate((c for c in source.cast if c.show), start=1)]
    derive_random(seed, "tray").shuffle(tray)
    shelf = [f"P{number}" for number, _ in enumerate((c for c in source.cast if c.kind == "pack"), start=1)]
    derive_random(seed, "shelf").shuffle(shelf)
    entities: dict[str, Entity] = {}
    for member in source.cast:
        rng = derive_random(seed, f"cast:{member.key}")
        values = _invent(rng, member, entities, source.today)
        stack = tray if member.show else {"traveller": places, "pack": shelf}.get(member.kind, [])
        reference = stack.pop() if stack else ""
        entities[member.key] = Entity(member.key, member.kind, reference, values)
    records = {template.key: _plant(seed, template, entities, source.today) for template in source.records}
    bindings = {"case": case_reference, "today": _write_date(source.today), "bureau": name_bureau(source.role.bureau)}
    for key, thing in (entities | records).items():
        bindings |= {f"{key}.{name}": value for name, value in thing.values.items()} | {f"{key}.ref": thing.reference}
    for member in source.cast:
        if member.show:
            entities[member.key] = _lay_out(entities[member.key], member, bindings)
    return RunWorld(seed, source.today, case_reference, entities, records, bindings)


def _lay_out(entity: Entity, member: CastTemplate, bindings: dict[str, str]) -> Entity:
    """The sheet on which a thing is shown."""

    def fill(text: str) -> str:
        return _Filler(text.replace("${it.", f"${{{member.key}.")).substitute(bindings)

    sheet = {label: fill(text) for label, text in member.show.items()}
    return replace(entity, title=fill(member.title), sheet=sheet)


def _write_date(value: date) -> str:
    return f"{value.day} {value:%B %Y}"


def _draw(rng: random.Random, draw: Draw, today: date) -> str:
    if draw.choice:
        return rng.choice(draw.choice)
    if draw.number:
        lowest, highest, *step = draw.number
        return str(rng.randrange(lowest, highest + 1, *step))
    if draw.days_before:
        return (today - timedelta(days=rng.randint(draw.days_before[0], draw.days_before[1]))).isoformat()
    return invent_container_number(rng)


def _invent(rng: random.Random, member: CastTemplate, entities: dict[str, Entity], today: date) -> dict[str, str]:
    """The values of one of the cast: its kind's own, then one variant, then its draws."""
    values: dict[str, Any] = {}
    taken = {entities[key].values.get("issuer") for key in member.unlike}
    issuer = rng.choice([code for code in (member.issuers or tuple(BUREAUS)) if code not in taken])
    if member.kind in {"traveller", "document"}:
        values = invent_traveller(rng, issuer=issuer, today=today, has_bad_digit=member.zone == "bad_digit")
    elif member.kind == "person":
        values = _invent_person(rng, issuer, entities)
    elif member.kind == "pack":
        values = invent_pack(rng, story=member.story, market=issuer, today=today)
    elif member.kind in TRADE:
        values = TRADE[member.kind](rng, member.story, issuer, today)
    elif member.kind in THINGS:
        values = invent_thing(rng, member.kind, issuer=issuer, today=today)
        if member.zone == "makers_sign":
            values["vin"] = f"{values['vin'][:CHECK_PLACE]}{rng.choice(MAKERS_SIGNS)}{values['vin'][CHECK_PLACE + 1 :]}"
    elif member.kind == "bureau":
        values = {"issuer": issuer, "name": BUREAUS[issuer].name, "country": BUREAUS[issuer].country}
        values["case_reference"] = f"TR-{issuer}-{rng.randrange(16**5):05X}"
    if member.variants:
        values |= rng.choice(member.variants)
    for name, draw in sorted(member.draws.items()):
        values[name] = _draw(rng, draw, today)
        if draw.days_before:
            values[f"{name}_text"] = _write_date(date.fromisoformat(values[name]))
    return values


def _invent_person(rng: random.Random, issuer: str, entities: dict[str, Entity]) -> dict[str, Any]:
    """A name that nobody else of the cast bears in part, while there are such names: a check for one must not find another's."""
    taken = {entity.values.get(name) for entity in entities.values() for name in ("surname", "given_names")}
    for _attempt in range(MAX_NAMES):
        surname, given = invent_surname(rng, BUREAUS[issuer]), invent_given_name(rng, BUREAUS[issuer])
        if not {surname, given} & taken:
            break
    return {"surname": surname, "given_names": given, "issuer": issuer, "country": BUREAUS[issuer].country}


def _plant(seed: str, template: RecordTemplate, entities: dict[str, Entity], today: date) -> PlantedRecord:
    rng = derive_random(seed, f"record:{template.key}")
    kind = entities[template.of].kind
    if kind in THINGS:
        values = plant_thing(rng, kind, entities[template.of].values, change=template.change, today=today)
        reference = f"{THINGS[kind].prefix}-{values['issuer']}-X{rng.randrange(10**6):06d}"
        return PlantedRecord(template.key, template.of, reference, values, kind)
    document = entities[template.of].values
    number, country, paper = document["number"], document["issuer"], document["document_type"]
    if template.change == "swap_letter":
        number = number.replace("O", "0", 1)
    elif template.change == "other_country":
        country = rng.choice([code for code in BUREAUS if code != country])
    elif template.change == "other_type":
        paper = "identity_card"
    recorded = today - timedelta(days=rng.randint(40, 700))
    lost = recorded - timedelta(days=rng.randint(1, 20))
    values = {
        "number": number,
        "country": country,
        "document_type": paper,
        "fraud_type": template.fraud_type.value,
        "owner": BUREAUS[country].name,
        "issuer": country,
        "recorded_on": recorded.isoformat(),
        "lost_on": lost.isoformat(),
        "lost_on_text": _write_date(lost),
        # A record is reviewed after ten years.
        "review_on": (recorded + timedelta(days=3652)).isoformat(),
        "national_reference": f"TR-{country}-{rng.randrange(16**6):06X}",
    }
    if template.colour is not None:
        values["colour"] = template.colour.value
    reference = f"TD-{rng.randrange(16**8):08X}"
    return PlantedRecord(template.key, template.of, reference, values)
