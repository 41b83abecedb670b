"""Words made of syllables, and their spelling in Latin letters. Pure and repeatable: no randomness, the same words everywhere."""

from collections.abc import Sequence

from sandbox.domain.names.scripts import romanise

# A prime step walks through all combinations in an order that is not that of the alphabet, and meets each once.
_STEP = 7_368_787


def cut(text: str) -> list[str]:
    """Syllables that are written with a space between."""
    return text.split()


def make_words(*parts: Sequence[str], count: int) -> list[str]:
    """The first `count` distinct words of one syllable from each part, spread over all that there are."""
    total = 1
    for part in parts:
        total *= len(part)
    words: dict[str, None] = {}
    place = 0
    for _turn in range(total):
        place = (place + _STEP) % total
        rest, word = place, ""
        for part in parts:
            rest, choice = divmod(rest, len(part))
            word += part[choice]
        words[word] = None
        if len(words) == count:
            break
    return list(words)


def spell_in_latin(word: str, script: str) -> str:
    """The usual romanisation of a word of several parts, each with a capital: what the registers compare it by."""
    parts = word.split("-")
    return "-".join(romanise(part.lower(), script)[0].capitalize() for part in parts)
