"""Building the base world: a deterministic register of synthetic travel documents."""

import hashlib
import json
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.db import transaction

from college.core.domain.audit import record_audit
from sandbox.domain.geography import BUREAUS
from sandbox.domain.invention import derive_random, fold_number, invent_document_number
from sandbox.enums import DocumentType, FraudType
from sandbox.models import TravelDocumentRecord, World

CHUNK = 1000
ORIGIN = date(2027, 1, 1)
# O and I are left out: a planted number, whose second character is O, can never read like one of these.
SECOND_LETTERS = "ABCDEFGHJKLMNP"


def generate_chunk(seed: str, index: int, size: int) -> list[dict[str, Any]]:
    """The documents of one chunk. Chunks are drawn apart, so that a broken build goes on where it stopped."""
    rng = derive_random(seed, f"documents:{index}")
    rows = []
    for place in range(index * CHUNK, min((index + 1) * CHUNK, size)):
        bureau = rng.choice(list(BUREAUS.values()))
        recorded = ORIGIN - timedelta(days=rng.randint(1, 3500))
        issued = recorded - timedelta(days=rng.randint(1, 2500))
        fraud_type = rng.choices(FraudType.values, weights=(8, 50, 32, 10))[0]
        rows.append(
            {
                "reference": f"TD-{bureau.code}-{place:07d}",
                "number": invent_document_number(rng, bureau, second=rng.choice(SECOND_LETTERS)),
                "country": bureau.code,
                "document_type": rng.choices(DocumentType.values, weights=(70, 20, 6, 4))[0],
                "fraud_type": fraud_type,
                "owner_bureau": bureau.code,
                "issued_on": None if fraud_type == FraudType.STOLEN_BLANK else issued,
                "expires_on": None if fraud_type == FraudType.STOLEN_BLANK else issued + timedelta(days=3652),
                "lost_on": recorded - timedelta(days=rng.randint(0, 30)),
                "recorded_on": recorded,
                "review_on": recorded + timedelta(days=3652),
                "national_reference": f"TR-{bureau.code}-{rng.randrange(16**6):06X}",
            }
        )
    return rows


def _digest(previous: str, rows: list[dict[str, Any]]) -> str:
    return hashlib.sha256((previous + json.dumps(rows, sort_keys=True, default=str)).encode()).hexdigest()


def build_base_world(*, seed: str, size: int, report: Callable[[int, int], None] | None = None) -> tuple[World, bool]:
    """The base world of this seed and size, built where it is missing, and made the current one; and whether anything was written.

    Goes on where an earlier build stopped; each chunk is its own transaction. Equal seeds and sizes give equal digests on any database.
    Runs that began in another world stay there. `report` is told how many documents are stored.
    """
    world, _is_new = World.objects.get_or_create(seed=seed, size=size)
    was_complete = world.built == size and world.is_current
    digest = ""
    for index in range(-(-size // CHUNK)):
        rows = generate_chunk(seed, index, size)
        digest = _digest(digest, rows)
        end = min((index + 1) * CHUNK, size)
        if world.built < end:
            _store_chunk(world, rows, end)
            if report is not None:
                report(end, size)
    if not was_complete:
        _make_current(world, digest)
    return world, not was_complete


@transaction.atomic
def _store_chunk(world: World, rows: list[dict[str, Any]], end: int) -> None:
    locked = World.objects.select_for_update().get(pk=world.pk)
    if locked.built < end:
        TravelDocumentRecord.objects.bulk_create(
            [TravelDocumentRecord(world=world, folded_number=fold_number(row["number"]), **row) for row in rows],
            batch_size=500,
        )
        locked.built = end
        locked.save(update_fields=["built"])
    world.built = locked.built


@transaction.atomic
def _make_current(world: World, digest: str) -> None:
    World.objects.filter(is_current=True).exclude(pk=world.pk).update(is_current=False)
    world.digest, world.is_current = digest, True
    world.save(update_fields=["digest", "is_current"])
    record_audit(
        actor=None, verb="world.built", subject=world, chain="sandbox", data={"size": world.size, "digest": digest}
    )
