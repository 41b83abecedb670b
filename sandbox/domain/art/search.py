"""Searching the register of works of art by what a work is, is made of, and how it was lost."""

from dataclasses import asdict, dataclass
from typing import Any

from django.db.models import Q, QuerySet

from sandbox.domain.text import fold_text
from sandbox.models import ArtworkRecord, Run

MAX_CANDIDATES = 24
# In which field a word was found: the first that has it.
_FIELDS = ("title", "materials", "techniques", "maker", "period", "inscriptions", "distinguishing_features", "origin_place", "theft_place", "inventory_number", "description")  # fmt: skip


@dataclass(frozen=True, slots=True)
class ArtKeys:
    """What the register can be asked: never a person's name. Empty text and None ask for nothing."""

    words: str = ""
    kind: str = ""
    material: str = ""
    period: str = ""
    country: str = ""
    stolen_from: int | None = None
    stolen_to: int | None = None
    state: str = ""

    @property
    def is_empty(self) -> bool:
        return not any(asdict(self).values())

    def spell(self) -> dict[str, Any]:
        """Only what was asked, for the log and the audit row."""
        return {name: value for name, value in asdict(self).items() if value not in ("", None)}


def _build_filter(keys: ArtKeys) -> Q:
    condition = Q()
    for word in _split(f"{keys.words} {keys.material} {keys.period}"):
        condition &= Q(search_text__contains=word)
    if keys.kind:
        condition &= Q(kind=keys.kind)
    if keys.country:
        condition &= Q(theft_country=keys.country)
    if keys.state:
        condition &= Q(state=keys.state)
    if keys.stolen_from:
        condition &= Q(stolen_on__gte=f"{keys.stolen_from:04d}-01-01")
    if keys.stolen_to:
        condition &= Q(stolen_on__lte=f"{keys.stolen_to:04d}-12-31")
    return condition


def _split(text: str) -> list[str]:
    return fold_text(text).split()[:12]


def list_visible(*, run: Run, bureau: str) -> tuple[QuerySet[ArtworkRecord], QuerySet[ArtworkRecord]]:
    """The run's own records, and those of its base world, without what is hidden from the bureau."""
    shown = ArtworkRecord.objects.exclude(hidden_from__contains=bureau) if bureau else ArtworkRecord.objects.all()
    base = shown.filter(world_id=run.world_id) if run.world_id is not None else shown.none()
    return shown.filter(run=run), base


def find_works(*, run: Run, keys: ArtKeys, bureau: str) -> tuple[list[ArtworkRecord], bool]:
    """Records of the run's overlay and of its base world that have all that was asked, the latest theft first; and whether there are more.

    Two plain queries, each on an index, instead of one with OR.
    """
    condition = _build_filter(keys)
    found: list[ArtworkRecord] = []
    for records in list_visible(run=run, bureau=bureau):
        found += records.filter(condition).order_by("-stolen_on", "reference")[: MAX_CANDIDATES + 1]
    found.sort(key=lambda record: (-record.stolen_on.toordinal(), record.reference))
    return found[:MAX_CANDIDATES], len(found) > MAX_CANDIDATES


def explain_words(record: ArtworkRecord, keys: ArtKeys) -> list[dict[str, str]]:
    """For each word that was asked, the field in which it stands."""
    texts = {field: fold_text(str(getattr(record, field))) for field in _FIELDS}
    return [
        {"word": word, "field": next((field for field in _FIELDS if word in texts[field]), "description")}
        for word in _split(f"{keys.words} {keys.material} {keys.period}")
    ]
