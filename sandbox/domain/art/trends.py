"""Counting thefts of works of art: by type, country, region and month. Reads only."""

from collections import Counter
from dataclasses import dataclass, field

from django.db.models import Count
from django.db.models.functions import ExtractMonth, ExtractYear

from sandbox.domain.art.search import list_visible
from sandbox.models import Run


@dataclass
class Trends:
    """How many thefts there are of each type, country, region, year and month of the year."""

    kinds: Counter[str] = field(default_factory=Counter)
    countries: Counter[str] = field(default_factory=Counter)
    regions: Counter[str] = field(default_factory=Counter)
    years: Counter[int] = field(default_factory=Counter)
    months: Counter[int] = field(default_factory=Counter)

    @property
    def total(self) -> int:
        return sum(self.kinds.values())


def count_thefts(*, run: Run, bureau: str, kind: str = "", country: str = "", year: int | None = None) -> Trends:
    """Thefts in the run's base world and its overlay, without what is hidden from the bureau. One grouped query each."""
    trends = Trends()
    for records in list_visible(run=run, bureau=bureau):
        chosen = records
        if kind:
            chosen = chosen.filter(kind=kind)
        if country:
            chosen = chosen.filter(theft_country=country)
        if year:
            chosen = chosen.filter(stolen_on__year=year)
        groups = (
            chosen.annotate(year=ExtractYear("stolen_on"), month=ExtractMonth("stolen_on"))
            .values_list("kind", "theft_country", "theft_region", "year", "month")
            .annotate(thefts=Count("pk"))
            .order_by()
        )
        for row_kind, row_country, region, row_year, month, thefts in groups:
            trends.kinds[row_kind] += thefts
            trends.countries[row_country] += thefts
            trends.regions[region] += thefts
            trends.years[row_year] += thefts
            trends.months[month] += thefts
    return trends
