"""How mail is put before the eye: rows, clocks in words, sheets of a thread."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from sandbox.domain.geography import name_bureau
from sandbox.domain.messages.attachments import KINDS, open_chart
from sandbox.domain.messages.clocks import Clock, ClockState, find_next_number, read_clock
from sandbox.domain.messages.letters import Message, list_chain, list_chain_answers
from sandbox.domain.messages.texts import GISTS
from sandbox.domain.text import fold_text
from sandbox.enums import Handling, Priority, Purpose
from sandbox.views.case_drawing import describe_chart, make_picture

LANGUAGE_NAMES = {
    "en": gettext_lazy("English"), "fr": gettext_lazy("French"), "es": gettext_lazy("Spanish"), "ar": gettext_lazy("Arabic"),
}  # fmt: skip
ANSWER_LABELS = {
    "confirmed": gettext_lazy("Confirmed"), "recovered": gettext_lazy("Recovered: record withdrawn"),
    "not_ours": gettext_lazy("Not our record"), "later": gettext_lazy("A time was given"),
}  # fmt: skip


def tell_time(at: datetime) -> str:
    return date_format(localtime(at), "H:i")


@dataclass(frozen=True, slots=True)
class ClockWords:
    """A clock as a sentence, and the sentences that replace it at its thresholds (pairs of seconds left and text)."""

    text: str
    steps: list[tuple[int, str]]
    seconds_left: int
    tone: str
    message: Message


def describe_clock(clock: Clock, *, now: datetime, is_repeated: bool = False) -> ClockWords:
    """Plain words; the script that follows them speaks at thresholds only. Of a request that was repeated the later one speaks."""
    time = tell_time(clock.deadline_at)
    left = int((clock.deadline_at - now).total_seconds())
    if clock.state == ClockState.MET:
        return ClockWords(_("Answered in time (by %(time)s).") % {"time": time}, [], left, "done", clock.message)
    if clock.state == ClockState.LATE:
        return ClockWords(
            _("Answered after its time (%(time)s).") % {"time": time}, [], left, "attention", clock.message
        )
    passed = (_("The time to answer passed at %(time)s. Answer now, or give a time.") if clock.is_ours
              else _("No answer by %(time)s. You may ask a second or third time.")) % {"time": time}  # fmt: skip
    if clock.state == ClockState.PASSED and is_repeated:
        return ClockWords(_("Not answered by %(time)s.") % {"time": time}, [], left, "past", clock.message)
    if clock.state == ClockState.PASSED:
        return ClockWords(passed, [], left, "attention", clock.message)
    due = _("Your answer is due by %(time)s.") if clock.is_ours else _("Their answer is due by %(time)s.")
    due %= {"time": time}
    total = max(60, int((clock.deadline_at - clock.message.at).total_seconds()))
    steps = [
        (total // 2, f"{due} {_('Half of the time is left.')}"), (300, f"{due} {_tell_minutes(5)}"),
        (60, f"{due} {_tell_minutes(1)}"), (0, passed),
    ]  # fmt: skip
    text = f"{due} {_tell_minutes(max(1, -(-left // 60)))}"
    return ClockWords(text, [step for step in steps if step[0] < left], left, "active", clock.message)


def _tell_minutes(minutes: int) -> str:
    if minutes >= 120:
        hours = minutes // 60
        return ngettext("About %(n)d hour is left.", "About %(n)d hours are left.", hours) % {"n": hours}
    return ngettext("%(n)d minute is left.", "%(n)d minutes are left.", minutes) % {"n": minutes}


def name_addressees(message: Message) -> str:
    return ", ".join(name_bureau(code) for code in message.addressees)


def make_row(messages: Sequence[Message], message: Message, *, now: datetime) -> dict[str, Any]:
    """One line of the mail."""
    clock = read_clock(messages, message, now=now)
    is_waiting = message.is_asking and not list_chain_answers(messages, message)
    is_waiting = is_waiting and list_chain(messages, message)[-1].sequence == message.sequence
    return {
        "message": message, "bureau": name_addressees(message), "is_waiting": is_waiting,
        "clock": describe_clock(clock, now=now) if clock and clock.is_open and is_waiting else None,
        "excerpt": " ".join(message.body.split())[:110], "purpose": Purpose(message.purpose).label,
        "is_urgent": message.priority == Priority.URGENT, "number": message.request_number,
    }  # fmt: skip


def matches(message: Message, words: str) -> bool:
    """Every word stands somewhere in the message: its subject, text, references or bureaus."""
    text = fold_text(" ".join([
        message.subject, message.body, message.case_reference, message.sender_reference, *message.records,
        name_addressees(message), *message.addressees,
    ]))  # fmt: skip
    return all(word in text for word in fold_text(words).split())


def show_chart(attachment: Mapping[str, Any], key: str) -> dict[str, Any] | None:
    """An attached chart as a picture and in words; None for other attachments. `key` begins the ids of the picture."""
    chart = open_chart(attachment)
    if chart is None:
        return None
    return {"picture": make_picture(chart, key=key), **describe_chart(chart, attachment.get("sources", {}))}


def make_sheet(
    messages: Sequence[Message], message: Message, *, now: datetime, run_id: Any, is_opened: bool = True
) -> dict[str, Any]:  # fmt: skip
    """One message of a thread, with all that stands on its sheet. Charts are drawn on the one that was opened; they weigh much."""
    clock = read_clock(messages, message, now=now)
    attachments = [
        {
            "label": KINDS[a["kind"]], "title": a["title"],
            "href": reverse("sandbox:message-attachment", kwargs={"run_id": run_id, "sequence": message.sequence, "position": n}),
            "chart": show_chart(a, f"chart-{message.sequence}-{n}") if is_opened else None,
        }
        for n, a in enumerate(message.attachments, start=1)
    ]  # fmt: skip
    is_foreign = bool(message.language) and message.language != (get_language() or "en").partition("-")[0]
    is_repeated = list_chain(messages, message)[-1].sequence != message.sequence
    recalled = next((m for m in messages if m.recalls == message.sequence), None)
    return {
        "message": message, "bureau": name_addressees(message), "purpose": Purpose(message.purpose).label,
        "priority": Priority(message.priority).label, "is_urgent": message.priority == Priority.URGENT,
        "handling": Handling(message.handling).label, "clock": describe_clock(clock, now=now, is_repeated=is_repeated) if clock else None,
        "attachments": attachments, "answer": ANSWER_LABELS.get(message.answer, ""),
        "answer_time": message.answer_at, "gist": GISTS.get(message.gist, "") if is_foreign else "",
        "language_name": LANGUAGE_NAMES.get(message.language, ""), "direction": "rtl" if message.language == "ar" else "auto",
        "recalled": recalled, "number": message.request_number,
    }  # fmt: skip


def list_actions(messages: Sequence[Message], message: Message, *, now: datetime) -> dict[str, Any]:
    """What may be done with a message now."""
    open_chain = not list_chain_answers(messages, message)
    clock = read_clock(messages, message, now=now)
    is_latest = list_chain(messages, message)[-1].sequence == message.sequence
    owes = message.is_incoming and message.is_asking and is_latest and (clock.is_open if clock else open_chain)
    return {
        "must_answer": owes,
        "can_acknowledge": message.is_incoming and message.acknowledged_at is None,
        "next_number": find_next_number(messages, message, now=now),
        "can_recall": not message.is_incoming and message.purpose != Purpose.RECALL
        and not any(m.recalls == message.sequence for m in messages),
        "needs_consent": message.is_incoming and message.handling != Handling.OPEN,
        "recent": now - message.at < timedelta(seconds=90) and message.is_asking and not message.is_incoming and open_chain,
    }  # fmt: skip
