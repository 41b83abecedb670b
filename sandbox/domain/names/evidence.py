"""What a date of birth and a country add to a name's score, and the sentences that say so.

Evidence moves a score, it never decides: a clash takes a candidate down and leaves it in sight, and agreement cannot make two names
into one that are not alike.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from sandbox.domain.names.scoring import Comparison, Part

# Agreement halves the distance to 1 or less; a clash takes a fixed part.
EQUAL = 0.5
SWAPPED = 0.3
ONE_DIGIT = 0.25
NEXT_YEAR = 0.15
SAME_YEAR = 0.1
CLASH = -0.25
COUNTRY_AGREES = 0.1
COUNTRY_DIFFERS = -0.05
SEX_AGREES = 0.05
SEX_DIFFERS = -0.05
# Below this, two names are not alike enough for evidence to speak for them.
FLOOR = 0.5


@dataclass(frozen=True, slots=True)
class BirthDate:
    """A date of birth as far as it is known: a year, perhaps a month, perhaps a day."""

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def of(cls, value: date) -> "BirthDate":
        return cls(value.year, value.month, value.day)

    @property
    def is_complete(self) -> bool:
        return self.month is not None and self.day is not None

    def write(self) -> str:
        """ISO 8601, as far as it is known."""
        parts = [f"{self.year:04d}"]
        for part in (self.month, self.day):
            if part is None:
                break
            parts.append(f"{part:02d}")
        return "-".join(parts)


@dataclass(frozen=True, slots=True)
class Evidence:
    """One finding: its kind, the share it moves the score by (up for agreement, down for contradiction), and its sentence."""

    kind: str
    weight: float
    text: str


def weigh_birth_dates(a: BirthDate | None, b: BirthDate | None) -> Evidence | None:
    """What two dates of birth say; None where one is unknown."""
    if a is None or b is None:
        return None
    values = {"one": a.write(), "other": b.write()}
    if a == b and a.is_complete:
        return Evidence("birth_equal", EQUAL, _("The dates of birth agree: %(one)s.") % values)
    if _agree_as_far_as_known(a, b):
        text = _("The dates of birth agree as far as both are known: %(one)s and %(other)s.")
        return Evidence("birth_partial", SAME_YEAR, text % values)
    if a.is_complete and b.is_complete:
        if a.year == b.year and (a.month, a.day) == (b.day, b.month):
            text = _("Day and month of birth have changed places: %(one)s and %(other)s.")
            return Evidence("birth_swapped", SWAPPED, text % values)
        if abs(a.year - b.year) == 1 and (a.month, a.day) == (b.month, b.day):
            text = _("The years of birth lie one apart: %(one)s and %(other)s.")
            return Evidence("birth_next_year", NEXT_YEAR, text % values)
        if sum(x != y for x, y in zip(a.write(), b.write(), strict=True)) == 1:
            text = _("The dates of birth differ in one digit: %(one)s and %(other)s.")
            return Evidence("birth_one_digit", ONE_DIGIT, text % values)
    elif abs(a.year - b.year) == 1:
        text = _("The years of birth lie one apart: %(one)s and %(other)s.")
        return Evidence("birth_year_apart", 0.0, text % values)
    return Evidence(
        "birth_clash", CLASH, _("The dates of birth contradict each other: %(one)s and %(other)s.") % values
    )


def _agree_as_far_as_known(a: BirthDate, b: BirthDate) -> bool:
    pairs = ((a.month, b.month), (a.day, b.day))
    return a.year == b.year and all(x is None or y is None or x == y for x, y in pairs)


def weigh_countries(a: Collection[str], b: Collection[str]) -> Evidence | None:
    """What two sets of country codes say (nationality, birth, issue alike); None where one is unknown.

    People have several countries and records are incomplete, so a difference weighs little.
    """
    if not a or not b:
        return None
    shared = sorted(set(a) & set(b))
    if shared:
        return Evidence(
            "country_agrees", COUNTRY_AGREES, _("A country agrees: %(codes)s.") % {"codes": ", ".join(shared)}
        )
    values = {"one": ", ".join(sorted(set(a))), "other": ", ".join(sorted(set(b)))}
    return Evidence("country_differs", COUNTRY_DIFFERS, _("The countries differ: %(one)s and %(other)s.") % values)


def weigh_sexes(a: str, b: str) -> Evidence | None:
    """What two sexes say, F or M; None where one is unknown. Records err, so a difference weighs little."""
    if not {a, b} <= {"F", "M"}:
        return None
    if a == b:
        return Evidence("sex_agrees", SEX_AGREES, _("The sex agrees: %(sex)s.") % {"sex": a})
    return Evidence("sex_differs", SEX_DIFFERS, _("The sex differs: %(one)s and %(other)s.") % {"one": a, "other": b})


def add_evidence(comparison: Comparison, *findings: Evidence | None) -> Comparison:
    """The comparison with evidence taken in: its score moved, its sentences after those of the name."""
    score = comparison.score
    parts = list(comparison.parts)
    for finding in findings:
        if finding is None:
            continue
        moved = move_score(score, finding.weight)
        parts.append(Part(finding.kind, score - moved, finding.text))
        score = moved
    return Comparison(score, tuple(parts))


def move_score(score: float, weight: float) -> float:
    """Up by a share of what is missing to 1, but only for names that are alike enough; down by a fixed amount."""
    if weight < 0:
        return max(0.0, score + weight)
    return score + (1.0 - score) * weight if score >= FLOOR else score
