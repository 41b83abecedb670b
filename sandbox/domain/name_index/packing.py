"""Ways to a person as whole numbers of 63 bits, so that one table with one index holds them all. Pure.

A pair of words is world, smaller word, larger word; a word with a date of birth is the same with a minus: world, word, day.
"""

from college.core.errors import CollegeError
from sandbox.domain.names.evidence import BirthDate

WORD_BITS = 24
MAX_WORDS = 1 << WORD_BITS
MAX_WORLDS = 1 << 14
_ORIGIN = 1800_00_00
_LAST_DAY = MAX_WORDS - 1


def pack_world(world_number: int) -> int:
    """Where a world's numbers begin. Raises CollegeError (too_many_worlds)."""
    if not 0 < world_number < MAX_WORLDS:
        raise CollegeError("too_many_worlds", "The index of names has no room for another world. Delete old ones.")
    return world_number << 2 * WORD_BITS


def pack_pair(world: int, one: int, other: int) -> int:
    """Two words of a name, whichever came first. `world` as `pack_world` gives it."""
    return world | min(one, other) << WORD_BITS | max(one, other)


def pack_day(world: int, word: int, day: int) -> int:
    return -(world | word << WORD_BITS | day)


def pack_days(world: int, word: int, first: int = 0, last: int = _LAST_DAY) -> tuple[int, int]:
    """Lowest and highest number of a word with any day from `first` to `last`; without these, of everybody with this word."""
    return pack_day(world, word, last), pack_day(world, word, first)


def number_day(year: int | None, month: int | None = None, day: int | None = None) -> int:
    """A date of birth as a number, as far as it is known; 0 for none."""
    if year is None or not 1800 <= year < 2200:
        return 0
    return year * 1_00_00 + (month or 0) * 1_00 + (day or 0) - _ORIGIN


def list_near_days(birth: BirthDate) -> list[int]:
    """Days on which this person may be recorded, the likeliest first: as known, day and month swapped, as far as others know it, a
    year apart. Empty when only a year is known (`list_year_spans`).
    """
    if birth.month is None or birth.day is None:
        return []
    year, month, day = birth.year, birth.month, birth.day
    found = [number_day(year, month, day)]
    if day <= 12:
        found.append(number_day(year, day, month))
    found += [number_day(year, month), number_day(year)]
    found += [number_day(year + step, month, day) for step in (-1, 1)]
    return list(dict.fromkeys(found))


def list_slips(birth: BirthDate) -> list[int]:
    """Days that differ from a whole date in one digit."""
    if not birth.is_complete:
        return []
    text = f"{birth.year:04d}{birth.month:02d}{birth.day:02d}"
    found = []
    for place in range(2, 8):
        for digit in "0123456789":
            if digit == text[place]:
                continue
            other = text[:place] + digit + text[place + 1 :]
            year, month, day = int(other[:4]), int(other[4:6]), int(other[6:])
            if 1 <= month <= 12 and 1 <= day <= 31:
                found.append(number_day(year, month, day))
    return found


def list_year_spans(birth: BirthDate) -> list[tuple[int, int]]:
    """First and last day of the years in which a person may be recorded of whom a year, or a month of it, is known."""
    return [(number_day(year), number_day(year) + 1231) for year in (birth.year, birth.year - 1, birth.year + 1)]
