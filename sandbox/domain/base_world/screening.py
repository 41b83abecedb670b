"""Screening a world's invented names against a list of names: none should read like somebody's."""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from sandbox.domain.names.keys import prepare
from sandbox.domain.names.scoring import THRESHOLD, Part
from sandbox.domain.persons import PersonKeys, search_persons
from sandbox.models import World

COLUMNS = ("name1", "name2")
_MAX_BYTES = 50_000_000
_MAX_CHARACTERS = 200
# One-word names match by chance, and say nothing about anybody. Signs without a space between are several words.
_MIN_WORDS = 2
_AGREEING = frozenset({"same", "spelling", "similar", "joined"})


class UnusableList(Exception):
    """The list cannot be read; the message says why, in a sentence."""


@dataclass(frozen=True, slots=True)
class NameHit:
    listed: str
    invented: str
    reference: str
    score: float


@dataclass(frozen=True, slots=True)
class Screening:
    """Invented names that match a listed one at the registers' threshold, the likest first; `listed` names were asked."""

    hits: tuple[NameHit, ...]
    listed: int
    compared: int
    threshold: float


def read_listed_names(path: Path) -> list[str]:
    """The distinct names in a CSV file with the columns name1 and name2, of two words or more. Raises UnusableList."""
    if not path.is_file():
        raise UnusableList(f"There is no file {path}.")
    if path.stat().st_size > _MAX_BYTES:
        raise UnusableList(f"{path} is larger than {_MAX_BYTES // 1_000_000} MB.")
    try:
        reader = csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline=""))
        missing = [column for column in COLUMNS if column not in (reader.fieldnames or ())]
        if missing:
            raise UnusableList(f"{path} has no column {', '.join(missing)}. It needs {' and '.join(COLUMNS)}.")
        names = {(row[column] or "").strip()[:_MAX_CHARACTERS] for row in reader for column in COLUMNS}
    except (UnicodeDecodeError, csv.Error) as error:
        raise UnusableList(f"{path} is not CSV in UTF-8: {error}.") from error
    return sorted(name for name in names if max(len(name.split()), len(prepare(name).strong)) >= _MIN_WORDS)


def rests_on_initials(parts: Iterable[Part]) -> bool:
    """No word agrees but by its first letter, as those of every B… D… with a company BD: that is nobody's name."""
    return not any(part.kind in _AGREEING for part in parts)


def screen_world(*, world: World, path: Path) -> Screening:
    """Ask the world's register of persons for every listed name, as a trainee would, and keep what it finds. Raises UnusableList."""
    names = read_listed_names(path)
    hits = [
        NameHit(name, found.matched_name, found.row.reference, found.name_score)
        for name in names
        for found in search_persons(keys=PersonKeys(name), world_id=world.pk).candidates
        if found.name_score >= THRESHOLD and not rests_on_initials(found.parts)
    ]
    hits.sort(key=lambda hit: -hit.score)
    return Screening(tuple(hits), len(names), world.counts.get("persons", 0), THRESHOLD)
