"""The registers that a world fills: for each its model, its columns and how a record is drawn."""

import json
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sandbox.domain.art.invention import draw_artwork
from sandbox.domain.base_world import documents, goods, persons, things, traces
from sandbox.domain.base_world.draws import ORIGIN
from sandbox.domain.base_world.shares import CHUNK
from sandbox.domain.invention import derive_random
from sandbox.models import (
    AdministrativeDocumentRecord,
    ArtworkRecord,
    DnaRecord,
    FingerprintRecord,
    FirearmRecord,
    NoticedDocumentRecord,
    PersonRecord,
    ProductItem,
    TravelDocumentRecord,
    VehicleRecord,
)
from sandbox.models.record import RegisterRecord

# Whole numbers, text, or nothing; days as ISO text, lists as JSON text, yes and no as 1 and 0: what both databases read as it is.
Value = str | int | None
Row = tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Register:
    """One register. `draw(rng, place)` gives a row in the order of `columns`."""

    model: type[RegisterRecord]
    columns: tuple[str, ...]
    draw: Callable[[random.Random, int], Row]


def _flatten(
    draw: Callable[[random.Random, int], dict[str, Any]], columns: tuple[str, ...]
) -> Callable[[random.Random, int], Row]:
    def draw_row(rng: random.Random, place: int) -> Row:
        values = draw(rng, place)
        return tuple(_write_plainly(values[column]) for column in columns)

    return draw_row


def _write_plainly(value: Any) -> Value:
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, date):
        return value.isoformat()
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict) else value


def _draw_artwork(rng: random.Random, place: int) -> dict[str, Any]:
    return draw_artwork(rng, place=place, today=ORIGIN)


_ARTWORK_COLUMNS = tuple(
    field.name for field in ArtworkRecord._meta.concrete_fields if field.name not in {"id", "world", "run"}
)

REGISTERS: dict[str, Register] = {
    "persons": Register(PersonRecord, persons.COLUMNS, persons.draw_person),
    "travel_documents": Register(TravelDocumentRecord, documents.TRAVEL_COLUMNS, documents.draw_travel_document),
    "vehicles": Register(VehicleRecord, things.VEHICLE_COLUMNS, things.draw_vehicle),
    "admin_documents": Register(
        AdministrativeDocumentRecord, documents.ADMIN_COLUMNS, documents.draw_administrative_document
    ),
    "noticed_documents": Register(NoticedDocumentRecord, documents.NOTICED_COLUMNS, documents.draw_noticed_document),
    "firearms": Register(FirearmRecord, things.FIREARM_COLUMNS, things.draw_firearm),
    "fingerprints": Register(FingerprintRecord, traces.FINGERPRINT_COLUMNS, traces.draw_fingerprint),
    "dna": Register(DnaRecord, traces.DNA_COLUMNS, traces.draw_dna),
    "artworks": Register(ArtworkRecord, _ARTWORK_COLUMNS, _flatten(_draw_artwork, _ARTWORK_COLUMNS)),
    "products": Register(ProductItem, goods.PRODUCT_COLUMNS, goods.draw_product),
}


def draw_chunk(*, seed: str, key: str, index: int, count: int) -> Iterator[Row]:
    """The records of one chunk of a register that holds `count`. Chunks are drawn apart: each can be made alone, anywhere."""
    draw = REGISTERS[key].draw
    rng = derive_random(seed, f"{key}:{index}")
    for place in range(index * CHUNK, min((index + 1) * CHUNK, count)):
        yield draw(rng, place)
