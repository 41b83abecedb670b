"""Putting rows into a register: by COPY on PostgreSQL, by one prepared statement on SQLite. Values never become SQL."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cache
from itertools import islice
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.db.models import Field
from django.db.models.functions import Right

from sandbox.domain.base_world.registers import REGISTERS, Row, Value, draw_chunk
from sandbox.domain.base_world.shares import CHUNK
from sandbox.domain.registers.dna import list_keys, sketch_profile
from sandbox.models import DnaKey, DnaRecord, World, WorldChunk
from sandbox.models.record import RegisterRecord

# Between cells, between rows, and for nothing: control characters (ASCII 31 to 29) that no text of ours holds.
_CELL, _NOTHING, _ROW = "\x1f", "\x1e", "\x1d"
# What text COPY reads in their place; the backslash first.
_ESCAPES = (("\\", "\\\\"), ("\n", "\\n"), ("\r", "\\r"), ("\t", "\\t"), (_CELL, "\t"), (_ROW, "\n"), (_NOTHING, "\\N"))
# Rows of one COPY block: some hundred kilobytes, so that memory does not grow with the chunk.
_BLOCK = 2_000


def write_text(rows: Iterable[Row]) -> str:
    """The rows as one canonical text: what a digest is taken of, the same for every database."""
    return "".join(
        [
            _CELL.join([v if v.__class__ is str else _NOTHING if v is None else str(v) for v in row]) + _ROW  # type: ignore[misc]
            for row in rows
        ]
    )


def store_chunk(*, world: World, key: str, index: int) -> int:
    """Draw and store one chunk of a register, all of it or nothing; how many rows. Safe to repeat, also by two processes at once.

    Side effects: rows of the register (and the keys of profiles), and a WorldChunk with their digest.
    """
    rows: int = min(world.counts[key], CHUNK * (index + 1)) - CHUNK * index
    try:
        with transaction.atomic():
            # Before the rows: another process at the same chunk waits here, and then finds it stored.
            chunk = WorldChunk.objects.create(world=world, register=key, number=index, rows=rows, digest="")
            drawn = draw_chunk(seed=world.seed, key=key, index=index, count=world.counts[key])
            chunk.digest = write_rows(REGISTERS[key].model, REGISTERS[key].columns, drawn, world=world)
            chunk.save(update_fields=["digest"])
            if key == "dna":
                index_profiles(world=world, index=index)
    except IntegrityError:
        if not WorldChunk.objects.filter(world=world, register=key, number=index).exists():
            raise
    return rows


def write_rows(model: type[RegisterRecord], columns: Sequence[str], rows: Iterable[Row], *, world: World) -> str:
    """Store rows of any register in a world, and return the SHA-256 of their canonical text.

    A column of the model that is not among `columns` gets its default. Call it in a transaction.
    """
    store = _copy_rows if connection.vendor == "postgresql" else _insert_rows
    digest = hashlib.sha256()
    names, rest = _complete(model, tuple(columns))
    store(model, names, (*rest, world.pk), _take_digest(rows, digest))
    return digest.hexdigest()


def _take_digest(rows: Iterable[Row], digest: Any) -> Iterator[tuple[list[Row], str]]:
    """The rows in blocks, each with its text, counted into the digest."""
    remaining = iter(rows)
    while block := list(islice(remaining, _BLOCK)):
        text = write_text(block)
        digest.update(text.encode())
        yield block, text


@cache
def _complete(model: type[RegisterRecord], columns: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[Value, ...]]:
    """Names of all columns to fill, the world's last, and the values of those that the rows do not bring."""
    fields = {field.name: field for field in model._meta.concrete_fields if not field.primary_key}
    unknown = [column for column in columns if column not in fields]
    if unknown:
        raise LookupError(f"{model.__name__} has no column {', '.join(unknown)}.")
    rest = [field for name, field in fields.items() if name not in {*columns, "world", "run"}]
    names: list[str | None] = (
        [fields[column].column for column in columns] + [field.column for field in rest] + ["world_id"]
    )
    return tuple(str(name) for name in names), tuple(_write_default(field) for field in rest)


def _write_default(field: "Field[Any, Any]") -> Value:
    value = field.get_default()
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, list | dict):
        return json.dumps(value)
    return value.isoformat() if isinstance(value, date) else value


def _copy_rows(
    model: type[RegisterRecord],
    names: tuple[str, ...],
    rest: tuple[Value, ...],
    blocks: Iterator[tuple[list[Row], str]],
) -> None:
    quote = connection.ops.quote_name
    end = _CELL + write_text([rest])
    statement = f"COPY {quote(model._meta.db_table)} ({', '.join(map(quote, names))}) FROM STDIN"
    connection.ensure_connection()
    with connection.connection.cursor() as cursor, cursor.copy(statement) as copy:
        for _rows, text in blocks:
            text = text.replace(_ROW, end)
            for sign, escape in _ESCAPES:
                text = text.replace(sign, escape)
            copy.write(text.encode())


def _insert_rows(
    model: type[RegisterRecord],
    names: tuple[str, ...],
    rest: tuple[Value, ...],
    blocks: Iterator[tuple[list[Row], str]],
) -> None:
    quote = connection.ops.quote_name
    marks = ", ".join(["%s"] * len(names))
    statement = f"INSERT INTO {quote(model._meta.db_table)} ({', '.join(map(quote, names))}) VALUES ({marks})"  # noqa: S608 - our own tables' names
    with connection.cursor() as cursor:
        for rows, _text in blocks:
            cursor.executemany(statement, [row + rest for row in rows])


def index_profiles(*, world: World, index: int) -> None:
    """Make the profiles of a chunk findable: the keys that `registers.dna` seeks them by. Belongs to the chunk's transaction."""
    first, last = (f"{index * CHUNK:07d}", f"{(index + 1) * CHUNK:07d}")
    profiles = DnaRecord.objects.filter(world=world).annotate(place=Right("reference", 7))
    rows = profiles.filter(place__gte=first, place__lt=last).order_by("pk").values_list("pk", "loci")
    keys = (
        DnaKey(record_id=number, bucket=bucket, sketch=sketch)
        for number, loci in rows.iterator(chunk_size=_BLOCK)
        for sketch in (sketch_profile(loci),)
        for bucket in list_keys(loci)
    )
    while block := list(islice(keys, _BLOCK)):
        DnaKey.objects.bulk_create(block)
