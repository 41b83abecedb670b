"""Reading a name: from what was typed to words with the keys by which they are compared and found."""

import re
import unicodedata
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

from sandbox.domain.names.scripts import (
    is_written_by_syllable,
    is_written_without_vowels,
    name_script,
    romanise,
    split_eastern,
)
from sandbox.domain.names.words import FORMS, NUMBERS, PARTICLES, PATRONYMIC, PHRASES, TENS, TITLES

# Longer names are cut here: the cost of a comparison grows with the square of the words.
MAX_CHARACTERS = 200
MAX_TOKENS = 16
MAX_TOKEN_CHARACTERS = 40
_CACHED_WORDS = 100_000

_APOSTROPHES = re.compile("['’‘`´ʼʻʿʾʹ＇]")
_ABBREVIATION = re.compile(r"(?<!\w)(?:[^\W\d_]\.){2,}(?:[^\W\d_](?!\w))?")
_ORDINAL = re.compile(r"0*(\d+)(?:st|nd|rd|th)?")
_DISGUISED = re.compile(r"[a-z]+[0-9]{1,2}[a-z][a-z0-9]*")
_ASCII = {n: " " for n in range(128) if not chr(n).isalnum()}
_TENS = frozenset(str(number) for number in TENS.values())
_LOOK_ALIKES = str.maketrans("013456789", "oieasgtbg")


_NOTHING: frozenset[str] = frozenset()


class Kind(IntEnum):
    """What a word tells about who is meant, and so how much it counts."""

    NAME = 0
    NUMBER = 1
    INITIAL = 2
    PARTICLE = 3
    TITLE = 4
    FORM = 5


class Token(NamedTuple):
    """One word. `text` is its usual romanisation, `canonicals` fold spellings that sound alike (one for each reading, `canonical`
    the first), `skeleton` keeps the consonants, `original` is set for scripts that write a syllable with one sign.
    """

    text: str
    canonical: str
    canonicals: tuple[str, ...]
    skeleton: str
    kind: Kind
    is_strong: bool
    begins_phrase: bool
    lacks_vowels: bool = False
    original: str = ""


def _make_token(readings: tuple[str, ...], kind: Kind, script: str = "latin", word: str = "") -> Token:
    text = readings[0]
    canonical = canonise(text)
    canonicals = (canonical,) if len(readings) == 1 else tuple(dict.fromkeys(map(canonise, readings)))
    return Token(
        text, canonical, canonicals, _outline(canonical), kind, kind <= Kind.INITIAL, text in PHRASES or text in _TENS,
        is_written_without_vowels(script), word if is_written_by_syllable(script) else "",
    )  # fmt: skip


class PreparedName(NamedTuple):
    """A name read once, to be compared many times. `strong` are the words that say who is meant; the rest are `weak`.

    A tuple, because making a frozen dataclass costs as much as reading the words.
    """

    tokens: tuple[Token, ...]
    strong: tuple[Token, ...]
    weak: frozenset[str] = _NOTHING
    families: frozenset[str] = _NOTHING
    lineage: tuple[str, str] | None = None
    is_organisation: bool = False


# Spellings of one sound. The longest that stands at a place is taken.
_FOLDS: dict[str, str] = {
    "shch": "sh", "sch": "sh", "tsch": "ch", "tch": "ch", "dzh": "j", "dj": "j", "kh": "h", "gh": "g", "ph": "f", "dh": "d",
    "th": "t", "zh": "j", "ck": "k", "tz": "ts", "cz": "ch", "sz": "sh", "ks": "x", "qu": "k", "q": "k", "w": "v",
    "ou": "u", "oo": "u", "ee": "i", "ie": "i", "ije": "i", "y": "i", "ch": "ch", "ce": "se", "ci": "si", "c": "k",
    "aj": "ai", "ej": "ei", "ij": "i", "oj": "oi", "uj": "ui",
}  # fmt: skip
_SPELLING = re.compile("|".join(sorted(_FOLDS, key=lambda spelling: (-len(spelling), spelling))))
_DOUBLES = re.compile(r"(.)\1+")
_VOWELS = str.maketrans("", "", "aeiouh")


def _fold(found: re.Match[str]) -> str:
    return _FOLDS[found[0]]


def canonise(text: str) -> str:
    """Fold spellings of one sound: kh and h, ou and u, ph and f, w and v, ck and k, y and i; doubled letters become one.

    A word of two letters or fewer, or with a digit, stays as it is.
    """
    if len(text) <= 2 or not text.isalpha():
        return text
    return _DOUBLES.sub(r"\1", _SPELLING.sub(_fold, text))


def _outline(canonical: str) -> str:
    """The consonants, which spellings and scripts agree on more than on vowels."""
    head = canonical[:1]
    rest = canonical[1:].translate(_VOWELS)
    return (head if head not in "aeiouh" else "") + rest


def _rate_word(text: str, *, is_edge: bool) -> Kind:
    if text[-1].isdigit() or text[0].isdigit():
        return Kind.NUMBER
    if text in PARTICLES:
        return Kind.PARTICLE
    if len(text) == 1:
        return Kind.INITIAL
    if text in TITLES:
        return Kind.TITLE
    if text in FORMS and (is_edge or len(text) > 2):  # two letters inside a name are a name
        return Kind.FORM
    return Kind.NAME


@lru_cache(maxsize=_CACHED_WORDS)
def _read_word(word: str, is_edge: bool) -> Token | None:
    script = name_script(word)
    readings = romanise(word, script)
    if not readings:
        return None
    readings = tuple(reading[:MAX_TOKEN_CHARACTERS] for reading in readings)
    text = readings[0]
    if number := _ORDINAL.fullmatch(text):
        text = number[1]
        readings = (text,)
    elif text in NUMBERS:
        text = str(NUMBERS[text])
        readings = (text,)
    elif _DISGUISED.fullmatch(text):
        readings = tuple(reading.translate(_LOOK_ALIKES) for reading in readings)
        text = readings[0]
    return _make_token(readings, _rate_word(text, is_edge=is_edge), script, word)


def split_words(name: str) -> list[str]:
    """The words of a name in small letters, at most MAX_TOKENS of the first MAX_CHARACTERS characters."""
    text = name[:MAX_CHARACTERS]
    if "." in text:
        text = _ABBREVIATION.sub(lambda found: found[0].replace(".", "") + " ", text)
    if "&" in text:
        text = text.replace("&", " and ")
    if text.isascii():
        if "'" in text or "`" in text:
            text = text.replace("'", "").replace("`", "")
        return text.lower().translate(_ASCII).split()[:MAX_TOKENS]
    text = _APOSTROPHES.sub("", text)
    text = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", text).casefold())
    cleaned = "".join(
        c if c.isalnum() or (category := unicodedata.category(c))[0] == "M" else "" if category == "Cf" else " "
        for c in text
    )
    words: list[str] = []
    for word in cleaned.split():
        words += split_eastern(word) if is_written_by_syllable(name_script(word)) else [word]
    return words[:MAX_TOKENS]


def _find_phrase(texts: list[str], start: int) -> tuple[int, str] | None:
    """How many words from here on spell out a form of organisation, and its short form."""
    for words, form in PHRASES.get(texts[start], ()):
        if tuple(texts[start : start + len(words)]) == words:
            return len(words), form
    return None


def _join_phrases(tokens: list[Token]) -> list[Token]:
    """Forms of organisation that are spelt out become one word, and so do numbers such as forty-four."""
    texts = [token.text for token in tokens]
    joined: list[Token] = []
    place = 0
    while place < len(tokens):
        following = texts[place + 1] if place + 1 < len(texts) else ""
        if found := _find_phrase(texts, place):
            joined.append(_make_token((found[1],), Kind.FORM))
            place += found[0]
        elif texts[place] in _TENS and len(following) == 1 and following.isdecimal():
            number = texts[place][0] + following
            joined.append(_make_token((number,), Kind.NUMBER))
            place += 2
        else:
            joined.append(tokens[place])
            place += 1
    return joined


def _find_lineage(tokens: tuple[Token, ...]) -> tuple[str, str] | None:
    """The given name and the father's, when a word such as bin stands between them."""
    names = (Kind.NAME,)
    for place, token in enumerate(tokens[:-1]):
        if token.text in PATRONYMIC:
            if place == 0 or tokens[place - 1].kind not in names or tokens[place + 1].kind not in names:
                return None
            return tokens[place - 1].canonical, tokens[place + 1].canonical
    return None


def prepare(name: str) -> PreparedName:
    """Read a name once. Never raises; a name without a readable letter or digit has no tokens."""
    words = split_words(name)
    found = []
    begins_phrase = False
    is_edge = True
    last = len(words) - 1
    while last > 0 and words[last] in FORMS:
        last -= 1
    for place, word in enumerate(words):
        token = _read_word(word, is_edge or place > last)
        is_edge = False
        if token is not None:
            found.append(token)
            begins_phrase = begins_phrase or token.begins_phrase
    if begins_phrase:
        found = _join_phrases(found)
    tokens = tuple(found)
    strong = tuple([token for token in found if token.is_strong])
    if len(strong) == len(tokens):
        return PreparedName(tokens, tokens)
    if all(token.kind == Kind.INITIAL for token in strong):
        # Nothing but particles, titles, forms and initials: then they are the name.
        return PreparedName(tokens, tokens)
    forms = [token.text for token in tokens if token.kind == Kind.FORM]
    return PreparedName(
        tokens, strong,
        weak=frozenset([token.text for token in found if not token.is_strong]),
        families=frozenset([FORMS[form] for form in forms if FORMS[form]]) if forms else _NOTHING,
        lineage=_find_lineage(tokens), is_organisation=bool(forms),
    )  # fmt: skip


def forget_words() -> None:
    """Empty what is kept of words that were read, so that a measurement begins from nothing."""
    _read_word.cache_clear()
