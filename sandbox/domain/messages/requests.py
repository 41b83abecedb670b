"""Requests for confirmation that other bureaus send to ours, and their second and third. Pure."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from sandbox.domain.definitions import Definition, Inject
from sandbox.domain.geography import name_bureau
from sandbox.domain.invention import derive_random
from sandbox.domain.messages.clocks import DEFAULT_SETTINGS, MAX_REQUESTS, compute_deadline, read_clock
from sandbox.domain.messages.letters import Message, list_chain
from sandbox.domain.messages.texts import find_language, write_text
from sandbox.domain.worlds import RunWorld
from sandbox.enums import Purpose


def compose_inject(definition: Definition, world: RunWorld, inject: Inject, *, at: datetime) -> dict[str, Any]:
    """The payload of a message that arrives unasked. Without a text of its own, a request is worded by its bureau."""
    bureau = world.fill(inject.bureau)
    records = [world.records[inject.record].reference] if inject.record else []
    payload: dict[str, Any] = {
        "from": bureau, "subject": world.fill(inject.subject), "case_reference": "", "priority": inject.priority.value,
        "handling": inject.handling.value, "purpose": inject.purpose.value, "body": "", "records": records,
        "inject": inject.key,
    }  # fmt: skip
    if inject.purpose == Purpose.HIT_CONFIRMATION:
        settings = definition.source.mail or DEFAULT_SETTINGS
        deadline = compute_deadline(settings, priority=inject.priority, at=at)
        reference = f"TR-{bureau}-{derive_random(world.seed, f'mail:inject:{inject.key}').randrange(16**5):05X}"
        payload |= {"deadline_at": deadline.isoformat(), "request_number": 1, "sender_reference": reference}
    if inject.texts:
        payload["body"] = world.fill(derive_random(world.seed, f"text:{inject.key}").choice(inject.texts))
        return payload
    return payload | _word_request(world, payload, number=1)


def _word_request(world: RunWorld, payload: dict[str, Any], *, number: int) -> dict[str, Any]:
    """Text, language and gist of a request in the words of its bureau."""
    bureau, language = payload["from"], find_language(payload["from"])
    values = {
        "record": ", ".join(payload["records"]) or "–", "theirs": payload["sender_reference"], "bureau": name_bureau(bureau),
        "time": f"{datetime.fromisoformat(payload['deadline_at']):%H:%M}",
    }  # fmt: skip
    key = f"request_{number}"
    rng = derive_random(world.seed, f"mail:request:{payload['sender_reference']}:{number}")
    return {"body": write_text(key, language=language, rng=rng, values=values), "language": language, "gist": key}


def list_follow_ups(
    definition: Definition, world: RunWorld, messages: Sequence[Message]
) -> Iterator[tuple[datetime, dict[str, Any]]]:
    """The next request of each bureau that we have not answered: when it is due, and what it says."""
    settings = definition.source.mail or DEFAULT_SETTINGS
    for message in messages:
        if not (message.is_incoming and message.is_confirmation_request and message.request_number):
            continue
        clock = read_clock(messages, message, now=message.at)
        number = message.request_number + 1
        if (
            clock is None
            or not clock.is_open
            or number > MAX_REQUESTS
            or list_chain(messages, message)[-1].sequence != message.sequence
        ):
            continue
        at = clock.deadline_at + timedelta(seconds=1)
        payload: dict[str, Any] = {
            "from": message.bureau, "subject": message.subject, "case_reference": message.case_reference,
            "priority": message.priority, "handling": message.handling, "purpose": message.purpose, "records": message.records,
            "thread": message.thread, "follows": message.sequence, "request_number": number,
            "sender_reference": message.sender_reference,
            "deadline_at": compute_deadline(settings, priority=message.priority, at=at).isoformat(),
        }  # fmt: skip
        yield at, payload | _word_request(world, payload, number=number)
