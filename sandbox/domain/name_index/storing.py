"""Putting words and keys into the tables of the index: by COPY on PostgreSQL, by one prepared statement on SQLite."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO

import numpy as np
from django.db import connection

from sandbox.domain.name_index.reading import Keys, WordRow
from sandbox.models import NameKey, NameWord, World

_WORDS, _KEYS = NameWord._meta.db_table, NameKey._meta.db_table
_WORD_COLUMNS = "world_id, number, text, canonical_number, skeleton, is_bare"
_BLOCK = 1 << 20
# PostgreSQL's binary copy: its signature, flags, and an end.
_COPY_HEAD = b"PGCOPY\n\xff\r\n\x00" + bytes(8)
_COPY_END = b"\xff\xff"
_COPY_ROW = np.dtype([("fields", ">i2"), ("size1", ">i4"), ("key", ">i8"), ("size2", ">i4"), ("person", ">i8")])


def store_words(world: World, rows: Sequence[WordRow]) -> None:
    """Store words of a world; none of its numbers may be there."""
    if connection.vendor == "postgresql":
        # Words and skeletons are a-z and 0-9: nothing that COPY would take for something else.
        text = "".join([f"{world.pk}\t{number}\t{word}\t{canonical}\t{skeleton}\t{is_bare:d}\n" for number, word, canonical, skeleton, is_bare in rows])  # fmt: skip
        _copy(f'COPY "{_WORDS}" ({_WORD_COLUMNS}) FROM STDIN', text.encode())
        return
    with connection.cursor() as cursor:
        cursor.executemany(
            f'INSERT INTO "{_WORDS}" ({_WORD_COLUMNS}) VALUES (%s, %s, %s, %s, %s, %s)',  # noqa: S608 - our own table's name
            [(world.pk, *row) for row in rows],
        )


def store_keys(keys: Keys, numbers: Keys) -> None:
    """Store keys with the people they lead to; none of these pairs may be there."""
    if connection.vendor == "postgresql":
        rows = np.empty(len(keys), dtype=_COPY_ROW)
        rows["fields"], rows["size1"], rows["size2"] = 2, 8, 8
        rows["key"], rows["person"] = keys, numbers
        statement = f'COPY "{_KEYS}" (key, person_number) FROM STDIN WITH (FORMAT BINARY)'
        _copy(statement, _COPY_HEAD + rows.tobytes() + _COPY_END)
        return
    with connection.cursor() as cursor:
        cursor.executemany(
            f'INSERT INTO "{_KEYS}" (key, person_number) VALUES (%s, %s)',  # noqa: S608 - our own table's name
            list(zip(keys.tolist(), numbers.tolist(), strict=True)),
        )


def _copy(statement: str, content: bytes) -> None:
    connection.ensure_connection()
    with connection.connection.cursor() as cursor, cursor.copy(statement) as copy:
        stream = BytesIO(content)
        while block := stream.read(_BLOCK):
            copy.write(block)


def set_index_aside() -> None:
    """On PostgreSQL, while nothing is indexed and nobody can miss it, do without the index of the keys; `restore_index` makes it.

    Does nothing where there are keys, inside a transaction, and on SQLite.
    """
    if connection.vendor == "postgresql" and not connection.in_atomic_block and not NameKey.objects.exists():
        with connection.cursor() as cursor:
            cursor.execute(f'ALTER TABLE "{_KEYS}" DROP CONSTRAINT IF EXISTS "{_KEYS}_pkey"')


def restore_index() -> None:
    """Make the index of the keys in one go where it was set aside, also by a call that broke off."""
    if connection.vendor != "postgresql" or connection.in_atomic_block:
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_constraint WHERE conname = %s", [f"{_KEYS}_pkey"])
        if cursor.fetchone() is None:
            cursor.execute(f'ALTER TABLE "{_KEYS}" ADD CONSTRAINT "{_KEYS}_pkey" PRIMARY KEY (key, person_number)')


@contextmanager
def without_index() -> Iterator[None]:
    """Set the index aside and restore it, whatever happens between."""
    set_index_aside()
    try:
        yield
    finally:
        restore_index()
