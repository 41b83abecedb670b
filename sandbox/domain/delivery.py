"""What the simulated world owes the trainee: scripted answers, injects, the reviewer's decisions. Pure.

Nothing that is owed is stored: it follows from the log, so that a crash loses none and a replay repeats all.
"""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any

from sandbox.domain.definitions import Definition, Script
from sandbox.domain.desk import Desk, fold_events
from sandbox.domain.due import Due
from sandbox.domain.invention import derive_random
from sandbox.domain.matching import LoggedEvent, fill_matcher
from sandbox.domain.messages.correspondent import Correspondence, compose_answer, list_letters
from sandbox.domain.messages.letters import SECRETARIAT_CODE, Message
from sandbox.domain.messages.requests import compose_inject, list_follow_ups
from sandbox.domain.notice_catalogue import NOTICE_TYPES
from sandbox.domain.notice_record import FIRST_ON_FILE
from sandbox.domain.notice_states import ReviewerSeat, add_months, find_expiry, make_diffusion_reference, make_reference
from sandbox.domain.pauses import add_running_time, list_pauses
from sandbox.domain.review import review_submission
from sandbox.domain.trace_answers import list_trace_answers
from sandbox.domain.worlds import RunWorld
from sandbox.enums import EventKind, NoticeState, Priority, Purpose, RefusalGround


def list_due(definition: Definition, world: RunWorld, events: Sequence[LoggedEvent]) -> list[Due]:
    """All that is owed after these events, the earliest first."""
    desk = fold_events(events)
    due = [*_list_answers(definition, world, desk), *_list_injects(definition, world, events)]
    due += [
        Due(at, EventKind.MESSAGE_RECEIVED, payload)
        for at, payload in list_follow_ups(definition, world, desk.messages)
    ]
    due += [
        *_list_reviews(definition, world, desk),
        *_list_filed(definition, world, events, desk),
        *list_trace_answers(world, events),
    ]
    return sorted(due, key=lambda item: item.at)


def _fits(script: Script, world: RunWorld, message: Message, bureau: str) -> bool:
    if script.bureau and world.fill(script.bureau) != bureau:
        return False
    if bureau == SECRETARIAT_CODE and not script.bureau:
        return False
    if script.purpose and script.purpose != message.purpose:
        return False
    # A script for any purpose speaks to the matter of the exercise, not to the handling of the mail itself.
    if not script.purpose and message.purpose in {Purpose.CONSENT_REQUEST, Purpose.RECALL}:
        return False
    return not script.record or world.records[script.record].reference in message.records


def _list_answers(definition: Definition, world: RunWorld, desk: Desk) -> Iterator[Due]:
    """What each addressee owes for each message: the first script that fits, else what the general correspondent writes."""
    answered = {(m.answers, m.bureau, m.part) for m in desk.received}
    for message in desk.sent:
        for bureau in message.addressees:
            script = next((s for s in definition.source.scripts if _fits(s, world, message, bureau)), None)
            if script is None:
                yield from _list_general(world, desk, message, bureau, answered)
            elif (message.sequence, bureau, 0) not in answered:
                yield _follow_script(world, script, message, bureau)


def _follow_script(world: RunWorld, script: Script, message: Message, bureau: str) -> Due:
    delay = script.delay_seconds
    if message.priority == Priority.ROUTINE and script.routine_delay_seconds is not None:
        delay = script.routine_delay_seconds
    text = world.fill(derive_random(world.seed, f"text:{script.key}").choice(script.texts))
    return Due(
        message.at + timedelta(seconds=delay), EventKind.MESSAGE_RECEIVED,
        {
            "from": bureau, "subject": f"Re: {message.subject}"[:120], "case_reference": message.case_reference,
            "priority": message.priority, "handling": message.handling, "purpose": Purpose.REPLY.value, "body": text,
            "records": [world.records[script.record].reference] if script.record else [],
            "verdict": script.verdict, "script": script.key, "caused_by": message.sequence,
        },
    )  # fmt: skip


def _list_general(
    world: RunWorld, desk: Desk, message: Message, bureau: str, answered: set[tuple[int | None, str, int]]
) -> Iterator[Due]:
    """Only what lay on the desk when the message was sent may count."""
    so_far = [other for other in desk.messages if other.sequence <= message.sequence]
    mail = Correspondence(world, so_far, desk.opened_records)
    for letter in list_letters(mail, message, bureau):
        if (message.sequence, bureau, letter.part) not in answered:
            yield Due(
                message.at + timedelta(seconds=letter.delay), EventKind.MESSAGE_RECEIVED,
                compose_answer(mail, message, bureau, letter),
            )  # fmt: skip


def _list_injects(definition: Definition, world: RunWorld, events: Sequence[LoggedEvent]) -> Iterator[Due]:
    fired = {e.payload.get("inject") for e in events if e.kind == EventKind.MESSAGE_RECEIVED}
    pauses = list_pauses(events)
    for inject in definition.source.injects:
        when = fill_matcher(inject.when, world.fill)
        cause = next((event for event in events if when.fits(event)), None)
        if cause is None or inject.key in fired:
            continue
        at = add_running_time(cause.at, timedelta(seconds=inject.delay_seconds), pauses)
        yield Due(at, EventKind.MESSAGE_RECEIVED, compose_inject(definition, world, inject, at=at))


def _list_reviews(definition: Definition, world: RunWorld, desk: Desk) -> Iterator[Due]:
    """Every notice is registered at once. What follows is the reviewer's, unless an instructor has the seat."""
    if definition.source.notices is None:
        return
    review = definition.source.notices.review
    is_simulated = definition.source.notices.reviewer == ReviewerSeat.SIMULATED
    for notice in desk.notices.values():
        if notice.state == NoticeState.SUBMITTED:
            yield Due(notice.at, EventKind.NOTICE_SCREENED, {"notice": notice.number})
        if notice.state == NoticeState.SCREENING and is_simulated:
            finding = review_submission(review, world, notice)
            payload: dict[str, Any] = {"notice": notice.number, "questions": list(finding.questions)}
            if finding.asked:
                payload["asked"] = [query.as_payload() for query in finding.asked]
            if finding.kind == EventKind.NOTICE_PUBLISHED:
                payload["expires_on"] = find_expiry(NOTICE_TYPES[notice.type_key], world.today).isoformat()
                payload["reference"] = _refer(notice.type_key, world, notice.number)
            if finding.reason:
                payload |= {"reason": finding.reason, "ground": RefusalGround.OTHER.value}
            yield Due(notice.at + timedelta(seconds=review.delay_seconds), finding.kind, payload)


def _list_filed(definition: Definition, world: RunWorld, events: Sequence[LoggedEvent], desk: Desk) -> Iterator[Due]:
    """Notices of the bureau from before the run, whose terms come to an end, and diffusions that are out."""
    filed = definition.source.notices.on_file if definition.source.notices else ()
    for number, item in enumerate(filed, FIRST_ON_FILE):
        if number in desk.notices or not events:
            continue
        payload = {
            "notice": number, "is_on_file": True, "type": item.type, "questions": [],
            "fields": {spec.key: world.fill(item.fields.get(spec.key, "")) for spec in NOTICE_TYPES[item.type].fields},
            "reference": _refer(item.type, world, number),
            "expires_on": add_months(world.today, item.months_left).isoformat(),
        }  # fmt: skip
        kind = EventKind.NOTICE_PUBLISHED
        if item.sent_to:
            kind, to = EventKind.DIFFUSION_SENT, [world.fill(bureau) for bureau in item.sent_to]
            payload |= {"to": to, "reason": "", "reference": make_diffusion_reference(world.case_reference, number)}
        yield Due(events[0].at + timedelta(seconds=item.delay_seconds), kind, payload)


def _refer(type_key: str, world: RunWorld, number: int) -> str:
    return make_reference(type_key, case_reference=world.case_reference, number=number)
