"""Looking numbers up in the stored index: the same answer from PostgreSQL and from SQLite."""

import json
from collections.abc import Iterable, Iterator, Sequence

from django.db import connection

from sandbox.domain.name_index.planning import Plan, Probe
from sandbox.models import NameKey

# A pair of words that more people share than this says too little; a rarer pair, or a date, must speak.
MAX_EACH = 200
MAX_FOUND = 4_000
_TABLE = NameKey._meta.db_table

# One walk through the index for each pair of bounds, in their order, each broken off after MAX_EACH.
_POSTGRESQL = f"""
    SELECT probe.place - 1, found.person_number
    FROM unnest(%s::bigint[], %s::bigint[]) WITH ORDINALITY AS probe(low, high, place)
    CROSS JOIN LATERAL (
        SELECT person_number FROM "{_TABLE}" WHERE key BETWEEN probe.low AND probe.high
        ORDER BY key, person_number LIMIT {MAX_EACH}
    ) AS found
    LIMIT {MAX_FOUND}
"""  # noqa: S608 - our own table's name
_SQLITE = f"""
    SELECT probe.key, found.person_number
    FROM json_each(%s) AS probe
    CROSS JOIN "{_TABLE}" AS found ON found.key BETWEEN json_extract(probe.value, '$[0]') AND json_extract(probe.value, '$[1]')
"""  # noqa: S608 - our own table's name


def look_up(probes: Sequence[Probe]) -> list[tuple[Probe, int]]:
    """Who stands under these numbers, in the order of the probes: at most MAX_EACH for one and MAX_FOUND in all."""
    if not probes:
        return []
    bounds = [(probe.low, probe.high) for probe in probes]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # As text: writing an array of numbers one by one takes as long as looking them up.
            cursor.execute(
                _POSTGRESQL, [_write_array(low for low, _ in bounds), _write_array(high for _, high in bounds)]
            )
            return [(probes[place], number) for place, number in cursor.fetchall()]
        cursor.execute(_SQLITE, [json.dumps(bounds)])
        return list(_limit(probes, cursor))


def _write_array(numbers: Iterable[int]) -> str:
    return "{" + ",".join(map(str, numbers)) + "}"


def _limit(probes: Sequence[Probe], rows: Iterator[tuple[int, int]]) -> Iterator[tuple[Probe, int]]:
    current, count, total = -1, 0, 0
    for place, number in rows:
        if place != current:
            current, count = place, 0
        count += 1
        if count <= MAX_EACH:
            total += 1
            yield probes[place], number
        if total == MAX_FOUND:
            return


def rank_people(plan: Plan, *, limit: int) -> list[int]:
    """Numbers of the people that share most with the query, best first: by words that agree, then by edits, then by number."""
    shared: dict[int, dict[frozenset[int], int]] = {}
    is_dated: set[int] = set()
    for probes in (plan.pairs, plan.dated, plan.alone):
        for probe, number in look_up(probes):
            known = shared.setdefault(number, {})
            known[probe.places] = min(probe.edits, known.get(probe.places, probe.edits))
            if probe.is_dated:
                is_dated.add(number)

    def rate(number: int) -> tuple[float, int]:
        known = shared[number]
        places = frozenset().union(*known)
        return (-len(places) - (number in is_dated) + min(known.values()) / 4, number)

    return sorted(shared, key=rate)[:limit]
