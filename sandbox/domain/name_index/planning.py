"""From a name that is asked to the numbers to look up, the likeliest first, within a budget whatever was typed."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple

from sandbox.domain.name_index.packing import (
    list_near_days,
    list_slips,
    list_year_spans,
    pack_day,
    pack_days,
    pack_pair,
)
from sandbox.domain.name_index.vocabulary import Vocabulary
from sandbox.domain.names.evidence import BirthDate
from sandbox.domain.names.index import MIN_SKELETON
from sandbox.domain.names.keys import PreparedName, Token, canonise
from sandbox.domain.names.scoring import read_consonants

# So many known words are taken for one that was typed, and so many letters may be wrong in two words together.
MAX_WORDS = 60
MAX_BARE_WORDS = 40
MAX_PAIR_EDITS = 2
# Numbers that are looked up at most: for pairs of words, for words with a date, for words alone.
MAX_PAIRS = 1_500
MAX_DATED = 1_500
MAX_ALONE = 6
# Words that were set beside each other by their consonants alone count as if a letter were wrong.
_BARE_EDITS = 1
_MAX_SLOTS = 24
_MIN_JOINED = 4


@dataclass(frozen=True, slots=True)
class Slot:
    """Known words that may be meant by one word of the query, or by neighbours that were written apart: number and edits."""

    places: frozenset[int]
    words: dict[int, int]


class Probe(NamedTuple):
    """Numbers from `low` to `high` to look up, what a person found there shares with the query, and with how many edits."""

    low: int
    high: int
    places: frozenset[int]
    edits: int
    is_dated: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    pairs: tuple[Probe, ...]
    dated: tuple[Probe, ...]
    alone: tuple[Probe, ...]


def make_plan(query: PreparedName, vocabulary: Vocabulary, world: int, birth: BirthDate | None) -> Plan:
    """What to look up for a name; `world` as `packing.pack_world` gives it."""
    slots = [_read_slot(place, token, vocabulary) for place, token in enumerate(query.strong)]
    joined = _join_slots(query, vocabulary)
    pairs = _pair_slots([*slots, *joined][:_MAX_SLOTS], world)
    pairs += _part_slots(query, slots, vocabulary, world)
    whole = frozenset(range(len(query.strong)))
    complete = [slot for slot in (*slots, *joined) if slot.places == whole]
    pairs += _list_single(complete, world)
    pairs.sort(key=lambda probe: probe.edits)
    dated = _date_slots([*slots, *joined], world, birth) if birth is not None else []
    alone = _list_alone(complete, world)
    return Plan(_keep_first(pairs, MAX_PAIRS), tuple(dated[:MAX_DATED]), tuple(alone))


def _keep_first(probes: Iterable[Probe], limit: int) -> tuple[Probe, ...]:
    kept: dict[int, Probe] = {}
    for probe in probes:
        kept.setdefault(probe.low, probe)
        if len(kept) == limit:
            break
    return tuple(kept.values())


def _read_slot(place: int, token: Token, vocabulary: Vocabulary) -> Slot:
    words: dict[int, int] = {}
    for term in dict.fromkeys((*token.canonicals, token.text)):
        for number, edits in vocabulary.find_near(term)[:MAX_WORDS]:
            words[number] = min(edits, words.get(number, edits))
    skeleton = read_consonants(token)
    if len(skeleton) >= MIN_SKELETON:
        found = vocabulary.find_by_consonants(skeleton, is_bare=not token.lacks_vowels)
        for number in found[:MAX_BARE_WORDS]:
            words.setdefault(number, _BARE_EDITS)
    nearest = sorted(words.items(), key=lambda item: (item[1], item[0]))[: MAX_WORDS + MAX_BARE_WORDS]
    return Slot(frozenset({place}), dict(nearest))


def _join_slots(query: PreparedName, vocabulary: Vocabulary) -> list[Slot]:
    """Two or three neighbours as one word."""
    tokens = query.tokens
    places = {id(token): place for place, token in enumerate(query.strong)}
    found = []
    for size in (2, 3):
        for start in range(len(tokens) - size + 1):
            run = tokens[start : start + size]
            held = frozenset(places[id(token)] for token in run if id(token) in places)
            text = "".join([token.canonical for token in run])
            if held and len(text) >= _MIN_JOINED and (words := vocabulary.find_near(text)[:MAX_WORDS]):
                found.append(Slot(held, dict(words)))
    return found


def _pair_slots(slots: list[Slot], world: int) -> list[Probe]:
    probes = []
    for one, other in combinations(slots, 2):
        if one.places & other.places:
            continue
        places = one.places | other.places
        for first, edits in one.words.items():
            for second, more in other.words.items():
                if edits + more > MAX_PAIR_EDITS:
                    break  # the nearest come first
                number = pack_pair(world, first, second)
                probes.append(Probe(number, number, places, edits + more))
    return probes


def _part_slots(query: PreparedName, slots: list[Slot], vocabulary: Vocabulary, world: int) -> list[Probe]:
    """A word that may be two known ones written as one: both together, or either with another word of the query."""
    probes = []
    for place, token in enumerate(query.strong[:8]):
        word = token.text
        for cut in range(2, len(word) - 1):
            head, tail = vocabulary.find_word(canonise(word[:cut])), vocabulary.find_word(canonise(word[cut:]))
            if head is not None and tail is not None:
                number = pack_pair(world, head, tail)
                probes.append(Probe(number, number, frozenset({place}), 0))
            for part, length in ((head, cut), (tail, len(word) - cut)):
                if part is not None and length >= _MIN_JOINED:
                    probes += _pair_slots([Slot(frozenset({place}), {part: 1}), *_without(slots, place)], world)
    return probes


def _without(slots: list[Slot], place: int) -> list[Slot]:
    return [Slot(slot.places, _nearest(slot, 1)) for slot in slots if place not in slot.places]


def _nearest(slot: Slot, edits: int) -> dict[int, int]:
    return {number: count for number, count in slot.words.items() if count <= edits}


def _date_slots(slots: list[Slot], world: int, birth: BirthDate) -> list[Probe]:
    days, slips, spans = list_near_days(birth), list_slips(birth), list_year_spans(birth)
    probes = []
    for slot in slots:
        for word, edits in slot.words.items():
            # The surer the word, the less sure the date may be.
            likely = [days + slips, days, days[:2]][min(edits, 2)]
            numbers = [pack_day(world, word, day) for day in likely]
            probes += [Probe(number, number, slot.places, edits, is_dated=True) for number in numbers]
            if not days and edits <= 1:
                probes += [Probe(*pack_days(world, word, *span), slot.places, edits, is_dated=True) for span in spans]
    probes.sort(key=lambda probe: probe.edits)
    return probes


def _list_single(slots: list[Slot], world: int) -> list[Probe]:
    """Names of one word, which is all of the query."""
    probes = []
    for slot in slots:
        for word, edits in slot.words.items():
            number = pack_pair(world, word, word)
            probes.append(Probe(number, number, slot.places, edits))
    return probes


def _list_alone(slots: list[Slot], world: int) -> list[Probe]:
    """Everybody with a word that is all of the query."""
    words = sorted((edits, number, slot.places) for slot in slots for number, edits in slot.words.items())
    return [Probe(*pack_days(world, number), places, edits) for edits, number, places in words[:MAX_ALONE]]
