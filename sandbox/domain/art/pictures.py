"""Pictures of records: drawing them, hashing them, and finding those that look like another."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from PIL import Image

from sandbox.domain.art.likeness import (
    LEAST_LIKENESS,
    Asked,
    Hashes,
    Nearest,
    Variant,
    Window,
    compare_closely,
    find_nearest,
    hash_stored,
    read_hashes,
    spell_hashes,
)
from sandbox.domain.art.plates.canvas import Canvas, to_image
from sandbox.domain.art.plates.composition import compose_plate
from sandbox.models import ArtworkRecord, Run, World

CHUNK = 200


class Pictured(Protocol):
    """What a picture is drawn from."""

    @property
    def kind(self) -> str: ...
    @property
    def subtype(self) -> str: ...
    @property
    def subject(self) -> str: ...
    @property
    def materials(self) -> str: ...
    @property
    def picture_seed(self) -> int: ...
    @property
    def picture_brief(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Alike:
    """A record whose picture looks like the asked one, with the reasons."""

    record: ArtworkRecord
    per_cent: int
    distance: int
    window: Window
    variant: Variant


def draw_record(record: Pictured) -> Canvas:
    if record.picture_brief:
        kind, subtype, subject, materials = record.picture_brief.split("|")
        return compose_plate(kind, subtype, subject, materials, record.picture_seed)
    return compose_plate(record.kind, record.subtype, record.subject, record.materials, record.picture_seed)


def hash_record(record: Pictured) -> str:
    """The hashes of a record's picture, spelled for the database."""
    return spell_hashes(hash_stored(to_image(draw_record(record), 256)))


def index_pictures(*, world: World, report: Callable[[int, int], None] | None = None) -> int:
    """Draw and hash every picture of a world that has no hashes yet; how many that were.

    Goes on where an earlier call stopped. About 6 ms a picture. `report` is told how many are done of how many.
    """
    waiting = ArtworkRecord.objects.filter(world=world, picture_hashes="").order_by("pk")
    total, done = waiting.count(), 0
    while rows := list(waiting[:CHUNK]):
        for row in rows:
            row.picture_hashes = hash_record(row)
        ArtworkRecord.objects.bulk_update(rows, ["picture_hashes"])
        done += len(rows)
        if report is not None:
            report(done, total)
    return done


# One world's hashes, kept by the process: a base world is read-only, and the count tells when more were indexed.
_kept: dict[int, tuple[int, list[int], Hashes]] = {}
_MAX_KEPT = 4


def _load_world(world_id: int) -> tuple[list[int], Hashes]:
    indexed = ArtworkRecord.objects.filter(world_id=world_id).exclude(picture_hashes="")
    count = indexed.count()
    found = _kept.get(world_id)
    if found is None or found[0] != count:
        rows = list(indexed.order_by("pk").values_list("pk", "picture_hashes"))
        found = (count, [pk for pk, _hashes in rows], read_hashes([hashes for _pk, hashes in rows]))
        if len(_kept) >= _MAX_KEPT:
            _kept.clear()
        _kept[world_id] = found
    return found[1], found[2]


def find_alike(*, run: Run, asked: Asked, bureau: str, limit: int) -> list[Alike]:
    """Records of the base world and of the run's overlay whose picture looks like the asked one, the most alike first.

    Records that are hidden from the bureau are left out. Nothing is written.
    """
    own = list(ArtworkRecord.objects.filter(run=run).exclude(picture_hashes="").order_by("pk"))
    near: dict[int, Nearest] = {}
    if own:
        near |= {own[n.row].pk: n for n in find_nearest(read_hashes([r.picture_hashes for r in own]), asked, limit=10)}
    if run.world_id is not None:
        keys, hashes = _load_world(run.world_id)
        near |= {keys[n.row]: n for n in find_nearest(hashes, asked)}
    records = ArtworkRecord.objects.filter(pk__in=near)
    found = [_look(record, near[record.pk], asked) for record in records if bureau not in record.hidden_from.split()]
    good = [alike for alike in found if alike.per_cent >= LEAST_LIKENESS]
    return sorted(good, key=lambda alike: (-alike.per_cent, alike.record.reference))[:limit]


def _look(record: ArtworkRecord, near: Nearest, asked: Asked) -> Alike:
    picture: Image.Image = to_image(draw_record(record), 128)
    per_cent, window = compare_closely(picture, asked, near.variant)
    return Alike(record, per_cent, near.distance, window, near.variant)


def describe_alike(alike: Alike) -> dict[str, Any]:
    """The reasons of a candidate as plain data, for the log."""
    return {
        "per_cent": alike.per_cent, "distance": alike.distance, "is_mirrored": alike.variant.is_mirrored,
        "degrees": alike.variant.degrees, "side": round(100 * alike.window[2]),
    }  # fmt: skip
