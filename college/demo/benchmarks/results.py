"""Collecting figures into bench.json."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured value. `baseline` is what it is compared with, in the same unit, or None."""

    name: str
    value: float
    unit: str
    baseline: float | None = None
    note: str = ""


def store_figures(figures: list[Figure], *, path: Path | None = None) -> Path:
    """Write figures into bench.json, replacing earlier ones of the same name and keeping the rest."""
    target = path or Path(settings.BASE_DIR) / "bench.json"
    known = {row["name"]: row for row in json.loads(target.read_text())} if target.exists() else {}
    known |= {figure.name: asdict(figure) for figure in figures}
    target.write_text(json.dumps(sorted(known.values(), key=lambda row: row["name"]), indent=2) + "\n")
    return target


def name_size(records: int) -> str:
    """How a figure names the size of a world: 1m, 100k."""
    return f"{records // 1_000_000}m" if records >= 1_000_000 else f"{records // 1_000}k"


def percentile(values: list[float], share: float) -> float:
    """The value below which `share` (0 to 1) of the values lie; 0 for none."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else 0.0
