"""Finding names: what was kept is found again after order, slips, missing and joined words, and another script."""

import random
from collections.abc import Callable

import pytest

from sandbox.domain.geography import BUREAUS
from sandbox.domain.invention import derive_random, invent_given_name, invent_surname
from sandbox.domain.names.index import NameIndex, limit_edits, list_deletions
from sandbox.domain.names.scoring import THRESHOLD

COUNT = 3_000
SAMPLE = 250
# As these sounds are written there; c and q are sounds of k.
CYRILLIC = str.maketrans(dict(zip("abcdefghiklmnopqrstuvwyz", "абкдефгхиклмнопкрстуввйз", strict=True)) | {"j": "дж"})
GREEK = str.maketrans(
    dict(zip("acefhiklmnopqrstvwyz", "ακεφχικλμνοπκρστββιζ", strict=True))
    | {"b": "μπ", "d": "ντ", "g": "γκ", "j": "τζ", "u": "ου"}
)


def edit(rng: random.Random, words: list[str], count: int) -> list[str]:
    """Change letters: another one, one left out, one too many, two swapped."""
    changed = [*words]
    for _slip in range(count):
        which = rng.randrange(len(changed))
        word = changed[which]
        at = rng.randrange(len(word) - 1)
        letter = rng.choice("abcdefghijklmnopqrstuvwxyz")
        changed[which] = rng.choice((
            word[:at] + letter + word[at + 1 :], word[:at] + word[at + 1 :], word[:at] + letter + word[at:],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        ))  # fmt: skip
    return changed


VARIANTS: dict[str, Callable[[random.Random, list[str]], list[str]]] = {
    "as kept": lambda rng, words: words,
    "order": lambda rng, words: [words[2], words[0], words[1]],
    "capitals": lambda rng, words: [word.upper() for word in words],
    "one edit": lambda rng, words: edit(rng, words, 1),
    "two edits": lambda rng, words: edit(rng, words, 2),
    "missing middle": lambda rng, words: [words[0], words[2]],
    "missing middle and an edit": lambda rng, words: edit(rng, [words[0], words[2]], 1),
    "initial": lambda rng, words: [words[0], words[1][0] + ".", words[2]],
    "joined": lambda rng, words: [words[0] + words[1].lower(), words[2]],
    "split": lambda rng, words: [words[0], words[1], words[2][:4], words[2][4:]],
    "hyphen": lambda rng, words: [f"{words[0]}-{words[1]}", words[2]],
    "cyrillic": lambda rng, words: [word.lower().replace("th", "t").translate(CYRILLIC) for word in words],
    "greek": lambda rng, words: [word.lower().replace("th", "θ").translate(GREEK) for word in words],
    "other spelling": lambda rng, words: [
        word.replace("k", "ck").replace("v", "w").replace("f", "ph") for word in words
    ],
}


@pytest.fixture(scope="module")
def people() -> list[tuple[str, str]]:
    """Three thousand invented people: key and name."""
    rng = derive_random("index", "names")
    made: dict[str, None] = {}
    while len(made) < COUNT:
        bureau = rng.choice(list(BUREAUS.values()))
        first, middle = invent_given_name(rng, bureau), invent_given_name(rng, bureau)
        made[f"{first} {middle} {invent_surname(rng, bureau)}"] = None
    return [(f"P{number}", name) for number, name in enumerate(made)]


@pytest.fixture(scope="module")
def index(people: list[tuple[str, str]]) -> NameIndex:
    return NameIndex(people)


@pytest.mark.parametrize("kind", VARIANTS)
def test_a_variant_is_found_among_the_first_ten(kind: str, people: list[tuple[str, str]], index: NameIndex) -> None:
    rng = derive_random("variants", kind)
    found = 0
    for key, name in rng.sample(people, SAMPLE):
        candidates = index.search(" ".join(VARIANTS[kind](rng, name.split())))
        found += key in {candidate.key for candidate in candidates}
    assert found / SAMPLE >= 0.98


def test_people_who_are_not_kept_are_seldom_found(index: NameIndex) -> None:
    rng = derive_random("strangers", "names")
    strangers = [
        "".join(rng.choice("bdgklmnrstv") + rng.choice("aeiou") for _syllable in range(4)) for _name in range(400)
    ]
    alarms = sum(
        bool(index.search(f"{one} {other}")) for one, other in zip(strangers[::2], strangers[1::2], strict=True)
    )
    assert alarms / 200 <= 0.01


def test_the_same_question_has_the_same_answer(people: list[tuple[str, str]], index: NameIndex) -> None:
    again = NameIndex(people)
    for _key, name in people[:20]:
        question = name[1:]
        assert index.search(question) == again.search(question)


def test_the_best_come_first_and_no_more_than_asked_for(index: NameIndex, people: list[tuple[str, str]]) -> None:
    candidates = index.search(people[0][1], limit=4, minimum=0.2)
    scores = [candidate.score for candidate in candidates]
    assert candidates[0].key == people[0][0]
    assert len(scores) == 4
    assert scores == sorted(scores, reverse=True)
    assert all(candidate.comparison.score == candidate.score for candidate in candidates)


def test_aliases_are_one_candidate() -> None:
    index = NameIndex([("A", "Terenti Velism"), ("A", "Terenty Velismo"), ("B", "Terenti Velisk")])
    assert [candidate.key for candidate in index.search("Terenti Velism")] == ["A", "B"]
    assert len(index) == 3


@pytest.mark.parametrize(
    ("kept", "asked"),
    [
        ("قاسر الهفوداني", "Qasir al-Hafoudani"),
        ("Qasir al-Hafoudani", "قاسر الهفوداني"),
        ("林小美", "Lin Xiaomei"),
        ("Lin Xiao Mei", "林小美"),
        ("Grümven Halmar", "GRUEMVEN HALMAR"),
        ("Щедра Тренька", "Shchedra Trenka"),
        ("Marco van der Brisk", "Marco Vanderbrisk"),
        ("Marco Vanderbrisk", "Marco van der Brisk"),
    ],
)
def test_names_are_found_across_scripts_and_spaces(kept: str, asked: str) -> None:
    index = NameIndex([("wanted", kept), ("other", "Terenti Velism"), ("third", "Dragomara Zbogomenka")])
    assert [candidate.key for candidate in index.search(asked)] == ["wanted"]


@pytest.mark.parametrize("text", ["", "?", "\x00", "V" * 10_000, "a " * 5_000])
def test_nothing_readable_finds_nothing(index: NameIndex, text: str) -> None:
    assert index.search(text) == []


def test_a_common_word_alone_still_finds() -> None:
    index = NameIndex((f"P{number}", f"Velism {number}") for number in range(2_500))
    found = index.search("Velism 1234", limit=3)
    assert (found[0].key, found[0].score) == ("P1234", 1)
    assert all(candidate.score >= THRESHOLD for candidate in found)


def test_deletions_of_short_words_and_numbers_are_few() -> None:
    assert [limit_edits(word) for word in ("li", "lin", "linx", "2004")] == [0, 1, 2, 0]
    assert list_deletions("lin") == {"lin", "in", "ln", "li"}
    assert list_deletions("2004") == {"2004"}
    assert len(list_deletions("v" * 40)) == 3
