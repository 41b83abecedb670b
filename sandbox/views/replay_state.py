"""A run wound to one of its events: the desk as it was, folded from the log up to there and from nothing else."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from sandbox.domain.case import Chart, fold_chart
from sandbox.domain.case.sheet import name_link
from sandbox.domain.desk import Desk, Notice
from sandbox.domain.geography import name_bureau
from sandbox.domain.matching import LoggedEvent
from sandbox.domain.notice_catalogue import NOTICE_TYPES
from sandbox.domain.registers import REGISTERS
from sandbox.enums import EventKind, NoticeState, Tool, Verdict
from sandbox.queries import OpenedRun
from sandbox.views.answers import list_answers
from sandbox.views.case_drawing import make_picture
from sandbox.views.register_rows import list_record_rows

_RECORD_KINDS = frozenset(
    {EventKind.RECORD_OPENED, EventKind.RECORD_ENTERED, EventKind.RECORD_CHANGED, EventKind.RECORD_WITHDRAWN}
)
# Lanes whose events ask something; what came of it stands in the sentence.
_ASKING_LANES = frozenset({"registers", "screening"})
# Of records that have no fields in common with the others.
_LABELS = {
    "family_name": gettext_lazy("Family name"), "given_names": gettext_lazy("Given names"),
    "birth": gettext_lazy("Date of birth"), "marks": gettext_lazy("Distinguishing marks"),
    "materials": gettext_lazy("Materials"), "distinguishing_features": gettext_lazy("Distinguishing features"),
    "owner_bureau": gettext_lazy("Owner of the record"), "national_reference": gettext_lazy("National reference"),
    "recorded_on": gettext_lazy("Recorded on"),
}  # fmt: skip


def read_number(text: str, last: int) -> int:
    """The event that an address asks for; the first one for anything that is no event of the run."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 and 1 <= int(text) <= last else 1


def wind(opened: OpenedRun, number: int) -> OpenedRun:
    """The run as it was after this event."""
    return replace(opened, events=[event for event in opened.events if event.sequence <= number])


def describe_moment(opened: OpenedRun, rows: list[dict[str, Any]], number: int) -> dict[str, Any]:
    """For `sandbox/_replay_state.html`: the event, what it was worth, and the desk after it. `rows` are the narrated events."""
    # Numbers are left out where a reader may not see an event; a gap in the log itself is for the proof to tell of.
    place = max((place for place, row in enumerate(rows) if row["sequence"] <= number), default=0)
    row, number = rows[place], rows[place]["sequence"]
    then = wind(opened, number)
    return {
        "row": row, "number": number, "last": rows[-1]["sequence"],
        "first": rows[0]["sequence"], "previous": rows[max(0, place - 1)]["sequence"],
        "next": rows[min(len(rows) - 1, place + 1)]["sequence"], "since": _tell_span(row["at"] - rows[0]["at"]),
        "lost": _list_lost(opened, number), "sections": [s for s in _list_sections(then, rows) if s["is_used"]],
    }  # fmt: skip


def _list_lost(opened: OpenedRun, number: int) -> list[dict[str, Any]]:
    """The objectives that went wrong at this event, with what the trainee was told of them. None before the run is finished."""
    result = opened.run.result if not opened.run.is_open else {}
    return [o for o in result.get("objectives", []) if not o["is_met"] and o["wrong_at"] == number]


def _tell_span(span: timedelta) -> str:
    minutes, seconds = divmod(int(span.total_seconds()), 60)
    parts = [ngettext("%(n)d minute", "%(n)d minutes", minutes) % {"n": minutes}] if minutes else []
    return " ".join([*parts, ngettext("%(n)d second", "%(n)d seconds", seconds) % {"n": seconds}])


def _list_sections(then: OpenedRun, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The parts of the desk in an order that never changes; those that this exercise has not are marked."""
    event, desk = then.events[-1], then.desk
    chart = fold_chart(then.events)
    asked = [
        row for row in rows[: len(then.events)] if row["lane"] in _ASKING_LANES and row["kind"] not in _RECORD_KINDS
    ]
    allows = then.allows
    return [
        _section("asked", _("Asked and checked"), asked[::-1], asked and asked[-1]["sequence"] == event.sequence, True),
        _section("records", _("Records opened and entered"), _list_records(desk, event), event.kind in _RECORD_KINDS,
                 any(allows(tool) for tool in _RECORD_TOOLS)),
        _section("mail", _("Messages"), _list_mail(desk, event), event.kind in _MAIL_KINDS, allows(Tool.MESSAGES)),
        _section("notices", _("Notices"), _list_notices(desk, event), "notice" in event.payload, allows(Tool.NOTICES)),
        _section("decisions", _("Decisions"), _list_decisions(then, event), event.kind == EventKind.DECISION_MADE,
                 allows(Tool.DECISIONS)),
        _section("answers", _("Answer sheet"), _list_said(then, event), event.kind == EventKind.ANSWER_GIVEN,
                 allows(Tool.ANSWERS)),
        _section("chart", _("Case chart"), chart.entities, event.kind == EventKind.CHART_SAVED, allows(Tool.CASE))
        | {"picture": make_picture(chart), "links": _list_links(chart)},
    ]  # fmt: skip


_MAIL_KINDS = frozenset(
    {EventKind.MESSAGE_SENT, EventKind.MESSAGE_RECEIVED, EventKind.MESSAGE_READ, EventKind.MESSAGE_ACKNOWLEDGED}
)
_RECORD_TOOLS = frozenset({Tool.DOCUMENTS, Tool.PERSONS, Tool.ARTWORKS, *(r.tool for r in REGISTERS.values())})


def _section(key: str, title: str, items: Any, is_now: Any, is_used: bool) -> dict[str, Any]:
    return {"key": key, "title": title, "items": items, "is_now": bool(is_now), "is_used": is_used}


def _list_records(desk: Desk, event: LoggedEvent) -> list[dict[str, Any]]:
    touched = event.payload.get("record", {}).get("reference") if event.kind in _RECORD_KINDS else None
    return [
        {
            "reference": reference, "name": record.get("name") or record.get("title") or "", "rows": _list_fields(record),
            "is_own": reference in desk.own_records, "is_now": reference == touched,
            "verdict": Verdict(desk.verdicts[reference]).label if reference in desk.verdicts else "",
        }
        for reference, record in reversed(desk.opened_records.items())
    ]  # fmt: skip


def _list_fields(record: Mapping[str, Any]) -> list[dict[str, Any]]:
    key = record.get("register") or ("documents" if "document_type" in record else "")
    if key in REGISTERS:
        return list_record_rows(REGISTERS[key], record)
    return [{"label": label, "value": record[name]} for name, label in _LABELS.items() if record.get(name)]


def _list_mail(desk: Desk, event: LoggedEvent) -> list[dict[str, Any]]:
    touched = event.payload.get("message", event.sequence)
    return [
        {
            "message": message, "bureaus": ", ".join(name_bureau(code) for code in message.addressees),
            "is_now": event.kind in _MAIL_KINDS and message.sequence == touched,
        }
        for message in reversed(desk.messages)
    ]  # fmt: skip


def _list_notices(desk: Desk, event: LoggedEvent) -> list[dict[str, Any]]:
    return [
        {
            "notice": notice, "type": NOTICE_TYPES[notice.type_key], "rows": _list_notice_fields(notice),
            "is_now": event.payload.get("notice") == notice.number,
        }
        for notice in reversed(desk.notices.values())
    ]  # fmt: skip


def _list_notice_fields(notice: Notice) -> list[dict[str, Any]]:
    if notice.state == NoticeState.DELETED:
        return []
    fields = NOTICE_TYPES[notice.type_key].fields
    return [
        {"label": spec.label, "value": spec.show(notice.fields[spec.key])}
        for spec in fields
        if notice.fields.get(spec.key)
    ]


def _list_decisions(then: OpenedRun, event: LoggedEvent) -> list[dict[str, Any]]:
    """The decision that holds, for each of those decided on."""
    labels = {choice.key: choice.label for choice in then.definition.source.choices}
    holding = {decision.traveller: decision for decision in then.desk.decisions}
    return [
        {"decision": d, "label": labels.get(d.choice, d.choice), "is_now": d.sequence == event.sequence}
        for d in sorted(holding.values(), key=lambda decision: -decision.sequence)
    ]


def _list_said(then: OpenedRun, event: LoggedEvent) -> list[dict[str, Any]]:
    now = event.payload.get("question") if event.kind == EventKind.ANSWER_GIVEN else None
    return [row | {"is_now": row["question"].key == now} for row in list_answers(then) if row["values"]]


def _list_links(chart: Chart) -> list[dict[str, Any]]:
    """The links of the chart in words: the picture is not for everyone's eyes."""
    names = {entity.number: entity.label for entity in chart.entities}
    return [
        {"source": names[link.source], "word": name_link(link.kind, link.label), "target": names[link.target]}
        for link in chart.links
    ]
