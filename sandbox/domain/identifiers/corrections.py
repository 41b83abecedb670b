"""Common slips that would explain a fault: characters that look alike, and neighbours that changed places.

What fits is a hint. A check digit lets about one wrong text in ten pass, so every sentence says that it proves nothing.
"""

from collections.abc import Callable, Iterable, Iterator

from django.utils.translation import gettext as _

from sandbox.domain.identifiers.reading import Finding, FindingKind

AS_DIGIT = str.maketrans("OISBZ", "01582")
AS_LETTER = str.maketrans("01582", "OISBZ")
ALIKE = {"O": "0", "I": "1", "S": "5", "B": "8", "Z": "2", "0": "O", "1": "I", "5": "S", "8": "B", "2": "Z"}
MOST = 3


def find_misplaced(text: str, *, letters: Iterable[int] = (), length: int | None = None) -> list[Finding]:
    """A fault for every letter where a digit belongs, and the other way round. `letters` are places from 0."""
    wanted = set(letters)
    faults = []
    for place, character in enumerate(text[:length]):
        is_letter, is_digit = "A" <= character <= "Z", "0" <= character <= "9"
        if place in wanted and not is_letter:
            sentence = _("Position %(position)s holds “%(found)s”, where a letter belongs.")
        elif place not in wanted and not is_digit:
            sentence = _("Position %(position)s holds “%(found)s”, where a digit belongs.")
        else:
            continue
        values = {"position": place + 1, "found": character}
        faults.append(Finding(FindingKind.FAULT, sentence % values, place + 1, found=character))
    return faults


def read_alike(text: str, letters: Iterable[int] = ()) -> str:
    """The text with every look-alike changed into what its place asks for."""
    wanted = set(letters)
    return "".join(c.translate(AS_LETTER if i in wanted else AS_DIGIT) for i, c in enumerate(text))


def describe_changes(before: str, after: str) -> Finding:
    """A hint that these look-alikes were confused."""
    places = [place for place, (old, new) in enumerate(zip(before, after, strict=True)) if old != new]
    changes = ", ".join(f"{before[place]} → {after[place]} ({place + 1})" for place in places)
    sentence = _(
        "“%(candidate)s” would fit: characters that look alike were confused (%(changes)s; the position in brackets). That is a hint, not proof."
    ) % {"candidate": after, "changes": changes}
    return Finding(FindingKind.HINT, sentence, places[0] + 1, after[places[0]], before[places[0]])


def _describe_swap(before: str, after: str, place: int) -> Finding:
    sentence = _(
        "“%(candidate)s” would fit: positions %(first)s and %(second)s may have changed places. That is a hint, not proof."
    ) % {"candidate": after, "first": place + 1, "second": place + 2}
    return Finding(FindingKind.HINT, sentence, place + 1, after[place : place + 2], before[place : place + 2])


def _try_slips(text: str, fits: Callable[[str], bool]) -> Iterator[Finding]:
    for place, character in enumerate(text):
        if character in ALIKE:
            candidate = text[:place] + ALIKE[character] + text[place + 1 :]
            if fits(candidate):
                yield describe_changes(text, candidate)
    for place in range(len(text) - 1):
        first, second = text[place], text[place + 1]
        candidate = text[:place] + second + first + text[place + 2 :]
        if first != second and fits(candidate):
            yield _describe_swap(text, candidate, place)


def propose_corrections(text: str, fits: Callable[[str], bool]) -> tuple[Finding, ...]:
    """At most three slips after which the text fits; when there are others or none, a sentence says what remains possible."""
    hints = [hint for hint, _number in zip(_try_slips(text, fits), range(MOST), strict=False)]
    remaining = _(
        "One digit may simply be wrong; the check digit cannot say which. Compare every character with the original."
    )
    return (*hints, Finding(FindingKind.HINT, remaining))
