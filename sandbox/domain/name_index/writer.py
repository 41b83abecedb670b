"""Filling the index of names: after the persons are there, or together with them (`learn_traditions`)."""

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.db import transaction
from django.db.models import Max

from college.core.errors import CollegeError
from sandbox.domain.geography import BUREAUS
from sandbox.domain.name_index.packing import WORD_BITS, number_day, pack_world
from sandbox.domain.name_index.reading import IndexedPerson, WordBook, WordRow
from sandbox.domain.name_index.storing import store_keys, store_words, without_index
from sandbox.domain.name_index.vocabulary import prepare_vocabulary
from sandbox.domain.names.keys import forget_words
from sandbox.domain.traditions import find_tradition, list_names
from sandbox.models import NameIndex, NameKey, NameWord, PersonRecord, World

CHUNK = 50_000
FIELDS = ("given_names", "family_name", "original_name", "aliases", "birth_year", "birth_month", "birth_day")


class NameIndexWriter:
    """Adds people of one base world to its index. Its words stay in memory between chunks."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._base = pack_world(world.pk)
        self._index, _is_new = NameIndex.objects.get_or_create(world=world)
        known = NameWord.objects.filter(world=world).values_list("text", "number", "canonical_number")
        self._book = WordBook(known.iterator(chunk_size=10_000))

    @property
    def last_person(self) -> int:
        return self._index.last_person

    @transaction.atomic
    def add(self, people: Iterable[IndexedPerson]) -> int:
        """Index people whose numbers are higher than all before; those that are indexed are passed over. How many were new.

        Side effects: words, keys, and a new digest of the vocabulary, in one transaction.
        """
        index = NameIndex.objects.select_for_update().get(world=self._world)
        if index.word_count != len(self._book):
            raise CollegeError("index_moved_on", "Another process has added words to this index. Begin anew.")
        fresh = [person for person in people if person.number > index.last_person]
        if not fresh:
            return 0
        store_keys(*self._book.list_keys(fresh, self._base))
        index.last_person = max(person.number for person in fresh)
        _add_words(index, self._book)
        self._index = index
        return len(fresh)


def _add_words(index: NameIndex, book: WordBook) -> None:
    """Store what is new in the book, and the index."""
    store_words(index.world, book.rows)
    if book.rows:
        index.digest = _digest_words(index.digest, book.rows)
    index.word_count = len(book)
    index.save()
    book.rows = []


def _digest_words(before: str, rows: Iterable[WordRow]) -> str:
    words = "\n".join(f"{row.text} {row.canonical_number} {row.skeleton} {row.is_bare}" for row in rows)
    return hashlib.sha256(f"{before}\n{words}".encode()).hexdigest()


def learn_traditions(world: World) -> WordBook:
    """A closed book of all words that names of the traditions are made of, stored for this world: with it any process can index a part of
    the persons while it draws them (`index_drawn`), in any order. Safe to repeat. `finish_index` ends it.

    Raises CollegeError (index_moved_on) where the world's index was begun with other words.
    """
    book = WordBook()
    for code in BUREAUS:
        book.learn(list_names(find_tradition(code)))
    forget_words()
    book.close()
    with transaction.atomic():
        NameIndex.objects.get_or_create(world=world)
        index = NameIndex.objects.select_for_update().get(world=world)
        if not index.word_count:
            _add_words(index, book)
        elif index.digest != _digest_words("", book.rows):
            raise CollegeError("index_moved_on", "The index of names was begun with other words. Build another world.")
    book.rows = []
    return book


def index_drawn(*, world: World, book: WordBook, numbers: Sequence[int], rows: Iterable[tuple[Any, ...]]) -> None:
    """Store the keys of persons just drawn: their numbers, and of each the FIELDS, aliases as JSON. Belongs to their transaction."""
    people = (_read_person(number, *row[:3], json.loads(row[3]), *row[4:]) for number, row in zip(numbers, rows, strict=True))  # fmt: skip
    store_keys(*book.list_keys(people, pack_world(world.pk)))


def finish_index(world: World) -> None:
    """Say that all persons are indexed who are there.

    Side effects: the files of the vocabulary are made, so that the first query finds them.
    """
    last = PersonRecord.objects.filter(world=world).aggregate(last=Max("pk"))["last"] or 0
    NameIndex.objects.filter(world=world).update(last_person=last)
    prepare_vocabulary(NameIndex.objects.get(world=world))


def _read_person(
    number: int, given: str, family: str, original: str, aliases: list[dict[str, str]], *birth: int | None
) -> IndexedPerson:
    names = [f"{given} {family}"]
    if original:
        names.append(original)
    for alias in aliases:
        names += [alias[key] for key in ("name", "original_name") if alias.get(key)]
    return IndexedPerson(number, names, number_day(*birth))


def write_name_index(world: World, *, report: Callable[[int], None] | None = None) -> int:
    """Index the people of a base world that are not indexed yet, in the order of their numbers; how many there were.

    Goes on where an earlier call stopped; each chunk is its own transaction. `report` is told how many are done.
    Side effects: the files of the vocabulary are made, so that the first query finds them.
    """
    writer = NameIndexWriter(world)
    with without_index():
        done = _write_all(world, writer, report)
    index = NameIndex.objects.get(world=world)
    if index.word_count:
        prepare_vocabulary(index)
    return done


def _write_all(world: World, writer: NameIndexWriter, report: Callable[[int], None] | None) -> int:
    done = 0
    while True:
        rows = list(
            PersonRecord.objects.filter(world=world, pk__gt=writer.last_person)
            .order_by("pk")
            .values_list("pk", *FIELDS)[:CHUNK]
        )
        if not rows:
            return done
        done += writer.add(_read_person(*row) for row in rows)
        if report is not None:
            report(done)


@transaction.atomic
def drop_name_index(world: World) -> None:
    """Forget the index of a world, so that it is built anew or goes with its world."""
    base = pack_world(world.pk)
    last = base | (1 << 2 * WORD_BITS) - 1
    NameKey.objects.filter(key__range=(base, last)).delete()
    NameKey.objects.filter(key__range=(-last, -base)).delete()
    NameWord.objects.filter(world=world).delete()
    NameIndex.objects.filter(world=world).delete()
