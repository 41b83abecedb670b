"""The notices of other bureaus in a run's base world. Reads only; the same for every run of a world on the same day.

Those about persons and works belong to records of the registers and bear their references, so that a query finds the same person
again. What no register holds (a modus operandi, a threat, a sanction) is invented from the files in `texts/`.
"""

import random
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

from django.utils import translation

from sandbox.domain.art.search import list_visible
from sandbox.domain.gallery.persons import describe_person_notice
from sandbox.domain.gallery.published import PublishedNotice
from sandbox.domain.gallery.wording import fill, read_texts
from sandbox.domain.geography import BUREAUS
from sandbox.domain.invention import derive_random
from sandbox.domain.messages.texts import LANGUAGES, find_language
from sandbox.domain.notice_states import add_months
from sandbox.domain.traditions import invent_person_name
from sandbox.enums import ArtKind, ArtState
from sandbox.models import ArtworkRecord, PersonRecord, Run

# As many of a world stand in the gallery: enough to search in, few enough to fold on every page.
PERSONS_A_BUREAU, MOST_WORKS = 14, 30
KEPT_MONTHS = 60
_PREFIXES = {"purple": "PN", "orange": "ON", "sanctions": "SN"}


def list_network_notices(*, run: Run, bureau: str, today: date) -> list[PublishedNotice]:
    """All notices of the base world that are in force today and not kept from this bureau. One short query a bureau, and one for works."""
    return _keep_current([*_list_persons(run, bureau), *_list_works(run, bureau), *_list_invented(run, today)], today)


def list_work_notices(*, run: Run, bureau: str, today: date) -> list[PublishedNotice]:
    """Of these, those about works of art alone. One query: a page may ask for the picture of each."""
    return _keep_current(_list_works(run, bureau), today)


def _keep_current(notices: Iterable[PublishedNotice], today: date) -> list[PublishedNotice]:
    return [notice for notice in notices if notice.published_on <= today < notice.expires_on]


def _list_persons(run: Run, bureau: str) -> Iterator[PublishedNotice]:
    if run.world_id is None:
        return
    noticed = PersonRecord.objects.filter(world_id=run.world_id).exclude(notice_reference="").order_by("reference")
    for code in BUREAUS:
        texts = read_texts(find_language(code))
        # A stretch of the index on references: the same cost in a world of any size.
        owned = noticed.filter(reference__range=(f"PR-{code}-0000000", f"PR-{code}-9999999"))
        for record in owned[:PERSONS_A_BUREAU]:
            if bureau not in record.hidden_from.split():
                yield describe_person_notice(record, texts=texts)


def _list_works(run: Run, bureau: str) -> Iterator[PublishedNotice]:
    _own, base = list_visible(run=run, bureau=bureau)
    for record in base.filter(state=ArtState.STOLEN).order_by("-stolen_on", "reference")[:MOST_WORKS]:
        yield _describe_work(record)


def _describe_work(record: ArtworkRecord) -> PublishedNotice:
    language = find_language(record.owner_bureau)
    sizes = (("H", record.height_mm), ("W", record.width_mm), ("D", record.depth_mm), ("Ø", record.diameter_mm))
    with translation.override(language):
        kind = str(ArtKind(record.kind).label)
    fields = {
        "title": record.title, "object_type": f"{kind}: {record.subtype}", "materials": f"{record.materials}; {record.techniques}",
        "measurements": ", ".join(f"{letter} {size} mm" for letter, size in sizes if size),
        "features": record.distinguishing_features, "language": language, "handling": "open",
        "circumstances": fill(
            read_texts(language)["artwork_facts"], language, place=record.theft_place, year=str(record.stolen_on.year)
        ),
    }  # fmt: skip
    return PublishedNotice(
        reference=f"TR-AN-{record.recorded_on.year}-{record.reference[-7:]}", type_key="artwork", bureau=record.owner_bureau,
        language=language, published_on=record.recorded_on, expires_on=add_months(record.recorded_on, KEPT_MONTHS),
        title=record.title, fields=fields, countries=(record.theft_country,), work=record.reference,
    )  # fmt: skip


def find_work(*, run: Run, bureau: str, notice: PublishedNotice) -> ArtworkRecord | None:
    """The record of the base world whose picture belongs to a notice."""
    _own, base = list_visible(run=run, bureau=bureau)
    return base.filter(reference=notice.work).first() if notice.work else None


def _list_invented(run: Run, today: date) -> Iterator[PublishedNotice]:
    """Drawn from the world's number alone: every run of a world sees the same."""
    if run.world_id is None:
        return
    number = 0
    for language in LANGUAGES:
        for source in read_texts(language)["invented"]:
            number += 1
            rng = derive_random("gallery", f"{language}-{number}")
            yield _invent(rng, source, language, number, today)


def _invent(rng: random.Random, source: dict[str, Any], language: str, number: int, today: date) -> PublishedNotice:
    # So many days back from today, the youngest two days ago: none of them ends while an exercise lasts.
    published_on = today - timedelta(days=2 + rng.randrange(40) * 30 + number)
    route: tuple[str, ...] = tuple(source.get("route", ()))
    kind = source["type"]
    fields = {key: value for key, value in source.items() if isinstance(value, str) and key != "type"}
    fields |= {"language": language, "handling": "open" if kind == "orange" else "restricted"}
    common = {
        "reference": f"TR-{_PREFIXES[kind]}-{published_on.year}-{9000000 + number * 37}", "type_key": kind, "language": language,
        "published_on": published_on, "expires_on": add_months(published_on, KEPT_MONTHS),
    }  # fmt: skip
    if kind == "sanctions":
        return _invent_sanction(rng, common, fields, language)
    places = [BUREAUS[code].ports[rng.randrange(2)] for code in route]
    fields = {key: fill(value, language, place=places[-1]) for key, value in fields.items()}
    if kind == "purple":
        fields |= {
            "place": f"{places[-1]}, {BUREAUS[route[-1]].country}", "date": (published_on - timedelta(days=9)).isoformat(),
            "route": "\n".join(places), "cues": "\n".join(source["cues"]),
            "case_status": "open" if source.get("request") else "closed",
        }  # fmt: skip
    else:
        fields["imminent"] = "yes"
    owner = next((code for code in reversed(route) if find_language(code) == language), route[-1])
    return PublishedNotice(bureau=owner, title=fields["title"], fields=fields, countries=route, **common)


def _invent_sanction(
    rng: random.Random, common: dict[str, Any], fields: dict[str, str], language: str
) -> PublishedNotice:
    country = rng.choice([code for code in BUREAUS if find_language(code) == language])
    sex = rng.choice("FM")
    name = invent_person_name(rng, country=country, sex=sex)
    whole = f"{name.given} {name.family}".strip()
    fields |= {
        "title": f"{whole}, {fields['list_reference']}", "family_name": name.family or name.given, "forename": name.given, "sex": sex,
        "birth": str(1945 + rng.randrange(45)),
    }  # fmt: skip
    return PublishedNotice(
        bureau="SEC", title=fields["title"], fields=fields, countries=(country,), name=whole, original_name=name.original, **common
    )  # fmt: skip
