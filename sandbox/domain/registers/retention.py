"""How long records are kept: as data, register by register; and what is done when their time is up."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction

from sandbox.domain.registers.declaration import REGISTERS, Register
from sandbox.domain.writing import recall_world
from sandbox.models import RecordTombstone, Run

WARNING = timedelta(days=183)
# Profiles and prints of unknown persons are kept longer than those of known ones.
UNKNOWN_YEARS = 15


def add_years(day: date, years: int) -> date:
    """The same day so many years on; 28 February for a 29th that the year has not."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def compute_years(register: Register, values: dict[str, Any]) -> int:
    """Years of retention of one record. `SANDBOX_RETENTION_YEARS` in the settings overrides the table by a register's key."""
    configured = getattr(settings, "SANDBOX_RETENTION_YEARS", {}).get(register.key)
    if configured is not None:
        return int(configured)
    return UNKNOWN_YEARS if values.get("category") in {"scene", "body"} else register.years


def is_near_review(review_on: date, today: date) -> bool:
    return today < review_on <= today + WARNING


@dataclass(frozen=True, slots=True)
class Purged:
    """One overlay record whose time is up, or nearly."""

    register: str
    reference: str
    owner_bureau: str
    review_on: date
    is_expired: bool


def purge_registers(*, is_dry_run: bool) -> Iterator[Purged]:
    """Expire the overlay records whose review date has passed in their run's world, and name those that are near it.

    Side effects without `is_dry_run`: expired records go, a tombstone of each stays; audit rows are not touched. Base worlds are
    read-only: their records expire by their date when they are asked for. Safe to repeat.
    """
    for run in Run.objects.select_related("version").order_by("started_at").iterator():
        today = recall_world(run)[1].today
        for register in REGISTERS.values():
            due = register.model._default_manager.filter(run=run, review_on__lte=today + WARNING).order_by("reference")
            for record in due:
                is_expired = record.review_on <= today
                if is_expired and not is_dry_run:
                    _expire(run, register, record)
                yield Purged(register.key, record.reference, record.owner_bureau, record.review_on, is_expired)


@transaction.atomic
def _expire(run: Run, register: Register, record: Any) -> None:
    RecordTombstone.objects.get_or_create(
        run_key=run.pk, register=register.database, reference=record.reference,
        defaults={"owner_bureau": record.owner_bureau, "reason": "expired"},
    )  # fmt: skip
    record.delete()
