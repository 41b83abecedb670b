"""Which works go on a poster of the most wanted, and why others do not. Reads only."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from sandbox.domain.art.search import list_visible
from sandbox.enums import ArtState
from sandbox.models import ArtworkRecord, Run

SIZE = 6
POOL = 18
# On the half-yearly poster no country and no type may stand more often than this.
MOST_OF_ONE = 2
_PERSON = re.compile(r"\b(mr|mrs|ms|miss|dr|owned by|belongs? to|property of|collection of)\b", re.IGNORECASE)
# Whoever made a work so many years ago cannot be living.
_LIFETIME = 110


@dataclass(frozen=True, slots=True)
class PosterWork:
    """A work that was looked at for a poster; `refusals` says why it cannot stand there, in full sentences."""

    record: ArtworkRecord
    refusals: tuple[str, ...]


def find_refusals(record: ArtworkRecord, *, today: date) -> list[str]:
    """Why a work may not stand on a poster: each rule that it breaks, as a sentence."""
    refusals = []
    if record.state == ArtState.RECOVERED:
        refusals.append(_("It was recovered: nobody needs to look for it."))
    if not record.has_poster_consent:
        refusals.append(_("The bureau that owns the record has not consented."))
    if not record.picture_hashes:
        refusals.append(_("It has no picture: nobody could recognise it."))
    if len(record.distinguishing_features.strip()) < 10:
        refusals.append(_("No distinguishing feature is recorded: it could not be told from its like."))
    texts = f"{record.description} {record.inscriptions} {record.distinguishing_features} {record.related_material}"
    if _PERSON.search(texts):
        refusals.append(_("Its description tells of a person."))
    if record.maker and record.year_to > today.year - _LIFETIME:
        refusals.append(_("Its maker may be living: leave the name out first."))
    return refusals


def find_imbalance(works: Iterable[ArtworkRecord], *, is_special: bool) -> list[str]:
    """What is wrong with a choice as a whole, as sentences. A special poster has a theme of its own and need not be balanced."""
    chosen = list(works)
    problems = []
    if len(chosen) != SIZE:
        problems.append(_("A poster shows six works; you chose %(n)s.") % {"n": len(chosen)})
    if not is_special:
        if any(n > MOST_OF_ONE for n in Counter(work.theft_country for work in chosen).values()):
            problems.append(_("More than two works come from one country: let every region see itself."))
        if any(n > MOST_OF_ONE for n in Counter(work.kind for work in chosen).values()):
            problems.append(_("More than two works are of one type: show how varied thefts are."))
    return problems


def list_poster_works(*, run: Run, bureau: str, today: date, kind: str = "", country: str = "") -> list[PosterWork]:
    """The latest thefts of a theme with what speaks against each, those without objection first."""
    found: list[ArtworkRecord] = []
    for records in list_visible(run=run, bureau=bureau):
        chosen = records.filter(kind=kind) if kind else records
        chosen = chosen.filter(theft_country=country) if country else chosen
        found += chosen.order_by("-stolen_on", "reference")[: 4 * POOL]
    found.sort(key=lambda record: (-record.stolen_on.toordinal(), record.reference))
    looked_at = [PosterWork(record, tuple(find_refusals(record, today=today))) for record in found]
    good = [work for work in looked_at if not work.refusals]
    return good[:POOL] + [work for work in looked_at if work.refusals][:SIZE]


def find_poster_work(*, run: Run, bureau: str, today: date, reference: str) -> ArtworkRecord | None:
    """The work if it may stand on a poster, which shows its picture to everyone; None for any other."""
    for records in list_visible(run=run, bureau=bureau):
        record = records.filter(reference=reference).first()
        if record is not None and not find_refusals(record, today=today):
            return record
    return None


def suggest_six(works: Iterable[PosterWork], *, is_special: bool) -> list[str]:
    """References of six works that may stand together, the latest thefts first; fewer where there are not six."""
    chosen: list[ArtworkRecord] = []
    most = SIZE if is_special else 1
    good = [work.record for work in works if not work.refusals]
    while len(chosen) < SIZE and most <= SIZE:
        for record in good:
            countries, kinds = Counter(w.theft_country for w in chosen), Counter(w.kind for w in chosen)
            is_free = record not in chosen and countries[record.theft_country] < most and kinds[record.kind] < most
            if is_free and len(chosen) < SIZE:
                chosen.append(record)
        most += 1
        if not is_special and most > MOST_OF_ONE:
            break
    return [record.reference for record in chosen]
