"""How fast a list of documents is screened, with reading, event and audit row."""

import random
import time
import uuid
from itertools import pairwise

from django.db import connection

from college.demo.benchmarks.persons_run import start_bench_run
from college.demo.benchmarks.results import Figure
from college.demo.benchmarks.worlds import LARGE, ensure_world
from sandbox.domain.lists.exports import write_list
from sandbox.domain.lists.reading import read_list
from sandbox.domain.lists.screening import screen_list, take_list
from sandbox.domain.lists.tables import read_table
from sandbox.models import TravelDocumentRecord, World

DOCUMENTS = 100_000
# One line in a hundred is of a document that the register has: more than life has, and enough to be felt.
KNOWN = DOCUMENTS // 100


def make_list(world: World) -> bytes:
    """A CSV file of so many documents, in an order of chance, with a column of names."""
    known = TravelDocumentRecord.objects.filter(world=world).values_list("number", "country", "document_type")[:KNOWN]
    rng = random.Random("lists")  # noqa: S311 - repeatable on purpose
    lines = [",".join(row) for row in known]
    lines += [
        f"{rng.choice('ABCDEFG')}X{rng.randrange(10**7):07d},QMB,passport" for _line in range(DOCUMENTS - len(lines))
    ]
    rng.shuffle(lines)
    return ("number,country,type,surname\n" + "".join(f"{line},Vel\n" for line in lines)).encode()


def measure_screening() -> list[Figure]:
    """Read, keep, screen and write out one list against a world of a million records."""
    world = ensure_world(LARGE)
    data, run = make_list(world), start_bench_run(world)
    marks = [time.perf_counter()]
    read = read_list(read_table(data))
    marks.append(time.perf_counter())
    kept = take_list(run=run, read=read, reason="Measuring the register", case_reference="TR-BENCH", key=uuid.uuid4())
    marks.append(time.perf_counter())
    done = screen_list(screening_list=kept)
    marks.append(time.perf_counter())
    write_list(done).close()
    marks.append(time.perf_counter())
    reading, keeping, screening, writing = (after - before for before, after in pairwise(marks))
    documents = TravelDocumentRecord.objects.filter(world=world).count()
    note = (
        f"{done.total} documents against {documents} in a world of {LARGE}, {done.matched} matched; {connection.vendor}"
    )
    total = reading + keeping + screening
    return [
        Figure("screening.per_second", round(DOCUMENTS / total), "documents/s", round(DOCUMENTS / 30), f"{note}; read, kept, screened, event and audit row"),
        Figure("screening.seconds", round(total, 2), "s", 30, "baseline: the limit"),
        Figure("screening.read_seconds", round(reading + keeping, 2), "s", None, "CSV, in the request"),
        Figure("screening.write_seconds", round(writing, 2), "s", None, "the workbook back"),
    ]  # fmt: skip
