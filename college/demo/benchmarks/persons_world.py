"""A base world of persons alone, of any size, for measuring the register of persons."""

import json
import random
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from django.db import connection, transaction

from sandbox.domain.geography import BUREAUS
from sandbox.domain.name_index.writer import write_name_index
from sandbox.domain.traditions import invent_person_name
from sandbox.enums import PersonStatus
from sandbox.models import PersonRecord, World

CHUNK = 50_000
_RECORDED = date(2025, 3, 1)
_REVIEWED = date(2030, 3, 1)
_COLUMNS = (
    "reference", "world_id", "owner_bureau", "family_name", "given_names", "original_name", "sex", "birth_year", "birth_month",
    "birth_day", "birth_country", "nationalities", "status", "aliases", "kin", "recorded_on", "review_on", "national_reference",
    "hidden_from", "birth_place", "languages", "hair", "eyes", "marks", "offence", "notice_reference",
)  # fmt: skip


def invent_birth(rng: random.Random) -> tuple[int, int | None, int | None]:
    """A date of birth; of one person in thirty only the year is known."""
    bits = rng.getrandbits(40)
    year = 1945 + bits % 62
    if bits >> 8 & 31 == 0:
        return year, None, None
    return year, (bits >> 16 & 0xFF) % 12 + 1, (bits >> 24 & 0xFFFF) % 28 + 1


def _invent_rows(world: World, first: int, count: int) -> Iterator[tuple[Any, ...]]:
    rng = random.Random(f"{world.seed}:{first}")  # noqa: S311 - repeatable on purpose
    codes = list(BUREAUS)
    for place in range(first, first + count):
        bits = rng.getrandbits(20)
        country, sex = codes[(bits & 0xFFFF) % 12], "FM"[bits >> 17 & 1]
        name = invent_person_name(rng, country=country, sex=sex)
        yield (
            f"TR-{country}-P{place:08d}", world.pk, country, name.family, name.given, name.original, sex, *invent_birth(rng),
            country, country, PersonStatus.SUSPECT.value, [], [], _RECORDED, _REVIEWED, *[""] * 9,
        )  # fmt: skip


def ensure_persons(*, seed: str, count: int, report: Callable[[str], None] | None = None) -> World:
    """A world with so many persons and their index, made where it is missing. It never becomes the current one."""
    world, _is_new = World.objects.get_or_create(seed=seed, size=0)
    done = PersonRecord.objects.filter(world=world).count()
    while done < count:
        step = min(CHUNK, count - done)
        with transaction.atomic():
            _store(list(_invent_rows(world, done, step)))
        done += step
        if report is not None and (done % 500_000 == 0 or done == count):
            report(f"{done} persons")
    write_name_index(world)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:  # visible to index-only scans
            cursor.execute("VACUUM ANALYZE sandbox_namekey, sandbox_personrecord")
    return world


def _store(rows: list[tuple[Any, ...]]) -> None:
    if connection.vendor == "postgresql":
        statement = f'COPY "{PersonRecord._meta.db_table}" ({", ".join(_COLUMNS)}) FROM STDIN'
        lines = "".join("\t".join(map(_write_cell, row)) + "\n" for row in rows)
        with connection.connection.cursor() as cursor, cursor.copy(statement) as copy:
            copy.write(lines.encode())
        return
    PersonRecord.objects.bulk_create(
        [PersonRecord(**dict(zip(_COLUMNS, row, strict=True))) for row in rows], batch_size=500
    )


def _write_cell(value: Any) -> str:
    if value is None:
        return "\\N"
    return json.dumps(value) if isinstance(value, list) else str(value)
