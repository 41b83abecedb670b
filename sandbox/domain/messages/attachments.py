"""What a message carries: things of the run, frozen as they were when it was sent. Nothing is uploaded. Pure."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from college.core.errors import CollegeError
from sandbox.domain.case.chart import Chart, fold_chart, read_chart, write_chart
from sandbox.domain.case.evidence import list_references
from sandbox.domain.desk import Desk
from sandbox.domain.matching import LoggedEvent
from sandbox.domain.notice_catalogue import NOTICE_TYPES
from sandbox.enums import EventKind

KINDS = {
    "record": gettext_lazy("Record"),
    "notice": gettext_lazy("Notice"),
    "chart": gettext_lazy("Chart"),
    "note": gettext_lazy("Note"),
    "message": gettext_lazy("Forwarded message"),
}
# Words for the values of things; whatever else a record holds is shown under its own name.
LABELS = {
    "number": gettext_lazy("Number"), "country": gettext_lazy("Country"), "document_type": gettext_lazy("Type of document"),
    "owner_bureau": gettext_lazy("Owner of the record"), "recorded_on": gettext_lazy("Recorded on"),
    "review_on": gettext_lazy("To be reviewed on"), "national_reference": gettext_lazy("National reference"),
    "reference": gettext_lazy("Reference"), "lost_on": gettext_lazy("Lost or stolen on"), "issued_on": gettext_lazy("Issued on"),
    "expires_on": gettext_lazy("Expires on"), "fraud_type": gettext_lazy("Reported as"), "title": gettext_lazy("Title"),
    "state": gettext_lazy("State"), "from": gettext_lazy("From"), "at": gettext_lazy("Time"), "case_reference": gettext_lazy("Case reference"),
}  # fmt: skip


def list_attachable(desk: Desk, events: Sequence[LoggedEvent]) -> list[tuple[str, str]]:
    """What the trainee may attach, as pairs of token and name: opened records, notices of the run, saved charts."""
    found = [(f"record:{reference}", _("Record %(name)s") % {"name": reference}) for reference in desk.opened_records]
    for notice in desk.notices.values():
        name = notice.fields.get("title") or notice.reference or str(notice.number)
        found.append((f"notice:{notice.number}", _("Notice %(n)s: %(name)s") % {"n": notice.number, "name": name[:80]}))
    charts = [event for event in events if event.kind == EventKind.CHART_SAVED]
    if charts:
        found.append((f"chart:{charts[-1].sequence}", _("Case chart as last saved")))
    return found


def freeze_attachment(token: str, desk: Desk, events: Sequence[LoggedEvent]) -> dict[str, Any]:
    """The thing that a token names, as plain data. Raises CollegeError (no_such_attachment)."""
    if token not in dict(list_attachable(desk, events)):
        raise CollegeError("no_such_attachment", _("You can only attach what lies on your desk in this run."))
    kind, _colon, name = token.partition(":")
    if kind == "record":
        return {"kind": kind, "title": name, "values": dict(desk.opened_records[name])}
    if kind == "notice":
        notice = desk.notices[int(name)]
        values = {"reference": notice.reference, "state": notice.state.label, **notice.fields}
        return {"kind": kind, "title": notice.fields.get("title") or _("Notice %(n)s") % {"n": name}, "type": notice.type_key, "values": values}  # fmt: skip
    event = next(event for event in events if event.sequence == int(name))
    chart = fold_chart([event])
    known = list_references(desk, events)
    cited = {reference for entity in chart.entities for reference in entity.evidence}
    cited |= {reference for link in chart.links for reference in link.evidence}
    # The whole state: what is drawn on the message is the chart as it was, whatever becomes of it later.
    return {
        "kind": kind, "title": _("Case chart"), "values": {}, "chart": write_chart(chart),
        "sources": {reference: known.get(reference, reference) for reference in sorted(cited)},
    }  # fmt: skip


def open_chart(attachment: Mapping[str, Any]) -> Chart | None:
    """The chart that was attached, as it was when it was sent; None for other things (and for charts sent as counts, once)."""
    return read_chart(attachment["chart"]) if attachment.get("chart") else None


def summarise(payload: Mapping[str, Any]) -> dict[str, str]:
    """Plain values as they are; of lists their names, or how many there are."""
    summary: dict[str, str] = {}
    for key, value in payload.items():
        if isinstance(value, (list, tuple, dict)):
            items = list(value.values()) if isinstance(value, dict) else list(value)
            names = [
                str(i.get("label") or i.get("title") or i.get("name") or "") if isinstance(i, dict) else str(i)
                for i in items
            ]
            named = [name for name in names if name]
            summary[key] = f"{len(items)}: {', '.join(named[:30])}" if named else str(len(items))
        elif value not in (None, ""):
            summary[key] = str(value)
    return summary


def list_rows(attachment: Mapping[str, Any]) -> list[dict[str, str]]:
    """The values of an attachment for a list of terms."""
    labels: dict[str, Any] = dict(LABELS)
    if attachment["kind"] == "notice" and attachment.get("type") in NOTICE_TYPES:
        labels |= {spec.key: spec.label for spec in NOTICE_TYPES[attachment["type"]].fields}
    values = summarise(attachment.get("values", {}))
    return [{"term": str(labels.get(key, key.replace("_", " ").capitalize())), "value": value} for key, value in values.items()]  # fmt: skip
