"""Putting rows into a register: by COPY on PostgreSQL, by one prepared statement on SQLite. Values never become SQL."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cache
from itertools import islice
from operator import itemgetter
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.db.models import Field, Model

from sandbox.domain.base_world.registers import REGISTERS, Row, Value, draw_chunk
from sandbox.domain.base_world.shares import CHUNK
from sandbox.domain.name_index.reading import WordBook
from sandbox.domain.name_index.writer import FIELDS, index_drawn
from sandbox.domain.registers.dna import list_keys, sketch_profile
from sandbox.models import DnaKey, World, WorldChunk
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


def store_chunk(*, world: World, key: str, index: int, book: WordBook | None = None) -> int:
    """Draw and store one chunk of a register, all of it or nothing; how many rows. Safe to repeat, also by two processes at once.

    Side effects: rows of the register, a WorldChunk with their digest; the keys of profiles, and with a `book` those of persons' names.
    """
    rows: int = min(world.counts[key], CHUNK * (index + 1)) - CHUNK * index
    register = REGISTERS[key]
    is_indexed = key == "dna" or (key == "persons" and book is not None)
    try:
        with transaction.atomic():
            # Before the rows: another process at the same chunk waits here, and then finds it stored.
            chunk = WorldChunk.objects.create(world=world, register=key, number=index, rows=rows, digest="")
            drawn: Iterable[Row] = draw_chunk(seed=world.seed, key=key, index=index, count=world.counts[key])
            numbers = None
            if is_indexed:
                drawn, numbers = list(drawn), reserve_numbers(register.model, rows)
            chunk.digest = write_rows(register.model, register.columns, drawn, world=world, numbers=numbers)
            chunk.save(update_fields=["digest"])
            if numbers is not None:
                _index_rows(world, register.columns, numbers, drawn, book)
    except IntegrityError:
        if not WorldChunk.objects.filter(world=world, register=key, number=index).exists():
            raise
    return rows


def reserve_numbers(model: type[Model], count: int) -> list[int]:
    """Ids of rows to come, rising, which no other row gets. Call it in a transaction."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)", [table, count]
            )
            return [number for (number,) in cursor.fetchall()]
        # What AUTOINCREMENT has given out, also to rows that are gone; it goes on after the highest id that is stored.
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        row = cursor.fetchone()
    last = row[0] if row else 0
    return list(range(last + 1, last + 1 + count))


def _index_rows(
    world: World, columns: Sequence[str], numbers: Sequence[int], rows: Iterable[Row], book: WordBook | None
) -> None:
    if "loci" in columns:
        place = columns.index("loci")
        _store_profile_keys(numbers, (str(row[place]) for row in rows))
    elif book is not None:
        take = itemgetter(*(columns.index(field) for field in FIELDS))
        index_drawn(world=world, book=book, numbers=numbers, rows=map(take, rows))


def _store_profile_keys(numbers: Sequence[int], loci: Iterable[str]) -> None:
    """Make profiles findable: the keys that `registers.dna` seeks them by. One profile is read at a time."""
    rows = (
        (number, bucket, sketch)
        for number, text in zip(numbers, loci, strict=True)
        for profile in (json.loads(text),)
        for sketch in (sketch_profile(profile),)
        for bucket in list_keys(profile)
    )
    table, columns = DnaKey._meta.db_table, "record_id, bucket, sketch"
    blocks = iter(lambda: list(islice(rows, 10 * _BLOCK)), [])
    if connection.vendor == "postgresql":
        connection.ensure_connection()
        with connection.connection.cursor() as cursor, cursor.copy(f'COPY "{table}" ({columns}) FROM STDIN') as copy:
            for block in blocks:
                copy.write("".join([f"{number}\t{bucket}\t{sketch}\n" for number, bucket, sketch in block]).encode())
        return
    with connection.cursor() as cursor:
        for block in blocks:
            cursor.executemany(f'INSERT INTO "{table}" ({columns}) VALUES (%s, %s, %s)', block)  # noqa: S608 - our own table's name


def write_rows(
    model: type[RegisterRecord],
    columns: Sequence[str],
    rows: Iterable[Row],
    *,
    world: World,
    numbers: Sequence[int] | None = None,
) -> str:
    """Store rows of any register in a world, and return the SHA-256 of their canonical text.

    A column of the model that is not among `columns` gets its default; ids are the database's affair without `numbers` for them.
    Call it in a transaction.
    """
    store = _copy_rows if connection.vendor == "postgresql" else _insert_rows
    digest = hashlib.sha256()
    names, rest = _complete(model, tuple(columns))
    quote = connection.ops.quote_name
    target = ", ".join(map(quote, names if numbers is None else ("id", *names)))
    store(f"{quote(model._meta.db_table)} ({target})", (*rest, world.pk), _take_digest(rows, digest), numbers)
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
    target: str, rest: tuple[Value, ...], blocks: Iterator[tuple[list[Row], str]], numbers: Sequence[int] | None
) -> None:
    end = _CELL + write_text([rest])
    remaining = iter(numbers or ())
    connection.ensure_connection()
    with connection.connection.cursor() as cursor, cursor.copy(f"COPY {target} FROM STDIN") as copy:
        for _rows, text in blocks:
            if numbers is None:
                text = text.replace(_ROW, end)
            else:
                lines = text.split(_ROW)[:-1]
                text = "".join([f"{next(remaining)}{_CELL}{line}{end}" for line in lines])
            for sign, escape in _ESCAPES:
                text = text.replace(sign, escape)
            copy.write(text.encode())


def _insert_rows(
    target: str, rest: tuple[Value, ...], blocks: Iterator[tuple[list[Row], str]], numbers: Sequence[int] | None
) -> None:
    remaining = iter(numbers or ())
    statement = ""
    with connection.cursor() as cursor:
        for rows, _text in blocks:
            values = (
                [row + rest for row in rows] if numbers is None else [(next(remaining), *row, *rest) for row in rows]
            )
            statement = statement or f"INSERT INTO {target} VALUES ({', '.join(['%s'] * len(values[0]))})"  # noqa: S608 - our own tables' names
            cursor.executemany(statement, values)
