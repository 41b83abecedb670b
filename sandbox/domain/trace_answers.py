"""What the country of manufacture answers to a trace request. Pure: it follows from the run's seed and the log."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from sandbox.domain.due import Due
from sandbox.domain.geography import BUREAUS
from sandbox.domain.invention import derive_random
from sandbox.domain.matching import LoggedEvent
from sandbox.domain.worlds import RunWorld
from sandbox.enums import EventKind

DELAY = timedelta(seconds=90)


def list_trace_answers(world: RunWorld, events: Sequence[LoggedEvent]) -> Iterator[Due]:
    """One answer a request: made there, exported to a country of this world, or not in the maker's books."""
    answered = {e.payload["caused_by"] for e in events if e.kind == EventKind.TRACE_ANSWERED}
    for event in events:
        if event.kind != EventKind.TRACE_REQUESTED or event.sequence in answered:
            continue
        rng = derive_random(world.seed, f"trace:{event.payload['reference']}")
        status = rng.choice(("exported", "exported", "sold_at_home", "not_in_books"))
        importer = rng.choice([code for code in BUREAUS if code != event.payload["to"]])
        payload = {
            "caused_by": event.sequence, "from": event.payload["to"], "reference": event.payload["reference"], "status": status,
            "country": importer if status == "exported" else "", "year": world.today.year - rng.randint(3, 15),
        }  # fmt: skip
        yield Due(event.at + DELAY, EventKind.TRACE_ANSWERED, payload)
