"""Reading names for the index: each distinct word once, and from then on by its number."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, product
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from college.core.errors import CollegeError
from sandbox.domain.name_index.packing import MAX_WORDS, WORD_BITS
from sandbox.domain.names.index import MIN_SKELETON
from sandbox.domain.names.keys import MAX_TOKEN_CHARACTERS, Token, prepare
from sandbox.domain.names.scoring import read_consonants
from sandbox.domain.names.scripts import split_eastern

# Of one spelling of a name as many words are indexed, each with all others.
MAX_INDEXED = 8
_SHIFT = np.int64(WORD_BITS)
_FIRST_SIGN = "\u3400"

Keys = NDArray[np.int64]
# The readings of one word, by their numbers.
Slot = tuple[int, ...]


class IndexedPerson(NamedTuple):
    """A person with every spelling of every name, and the date of birth as `packing.number_day` gives it."""

    number: int
    names: Sequence[str]
    day: int


class WordRow(NamedTuple):
    """A word as it is stored; see `models.NameWord`."""

    number: int
    text: str
    canonical_number: int
    skeleton: str
    is_bare: bool


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


def _split(name: str) -> Iterator[str]:
    """Words of a name as `prepare` divides it, as far as that can be seen without reading them."""
    for word in name.replace("-", " ").split():
        if word[0] >= _FIRST_SIGN:
            yield from split_eastern(word)
        else:
            yield word


class WordBook:
    """The words of one world's names, numbered from 1 as they come: the same names in the same order give the same numbers.

    `rows` are the words that are still to be stored. A closed book takes no more words.
    """

    def __init__(self, known: Iterable[tuple[str, int, int]] = ()) -> None:
        """`known`: text, number and canonical number of the words that are stored already."""
        self.rows: list[WordRow] = []
        self._numbers: dict[str, int] = {}
        self._spellings: set[tuple[str, int]] = set()
        self._slots: dict[str, Slot] = {}
        self._is_closed = False
        for text, number, canonical in known:
            if number == canonical:
                self._numbers[text] = number
            else:
                self._spellings.add((text, canonical))

    def __len__(self) -> int:
        return len(self._numbers) + len(self._spellings)

    def learn(self, names: Iterable[str]) -> None:
        """Number every word of these."""
        for name in names:
            self.read_name(name)

    def close(self) -> None:
        self._is_closed = True

    def read_name(self, name: str) -> list[Slot]:
        """The numbers of the words under which a name is kept, as `names.keys.prepare` reads it: for each word its readings.

        Raises CollegeError (unknown_word) for a word that is not in a closed book.
        """
        found = []
        for word in _split(name):
            slot = self._slots.get(word)
            if slot is None and (slot := self._read_word(word)) is None:
                return self._read_whole(name)
            if slot:
                found.append(slot)
        return found[:MAX_INDEXED] if found else self._read_whole(name)

    def _read_whole(self, name: str) -> list[Slot]:
        return [self._number_all(_read_terms(token)) for token in prepare(name).strong][:MAX_INDEXED]

    def _read_word(self, word: str) -> Slot | None:
        terms = _read_alone(word)
        if terms is None:
            return None
        slot = self._slots[word] = self._number_all(terms)
        return slot

    def _number_all(self, terms: Iterable[_Term]) -> Slot:
        return tuple([self._number(term) for term in terms])

    def _number(self, term: _Term) -> int:
        number = self._numbers.get(term.text)
        if number is None:
            number = self._add(term.text, None, term)
            self._numbers[term.text] = number
        if term.spelling != term.text and (term.spelling, number) not in self._spellings:
            self._add(term.spelling, number, None)
            self._spellings.add((term.spelling, number))
        return number

    def _add(self, text: str, canonical: int | None, term: _Term | None) -> int:
        if self._is_closed:
            raise CollegeError("unknown_word", f"The word “{text}” is none of the traditions'.")
        number = len(self) + 1
        if number >= MAX_WORDS:
            raise CollegeError("too_many_words", "The index of names has no room for more words.")
        skeleton, is_bare = (term.skeleton, term.is_bare) if term else ("", False)
        self.rows.append(WordRow(number, text, canonical or number, skeleton, is_bare))
        return number

    def list_keys(self, people: Iterable[IndexedPerson], base: int) -> tuple[Keys, Keys]:
        """Keys of a world that begins at `base` and the people they lead to, each pair once and in their order."""
        # Rows of person, day and words, by the number of words.
        rows: list[list[tuple[int, ...]]] = [[] for _count in range(MAX_INDEXED + 1)]
        for number, names, day in people:
            known: list[Slot] | None = None
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
                for key in (*_pair(base, columns[2:]), *_date(base, columns[2:], columns[1])):
                    keys.append(key)
                    numbers.append(columns[0])
        if not keys:
            return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64)
        return _keep_distinct(np.concatenate(keys), np.concatenate(numbers))


def _pair(base: int, words: Keys) -> Iterator[Keys]:
    for one, other in combinations(words, 2):
        yield base | np.minimum(one, other) << _SHIFT | np.maximum(one, other)


def _date(base: int, words: Keys, days: Keys) -> Iterator[Keys]:
    for word in words:
        yield -(base | word << _SHIFT | days)


def _keep_distinct(keys: Keys, numbers: Keys) -> tuple[Keys, Keys]:
    """Each pair of key and number once, in their order, which the database's index likes best."""
    order = np.lexsort((numbers, keys))
    keys, numbers = keys[order], numbers[order]
    is_first = np.ones(len(keys), dtype=bool)
    is_first[1:] = (keys[1:] != keys[:-1]) | (numbers[1:] != numbers[:-1])
    return keys[is_first], numbers[is_first]
