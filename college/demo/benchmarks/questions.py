"""What the registers of a world are asked when they are measured: drawn by reference, so that the same world is asked the same
everywhere, whatever its rows are numbered. Every other question about a thing is about one that is in no register.
"""

import random
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from college.demo.benchmarks.persons import VARIANTS, Person
from sandbox.domain.names.evidence import BirthDate
from sandbox.models import PersonRecord, TravelDocumentRecord, VehicleRecord, World

_PERSON_FIELDS = (
    "reference", "given_names", "family_name", "original_name", "birth_year", "birth_month", "birth_day",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class NameQuestion:
    """A name as somebody gets it wrong, for every other one with the date of birth."""

    name: str
    birth: BirthDate | None


def _draw(records: "QuerySet[Any]", fields: tuple[str, ...], count: int, seed: str) -> list[tuple[Any, ...]]:
    """So many records, or all there are, evenly: those whose references end alike, then some of them."""
    rng = random.Random(seed)  # noqa: S311 - repeatable on purpose
    total, digits = records.count(), ""
    while total > 20 * count * 10 ** len(digits):
        digits += str(rng.randrange(10))
    found = list(records.filter(reference__endswith=digits).order_by("reference").values_list(*fields))
    return rng.sample(found, min(count, len(found)))


def draw_documents(world: World, count: int) -> list[dict[str, str]]:
    """Number, country and type of travel documents."""
    fields = ("number", "country", "document_type")
    rng = random.Random("strangers")  # noqa: S311 - repeatable on purpose
    rows = _draw(TravelDocumentRecord.objects.filter(world=world), fields, count // 2 + 1, "documents")
    questions: list[dict[str, str]] = []
    for row in rows:
        known = dict(zip(fields, row, strict=True))
        questions += [known, {**known, "number": f"ZZ{rng.randrange(10**7):07d}"}]
    return questions[:count]


def draw_vehicles(world: World, count: int) -> list[dict[str, str]]:
    """Vehicles by their identification number."""
    rng = random.Random("vehicles unknown")  # noqa: S311 - repeatable on purpose
    rows = _draw(VehicleRecord.objects.filter(world=world).exclude(vin=""), ("vin",), count // 2 + 1, "vehicles")
    questions: list[dict[str, str]] = []
    for (vin,) in rows:
        questions += [{"vin": vin}, {"vin": f"ZZZ{rng.randrange(10**14):014d}"}]
    return questions[:count]


def draw_names(world: World, count: int) -> list[NameQuestion]:
    """Names of people of the world, each got wrong in one of the ways of `persons.VARIANTS`."""
    rng = random.Random("names")  # noqa: S311 - repeatable on purpose
    kinds = list(VARIANTS.values())
    questions = []
    for place, row in enumerate(_draw(PersonRecord.objects.filter(world=world), _PERSON_FIELDS, count, "persons")):
        reference, given, family, original, *birth = row
        person = Person(reference, given, family, original, BirthDate(*birth) if birth[0] else None)
        name = kinds[place % len(kinds)](rng, person)
        questions.append(NameQuestion(name, person.birth if place % 2 else None))
    return questions
