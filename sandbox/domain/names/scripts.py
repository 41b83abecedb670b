"""From any script to Latin letters: several readings of one word, the usual one first.

Latin and Cyrillic follow ICAO Doc 9303, part 3, section 6; Greek ELOT 743 as passports use it; Arabic a readable romanisation close
to that of 9303 (whose own keeps one letter for each, for machines); everything else `anyascii`.
"""

import unicodedata

import iuliia
from anyascii import anyascii

MAX_READINGS = 4
_CYRILLIC = iuliia.ICAO_DOC_9303

# What Unicode does not take apart, and what a passport writes: the plain letter, then ICAO's.
_LATIN_PLAIN = str.maketrans(
    {"ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŧ": "t", "ŋ": "n", "ĸ": "k",
     "ə": "a", "ɓ": "b", "ɗ": "d", "ƙ": "k", "ſ": "s", "ʻ": "", "ʼ": ""}
)  # fmt: skip
_LATIN_ICAO = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})
_LATIN_OTHER = str.maketrans(
    {"ð": "d", "ñ": "ny", "ç": "ch", "ş": "sh", "š": "sh", "č": "ch", "ć": "ch", "ž": "zh", "đ": "dj", "ğ": ""}
)

_GREEK_PAIRS = (
    ("ου", "ou"), ("αυ", "av"), ("ευ", "ev"), ("ηυ", "iv"), ("γγ", "ng"), ("γξ", "nx"), ("γχ", "nch"), ("μπ", "b"), ("ντ", "nt"),
    ("γκ", "gk"),
)  # fmt: skip
_GREEK_OTHER_PAIRS = (("τζ", "j"), ("μπ", "mp"), ("ντ", "d"), ("γκ", "g"), ("χ", "h"), ("αυ", "af"), ("ευ", "ef"))
_GREEK = str.maketrans(
    dict(zip("αβγδεζηικλμνξορστυφωσς", ["a", "v", "g", "d", "e", "z", "i", "i", "k", "l", "m", "n", "x", "o", "r", "s", "t", "y", "f", "o", "s", "s"], strict=True))
    | {"π": "p", "θ": "th", "χ": "ch", "ψ": "ps"}
)  # fmt: skip

# Short vowels are not written: words from these scripts are compared by their consonants as well.
_ARABIC = str.maketrans(
    {"ا": "a", "أ": "a", "إ": "i", "آ": "a", "ٱ": "a", "ب": "b", "ت": "t", "ث": "th", "ج": "j", "ح": "h", "خ": "kh", "د": "d", "ذ": "dh",
     "ر": "r", "ز": "z", "س": "s", "ش": "sh", "ص": "s", "ض": "d", "ط": "t", "ظ": "z", "ع": "a", "غ": "gh", "ف": "f", "ق": "q", "ك": "k",
     "ل": "l", "م": "m", "ن": "n", "ه": "h", "و": "u", "ي": "i", "ى": "a", "ة": "a", "ئ": "i", "ؤ": "u", "ء": "", "پ": "p", "چ": "ch",
     "ژ": "zh", "گ": "g", "ک": "k", "ی": "i", "ڤ": "v", "ہ": "h", "ھ": "h", "ں": "n", "ے": "e", "ٹ": "t", "ڈ": "d", "ڑ": "r", "ـ": ""}
)  # fmt: skip

_COMPOUND_SURNAMES = frozenset(
    {
        "欧阳",
        "歐陽",
        "司马",
        "司馬",
        "上官",
        "诸葛",
        "諸葛",
        "东方",
        "東方",
        "皇甫",
        "令狐",
        "司徒",
        "尉迟",
        "公孙",
        "公孫",
        "慕容",
    }
)
_MAX_EASTERN = 4


def name_script(word: str) -> str:
    """The script of the first letter that is not ASCII: latin, cyrillic, greek, arabic, hebrew, han, hangul, or other."""
    if word.isascii():
        return "latin"
    for char in word:
        code = ord(char)
        if code < 128:
            continue
        for script, first, last in _RANGES:
            if first <= code <= last:
                return script
        return "other"
    return "latin"


_RANGES = (
    ("latin", 0x80, 0x24F), ("latin", 0x250, 0x36F), ("greek", 0x370, 0x3FF), ("cyrillic", 0x400, 0x52F), ("hebrew", 0x590, 0x5FF),
    ("arabic", 0x600, 0x6FF), ("arabic", 0x750, 0x77F), ("latin", 0x1E00, 0x1EFF), ("greek", 0x1F00, 0x1FFF),
    ("han", 0x3400, 0x9FFF), ("hangul", 0xAC00, 0xD7A3), ("han", 0x20000, 0x2FA1F), ("arabic", 0xFB50, 0xFEFC),
)  # fmt: skip


def is_written_without_vowels(script: str) -> bool:
    return script in {"arabic", "hebrew"}


def is_written_by_syllable(script: str) -> bool:
    return script in {"han", "hangul"}


def split_eastern(word: str) -> list[str]:
    """A Chinese or Korean name without spaces as surname and given name; a longer word stays whole."""
    if not 2 <= len(word) <= _MAX_EASTERN:
        return [word]
    cut = 2 if len(word) > 2 and word[:2] in _COMPOUND_SURNAMES else 1
    return [word[:cut], word[cut:]]


def _strip(text: str) -> str:
    """ASCII letters and digits alone, whatever the script was."""
    if text.isascii():
        return text
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return bare if bare.isascii() else anyascii(bare)


def _read_latin(word: str) -> list[str]:
    return [word.translate(table).translate(_LATIN_PLAIN) for table in ({}, _LATIN_ICAO, _LATIN_OTHER)]


def _read_greek(word: str) -> list[str]:
    bare = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
    # A circumflexed or dieresed vowel is its own sound (ϊ), but the pairs are what most names have.
    readings = []
    for extra in ((), _GREEK_OTHER_PAIRS):
        text = bare
        for pair, latin in (*extra, *_GREEK_PAIRS):
            text = text.replace(pair, latin)
        readings.append(text.translate(_GREEK))
    return readings


def _read_arabic(word: str) -> list[str]:
    bare = "".join(c for c in unicodedata.normalize("NFKC", word) if not unicodedata.combining(c))
    # At the beginning of a word, waw and yeh are consonants.
    bare = {"و": "w", "ي": "y", "ی": "y"}.get(bare[:1], bare[:1]) + bare[1:]
    usual = bare.translate(_ARABIC)
    article = bare.startswith("ال") and len(bare) > 4  # the article and a word of three letters
    return [bare[2:].translate(_ARABIC), usual] if article else [usual]


def _read_cyrillic(word: str) -> list[str]:
    return [_CYRILLIC.translate(word)]


def romanise(word: str, script: str) -> tuple[str, ...]:
    """Readings of one small-letter word in a-z and 0-9, without repeats; empty when nothing readable is left."""
    if word.isascii() and word.isalnum():
        return (word,)
    match script:
        case "latin":
            readings = _read_latin(word)
        case "cyrillic":
            readings = _read_cyrillic(word)
        case "greek":
            readings = _read_greek(word)
        case "arabic":
            readings = _read_arabic(word)
        case _:
            readings = [anyascii(word)]
    cleaned = ("".join(c for c in _strip(text).lower() if c.isalnum()) for text in readings)
    return tuple(dict.fromkeys(text for text in cleaned if text))[:MAX_READINGS]
