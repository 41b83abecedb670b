"""The log of a run in sentences."""

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sandbox.art_narration import ART_KINDS, narrate_art
from sandbox.case_narration import narrate_chart
from sandbox.domain.matching import LoggedEvent
from sandbox.domain.registers.narration import narrate_register_event
from sandbox.enums import (
    EventKind,
    IdentifierStandard,
    IdentifierVerdict,
)
from sandbox.hint_narration import narrate_hint
from sandbox.narration_of_mail import narrate_mark, narrate_message
from sandbox.notice_narration import SECRETARIAT_KINDS, narrate_notice
from sandbox.screening_narration import SCREENING_LANES, narrate_screening

if TYPE_CHECKING:
    from sandbox.queries import OpenedRun

# Which lane of the replay an event belongs to, and whether the world did it.
LANES = {
    EventKind.REGISTER_QUERIED: "registers",
    EventKind.QUERY_REFUSED: "registers",
    EventKind.RECORD_OPENED: "registers",
    EventKind.RECORD_ENTERED: "registers",
    EventKind.RECORD_CHANGED: "registers",
    EventKind.RECORD_WITHDRAWN: "registers",
    EventKind.RECORD_RENEWED: "registers",
    EventKind.RECORD_RESTRICTED: "registers",
    EventKind.TRACE_REQUESTED: "registers",
    EventKind.TRACE_ANSWERED: "registers",
    EventKind.ZONE_SCREENED: "screening",
    EventKind.IDENTIFIER_CHECKED: "screening",
    EventKind.MESSAGE_SENT: "messages",
    EventKind.MESSAGE_RECEIVED: "messages",
    EventKind.MESSAGE_READ: "messages",
    EventKind.MESSAGE_ACKNOWLEDGED: "messages",
    EventKind.DECISION_MADE: "decisions",
    EventKind.ANSWER_GIVEN: "decisions",
    **SCREENING_LANES,
}
FROM_WORLD = {
    EventKind.PARTNER_ALERTED,
    EventKind.MESSAGE_RECEIVED,
    EventKind.TRACE_ANSWERED,
    EventKind.NOTICE_SCREENED,
    EventKind.NOTICE_QUESTIONED,
    EventKind.NOTICE_PUBLISHED,
    EventKind.NOTICE_REFUSED,
    *SECRETARIAT_KINDS,
}


def narrate_events(opened: "OpenedRun") -> list[dict[str, Any]]:
    """Every event as a row: number, time, kind, sentence, detail; whether the world did it; whether it counted for or against.

    What counted is known, and told, only when the run is finished.
    """
    result = opened.run.result if not opened.run.is_open else {}
    labels = {choice.key: choice.label for choice in opened.definition.source.choices}
    wrong: dict[int, list[str]] = {}
    right: set[int] = set()
    for objective in result.get("objectives", []):
        if objective["wrong_at"] is not None:
            wrong.setdefault(objective["wrong_at"], []).append(objective["title"])
        elif objective["is_met"]:
            right.update(objective["evidence"])
    first = result.get("first_wrong_at")
    rows = []
    for event in opened.events:
        kind = EventKind(event.kind)
        sentence, detail = narrate_event(event, labels)
        rows.append(
            {
                "sequence": event.sequence,
                "at": event.at,
                "kind": kind,
                "label": kind.label,
                "lane": LANES.get(kind, "notices" if "notice" in event.payload else "run"),
                "sentence": sentence,
                "detail": detail,
                "is_from_world": kind in FROM_WORLD and "seat" not in event.payload,
                "is_from_instructor": "seat" in event.payload,
                "is_right": event.sequence in right and event.sequence not in wrong,
                "wrong": wrong.get(event.sequence, []),
                "is_first_wrong": event.sequence == first,
            }
        )
    return rows


def narrate_event(event: LoggedEvent, choice_labels: dict[str, str]) -> tuple[str, str]:
    """A sentence about an event, and what was written in it (untrusted text: escape it)."""
    if event.payload.get("register") == "artworks" and event.kind in ART_KINDS:
        return narrate_art(event)
    if event.kind == EventKind.CHART_SAVED:
        return narrate_chart(event)
    if event.kind in SCREENING_LANES:
        return narrate_screening(event)
    if event.kind in {EventKind.PAUSED, EventKind.RESUMED}:
        return (_("The run was paused.") if event.kind == EventKind.PAUSED else _("The run went on.")), ""
    if event.kind == EventKind.HINT_TAKEN:
        return narrate_hint(event)
    told = narrate_register_event(event)
    return _narrate_deed(event, choice_labels) if told is None else told


def _narrate_deed(event: LoggedEvent, choice_labels: dict[str, str]) -> tuple[str, str]:
    payload = event.payload
    match event.kind:
        case EventKind.RUN_STARTED:
            return _("The run began (attempt %(n)s).") % {"n": payload["attempt"]}, ""
        case EventKind.RUN_FINISHED:
            return _("The run was finished."), ""
        case EventKind.REGISTER_QUERIED:
            return _narrate_person_query(payload), payload["reason"]
        case EventKind.QUERY_REFUSED:
            return _("The register refused a query: it holds no names."), payload["number"]
        case EventKind.RECORD_OPENED:
            return _("Record %(record)s was opened.") % {"record": payload["record"]["reference"]}, ""
        case EventKind.ZONE_SCREENED:
            text = (
                _("A zone with a wrong check digit was screened.")
                if payload["faults"]
                else _("A zone with right check digits was screened.")
            )
            return text, "\n".join(payload["lines"])
        case EventKind.IDENTIFIER_CHECKED:
            return _narrate_identifier(payload), payload["text"]
        case EventKind.MESSAGE_SENT | EventKind.MESSAGE_RECEIVED:
            return narrate_message(event)
        case EventKind.MESSAGE_READ | EventKind.MESSAGE_ACKNOWLEDGED:
            return narrate_mark(event), ""
        case EventKind.DECISION_MADE:
            choice = choice_labels.get(payload["choice"], payload["choice"])
            return _("%(who)s: “%(choice)s”.") % {"who": payload["traveller"], "choice": choice}, payload["rationale"]
        case EventKind.ANSWER_GIVEN:
            return _("A question of the answer sheet was answered."), ", ".join(payload["values"])
    return narrate_notice(event)


def _narrate_person_query(payload: Any) -> str:
    asked = ", ".join(value for value in payload["asked"].values() if value)
    count = len(payload["candidates"])
    if not count:
        return _("Person %(asked)s: no record.") % {"asked": asked}
    return ngettext("Person %(asked)s: %(n)s candidate.", "Person %(asked)s: %(n)s candidates.", count) % {
        "asked": asked,
        "n": count,
    }


def _narrate_identifier(payload: Any) -> str:
    best = payload["readings"][0]
    return _("An identifier was checked: %(standard)s, %(verdict)s.") % {
        "standard": IdentifierStandard(best["standard"]).label,
        "verdict": IdentifierVerdict(best["verdict"]).label,
    }
