"""What the simulated world owes the trainee: scripted answers, injects, the reviewer's decisions. Pure.

Nothing that is owed is stored: it follows from the log, so that a crash loses none and a replay repeats all.
"""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any

from sandbox.domain.definitions import Definition, Inject, Script
from sandbox.domain.desk import fold_events
from sandbox.domain.due import Due
from sandbox.domain.invention import derive_random
from sandbox.domain.matching import LoggedEvent
from sandbox.domain.review import review_notice
from sandbox.domain.trace_answers import list_trace_answers
from sandbox.domain.worlds import RunWorld
from sandbox.enums import EventKind, Handling, NoticeState, Priority, Purpose


def list_due(definition: Definition, world: RunWorld, events: Sequence[LoggedEvent]) -> list[Due]:
    """All that is owed after these events, the earliest first."""
    due = [*_list_answers(definition, world, events), *_list_injects(definition, world, events)]
    due += [*_list_reviews(definition, world, events), *list_trace_answers(world, events)]
    return sorted(due, key=lambda item: item.at)


def _pick_text(world: RunWorld, script: Script | Inject) -> str:
    rng = derive_random(world.seed, f"text:{script.key}")
    return world.fill(rng.choice(script.texts))


def _fits(script: Script, world: RunWorld, payload: dict[str, Any]) -> bool:
    if script.bureau and world.fill(script.bureau) != payload["to"]:
        return False
    if script.purpose and script.purpose != payload["purpose"]:
        return False
    return not script.record or world.records[script.record].reference in payload["records"]


def _list_answers(definition: Definition, world: RunWorld, events: Sequence[LoggedEvent]) -> Iterator[Due]:
    answered = {e.payload.get("caused_by") for e in events if e.kind == EventKind.MESSAGE_RECEIVED}
    for event in events:
        if event.kind != EventKind.MESSAGE_SENT or event.sequence in answered:
            continue
        payload = dict(event.payload)
        script = next((s for s in definition.source.scripts if _fits(s, world, payload)), None)
        if script is None:
            continue
        delay = script.delay_seconds
        if payload["priority"] == Priority.ROUTINE and script.routine_delay_seconds is not None:
            delay = script.routine_delay_seconds
        yield Due(
            event.at + timedelta(seconds=delay), EventKind.MESSAGE_RECEIVED,
            {
                "from": payload["to"], "subject": f"Re: {payload['subject']}"[:120],
                "case_reference": payload["case_reference"], "priority": payload["priority"],
                "handling": payload["handling"], "purpose": Purpose.REPLY.value, "body": _pick_text(world, script),
                "records": [world.records[script.record].reference] if script.record else [],
                "verdict": script.verdict, "script": script.key, "caused_by": event.sequence,
            },
        )  # fmt: skip


def _list_injects(definition: Definition, world: RunWorld, events: Sequence[LoggedEvent]) -> Iterator[Due]:
    fired = {e.payload.get("inject") for e in events if e.kind == EventKind.MESSAGE_RECEIVED}
    for inject in definition.source.injects:
        cause = next((event for event in events if inject.when.fits(event)), None)
        if cause is None or inject.key in fired:
            continue
        yield Due(
            cause.at + timedelta(seconds=inject.delay_seconds), EventKind.MESSAGE_RECEIVED,
            {
                "from": world.fill(inject.bureau), "subject": world.fill(inject.subject), "case_reference": "",
                "priority": Priority.ROUTINE.value, "handling": Handling.RESTRICTED.value,
                "purpose": inject.purpose.value, "body": _pick_text(world, inject), "records": [],
                "inject": inject.key,
            },
        )  # fmt: skip


def _list_reviews(definition: Definition, world: RunWorld, events: Sequence[LoggedEvent]) -> Iterator[Due]:
    if definition.source.notices is None:
        return
    review = definition.source.notices.review
    for notice in fold_events(events).notices.values():
        if notice.state == NoticeState.SUBMITTED:
            yield Due(notice.at, EventKind.NOTICE_SCREENED, {"notice": notice.number})
        if notice.state == NoticeState.SCREENING:
            finding = review_notice(review, world, notice.fields, round_number=notice.rounds)
            payload: dict[str, Any] = {"notice": notice.number, "questions": list(finding.questions)}
            if finding.kind == EventKind.NOTICE_PUBLISHED:
                payload["reference"] = f"TR-{notice.type_key[:2].upper()}-{world.case_reference[-5:]}-{notice.number}"
            if finding.reason:
                payload["reason"] = finding.reason
            yield Due(notice.at + timedelta(seconds=review.delay_seconds), finding.kind, payload)
