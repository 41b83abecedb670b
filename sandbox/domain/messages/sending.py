"""What a trainee does with mail: send, reply, forward, repeat, recall, read, acknowledge. Nothing leaves the sandbox."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from college.core.errors import CollegeError
from sandbox.domain.geography import name_bureau
from sandbox.domain.messages.attachments import freeze_attachment
from sandbox.domain.messages.clocks import DEFAULT_SETTINGS, compute_deadline, find_next_number, read_clock
from sandbox.domain.messages.handling import check_addressees, check_forwarding, check_officer
from sandbox.domain.messages.letters import Message
from sandbox.domain.text import refuse_real_data
from sandbox.domain.writing import RunWriter, write_run
from sandbox.enums import EventKind, Purpose, Tool
from sandbox.models import MessageDraft, Run, RunEvent

# What a bureau may say about its record when it is asked.
ANSWERS = ("confirmed", "recovered", "not_ours", "later")


@dataclass(frozen=True, slots=True)
class Extras:
    """What a message may have besides the least. `in_reply_to`, `forwards`, `repeats` and `recalls` are sequences of messages."""

    also_to: tuple[str, ...] = ()
    broadcast_reason: str = ""
    officer: str = ""
    deadline_minutes: int | None = None
    in_reply_to: int | None = None
    forwards: int | None = None
    repeats: int | None = None
    recalls: int | None = None
    answer: str = ""
    attachments: tuple[str, ...] = ()
    note_title: str = ""
    note: str = ""
    consent: dict[str, Any] = field(default_factory=dict)


NO_EXTRAS = Extras()


def send_message(
    *, run: Run, to: str, subject: str, case_reference: str, priority: str, handling: str, purpose: str, body: str,
    records: list[str], extras: Extras = NO_EXTRAS, key: UUID | None = None, now: datetime | None = None,
) -> RunEvent:  # fmt: skip
    """Send a message to another bureau of the run's world, or to several.

    Side effects: one event a form; its draft is gone; the bureaus' answers at once or later. Raises CollegeError (no_such_bureau,
    broadcast, officer_missing, no_such_record, no_such_attachment, no_such_message, reply_elsewhere, answer_missing, third_party,
    too_early, real_data) and Conflict.
    """
    with write_run(run=run, tool=Tool.MESSAGES, now=now) as writer:
        if repeated := writer.find(key):
            return repeated
        desk = writer.desk
        addressees = list(dict.fromkeys([to, *extras.also_to]))
        check_addressees(
            addressees,
            own_bureau=writer.definition.source.role.bureau,
            broadcast_reason=extras.broadcast_reason,
            parties=writer.world.parties,
        )
        check_officer(handling=handling, officer=extras.officer)
        unknown = sorted(set(records) - set(desk.opened_records) - {r for m in desk.received for r in m.records})
        if unknown:
            raise CollegeError(
                "no_such_record",
                _("You can only cite records that you have opened: %(records)s is not one.") % {"records": unknown[0]},
            )
        _refuse_real_data(writer, subject, body, case_reference, extras)
        payload: dict[str, Any] = {
            "to": to, "subject": subject, "case_reference": case_reference, "priority": priority, "handling": handling,
            "purpose": purpose, "body": body, "records": list(dict.fromkeys(records)),
        }  # fmt: skip
        payload |= _add_extras(writer, payload, addressees, extras)
        event = writer.append(EventKind.MESSAGE_SENT, payload, key=key)
        if key is not None:
            MessageDraft.objects.filter(run=writer.run, key=key).delete()
        return event


def _refuse_real_data(writer: RunWriter, subject: str, body: str, case_reference: str, extras: Extras) -> None:
    """Numbers of records that the trainee opened are part of this world; whatever else looks real is refused."""
    opened = {v for record in writer.desk.opened_records.values() for v in record.values() if isinstance(v, str)}
    texts = (subject, body, case_reference, extras.note_title, extras.note, extras.officer, extras.broadcast_reason)
    refuse_real_data(*texts, known=writer.world.identifiers | opened)


def _add_extras(writer: RunWriter, payload: dict[str, Any], addressees: list[str], extras: Extras) -> dict[str, Any]:
    """Thread, clock, attachments and the rest, each after its rule."""
    desk, at = writer.desk, writer.now
    added: dict[str, Any] = {
        "also_to": addressees[1:], "thread": writer.run.event_count + 1, "request_number": 0, "deadline_at": "",
        "refs": [ref for ref in (payload["case_reference"], *payload["records"]) if ref],
        "attachments": [freeze_attachment(token, desk, writer.events) for token in dict.fromkeys(extras.attachments)],
    }  # fmt: skip
    if extras.note.strip():
        title = extras.note_title.strip() or _("Note")
        added["attachments"].append({"kind": "note", "title": title, "text": extras.note})
    for name in ("officer", "broadcast_reason"):
        if value := getattr(extras, name).strip():
            added[name] = value
    if extras.consent:
        added["consent"] = dict(extras.consent)
    if payload["purpose"] == Purpose.HIT_CONFIRMATION:
        settings = writer.definition.source.mail or DEFAULT_SETTINGS
        added["request_number"] = 1
        added["deadline_at"] = compute_deadline(settings, priority=payload["priority"], at=at).isoformat()
    elif extras.deadline_minutes and not extras.answer:
        added["deadline_at"] = (at + timedelta(minutes=extras.deadline_minutes)).isoformat()
    if (sequence := extras.in_reply_to or extras.repeats or extras.recalls) is not None:
        parent = _get_message(writer, sequence)
        added |= {"thread": parent.thread, "in_reply_to": parent.sequence}
        added |= _join_thread(writer, parent, payload["purpose"], addressees, extras)
    if extras.forwards is not None:
        original = _get_message(writer, extras.forwards)
        check_forwarding(desk.messages, original, addressees=addressees)
        added["forwards"] = original.sequence
        added["attachments"] = [_freeze_message(original), *original.attachments, *added["attachments"]]
    return added


def _get_message(writer: RunWriter, sequence: int) -> Message:
    message = writer.desk.get_message(sequence)
    if message is None:
        raise CollegeError(
            "no_such_message", _("There is no such message on your desk. Choose it again from your mail.")
        )
    return message


def _join_thread(
    writer: RunWriter, parent: Message, purpose: str, addressees: list[str], extras: Extras
) -> dict[str, Any]:
    """The rules of replying, repeating and recalling, and what each adds."""
    if parent.is_incoming and addressees != [parent.bureau]:
        raise CollegeError(
            "reply_elsewhere",
            _("A reply goes to %(bureau)s, who wrote, and to nobody else. To pass a message on, forward it.")
            % {"bureau": name_bureau(parent.bureau)},
        )
    if extras.repeats is not None:
        return {"request_number": _count_request(writer, parent)}
    if extras.recalls is not None:
        if parent.is_incoming or sorted(addressees) != sorted(parent.addressees):
            raise CollegeError("recall_elsewhere", _("A message is recalled by its sender, from all to whom it went."))
        return {"recalls": parent.sequence}
    return _read_answer(writer, parent, extras) if purpose == Purpose.REPLY else {}


def _read_answer(writer: RunWriter, parent: Message, extras: Extras) -> dict[str, Any]:
    if not (parent.is_incoming and parent.is_confirmation_request):
        return {}
    if extras.answer not in ANSWERS or (extras.answer == "later" and not extras.deadline_minutes):
        raise CollegeError(
            "answer_missing",
            _(
                "This is a request for confirmation. Say whether your bureau confirms its record, or give a time by which it will."
            ),
        )
    if extras.answer != "later":
        return {"answer": extras.answer}
    at = writer.now + timedelta(minutes=extras.deadline_minutes or 0)
    return {"answer": "later", "answer_at": at.isoformat(), "deadline_at": ""}


def _count_request(writer: RunWriter, parent: Message) -> int:
    number = find_next_number(writer.desk.messages, parent, now=writer.now)
    if number is not None:
        return number
    clock = read_clock(writer.desk.messages, parent, now=writer.now)
    if clock is not None and clock.is_open and writer.now <= clock.deadline_at:
        raise CollegeError("too_early", _("The time of your request has not passed yet: wait for the answer."))
    raise CollegeError("no_repeat", _("This request is answered, or was made three times already. It is not repeated."))


def _freeze_message(message: Message) -> dict[str, Any]:
    return {
        "kind": "message", "title": message.subject, "text": message.body, "language": message.language,
        "values": {
            "from": name_bureau(message.bureau) if message.is_incoming else _("Our own message"),
            "at": f"{message.at:%Y-%m-%d %H:%M:%S} UTC", "case_reference": message.case_reference,
        },
    }  # fmt: skip


def mark_read(*, run: Run, sequence: int, key: UUID | None = None, now: datetime | None = None) -> RunEvent | None:
    """Log that a message was read, and with it what is unread above it in its thread: they stand on one page. Once a message.

    None where nothing was unread. Raises CollegeError (no_such_message) and Conflict.
    """
    with write_run(run=run, tool=Tool.MESSAGES, now=now) as writer:
        if repeated := writer.find(key):
            return repeated
        thread = _get_message(writer, sequence).thread
        unread = [m.sequence for m in writer.desk.unread if m.thread == thread and m.sequence <= sequence]
        events = [
            writer.append(EventKind.MESSAGE_READ, {"message": number}, key=None if place else key)
            for place, number in enumerate(unread)
        ]
        return events[0] if events else None


def acknowledge_message(
    *, run: Run, sequence: int, key: UUID | None = None, now: datetime | None = None
) -> RunEvent | None:
    """Tell the sender that a message has arrived and is understood; it answers nothing. Once a message.

    Raises CollegeError (no_such_message, own_message) and Conflict.
    """
    with write_run(run=run, tool=Tool.MESSAGES, now=now) as writer:
        if repeated := writer.find(key):
            return repeated
        message = _get_message(writer, sequence)
        if not message.is_incoming:
            raise CollegeError("own_message", _("Only what others sent to you can be acknowledged."))
        if message.acknowledged_at is not None:
            return None
        return writer.append(EventKind.MESSAGE_ACKNOWLEDGED, {"message": sequence}, key=key)
