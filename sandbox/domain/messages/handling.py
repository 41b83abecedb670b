"""Who may read a message, and to whom it may go. Pure.

Modelled on INTERPOL's Rules on the Processing of Data: the source decides on further use (restrictions and conditions,
arts 57–59), and the content of messages between bureaus is closed to the General Secretariat without authorisation (art. 22(6), 2024).
"""

from collections.abc import Iterable, Sequence
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from college.core.errors import CollegeError
from sandbox.domain.geography import BUREAUS, name_bureau
from sandbox.domain.matching import LoggedEvent
from sandbox.domain.messages.letters import SECRETARIAT_CODE, Message
from sandbox.enums import EventKind, Handling

# Writing to as many bureaus as this at once is a broadcast, and must be reasoned.
BROADCAST_FROM = 4
MAIL_KINDS = frozenset(
    {EventKind.MESSAGE_SENT, EventKind.MESSAGE_RECEIVED, EventKind.MESSAGE_READ, EventKind.MESSAGE_ACKNOWLEDGED}
)


class Reader(StrEnum):
    """In whose seat the mail is read: the trainee's bureau, or the Secretariat (also an instructor who plays its reviewer)."""

    BUREAU = "bureau"
    SECRETARIAT = "secretariat"


def may_read(message: Message, *, reader: Reader) -> bool:
    """The bureau reads all of its mail. The Secretariat reads what it wrote or was addressed by, and nothing between bureaus."""
    return reader == Reader.BUREAU or SECRETARIAT_CODE in message.addressees


def list_readable(messages: Iterable[Message], *, reader: Reader) -> list[Message]:
    return [message for message in messages if may_read(message, reader=reader)]


def withhold_mail(events: Iterable[LoggedEvent], *, reader: Reader) -> list[LoggedEvent]:
    """The log without the mail that this reader may not see: its text, its subject and that it exists."""
    if reader == Reader.BUREAU:
        return list(events)
    kept: list[LoggedEvent] = []
    readable: set[int] = set()
    for event in events:
        if event.kind not in MAIL_KINDS:
            kept.append(event)
            continue
        payload = event.payload
        if "message" in payload:
            is_theirs = payload["message"] in readable
        else:
            is_theirs = SECRETARIAT_CODE in (payload.get("to"), payload.get("from"), *payload.get("also_to", ()))
        if is_theirs:
            readable.add(event.sequence)
            kept.append(event)
    return kept


def check_addressees(
    addressees: Sequence[str], *, own_bureau: str, broadcast_reason: str, parties: Sequence[str] = ()
) -> None:
    """Bureaus, the Secretariat, and parties of the case. Raises CollegeError (no_such_bureau, broadcast)."""
    known = {*BUREAUS, SECRETARIAT_CODE, *parties} - {own_bureau}
    if not addressees or any(code not in known for code in addressees):
        raise CollegeError("no_such_bureau", _("Choose another bureau to write to."))
    count = len(set(addressees))
    if count >= BROADCAST_FROM and len(broadcast_reason.split()) < 3:
        raise CollegeError(
            "broadcast",
            ngettext(
                "This would go to %(count)d bureau. Say in a few words why it needs it, or choose fewer: write to those who can act.",
                "This would go to %(count)d bureaus. Say in a few words why each of them needs it, or choose fewer: write to those who can act.",
                count,
            )
            % {"count": count},
        )


def check_officer(*, handling: str, officer: str) -> None:
    """Raises CollegeError (officer_missing): what is confidential goes to somebody, not to an office."""
    if handling == Handling.CONFIDENTIAL and not officer.strip():
        raise CollegeError(
            "officer_missing",
            _("A confidential message is for named officers only. Name the officer or post that may open it."),
        )


def has_consent(messages: Iterable[Message], message: Message, *, to: str) -> bool:
    """The sender of this message has agreed that it may go to that bureau."""
    return any(
        other.is_incoming and other.bureau == message.bureau and other.consent.get("given") is True
        and other.consent.get("message") == message.sequence and other.consent.get("to") == to
        for other in messages
    )  # fmt: skip


def check_forwarding(messages: Sequence[Message], message: Message, *, addressees: Sequence[str]) -> None:
    """Raises CollegeError (third_party): what was given to us in confidence goes to nobody else without the giver's consent."""
    if not message.is_incoming or message.handling == Handling.OPEN:
        return
    for code in addressees:
        if code != message.bureau and not has_consent(messages, message, to=code):
            raise CollegeError(
                "third_party",
                _("“%(subject)s” is %(handling)s by %(sender)s. It may not go to %(other)s without the sender’s consent: ask for it first.")
                % {
                    "subject": message.subject, "handling": _("restricted") if message.handling == Handling.RESTRICTED else _("kept confidential"),
                    "sender": name_bureau(message.bureau), "other": name_bureau(code),
                },
            )  # fmt: skip
