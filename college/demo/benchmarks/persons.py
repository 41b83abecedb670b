"""The register of persons at size: what it finds, what it finds wrongly, and how long it takes.

Names are asked as people get them wrong: in another order, with one or two letters wrong, without the middle name, in another
spelling or script, with two words as one or one as two. All are made from the records of a world of the wanted size.
"""

import random
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from college.demo.benchmarks.persons_run import start_bench_run
from college.demo.benchmarks.persons_world import ensure_persons, invent_birth
from college.demo.benchmarks.results import Figure, name_size, percentile
from sandbox.domain.geography import BUREAUS
from sandbox.domain.names.evidence import BirthDate
from sandbox.domain.persons import PersonKeys, query_persons, search_persons
from sandbox.domain.traditions import invent_person_name
from sandbox.models import PersonRecord, Run, World

SEED = "bench-persons"
# A run is begun anew after so many queries, as an exercise seldom sees more.
QUERIES_A_RUN = 10
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_SPELLINGS = (
    ("kh", "h"),
    ("ou", "u"),
    ("u", "ou"),
    ("y", "i"),
    ("i", "y"),
    ("k", "c"),
    ("v", "w"),
    ("f", "ph"),
    ("sh", "sch"),
    ("j", "dj"),
)


@dataclass(frozen=True, slots=True)
class Person:
    """One record of the world, as far as it is asked."""

    reference: str
    given: str
    family: str
    original: str
    birth: BirthDate | None

    @property
    def name(self) -> str:
        return f"{self.given} {self.family}".strip()


def slip(rng: random.Random, name: str, count: int) -> str:
    """The name with so many letters wrong, in words of four letters or more: left out, put in, another, or two changed round."""
    words = name.split()
    for _turn in range(count):
        long = [place for place, word in enumerate(words) if len(word) >= 4]
        if not long:
            break
        place = rng.choice(long)
        word = words[place]
        at = rng.randrange(1, len(word) - 1)
        words[place] = rng.choice(
            (
                word[:at] + word[at + 1 :],
                word[:at] + rng.choice(_LETTERS) + word[at:],
                word[:at] + rng.choice(_LETTERS) + word[at + 1 :],
                word[:at] + word[at + 1] + word[at] + word[at + 2 :],
            )
        )
    return " ".join(words)


def _spell_otherwise(rng: random.Random, person: Person) -> str:
    """In its own script, or with another spelling of a sound."""
    if person.original:
        return person.original
    fitting = [(old, new) for old, new in _SPELLINGS if old in person.name[1:]]
    old, new = rng.choice(fitting or [("e", "e")])
    return person.name[0] + person.name[1:].replace(old, new, 1)


def _leave_middle_out(rng: random.Random, person: Person) -> str:
    return f"{person.given.split()[0]} {person.family}".strip()


def _join(rng: random.Random, person: Person) -> str:
    words = person.name.split()
    if len(words) == 1:
        return person.name
    at = rng.randrange(len(words) - 1)
    return " ".join([*words[:at], words[at] + words[at + 1].lower(), *words[at + 2 :]])


def _split(rng: random.Random, person: Person) -> str:
    words = person.name.split()
    place = max(range(len(words)), key=lambda at: len(words[at]))
    at = rng.randrange(2, max(3, len(words[place]) - 2))
    return " ".join([*words[:place], words[place][:at], words[place][at:], *words[place + 1 :]])


VARIANTS: dict[str, Callable[[random.Random, Person], str]] = {
    "order": lambda _rng, person: f"{person.family}, {person.given}",
    "one_edit": lambda rng, person: slip(rng, person.name, 1),
    "two_edits": lambda rng, person: slip(rng, person.name, 2),
    "missing_middle": _leave_middle_out,
    "transliteration": _spell_otherwise,
    "joined": _join,
    "split": _split,
}


def list_people(world: World, count: int, seed: str) -> list[Person]:
    """People of the world, drawn evenly."""
    bounds = PersonRecord.objects.filter(world=world).order_by("pk").values_list("pk", flat=True)
    first, last = bounds.first() or 0, bounds.last() or 0
    rng = random.Random(seed)  # noqa: S311 - repeatable on purpose
    numbers = sorted({rng.randint(first, last) for _draw in range(count)})
    fields = ("reference", "given_names", "family_name", "original_name", "birth_year", "birth_month", "birth_day")
    rows = PersonRecord.objects.filter(world=world, pk__in=numbers).order_by("pk").values_list(*fields)
    return [Person(row[0], row[1], row[2], row[3], BirthDate(*row[4:]) if row[4] else None) for row in rows.iterator()]


def list_questions(people: list[Person], seed: str) -> Iterator[tuple[str, Person, str]]:
    """For each person one way of getting the name wrong: its kind, the person, the name as it is asked."""
    rng = random.Random(seed)  # noqa: S311 - repeatable on purpose
    kinds = list(VARIANTS)
    for place, person in enumerate(people):
        kind = kinds[place % len(kinds)]
        yield kind, person, VARIANTS[kind](rng, person)


def measure_recall(world: World, people: list[Person], *, with_birth: bool) -> tuple[float, Counter[str], list[str]]:
    """The share of people who are among the first ten; misses by kind; and the first names that missed."""
    missed: Counter[str] = Counter()
    names: list[str] = []
    for kind, person, name in list_questions(people, SEED):
        answer = search_persons(keys=PersonKeys(name, person.birth if with_birth else None), world_id=world.pk)
        if person.reference not in {candidate.row.reference for candidate in answer.candidates}:
            missed[kind] += 1
            names.append(f"{kind}: {name} ({person.name})")
    return 1 - missed.total() / max(1, len(people)), missed, names


def measure_false_alarms(world: World, count: int) -> float:
    """The share of people who are in no record, asked by name and date of birth, for whom the register lists somebody."""
    rng = random.Random("strangers")  # noqa: S311 - repeatable on purpose
    codes = list(BUREAUS)
    alarms = 0
    for _turn in range(count):
        name = invent_person_name(rng, country=rng.choice(codes), sex=rng.choice("FM"))
        birth = BirthDate(*invent_birth(rng))
        answer = search_persons(keys=PersonKeys(f"{name.given} {name.family}", birth), world_id=world.pk)
        alarms += bool(answer.candidates)
    return alarms / count


def measure_speed(world: World, people: list[Person], *, in_run: bool) -> list[float]:
    """Milliseconds of each query by name, half of them with a date of birth; in a run as a trainee asks, with event and audit row."""
    times = []
    run: Run | None = None
    world_id = world.pk
    for place, (_kind, person, name) in enumerate(list_questions(people, "speed")):
        if place % QUERIES_A_RUN == 0 and in_run:
            run = start_bench_run(world)
        birth = person.birth if place % 2 else None
        began = time.perf_counter()
        if run is None:
            search_persons(keys=PersonKeys(name, birth), world_id=world_id)
        else:
            query_persons(run=run, name=name, birth=birth, reason="Measuring the register", case_reference="TR-BENCH")
        times.append((time.perf_counter() - began) * 1000)
    return times


def measure_persons(records: int) -> list[Figure]:
    """Fill a world of so many persons, ask it, and time it."""
    world = ensure_persons(seed=f"{SEED}-{records}", count=records)
    people = list_people(world, 2_000, "recall")
    by_name, missed, _names = measure_recall(world, people, with_birth=False)
    with_birth, missed_dated, _names = measure_recall(world, people, with_birth=True)
    alarms = measure_false_alarms(world, 4_000)
    asked = list_people(world, 400, "speed")
    measure_speed(world, asked[:50], in_run=False)
    searches = measure_speed(world, asked, in_run=False)
    queries = measure_speed(world, asked, in_run=True)
    size = name_size(records)
    note = f"{records} persons, {len(people)} asked"
    figures: list[tuple[str, float, str, Any, str]] = [
        ("names.recall_at_10", round(by_name, 4), "share", 0.99, f"{note}; missed: {dict(missed)}"),
        ("names.recall_at_10_with_birth_date", round(with_birth, 4), "share", 0.999, f"{note}; missed: {dict(missed_dated)}"),
        ("names.false_alarms_with_birth_date", round(alarms, 4), "share", 0.01, f"{records} persons, 4000 strangers"),
        (f"names.query_p50_ms.{size}", round(percentile(queries, 0.5), 2), "ms", None, "query_persons: event and audit row written"),
        (f"names.query_p95_ms.{size}", round(percentile(queries, 0.95), 2), "ms", 20, "query_persons: event and audit row written"),
        (f"names.search_p50_ms.{size}", round(percentile(searches, 0.5), 2), "ms", None, "the search alone"),
        (f"names.search_p95_ms.{size}", round(percentile(searches, 0.95), 2), "ms", None, "the search alone"),
    ]  # fmt: skip
    return [Figure(*row) for row in figures]
