"""The general correspondent: what a bureau answers where no script of the exercise fits. Pure.

Everything follows from the run's seed and from what stands in the log when the message is sent: a replay repeats it to the letter.
"""

import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sandbox.domain.geography import name_bureau
from sandbox.domain.invention import derive_random
from sandbox.domain.messages.handling import BROADCAST_FROM
from sandbox.domain.messages.letters import SECRETARIAT_CODE, Message, find_message
from sandbox.domain.messages.texts import find_language, read_texts, write_note, write_text
from sandbox.domain.text import find_names
from sandbox.domain.worlds import RunWorld
from sandbox.enums import Handling, Priority, Purpose, Verdict

# Seconds that a bureau takes, lowest and highest.
DELAYS = {Priority.URGENT: (15, 70), Priority.ROUTINE: (40, 160)}
# Of a hundred urgent first requests so many stay without an answer, and so many get a time instead of one.
SILENT, LATE = 10, 12
CONFIRMED, RECOVERED = 60, 82
_BIRTH = re.compile(r"\b(?:19|20)\d\d-\d\d-\d\d\b|\bborn\b|\bdate of birth\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Letter:
    """One answer before it has a time and a form. `part` is 1 for what follows a promised time."""

    key: str
    delay: int
    record: str = ""
    part: int = 0
    values: tuple[tuple[str, str], ...] = ()
    answer_at: datetime | None = None
    consent: tuple[tuple[str, Any], ...] = ()

    @property
    def verdict(self) -> str:
        return self.key if self.key in Verdict.values else ""


@dataclass(frozen=True, slots=True)
class Correspondence:
    """What a bureau may look at when it answers: the world, the mail so far, and the records that were opened."""

    world: RunWorld
    messages: Sequence[Message]
    records: Mapping[str, Mapping[str, Any]]

    def draw(self, label: str) -> random.Random:
        return derive_random(self.world.seed, f"mail:{label}")

    def owner_of(self, reference: str) -> str:
        """The bureau that owns a record, as the register says."""
        record = self.records.get(reference, {})
        return str(record.get("owner_bureau") or record.get("owner") or "")


def list_letters(mail: Correspondence, message: Message, bureau: str) -> list[Letter]:
    """What this bureau writes in answer to the message; nothing where no answer is due."""
    rng = mail.draw(f"{bureau}:{message.sequence}")
    delay = rng.randint(*DELAYS[Priority(message.priority)])
    request = _find_request(mail, message, bureau)
    if request is None:
        return [Letter("thanks", delay)] if _settles(mail, message) else []
    if bureau == SECRETARIAT_CODE:
        return [Letter("secretariat", delay)]
    match request.purpose:
        case Purpose.HIT_CONFIRMATION:
            return _answer_confirmation(mail, request, bureau, rng, delay)
        case Purpose.INFORMATION_REQUEST:
            return [Letter(_answer_information(request, rng), delay)]
        case Purpose.CASE_LINK:
            key = "ask_case" if not request.case_reference else "link" if rng.random() < 0.6 else "no_link"
            return [Letter(key, delay)]
        case Purpose.CONSENT_REQUEST:
            return [_answer_consent(request, rng, delay)]
        case Purpose.RECALL:
            return [Letter("recalled", delay)]
    return [Letter("received", delay)]


def _find_request(mail: Correspondence, message: Message, bureau: str) -> Message | None:
    """The message itself, or for a reply the request of ours that the bureau had asked about, with what the reply adds."""
    if message.purpose != Purpose.REPLY:
        return message
    parent = find_message(mail.messages, message.in_reply_to)
    if parent is None or parent.gist not in {"ask_case", "ask_deadline", "more"} or parent.bureau != bureau:
        return None
    request = find_message(mail.messages, parent.answers)
    earlier = _find_request(mail, request, bureau) if request is not None else None
    if earlier is None:
        return None
    return replace(
        earlier, sequence=message.sequence, case_reference=message.case_reference or earlier.case_reference,
        deadline_at=message.deadline_at or earlier.deadline_at, answer="explained" if parent.gist == "more" else earlier.answer,
        request_number=max(2, earlier.request_number),
    )  # fmt: skip


def _settles(mail: Correspondence, message: Message) -> bool:
    """A reply that answers a request of theirs; a promise of a time does not yet."""
    parent = find_message(mail.messages, message.in_reply_to)
    return parent is not None and parent.is_incoming and parent.is_asking and message.answer != "later"


def _answer_confirmation(
    mail: Correspondence, request: Message, bureau: str, rng: random.Random, delay: int
) -> list[Letter]:
    if not request.records:
        return [Letter("no_record", delay)]
    record = next((r for r in request.records if mail.owner_of(r) == bureau), "")
    if not record:
        owner = name_bureau(mail.owner_of(request.records[0]))
        return [Letter("not_ours", delay, request.records[0], values=(("owner", owner),))]
    if not request.case_reference:
        return [Letter("ask_case", delay, record)]
    # What is true of a record is drawn once: whoever asks again gets the same answer.
    status = mail.draw(f"record:{record}").randrange(100)
    outcome = "confirmed" if status < CONFIRMED or status % 2 else "recovered"
    if status < CONFIRMED or request.answer == "explained":
        key = outcome
    else:
        key = "recovered" if status < RECOVERED else "more"
    chance = rng.randrange(100)
    if request.priority == Priority.URGENT and request.request_number <= 1 and key != "more":
        if chance < SILENT:
            return []
        if chance < SILENT + LATE:
            at = (request.at + timedelta(minutes=rng.choice((4, 5, 6)))).replace(second=0, microsecond=0)
            final = int((at - request.at).total_seconds()) - rng.randint(10, 50)
            return [
                Letter("later", delay, record, values=(("time", f"{at:%H:%M}"),), answer_at=at),
                Letter(key, max(final, delay + 30), record, part=1),
            ]
    return [Letter(key, delay, record)]


def _answer_information(request: Message, rng: random.Random) -> str:
    if not request.case_reference:
        return "ask_case"
    if request.deadline_at is None:
        return "ask_deadline"
    return "information" if rng.random() < 0.6 else "nothing"


def _answer_consent(request: Message, rng: random.Random, delay: int) -> Letter:
    is_given = rng.random() < 0.75
    consent = {**request.consent, "given": is_given}
    other = name_bureau(str(request.consent.get("to", "")))
    key = "consent_given" if is_given else "consent_refused"
    return Letter(key, delay, values=(("other", other),), consent=tuple(consent.items()))


def list_reminders(mail: Correspondence, message: Message) -> tuple[list[str], dict[str, str]]:
    """What a polite correspondent remarks on, and the words for it by key: too much personal data, a code too open, a broadcast."""
    reminders, excess = [], []
    if message.is_confirmation_request:
        text = f"{message.subject}\n{message.body}"
        if find_names(text, _list_people(mail)):
            excess.append("excess_names")
        if _BIRTH.search(text):
            excess.append("excess_births")
        if excess:
            reminders.append("excess")
        if message.handling == Handling.OPEN:
            reminders.append("handling")
    if len(message.addressees) >= BROADCAST_FROM:
        reminders.append("broadcast")
    return reminders, {"what": ",".join(excess), "count": str(len(message.addressees))}


def _list_people(mail: Correspondence) -> list[Mapping[str, str]]:
    """Whoever the trainee may know by name: the cast, and persons in opened records."""
    entries: list[Mapping[str, Any]] = [entity.values for entity in mail.world.entities.values()]
    entries += list(mail.records.values())
    return [
        e for e in entries if all(isinstance(e.get(part), str) and e[part].strip() for part in ("surname", "given_names"))
    ]  # fmt: skip


def compose_answer(mail: Correspondence, message: Message, bureau: str, letter: Letter) -> dict[str, Any]:
    """The payload of the answer, in the bureau's own language."""
    language = find_language(bureau)
    reminders, words = list_reminders(mail, message) if letter.part == 0 and bureau != SECRETARIAT_CODE else ([], {})
    texts = read_texts(language)
    joint = "، " if language == "ar" else ", "
    what = joint.join(texts[key] for key in words.get("what", "").split(",") if key)
    values = {
        "record": letter.record or "–", "case": message.case_reference or "–", "bureau": name_bureau(bureau),
        "what": what, "count": words.get("count", ""), **dict(letter.values),
    }  # fmt: skip
    body = write_text(
        letter.key, language=language, rng=mail.draw(f"text:{bureau}:{message.sequence}:{letter.part}"), values=values,
        reminders=tuple(reminders),
    )  # fmt: skip
    subject = message.subject if message.subject.startswith("Re: ") else f"Re: {message.subject}"
    attachments = []
    if letter.key == "information":
        note = write_note("information_note", language=language)
        attachments.append({"kind": "note", "title": texts["information_title"], "text": note, "language": language})
    return {
        "from": bureau, "subject": subject[:120], "case_reference": message.case_reference, "priority": message.priority,
        "handling": max(message.handling, Handling.RESTRICTED.value, key=_rank), "purpose": Purpose.REPLY.value, "body": body,
        "records": [letter.record] if letter.verdict else [], "verdict": letter.verdict, "caused_by": message.sequence,
        "thread": message.thread, "in_reply_to": message.sequence, "part": letter.part, "language": language,
        "gist": letter.key, "answer": letter.key if letter.verdict or letter.key == "later" else "",
        "answer_at": letter.answer_at.isoformat() if letter.answer_at else "", "attachments": attachments,
        "consent": dict(letter.consent),
    }  # fmt: skip


def _rank(handling: str) -> int:
    return list(Handling.values).index(handling)
