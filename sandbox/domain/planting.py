"""What the registers hold on the things and people of a run's world, as records of its overlay."""

from collections import defaultdict

from sandbox.domain.art.pictures import hash_record
from sandbox.domain.things_in_play import build_record
from sandbox.domain.worlds import RunWorld
from sandbox.models import ArtworkRecord, Run
from sandbox.models.record import RegisterRecord


def plant_things(run: Run, world: RunWorld) -> None:
    """Write the planted records on vehicles, firearms, works of art and individuals into the run's overlay, a register at a time."""
    records: dict[type[RegisterRecord], list[RegisterRecord]] = defaultdict(list)
    for planted in world.records.values():
        if planted.kind:
            record = build_record(planted.kind, reference=planted.reference, values=planted.values)
            record.run = run
            if isinstance(record, ArtworkRecord):  # found by a picture too
                record.picture_hashes = hash_record(record)
            records[type(record)].append(record)
    for model, rows in records.items():
        model._default_manager.bulk_create(rows)
