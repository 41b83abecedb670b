"""Finding the candidates for a name among many, in memory.

Words are searched, not names: the vocabulary grows far more slowly than the names, so a word of the query is looked up among the
distinct words by all ways of leaving out up to two letters (as SymSpell does), and an inverted index leads from there to the names.

An index in a database, for a million records, must store the same: a table of words (`canonical`, `skeleton`), a table of the
hashes of `list_deletions(canonical)` with the word (or one memory-mapped array of them), and for each name the numbers of its words
as `list_terms` gives them, with an index from word to name. Words that are written together or apart are the query's affair and need
nothing stored. It must be rebuilt when `canonise` changes.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from rapidfuzz.distance import OSA

from sandbox.domain.names.keys import PreparedName, prepare
from sandbox.domain.names.scoring import THRESHOLD, UNVOWELLED, Comparison, compare, read_consonants, score

MAX_EDITS = 2
# Deletions are made of the beginning of a word: two words within two edits share one there.
PREFIX = 7
# A word that more names hold than this finds no new candidates when a rarer one has; it only speaks for those.
COMMON = 2_000
# So many candidates are scored in full, those that share the most with the query first.
MAX_SCORED = 200
MIN_SKELETON = 2
_MIN_PART = 4


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name that was found, under the key it was added with, and why."""

    key: str
    score: float
    comparison: Comparison


def limit_edits(word: str) -> int:
    """How many letters may be wrong in a word of this length."""
    if len(word) <= 2 or not word.isalpha():
        return 0
    return 1 if len(word) == 3 else MAX_EDITS


def list_deletions(word: str) -> set[str]:
    """The beginning of a word with as many letters left out as may be wrong, and with fewer, itself included."""
    prefix = word[:PREFIX]
    places = range(len(prefix))
    found = {prefix}
    for count in range(1, limit_edits(word) + 1):
        for left_out in combinations(places, count):
            found.add("".join([prefix[place] for place in places if place not in left_out]))
    return found


def list_terms(name: PreparedName) -> set[str]:
    """The words under which a name is kept: every reading of each word that says who is meant."""
    return {canonical for token in name.strong for canonical in token.canonicals}


def list_queries(name: PreparedName) -> set[str]:
    """The words by which a name is sought: as it is kept, as it was typed, and each two or three neighbours as one word."""
    terms = list_terms(name) | {token.text for token in name.strong}
    tokens = name.tokens
    for size in (2, 3):
        for start in range(len(tokens) - size + 1):
            run = tokens[start : start + size]
            if any(token.is_strong for token in run):
                terms.add("".join([token.canonical for token in run]))
    return terms


class NameIndex:
    """Names that can be searched. Not for several threads while names are being added."""

    def __init__(self, names: Iterable[tuple[str, str]] = ()) -> None:
        """Build from pairs of key and name. A key may be given several names (aliases)."""
        self._keys: list[str] = []
        self._names: list[PreparedName] = []
        self._words: dict[str, int] = {}
        self._spellings: list[str] = []
        self._postings: list[list[int]] = []
        self._deletions: dict[str, list[int]] = {}
        self._skeletons: dict[str, list[int]] = {}
        self._bare_skeletons: dict[str, list[int]] = {}
        for key, name in names:
            self.add(key, name)

    def __len__(self) -> int:
        return len(self._names)

    def add(self, key: str, name: str) -> None:
        """Keep one more name under a key. A name without anything readable is kept and never found."""
        prepared = prepare(name)
        number = len(self._names)
        self._keys.append(key)
        self._names.append(prepared)
        for term in sorted(list_terms(prepared)):
            self._postings[self._number_word(term)].append(number)
        for token in prepared.strong:
            skeleton = read_consonants(token)
            word = self._words[token.canonical]
            if len(skeleton) < MIN_SKELETON:
                continue
            for skeletons in (self._skeletons, self._bare_skeletons) if token.lacks_vowels else (self._skeletons,):
                if word not in (known := skeletons.setdefault(skeleton, [])):
                    known.append(word)

    def _number_word(self, word: str) -> int:
        number = self._words.get(word)
        if number is None:
            number = self._words[word] = len(self._spellings)
            self._spellings.append(word)
            self._postings.append([])
            for deletion in list_deletions(word):
                self._deletions.setdefault(deletion, []).append(number)
        return number

    def find_words(self, word: str) -> dict[int, float]:
        """The words of the vocabulary within the allowed edits, and how alike each is (1 the same)."""
        found: dict[int, float] = {}
        for deletion in list_deletions(word):
            for number in self._deletions.get(deletion, ()):
                if number not in found:
                    spelling = self._spellings[number]
                    allowed = min(limit_edits(word), limit_edits(spelling))
                    distance = OSA.distance(word, spelling, score_cutoff=allowed)
                    found[number] = 1.0 - distance / max(len(word), len(spelling)) if distance <= allowed else 0.0
        return {number: likeness for number, likeness in found.items() if likeness}

    def _find_parts(self, word: str) -> dict[int, float]:
        """Words of the vocabulary that this one may be joined of: a beginning and an end, or one of them if it is long."""
        found: dict[int, float] = {}
        for cut in range(2, len(word) - 1):
            head, tail = self._words.get(word[:cut]), self._words.get(word[cut:])
            if head is not None and (tail is not None or cut >= _MIN_PART):
                found[head] = cut / len(word)
            if tail is not None and (head is not None or len(word) - cut >= _MIN_PART):
                found[tail] = 1 - cut / len(word)
        return found

    def search(self, name: str, limit: int = 10, minimum: float = THRESHOLD) -> list[Candidate]:
        """The names most like this one, best first, none below `minimum`; each key once. Same index, same answer."""
        query = prepare(name)
        rated: dict[str, tuple[float, int]] = {}
        for number in self._choose(query):
            value = score(query, self._names[number])
            key = self._keys[number]
            if value >= minimum and (key not in rated or value > rated[key][0]):
                rated[key] = (value, number)
        best = sorted(rated.items(), key=lambda item: (-item[1][0], item[1][1]))[:limit]
        return [Candidate(key, value, compare(query, self._names[number])) for key, (value, number) in best]

    def _choose(self, query: PreparedName) -> list[int]:
        """Places of the names that share words with the query, those that share most first."""
        lists = [self.find_words(term) for term in sorted(list_queries(query))]
        lists += [self._find_parts(term) for term in sorted(list_terms(query))]
        for token in query.strong:
            skeletons = self._skeletons if token.lacks_vowels else self._bare_skeletons
            if skeletons:
                lists.append(dict.fromkeys(skeletons.get(read_consonants(token), ()), UNVOWELLED))
        sized = [(sum(len(self._postings[word]) for word in words), words) for words in lists if words]
        sized.sort(key=lambda item: item[0])
        shared: dict[int, float] = {}
        for size, words in sized:
            may_add = size <= COMMON or not shared
            best: dict[int, float] = {}
            for word, likeness in words.items():
                for number in self._postings[word]:
                    if (may_add or number in shared) and likeness > best.get(number, 0.0):
                        best[number] = likeness
            for number, likeness in best.items():
                shared[number] = shared.get(number, 0.0) + likeness
        return sorted(shared, key=lambda number: (-shared[number], number))[:MAX_SCORED]
