"""Finding the persons who may be meant: base world and the run's own records in one list, each with what speaks for and against.

A date of birth divides the answer. Whose date contradicts the one that was given is no candidate, however alike the name: these stand
apart, a few of them, because the date that was given may be the wrong one.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any, NamedTuple

from django.db.models import QuerySet
from rapidfuzz.distance import OSA

from college.core.statements import Slot, Statement
from sandbox.domain.name_index.lookup import rank_people
from sandbox.domain.name_index.packing import pack_world
from sandbox.domain.name_index.planning import make_plan
from sandbox.domain.name_index.vocabulary import open_vocabulary
from sandbox.domain.names.evidence import (
    BirthDate,
    Evidence,
    add_evidence,
    weigh_birth_dates,
    weigh_countries,
    weigh_sexes,
)
from sandbox.domain.names.keys import PreparedName, prepare
from sandbox.domain.names.scoring import THRESHOLD, Part, compare, score
from sandbox.models import NameIndex, PersonRecord

MAX_CANDIDATES = 10
MAX_CONTRADICTED = 3
# So many people of the index are scored in full.
MAX_SCORED = 80
# Below the threshold a name is still listed if so few letters are wrong in all of it.
MAX_SLIPS = 2
SLIP_FLOOR = 0.4
_SHORT = 12
# How alike a name must be, by what the date of birth says: less with an equal one, more with one that agrees only in part, very much
# so with one that contradicts. For what else may be found, and whether a slip of the pen excuses a name that is less alike.
_FLOORS = {
    "birth_equal": (0.63, MAX_SLIPS + 1), "birth_partial": (0.7, MAX_SLIPS), "birth_swapped": (THRESHOLD, 1),
    "birth_one_digit": (0.8, 1), "birth_next_year": (0.75, 1), "birth_year_apart": (0.9, 0), "birth_clash": (0.85, 0),
}  # fmt: skip
_FIELDS = (
    "pk", "reference", "given_names", "family_name", "original_name", "aliases", "sex", "birth_year", "birth_month", "birth_day",
    "birth_country", "nationalities", "hidden_from", "owner_bureau", "run_id",
)  # fmt: skip
# So many people are read by one statement; the last number fills the places that are left.
_SIZES = (5, 10, 20, 40, MAX_SCORED)


_INDEX = Statement(lambda: NameIndex.objects.filter(world=Slot.of(NameIndex, "world")))
_OVERLAY = Statement(
    lambda: PersonRecord.objects.filter(run=Slot.of(PersonRecord, "run")).order_by("pk").values_list(*_FIELDS)
)


def _list_by_number(size: int) -> QuerySet[Any, Any]:
    numbers: list[Any] = [Slot.of(PersonRecord, "id", f"person_{place}") for place in range(size)]
    found = PersonRecord.objects.filter(pk__in=numbers, world=Slot.of(PersonRecord, "world"))
    return found.order_by().values_list(*_FIELDS)


_PEOPLE = {size: Statement(partial(_list_by_number, size)) for size in _SIZES}


@dataclass(frozen=True, slots=True)
class PersonKeys:
    """What the register is asked. Everything but the name may be unknown."""

    name: str
    birth: BirthDate | None = None
    country: str = ""
    sex: str = ""


class _Row(NamedTuple):
    """A record as it is scored; the fields of `_FIELDS`."""

    pk: int
    reference: str
    given_names: str
    family_name: str
    original_name: str
    aliases: list[dict[str, str]]
    sex: str
    birth_year: int | None
    birth_month: int | None
    birth_day: int | None
    birth_country: str
    nationalities: str
    hidden_from: str
    owner_bureau: str
    run_id: Any

    @property
    def name(self) -> str:
        return f"{self.given_names} {self.family_name}".strip()

    @property
    def birth(self) -> BirthDate | None:
        return BirthDate(self.birth_year, self.birth_month, self.birth_day) if self.birth_year else None

    @property
    def countries(self) -> list[str]:
        return [*self.nationalities.split(), *([self.birth_country] if self.birth_country else [])]


@dataclass(frozen=True, slots=True)
class PersonCandidate:
    """Somebody who may be meant. `matched_name` is the spelling or alias that the score is of; `score` takes in the evidence."""

    row: _Row
    matched_name: str
    is_alias: bool
    name_score: float
    score: float
    parts: tuple[Part, ...]

    def describe(self) -> dict[str, Any]:
        """As plain data, for the log: what the first of the two steps may show."""
        row = self.row
        return {
            "reference": row.reference, "name": row.name, "original_name": row.original_name, "sex": row.sex,
            "birth": row.birth.write() if row.birth else "", "nationalities": row.nationalities, "owner_bureau": row.owner_bureau,
            "matched_name": self.matched_name, "is_alias": self.is_alias, "score": round(self.score, 3),
            "parts": [{"kind": part.kind, "loss": round(part.loss, 3), "text": part.text} for part in self.parts],
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class PersonAnswer:
    """The best candidates first; people of this name with another date of birth; how many records are kept from the one who asks."""

    candidates: tuple[PersonCandidate, ...]
    contradicted: tuple[PersonCandidate, ...]
    withheld: int


def search_persons(
    *, keys: PersonKeys, world_id: int | None, run_id: Any = None, bureau: str = "", limit: int = MAX_CANDIDATES
) -> PersonAnswer:
    """Ask a base world and a run's overlay. Same records, same answer, on every database.

    `bureau` is that of the one who asks: records hidden from it are not listed.
    """
    query = prepare(keys.name)
    rows = [*_list_world(query, keys, world_id), *_list_overlay(run_id)]
    found = [found for row in rows if (found := _rate(query, keys, row))]
    shown = [item for item in found if bureau not in item.row.hidden_from.split()]
    shown.sort(key=lambda item: (-item.score, -item.name_score, item.row.run_id is None, item.row.reference))
    candidates = [item for item in shown if not _is_contradicted(item)][:limit]
    contradicted = [item for item in shown if _is_contradicted(item)][:MAX_CONTRADICTED]
    return PersonAnswer(
        tuple(_explain(query, keys, item) for item in candidates),
        tuple(_explain(query, keys, item) for item in contradicted),
        len(found) - len(shown),
    )


def _list_world(query: PreparedName, keys: PersonKeys, world_id: int | None) -> Iterator[_Row]:
    """People of the base world who share words with the query."""
    if world_id is None:
        return
    index = _INDEX.first(world=world_id)
    if index is None or not index.word_count:
        return
    base = pack_world(index.world_id)
    numbers = rank_people(make_plan(query, open_vocabulary(index), base, keys.birth), limit=MAX_SCORED)
    if numbers:
        most = next(size for size in _SIZES if size >= len(numbers))
        given = numbers + numbers[-1:] * (most - len(numbers))
        for row in _PEOPLE[most].fetch(
            world=world_id, **{f"person_{place}": number for place, number in enumerate(given)}
        ):
            yield _Row(*row)


def _list_overlay(run_id: Any) -> Iterator[_Row]:
    """All of the run's own records: they are few, and are compared in memory."""
    if run_id is not None:
        for row in _OVERLAY.fetch(run=run_id):
            yield _Row(*row)


def list_names(row: _Row) -> list[tuple[str, bool]]:
    """Every spelling of every name, and whether it is an alias."""
    names = [(row.name, False)]
    if row.original_name:
        names.append((row.original_name, False))
    for alias in row.aliases:
        names += [(alias[key], True) for key in ("name", "original_name") if alias.get(key)]
    return names


def _rate(query: PreparedName, keys: PersonKeys, row: _Row) -> PersonCandidate | None:
    """The record's best spelling with the evidence; None when it is not alike enough to be listed."""
    prepared = [(prepare(name), name, is_alias) for name, is_alias in list_names(row)]
    best, place = max((score(query, read), -place) for place, (read, _name, _is_alias) in enumerate(prepared))
    read, name, is_alias = prepared[-place]
    if best < SLIP_FLOOR:
        return None
    evidence = _weigh(keys, row)
    birth = next((finding for finding in evidence if finding.kind.startswith("birth")), None)
    least, slips = _FLOORS.get(birth.kind if birth else "", (THRESHOLD, MAX_SLIPS))
    if best < least and not _is_slip(query, read, slips, is_short_safe=birth is None or birth.kind == "birth_equal"):
        return None
    comparison = add_evidence(compare(query, read), *evidence) if evidence else None
    rated = comparison.score if comparison else best
    parts = comparison.parts if comparison else ()
    return PersonCandidate(row, name, is_alias, best, rated, parts)


def _is_slip(query: PreparedName, name: PreparedName, most: int, *, is_short_safe: bool) -> bool:
    """So few letters differ, a space among them, that it may be one slip of the pen; the words in any order.

    Two letters make another name of a short one: there one is excused, unless `is_short_safe`.
    """
    for arrange in (list, sorted):
        one, other = (" ".join(arrange([token.text for token in each.tokens])) for each in (query, name))
        if len(one) < _SHORT and not is_short_safe:
            most = min(most, 1)
        if most and OSA.distance(one, other, score_cutoff=most) <= most:
            return True
    return False


def _explain(query: PreparedName, keys: PersonKeys, candidate: PersonCandidate) -> PersonCandidate:
    if candidate.parts:
        return candidate
    comparison = compare(query, prepare(candidate.matched_name))
    return PersonCandidate(
        candidate.row, candidate.matched_name, candidate.is_alias, candidate.name_score, candidate.score,
        comparison.parts,
    )  # fmt: skip


def _weigh(keys: PersonKeys, row: _Row) -> list[Evidence]:
    findings: Iterable[Evidence | None] = (
        weigh_birth_dates(keys.birth, row.birth),
        weigh_countries([keys.country] if keys.country else [], row.countries),
        weigh_sexes(keys.sex, row.sex),
    )
    return [finding for finding in findings if finding is not None]


def _is_contradicted(candidate: PersonCandidate) -> bool:
    return any(part.kind == "birth_clash" for part in candidate.parts)
