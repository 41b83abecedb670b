"""Things and people that an exercise casts, and what the registers hold on them: drawn as the base world draws its own.

A vehicle, a firearm, a work of art or an individual has the values of a record of its register. What is planted may
differ from it in one thing, which is what the exercise is about.
"""

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sandbox.domain.art.invention import draw_artwork, draw_feature, fold_search_text
from sandbox.domain.base_world.persons import COLUMNS as PERSON_COLUMNS
from sandbox.domain.base_world.persons import draw_person
from sandbox.domain.base_world.things import (
    FIREARM_COLUMNS,
    VEHICLE_COLUMNS,
    draw_firearm,
    draw_vehicle,
)
from sandbox.domain.geography import BUREAUS
from sandbox.models import ArtworkRecord, FirearmRecord, PersonRecord, VehicleRecord
from sandbox.models.record import RegisterRecord

Values = dict[str, str]
# Of a record and not of the thing.
_OF_RECORD = {"reference", "owner_bureau", "national_reference", "hidden_from", "recorded_on", "review_on"}
# Never written as text: lists, and what is worked out from the rest.
_NOT_PLAIN = {"aliases", "kin", "search_text", "picture_hashes"}


@dataclass(frozen=True, slots=True)
class Thing:
    """How a kind of thing is drawn, and where its records stand. `changes` are the ways in which a record may differ."""

    model: type[RegisterRecord]
    register: str
    prefix: str
    draw: Callable[[random.Random, date], dict[str, Any]]
    changes: dict[str, Callable[[random.Random, Values], Values]]


@dataclass(frozen=True, slots=True)
class ReportTemplate:
    """A theft report on a work of art of the cast, told by one of its persons. Without any, the register invents its own."""

    of: str
    by: str


def find_report_faults(reports: Sequence[ReportTemplate], kinds: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Pairs of place and problem. `kinds` are those of the cast, by key."""
    for index, report in enumerate(reports):
        if (kinds.get(report.of), kinds.get(report.by)) != ("artwork", "person"):
            yield f"reports[{index}]", "must be of an artwork and by a person of the cast"


def _redraw(kind: str, *names: str) -> Callable[[random.Random, Values], Values]:
    """These values as another thing of the kind has them."""

    def change(rng: random.Random, values: Values) -> Values:
        other = invent_thing(rng, kind, issuer=values["issuer"], today=date(2027, 1, 1))
        return {name: other[name] for name in names}

    return change


def _move_birth(days: int) -> Callable[[random.Random, Values], Values]:
    def change(_rng: random.Random, values: Values) -> Values:
        moved = date.fromisoformat(values["birth"]) + timedelta(days=days)
        return _write_birth(moved)

    return change


def _write_birth(day: date) -> Values:
    return {
        "birth": day.isoformat(), "birth_year": str(day.year), "birth_month": str(day.month), "birth_day": str(day.day),
    }  # fmt: skip


def _move_to_other_country(rng: random.Random, values: Values) -> Values:
    code = rng.choice([code for code in BUREAUS if code != values["issuer"]])
    return {"issuer": code, "country": BUREAUS[code].country, "owner": BUREAUS[code].name}


def _keep_plate(rng: random.Random, values: Values) -> Values:
    """Another vehicle, whose plate has the same characters in another country."""
    moved = _move_to_other_country(rng, values)
    other = _redraw("vehicle", "vin", "engine", "make", "model", "year", "colour")(rng, values)
    return other | moved | {"plate_country": moved["issuer"]}


def _make_twin(rng: random.Random, values: Values) -> Values:
    """Another piece of the same model that was stolen elsewhere, years ago: only its marks tell the two apart."""
    features = values["distinguishing_features"]
    while features == values["distinguishing_features"]:
        features = f"{draw_feature(rng, values['kind']).capitalize()}."
    stolen = date(2027, 1, 1) - timedelta(days=rng.randint(900, 2200))
    moved = _move_to_other_country(rng, values)
    return moved | {
        "theft_country": moved["issuer"],
        "distinguishing_features": features, "inventory_number": "", "inscriptions": "", "stolen_on": stolen.isoformat(),
        "documented_on": "", "theft_place": "City museum, room 4", "circumstance": "museum",
    }  # fmt: skip


def _draw_columns(draw: Callable[[random.Random, int], tuple[Any, ...]], columns: tuple[str, ...]) -> Any:
    return lambda rng, _today: dict(zip(columns, draw(rng, 0), strict=True))


THINGS: dict[str, Thing] = {
    "vehicle": Thing(VehicleRecord, "vehicles", "VH", _draw_columns(draw_vehicle, VEHICLE_COLUMNS), {
        "same_engine": _redraw("vehicle", "vin", "plate", "make", "model", "year", "colour"), "same_plate": _keep_plate,
        "other_engine": _redraw("vehicle", "engine"), "other_vin": _redraw("vehicle", "vin"), "other_plate": _redraw("vehicle", "plate"),
    }),
    "firearm": Thing(FirearmRecord, "firearms", "FA", _draw_columns(draw_firearm, FIREARM_COLUMNS), {
        "other_make": _redraw("firearm", "make", "model", "calibre"),
    }),
    "artwork": Thing(ArtworkRecord, "artworks", "AR", lambda rng, today: draw_artwork(rng, place=0, today=today), {
        "twin_elsewhere": _make_twin, "twin": _redraw("artwork", "distinguishing_features", "inventory_number"),
    }),
    "individual": Thing(PersonRecord, "persons", "PR", _draw_columns(draw_person, PERSON_COLUMNS), {
        "day_later": _move_birth(1), "namesake": _move_birth(-4015),
    }),
}  # fmt: skip


def invent_thing(rng: random.Random, kind: str, *, issuer: str, today: date) -> Values:
    """A thing of this kind that belongs to a country: the plain values of its register, as text, without those of a record."""
    drawn = THINGS[kind].draw(rng, today)
    values = {
        name: "" if value is None else value.isoformat() if isinstance(value, date) else str(value)
        for name, value in drawn.items()
        if name not in _OF_RECORD | _NOT_PLAIN
    }
    values |= {"issuer": issuer, "country": BUREAUS[issuer].country, "owner": BUREAUS[issuer].name}
    if kind == "vehicle":
        values["plate_country"] = issuer
    if kind == "individual":
        values |= _write_birth(date(rng.randint(1958, 2001), rng.randint(1, 12), rng.randint(1, 28)))
        values |= {
            "name": f"{values['given_names']} {values['family_name']}".strip(),
            "nationalities": issuer,
            "birth_country": issuer,
        }
    return values


def plant_thing(rng: random.Random, kind: str, values: Values, *, change: str, today: date) -> Values:
    """The values of a record on a thing: as it is, or changed in one respect. With its dates and the bureau that owns it."""
    thing = THINGS[kind]
    recorded = today - timedelta(days=rng.randint(40, 700))
    changed = thing.changes[change](rng, values) if change else {}
    return {
        **values, **changed, "register": thing.register,
        "recorded_on": recorded.isoformat(), "review_on": (recorded + timedelta(days=3652)).isoformat(),
        "national_reference": f"TR-{values['issuer']}-{rng.randrange(16**6):06X}",
    }  # fmt: skip


def read_values(kind: str, values: Values) -> dict[str, Any]:
    """The plain values of a thing as the fields of its register hold them: numbers, days, texts."""
    fields = {field.attname: field for field in THINGS[kind].model._meta.concrete_fields}
    return {
        name: fields[name].to_python(value) if value != "" or not fields[name].null else None
        for name, value in values.items()
        if name in fields and name not in {"id", "reference", "run_id", "world_id"}
    }


def build_record(kind: str, *, reference: str, values: Values) -> RegisterRecord:
    """An unsaved record of the thing's register from planted values."""
    model = THINGS[kind].model
    fields = {field.attname: field for field in model._meta.concrete_fields}
    record = model(reference=reference, owner_bureau=values["issuer"], **read_values(kind, values))
    if isinstance(record, ArtworkRecord):
        record.search_text = fold_search_text({name: getattr(record, name) for name in fields})
    return record
