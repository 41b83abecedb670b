"""Overview, decisions, log, finish and result of a run."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from college.core.markdown import render_markdown
from sandbox.domain.actions import make_decision
from sandbox.domain.runs import finish_run
from sandbox.enums import EventKind, Group, Tool
from sandbox.forms import DecisionForm, KeyForm
from sandbox.hint_narration import tell_hints
from sandbox.narration import narrate_events
from sandbox.queries import OpenedRun
from sandbox.views.access import attempt, render_desk, with_run
from sandbox.views.answers import list_answers
from sandbox.views.debrief import describe_debrief
from sandbox.views.products import list_packs


def _list_travellers(opened: OpenedRun) -> list[dict[str, Any]]:
    """Each traveller with what the trainee has done about them so far. Nothing here tells what is right."""
    labels = {choice.key: choice.label for choice in opened.definition.source.choices}
    screened = {line for event in opened.desk.zones for line in event.payload["lines"]}
    asked = {query.number for query in opened.desk.queries}
    asked |= {event.payload["number"] for event in opened.events if event.kind == EventKind.PARTNER_CHECKED}
    rows = []
    for traveller in opened.world.subjects:
        decision = opened.desk.get_decision(traveller.reference)
        rows.append(
            {
                "reference": traveller.reference,
                "kind": traveller.kind,
                "values": traveller.values,
                "title": traveller.title,
                "sheet": traveller.sheet,
                "is_screened": traveller.values.get("zone_2", "") in screened,
                "is_queried": traveller.values.get("number", "") in asked,
                "decision": decision,
                "decision_label": labels.get(decision.choice, "") if decision else "",
            }
        )
    return rows


# From so many alike things on they are compared in a table.
TABLE_FROM = 7


def _group_exhibits(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Things whose sheets have the same lines together."""
    groups: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    for row in rows:
        groups.setdefault(tuple(row["sheet"]), []).append(row)
    return [
        {
            "labels": labels,
            "rows": members,
            "title": _find_heading([row["title"] for row in members]),
            "is_table": len(members) >= TABLE_FROM,
        }
        for labels, members in groups.items()
    ]


def _find_heading(titles: list[str]) -> str:
    """What the titles of several things have in common before a colon, such as “Bill of lading: …”; else nothing."""
    heads = {title.partition(":")[0] for title in titles}
    return heads.pop() if len(heads) == 1 and len(titles) > 1 else ""


def _mark_next(travellers: list[dict[str, Any]]) -> None:
    """The routine that comes first: every zone, then every document. When to decide is for the trainee to see."""
    for done, step in (("is_screened", "screen"), ("is_queried", "query")):
        for row in travellers:
            if not row[done]:
                row["next"] = step
                return


@require_safe
@with_run(finished=True)
def run_detail(request: HttpRequest, opened: OpenedRun) -> HttpResponse:
    """The desk: travellers or case file, and what has been done."""
    if not opened.run.is_open:
        return redirect("sandbox:run-result", run_id=opened.run.pk)
    sheets = [
        {
            "title": opened.world.fill(item.title),
            "text": render_markdown(opened.world.fill(item.text)),
            "figure": item.figure,
            "alt": item.alt,
            "columns": item.columns,
            "rows": [[opened.world.fill(cell) for cell in row] for row in item.rows],
        }
        for item in opened.definition.source.case_file
    ]
    subjects = _list_travellers(opened)
    travellers = [row for row in subjects if row["kind"] == "traveller"]
    exhibits = [row for row in subjects if row["sheet"]]
    if waiting := next((row for row in exhibits if row["decision"] is None), None):
        waiting["next"] = "decide"
    _mark_next(travellers)
    counts = {
        "screened": sum(row["is_screened"] for row in travellers),
        "queried": sum(row["is_queried"] for row in travellers),
        "decided": sum(row["decision"] is not None for row in travellers),
    }
    context = {
        "travellers": travellers, "exhibits": _group_exhibits(exhibits), "sheets": sheets, "counts": counts, "packs": list_packs(opened),
        "uses_partner": opened.allows(Tool.PARTNER) and not opened.allows(Tool.DOCUMENTS),
        "can_screen": opened.allows(Tool.SCREENING), "can_decide": opened.allows(Tool.DECISIONS),
        "can_notice": opened.allows(Tool.NOTICES), "can_answer": opened.allows(Tool.ANSWERS),
    }  # fmt: skip
    return render_desk(request, opened, "sandbox/run_detail.html", context)


@require_safe
@with_run(Tool.DECISIONS)
def decision_list(request: HttpRequest, opened: OpenedRun) -> HttpResponse:
    """All travellers and the decisions on them."""
    return render_desk(request, opened, "sandbox/decision_list.html", {"travellers": _list_travellers(opened)})


@require_http_methods(["GET", "HEAD", "POST"])
@with_run(Tool.DECISIONS)
def decision_edit(request: HttpRequest, opened: OpenedRun, reference: str) -> HttpResponse:
    """Decide on one traveller."""
    row = next((row for row in _list_travellers(opened) if row["reference"] == reference), None)
    if row is None:
        raise Http404
    form = DecisionForm(request.POST or None, choices=opened.definition.source.choices)
    fields = {"real_data": "rationale", "no_such_choice": "choice"}
    if request.method == "POST" and attempt(
        form, lambda: make_decision(run=opened.run, traveller=reference, **form.cleaned_data), fields=fields
    ):
        messages.success(request, _("Your decision on %(who)s is recorded.") % {"who": reference})
        return redirect("sandbox:decision-list", run_id=opened.run.pk)
    pack = next((pack for pack in list_packs(opened) if pack["reference"] == reference), None)
    return render_desk(request, opened, "sandbox/decision_edit.html", {"traveller": row, "pack": pack}, form=form)


@require_safe
@with_run(finished=True)
def run_log(request: HttpRequest, opened: OpenedRun) -> HttpResponse:
    """Everything that happened, in order."""
    return render_desk(request, opened, "sandbox/run_log.html", {"rows": narrate_events(opened)})


@require_http_methods(["GET", "HEAD", "POST"])
@with_run(finished=True)
def run_finish(request: HttpRequest, opened: OpenedRun) -> HttpResponse:
    """Ask once more, then judge the run. Sending it twice gives the same result."""
    if request.method == "POST":
        finish_run(run=opened.run)
        return redirect("sandbox:run-result", run_id=opened.run.pk)
    if not opened.run.is_open:
        return redirect("sandbox:run-result", run_id=opened.run.pk)
    subjects = _list_travellers(opened) if opened.allows(Tool.DECISIONS) else []
    undecided = [row["reference"] for row in subjects if row["decision"] is None]
    open_notices = [notice for notice in opened.desk.notices.values() if notice.can_edit]
    unanswered = [row for row in list_answers(opened) if not row["values"]]
    context = {"undecided": undecided, "open_notices": open_notices, "unanswered": unanswered}
    return render_desk(request, opened, "sandbox/run_finish.html", context, form=KeyForm())


@require_safe
@with_run(finished=True)
def run_result(request: HttpRequest, opened: OpenedRun) -> HttpResponse:
    """Objective by objective: what was expected, what was done, why. Then the replay."""
    if opened.run.is_open:
        return redirect("sandbox:run-detail", run_id=opened.run.pk)
    result = opened.run.result
    groups = [
        {
            **group,
            "label": Group(group["group"]).label,
            "objectives": [o for o in result["objectives"] if o["group"] == group["group"]],
        }
        for group in result["groups"]
    ]
    context = {
        "result": result,
        "groups": groups,
        "hints_told": tell_hints(result),
        **describe_debrief(opened),
        "debrief": render_markdown(opened.world.fill(opened.definition.source.debrief)),
    }
    return render_desk(request, opened, "sandbox/run_result.html", context)
