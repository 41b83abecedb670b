"""Filling the index of names, a hundred thousand names a second."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from itertools import combinations, product
from typing import Any, NamedTuple

import numpy as np
from django.db import connection, transaction
from numpy.typing import NDArray

from college.core.errors import CollegeError
from sandbox.domain.name_index.packing import MAX_WORDS, WORD_BITS, number_day, pack_world
from sandbox.domain.name_index.vocabulary import open_vocabulary
from sandbox.domain.names.index import MIN_SKELETON
from sandbox.domain.names.keys import MAX_TOKEN_CHARACTERS, Token, prepare
from sandbox.domain.names.scoring import read_consonants
from sandbox.models import NameIndex, NameKey, NameWord, PersonRecord, World

CHUNK = 50_000
# Of one spelling of a name as many words are indexed, each with all others.
MAX_INDEXED = 8
_FIELDS = ("pk", "given_names", "family_name", "original_name", "aliases", "birth_year", "birth_month", "birth_day")
_SHIFT = np.int64(WORD_BITS)
_FIRST_SIGN = "\u3400"
# PostgreSQL's binary copy: its signature, flags, and an end.
_COPY_HEAD = b"PGCOPY\n\xff\r\n\x00" + bytes(8)
_COPY_END = b"\xff\xff"
_COPY_ROW = np.dtype([("fields", ">i2"), ("size1", ">i4"), ("key", ">i8"), ("size2", ">i4"), ("person", ">i8")])


class IndexedPerson(NamedTuple):
    """A person with every spelling of every name, and the date of birth as `packing.number_day` gives it."""

    number: int
    names: Sequence[str]
    day: int


# The readings of one word, by their numbers.
_Slot = tuple[int, ...]


class _Term(NamedTuple):
    text: str
    spelling: str
    skeleton: str
    is_bare: bool


def _read_terms(token: Token) -> tuple[_Term, ...]:
    skeleton = read_consonants(token)[:MAX_TOKEN_CHARACTERS]
    kept = skeleton if len(skeleton) >= MIN_SKELETON else ""
    return tuple(
        _Term(text, token.text, kept, token.lacks_vowels) if text == token.canonical else _Term(text, text, "", False)
        for text in token.canonicals
    )


def _read_alone(word: str) -> tuple[_Term, ...] | None:
    """What is indexed of one word: nothing of a particle; None when it must be read with the rest of its name."""
    tokens = prepare(f"x {word}").tokens[1:]
    if len(tokens) != 1 or tokens[0].begins_phrase:
        return None
    return _read_terms(tokens[0]) if tokens[0].is_strong else ()


class NameIndexWriter:
    """Adds people of one base world to its index. Its words stay in memory between chunks."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._base = pack_world(world.pk)
        self._index, _is_new = NameIndex.objects.get_or_create(world=world)
        self._numbers: dict[str, int] = {}
        self._spellings: set[tuple[str, int]] = set()
        known = NameWord.objects.filter(world=world).values_list("text", "number", "canonical_number")
        for text, number, canonical in known.iterator(chunk_size=10_000):
            if number == canonical:
                self._numbers[text] = number
            else:
                self._spellings.add((text, canonical))
        self._new: list[NameWord] = []
        self._slots: dict[str, _Slot] = {}

    @property
    def last_person(self) -> int:
        return self._index.last_person

    @transaction.atomic
    def add(self, people: Iterable[IndexedPerson]) -> int:
        """Index people whose numbers are higher than all before; those that are indexed are passed over. How many were new.

        Side effects: words, keys, and a new digest of the vocabulary, in one transaction.
        """
        index = NameIndex.objects.select_for_update().get(world=self._world)
        if index.word_count != self._count_words():
            raise CollegeError("index_moved_on", "Another process has added words to this index. Begin anew.")
        fresh = [person for person in people if person.number > index.last_person]
        if not fresh:
            return 0
        keys, numbers = self._list_keys(fresh)
        NameWord.objects.bulk_create(self._new, batch_size=5_000)
        _store(keys, numbers)
        if self._new:
            words = "\n".join(
                f"{word.text} {word.canonical_number} {word.skeleton} {word.is_bare}" for word in self._new
            )
            index.digest = hashlib.sha256(f"{index.digest}\n{words}".encode()).hexdigest()
        index.word_count = self._count_words()
        index.last_person = max(person.number for person in fresh)
        index.save()
        self._index, self._new = index, []
        return len(fresh)

    def _count_words(self) -> int:
        return len(self._numbers) + len(self._spellings)

    def _number(self, term: _Term) -> int:
        number = self._numbers.get(term.text)
        if number is None:
            number = self._add_word(term.text, None, term)
            self._numbers[term.text] = number
        if term.spelling != term.text and (term.spelling, number) not in self._spellings:
            self._add_word(term.spelling, number, None)
            self._spellings.add((term.spelling, number))
        return number

    def _add_word(self, text: str, canonical: int | None, term: _Term | None) -> int:
        number = self._count_words() + 1
        if number >= MAX_WORDS:
            raise CollegeError("too_many_words", "The index of names has no room for more words.")
        skeleton, is_bare = (term.skeleton, term.is_bare) if term else ("", False)
        self._new.append(
            NameWord(
                world=self._world,
                number=number,
                text=text,
                canonical_number=canonical or number,
                skeleton=skeleton,
                is_bare=is_bare,
            )
        )
        return number

    def read_name(self, name: str) -> list[_Slot]:
        """The numbers of the words under which a name is kept, as `names.keys.prepare` reads it: for each word its readings."""
        found = []
        for word in name.split():
            slot = self._slots.get(word)
            if slot is None and (slot := self._read_word(word)) is None:
                return [self._number_all(_read_terms(token)) for token in prepare(name).strong][:MAX_INDEXED]
            if slot:
                found.append(slot)
        if not found:
            return [self._number_all(_read_terms(token)) for token in prepare(name).strong][:MAX_INDEXED]
        return found[:MAX_INDEXED]

    def _read_word(self, word: str) -> _Slot | None:
        # Signs are divided by `prepare`, and hardly two people share all of theirs.
        terms = None if word[0] >= _FIRST_SIGN else _read_alone(word)
        if terms is None:
            return None
        slot = self._slots[word] = self._number_all(terms)
        return slot

    def _number_all(self, terms: Iterable[_Term]) -> _Slot:
        return tuple([self._number(term) for term in terms])

    def _list_keys(self, people: Sequence[IndexedPerson]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Keys and the people they lead to, each once."""
        # Rows of person, day and words, by the number of words.
        rows: list[list[tuple[int, ...]]] = [[] for _count in range(MAX_INDEXED + 1)]
        for number, names, day in people:
            known: list[_Slot] | None = None
            for name in names:
                slots = self.read_name(name)
                if slots == known:
                    continue  # the same in another script
                known = known or slots
                if len(slots) == 1:
                    slots = [*slots, *slots]  # a name of one word is a pair with itself
                for words in product(*slots) if any(len(slot) > 1 for slot in slots) else [[slot[0] for slot in slots]]:
                    rows[len(slots)].append((number, day, *words))
        keys, numbers = [], []
        for count, group in enumerate(rows):
            if group and count:
                columns = np.array(group, dtype=np.int64).T
                for key in (*self._pair(columns[2:]), *self._date(columns[2:], columns[1])):
                    keys.append(key)
                    numbers.append(columns[0])
        if not keys:
            return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64)
        return _keep_distinct(np.concatenate(keys), np.concatenate(numbers))

    def _pair(self, words: NDArray[np.int64]) -> Iterator[NDArray[np.int64]]:
        for one, other in combinations(words, 2):
            yield self._base | np.minimum(one, other) << _SHIFT | np.maximum(one, other)

    def _date(self, words: NDArray[np.int64], days: NDArray[np.int64]) -> Iterator[NDArray[np.int64]]:
        for word in words:
            yield -(self._base | word << _SHIFT | days)


def _keep_distinct(keys: NDArray[np.int64], numbers: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Each pair of key and number once, in their order, which the database's index likes best."""
    order = np.lexsort((numbers, keys))
    keys, numbers = keys[order], numbers[order]
    is_first = np.ones(len(keys), dtype=bool)
    is_first[1:] = (keys[1:] != keys[:-1]) | (numbers[1:] != numbers[:-1])
    return keys[is_first], numbers[is_first]


def _store(keys: NDArray[np.int64], numbers: NDArray[np.int64]) -> None:
    table = NameKey._meta.db_table
    if connection.vendor == "postgresql":
        rows = np.empty(len(keys), dtype=_COPY_ROW)
        rows["fields"], rows["size1"], rows["size2"] = 2, 8, 8
        rows["key"], rows["person"] = keys, numbers
        connection.ensure_connection()
        statement = f'COPY "{table}" (key, person_number) FROM STDIN WITH (FORMAT BINARY)'
        with connection.connection.cursor() as cursor, cursor.copy(statement) as copy:
            stream = BytesIO(_COPY_HEAD + rows.tobytes() + _COPY_END)
            while block := stream.read(1 << 20):
                copy.write(block)
        return
    with connection.cursor() as cursor:
        cursor.executemany(
            f'INSERT INTO "{table}" (key, person_number) VALUES (%s, %s)',  # noqa: S608 - our own table's name
            list(zip(keys.tolist(), numbers.tolist(), strict=True)),
        )


def read_person(row: tuple[Any, ...]) -> IndexedPerson:
    """A row of `_FIELDS` as it is indexed."""
    number, given, family, original, aliases, *birth = row
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
    with _set_index_aside():
        done = _write_all(world, writer, report)
    index = NameIndex.objects.get(world=world)
    if index.word_count:
        open_vocabulary(index)
    return done


def _write_all(world: World, writer: NameIndexWriter, report: Callable[[int], None] | None) -> int:
    done = 0
    while True:
        rows = list(
            PersonRecord.objects.filter(world=world, pk__gt=writer.last_person)
            .order_by("pk")
            .values_list(*_FIELDS)[:CHUNK]
        )
        if not rows:
            return done
        done += writer.add(read_person(row) for row in rows)
        if report is not None:
            report(done)


@contextmanager
def _set_index_aside() -> Iterator[None]:
    """On PostgreSQL, while nothing is indexed and nobody can miss it, do without the index of the table, and make it in one go.

    An index that was left out by a call that broke off is made by the next.
    """
    if connection.vendor != "postgresql" or connection.in_atomic_block:
        yield
        return
    table, name = NameKey._meta.db_table, f"{NameKey._meta.db_table}_pkey"
    if not NameKey.objects.exists():
        with connection.cursor() as cursor:
            cursor.execute(f'ALTER TABLE "{table}" DROP CONSTRAINT IF EXISTS "{name}"')
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_constraint WHERE conname = %s", [name])
            if cursor.fetchone() is None:
                cursor.execute(f'ALTER TABLE "{table}" ADD CONSTRAINT "{name}" PRIMARY KEY (key, person_number)')


@transaction.atomic
def drop_name_index(world: World) -> None:
    """Forget the index of a world, so that it is built anew or goes with its world."""
    base = pack_world(world.pk)
    last = base | (1 << 2 * WORD_BITS) - 1
    NameKey.objects.filter(key__range=(base, last)).delete()
    NameKey.objects.filter(key__range=(-last, -base)).delete()
    NameWord.objects.filter(world=world).delete()
    NameIndex.objects.filter(world=world).delete()
