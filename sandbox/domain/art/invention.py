"""Inventing works of art: plain, fast, the same for the same draws. No database, no picture."""

import random
from datetime import date, timedelta
from typing import Any

from sandbox.domain.art.vocabulary import (
    CULTURES,
    FEATURES,
    FINISHES,
    FLAT_FEATURES,
    FLAT_KINDS,
    HOLLOW_FEATURES,
    INSCRIPTIONS,
    KINDS,
    METAL_FEATURES,
    METAL_KINDS,
    REGIONS,
    SETTINGS,
    SUBJECTS,
    WORKSHOPS,
    KindSpec,
)
from sandbox.domain.geography import BUREAUS
from sandbox.domain.text import fold_text
from sandbox.enums import ArtCircumstance, ArtKind, ArtState

RETENTION_DAYS = 3652
_PUNCTUATION = str.maketrans(dict.fromkeys(",.;:“”()", " "))
_KINDS = tuple(ArtKind(kind).value for kind in KINDS)
_KIND_WEIGHTS = tuple({ArtKind.COIN: 18, ArtKind.SCULPTURE: 16, ArtKind.PAINTING: 16}.get(ArtKind(k), 8) for k in KINDS)
_FEATURES = {
    kind: FEATURES
    + (FLAT_FEATURES if kind in FLAT_KINDS else METAL_FEATURES if kind in METAL_KINDS else HOLLOW_FEATURES)
    for kind in _KINDS
}
# Nobody had clocks, or painted in oils, before the second culture of a country.
_LATE_KINDS = frozenset({ArtKind.CLOCK.value, ArtKind.PAINTING.value})
_BUREAUS = tuple(BUREAUS)
_CIRCUMSTANCES = tuple(ArtCircumstance.values)
_CIRCUMSTANCE_WEIGHTS = (18, 26, 30, 12, 8, 6)


def _draw_size(rng: random.Random, limits: tuple[int, int]) -> int:
    """Small things are more common than large ones."""
    low, high = limits
    return low + int((high - low) * rng.random() ** 2) if high else 0


def _draw_sizes(rng: random.Random, spec: KindSpec) -> dict[str, int]:
    sizes = {
        "height_mm": _draw_size(rng, spec.height), "width_mm": _draw_size(rng, spec.width),
        "depth_mm": _draw_size(rng, spec.depth), "diameter_mm": _draw_size(rng, spec.diameter),
    }  # fmt: skip
    if sizes["diameter_mm"]:  # round things have no width of their own
        sizes["width_mm"] = 0
    return sizes | {"weight_g": _draw_size(rng, spec.weight)}


def _name_period(culture: tuple[str, int, int], rng: random.Random) -> tuple[str, int, int]:
    name, start, end = culture
    middle = (start + end) // 2
    stage, first, last = rng.choice((("Early", start, middle), ("Late", middle, end), ("", start, end)))
    return f"{stage} {name}".strip().replace("Early Old", "Early old"), first, last


def fold_search_text(values: dict[str, Any]) -> str:
    """Every word of what a person may search for, folded, once, in its order. At most 1,000 characters."""
    fields = ("title", "subject", "maker", "period", "subtype", "materials", "techniques", "inscriptions",
              "distinguishing_features", "description", "theft_place", "theft_region", "origin_place", "inventory_number")  # fmt: skip
    words = fold_text(" ".join(str(values[field]) for field in fields)).translate(_PUNCTUATION).split()
    return " ".join(dict.fromkeys(words))[:1000]


def draw_feature(rng: random.Random, kind: str) -> str:
    """A mark that tells one piece of this kind from its like."""
    return str(rng.choice(_FEATURES[kind])).format(n=rng.randint(2, 19))


def draw_artwork(rng: random.Random, *, place: int, today: date) -> dict[str, Any]:
    """All values of one ArtworkRecord of a base world but its world, `picture_hashes` blank. `place` makes the reference.

    The same generator state, place and day give the same values. Takes about a tenth of a millisecond.
    """
    kind = rng.choices(_KINDS, weights=_KIND_WEIGHTS)[0]
    spec = KINDS[kind]
    bureau = rng.choice(_BUREAUS)
    # Most works are stolen where they were made; some travelled long before.
    origin = bureau if rng.random() < 0.75 else rng.choice(_BUREAUS)
    period, year_from, year_to = _name_period(CULTURES[origin][1 if kind in _LATE_KINDS else rng.randrange(2)], rng)
    circumstance = rng.choices(_CIRCUMSTANCES, weights=_CIRCUMSTANCE_WEIGHTS)[0]
    stolen = today - timedelta(days=int(3650 * rng.random() ** 1.3) + 20)
    recorded = min(today, stolen + timedelta(days=rng.randint(2, 220)))
    is_recovered = rng.random() < 0.14
    subject, subtype = rng.choice(SUBJECTS), rng.choice(spec.subtypes)
    materials, techniques = rng.choice(spec.made)
    feature = rng.choice(_FEATURES[kind]).format(n=rng.randint(2, 19))
    second = rng.choice(_FEATURES[kind]).format(n=rng.randint(2, 19)) if rng.random() < 0.4 else ""
    number = rng.randint(1, 40)
    values: dict[str, Any] = {
        "reference": f"AR-{bureau}-{place:07d}", "owner_bureau": bureau, "hidden_from": "",
        "national_reference": f"TR-{bureau}-{rng.randrange(16**6):06X}",
        "recorded_on": recorded, "review_on": recorded + timedelta(days=RETENTION_DAYS),
        "kind": kind, "subtype": subtype, "title": f"{subtype} with {subject}", "subject": subject.capitalize(),
        "maker": rng.choice(WORKSHOPS) if rng.random() < 0.45 else "", "period": period,
        "year_from": year_from, "year_to": year_to, "materials": materials.capitalize(), "techniques": techniques.capitalize(),
        **_draw_sizes(rng, spec),
        "inscriptions": rng.choice(INSCRIPTIONS) if rng.random() < 0.5 else "",
        "distinguishing_features": (feature + (f"; {second}" if second and second != feature else "")).capitalize() + ".",
        "description": f"{subtype} of {materials}, {techniques}, showing {subject}. {rng.choice(FINISHES)}; {period} work.",
        "inventory_number": f"INV {rng.randint(1880, 2020)}.{rng.randint(1, 999)}" if rng.random() < 0.55 else "",
        "related_material": rng.choice(("", "", "A pair to it is still in place", "Drawings of it in the archive of the region")),
        "origin_place": f"{rng.choice(REGIONS)}, {BUREAUS[origin].country}",
        "cross_references": f"Photograph {rng.randint(100, 9999)}" if rng.random() < 0.3 else "",
        "documented_on": stolen - timedelta(days=rng.randint(30, 5000)) if rng.random() < 0.7 else None,
        "state": ArtState.RECOVERED.value if is_recovered else ArtState.STOLEN.value,
        "theft_country": bureau, "theft_region": rng.choice(REGIONS),
        "theft_place": rng.choice(SETTINGS[circumstance]).format(n=number),
        "stolen_on": stolen, "circumstance": circumstance,
        "recovered_on": recorded + timedelta(days=rng.randint(10, 900)) if is_recovered else None,
        "has_poster_consent": rng.random() < 0.6, "picture_seed": rng.getrandbits(48), "picture_brief": "", "picture_hashes": "",
    }  # fmt: skip
    if values["recovered_on"] and values["recovered_on"] > today:
        values["recovered_on"] = today
    values["search_text"] = fold_search_text(values)
    return values
