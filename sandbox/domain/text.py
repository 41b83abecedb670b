"""Reading what a trainee wrote: words, names, and patterns that look like real case data. Pure."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping

from django.utils.translation import gettext as _

from college.core.errors import CollegeError
from sandbox.domain.geography import BUREAUS

_WORD = re.compile(r"[^\W\d_]+")
_DOCUMENT = re.compile(r"(?<![A-Z0-9-])(?=[A-Z0-9]*[0-9]{6})[A-Z]{1,2}[A-Z0-9]{6,8}(?![A-Z0-9-])")
_VEHICLE = re.compile(r"(?<![A-Z0-9])(?=[A-Z0-9]*[0-9]{4})[A-HJ-NPR-Z1-9][A-HJ-NPR-Z0-9]{16}(?![A-Z0-9])")
_PHONE = re.compile(r"\+[1-9][0-9 ().-]{7,17}[0-9]")
# The invented countries, and the code that ICAO keeps for specimens.
SAFE_ISSUERS = frozenset({*BUREAUS, "UTO"})
_ZONE = re.compile(r"[PIACV][A-Z<]([A-Z]{3}|D<<)[A-Z]+<<[A-Z<]{6,}")


def fold_text(text: str) -> str:
    """Small letters without accents, for comparison."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def contains_any(text: str, words: Iterable[str]) -> bool:
    """One of these words or phrases stands in the text, at the beginning of a word, in any case."""
    folded = fold_text(text)
    return any(re.search(rf"(?<!\w){re.escape(fold_text(word))}", folded) for word in words if word)


def find_names(text: str, people: Iterable[Mapping[str, str]]) -> list[str]:
    """The surnames and given names of these people that stand in the text as words of their own."""
    words = set(_WORD.findall(fold_text(text)))
    names = [name for person in people for name in (person["surname"], person["given_names"])]
    return [name for name in names if all(part in words for part in _WORD.findall(fold_text(name)))]


def find_real_patterns(text: str, *, known: Collection[str]) -> list[str]:
    """What in this text looks like real case data: an identifier shape that is not part of this exercise's world."""
    upper = text.upper()
    found = [m[0] for m in _DOCUMENT.finditer(upper) if m[0] not in known]
    found += [m[0] for m in _VEHICLE.finditer(upper) if m[0] not in known]
    found += [m[0].strip() for m in _PHONE.finditer(text)]
    found += [m[0] for m in _ZONE.finditer(re.sub(r"[ \t]", "", upper)) if m[1] not in SAFE_ISSUERS]
    return list(dict.fromkeys(found))


def refuse_real_data(*texts: str, known: Collection[str]) -> None:
    """Raise CollegeError (real_data) when a text looks as if it held real case data."""
    for text in texts:
        found = find_real_patterns(text, known=known)
        if found:
            raise CollegeError(
                "real_data",
                _(
                    "“%(text)s” looks like a real document, vehicle or telephone number and is not part of this exercise. Do not enter real case data: correct it or leave it out."
                )
                % {"text": found[0][:60]},
            )
