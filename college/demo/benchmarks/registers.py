"""How long an exact query of a register takes: the domain function, with its event and audit row, at the wanted size."""

import random
import time

from college.demo.benchmarks.persons_run import start_bench_run
from college.demo.benchmarks.results import Figure, name_size, percentile
from college.demo.benchmarks.worlds import ensure_world
from sandbox.domain.registers import query_documents
from sandbox.models import TravelDocumentRecord, World

QUERIES = 600
WARM = 60
# A run is begun anew after so many queries, as an exercise seldom sees more.
QUERIES_A_RUN = 20


def list_keys(world: World) -> list[tuple[str, str, str]]:
    """Number, country and type of documents: every other one is in the register."""
    rng = random.Random("exact queries")  # noqa: S311 - repeatable on purpose
    records = TravelDocumentRecord.objects.filter(world=world)
    first, last = records.order_by("pk")[0].pk, records.order_by("-pk")[0].pk
    keys: list[tuple[str, str, str]] = []
    while len(keys) < QUERIES:
        record = records.filter(pk__gte=rng.randint(first, last)).order_by("pk")[0]
        known = (record.number, record.country, record.document_type)
        keys += [known, (f"ZZ{rng.randrange(10**7):07d}", *known[1:])]
    return keys[:QUERIES]


def measure_registers(records: int) -> list[Figure]:
    """Ask the travel documents register of a world of so many records, one query at a time."""
    world = ensure_world(records)
    keys = list_keys(world)
    seconds = []
    for place, (number, country, document_type) in enumerate(keys[:WARM] + keys):
        if place % QUERIES_A_RUN == 0:
            run = start_bench_run(world)
        began = time.perf_counter()
        query_documents(
            run=run, number=number, country=country, document_type=document_type, reason="Entry check",
            case_reference="TR-BENCH",
        )  # fmt: skip
        seconds.append(time.perf_counter() - began)
    size, documents = name_size(records), TravelDocumentRecord.objects.filter(world=world).count()
    note = f"query_documents: event and audit row written; {documents} documents in a world of {records} records"
    return [
        Figure(f"register.exact.p50_ms.{size}", round(percentile(seconds[WARM:], 0.5) * 1000, 2), "ms", None, note),
        Figure(f"register.exact.p95_ms.{size}", round(percentile(seconds[WARM:], 0.95) * 1000, 2), "ms", 3, note),
    ]
