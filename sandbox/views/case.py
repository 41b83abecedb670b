"""The case chart: drawn on the server, changed by plain forms, with the timeline of what has a day."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from college.core.errors import CollegeError
from sandbox.case_forms import ChartForm, EntityForm, LayoutForm, LinkForm, RevisionForm
from sandbox.domain.case import (
    Chart,
    FactKind,
    fold_chart,
    group_by_day,
    limit_desk,
    list_facts,
    list_references,
    remove_entity,
    remove_link,
    save_entity,
    save_link,
    suggest_entity,
)
from sandbox.domain.desk import Desk
from sandbox.enums import Tool
from sandbox.models import RunEvent
from sandbox.queries import OpenedRun
from sandbox.views.access import attempt, render_desk, with_run
from sandbox.views.case_drawing import describe_chart, make_picture
from sandbox.views.case_words import list_words

# Where each refusal stands on the form.
REFUSED_FIELDS = {
    "label_empty": "label", "unknown_reference": "evidence", "evidence_missing": "evidence", "too_much_evidence": "evidence",
    "link_to_itself": "target", "text_unreadable": "label", "no_such_site": "site",
}  # fmt: skip


def _read(opened: OpenedRun) -> tuple[Chart, Desk, dict[str, str]]:
    """The chart, what this person may see of the desk, and what may be cited."""
    desk = limit_desk(opened.desk, opened.allows)
    return fold_chart(opened.events), desk, list_references(desk, opened.events, opened.world.exhibits)


@require_safe
@with_run(Tool.CASE)
def case_chart(request: HttpRequest, opened: OpenedRun) -> HttpResponse:
    """The chart with its lists. `?add=` leads to the form for something on the desk."""
    chart, _desk, known = _read(opened)
    if wanted := request.GET.get("add"):
        response = redirect("sandbox:case-entity-add", run_id=opened.run.pk)
        return redirect(f"{response.url}?{request.GET.urlencode()}") if wanted in known else response
    context = {
        **describe_chart(chart, known), "picture": make_picture(chart, is_linked=True), "revision_form": _make_button(chart),
        "layout_form": LayoutForm(auto_id=False, initial={"layout": chart.layout, "places": "{}"}), "words": list_words(),
    }  # fmt: skip
    return render_desk(request, opened, "sandbox/case_chart.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@with_run(Tool.CASE)
def case_entity(request: HttpRequest, opened: OpenedRun, number: int = 0) -> HttpResponse:
    """Add an entity, or change one."""
    chart, desk, known = _read(opened)
    entity = chart.find_entity(number)
    if number and entity is None:
        raise Http404
    initial: dict[str, Any] = suggest_entity(request.GET.get("add", ""), desk, known) or {}
    if entity is not None:
        initial = {
            name: getattr(entity, name) for name in ("kind", "label", "note", "certainty", "evidence", "day", "site")
        }
    form = EntityForm(
        request.POST or None, initial={**initial, "revision": chart.revision},
        sources=_list_sources(known, entity.evidence if entity else ()),
    )  # fmt: skip
    if request.method == "POST":
        saved = _save(form, chart, lambda: save_entity(
            run=opened.run, revision=form.cleaned_data["revision"], entity=form.read_entity(number), key=form.cleaned_data["key"]
        ))  # fmt: skip
        if saved is not None:
            return redirect("sandbox:case-chart", run_id=opened.run.pk)
    context = {"entity": entity, "link_count": len(chart.list_links_of(number)), "revision_form": _make_button(chart)}
    return render_desk(request, opened, "sandbox/case_entity.html", context, form=form)


@require_http_methods(["GET", "HEAD", "POST"])
@with_run(Tool.CASE)
def case_link(request: HttpRequest, opened: OpenedRun, number: int = 0) -> HttpResponse:
    """Add a link, or change one."""
    chart, _desk, known = _read(opened)
    link = chart.find_link(number)
    if number and link is None:
        raise Http404
    initial: dict[str, Any] = {"source": request.GET.get("from", "")}
    if link is not None:
        names = ("source", "target", "kind", "label", "note", "certainty", "evidence")
        initial = {name: getattr(link, name) for name in names}
    form = LinkForm(
        request.POST or None, initial={**initial, "revision": chart.revision}, chart=chart,
        sources=_list_sources(known, link.evidence if link else ()),
    )  # fmt: skip
    if request.method == "POST":
        saved = _save(form, chart, lambda: save_link(
            run=opened.run, revision=form.cleaned_data["revision"], link=form.read_link(number), key=form.cleaned_data["key"]
        ))  # fmt: skip
        if saved is not None:
            return redirect("sandbox:case-chart", run_id=opened.run.pk)
    context = {"link": link, "can_link": len(chart.entities) > 1, "revision_form": _make_button(chart)}
    return render_desk(request, opened, "sandbox/case_link.html", context, form=form)


@require_POST
@with_run(Tool.CASE)
def case_entity_remove(request: HttpRequest, opened: OpenedRun, number: int) -> HttpResponse:
    """Take an entity and its links off the chart."""
    return _remove(request, opened, lambda **values: remove_entity(run=opened.run, number=number, **values))


@require_POST
@with_run(Tool.CASE)
def case_link_remove(request: HttpRequest, opened: OpenedRun, number: int) -> HttpResponse:
    """Take a link off the chart."""
    return _remove(request, opened, lambda **values: remove_link(run=opened.run, number=number, **values))


@require_safe
@with_run(Tool.CASE)
def case_timeline(request: HttpRequest, opened: OpenedRun) -> HttpResponse:
    """What has a day, in its order; of all kinds or of one."""
    chart, desk, known = _read(opened)
    source = opened.definition.source
    facts = list_facts(desk, chart, today=source.today, choices={choice.key: choice.label for choice in source.choices})
    kind = request.GET.get("kind", "")
    kinds = [
        {"key": k.value, "label": k.label, "count": sum(fact.kind == k for fact in facts), "is_current": k.value == kind}
        for k in FactKind
    ]  # fmt: skip
    shown = [fact for fact in facts if not kind or fact.kind == kind]
    context = {"days": group_by_day(shown), "kinds": kinds, "kind": kind, "count": len(facts), "today": source.today, "known": known}  # fmt: skip
    return render_desk(request, opened, "sandbox/case_timeline.html", context)


def _save(form: ChartForm, chart: Chart, action: Callable[[], RunEvent]) -> RunEvent | None:
    """Save; after a refusal the form is made ready for the chart as it is now, with what was typed."""
    saved: RunEvent | None = attempt(form, action, fields=REFUSED_FIELDS)
    if saved is None:
        form.renew(chart.revision)
    return saved


def _remove(request: HttpRequest, opened: OpenedRun, action: Callable[..., RunEvent]) -> HttpResponse:
    form = RevisionForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("This form is incomplete. Load the page again and send it once more."))
    else:
        try:
            action(revision=form.cleaned_data["revision"], key=form.cleaned_data["key"])
            messages.success(request, _("Removed from the chart. That it stood there is in the log."))
        except CollegeError as error:
            if error.code not in {"chart_moved", "no_such_entity", "no_such_link"}:
                raise
            messages.error(request, str(error))
    return redirect("sandbox:case-chart", run_id=opened.run.pk)


def _make_button(chart: Chart) -> RevisionForm:
    return RevisionForm(auto_id=False, initial={"revision": chart.revision})


def _list_sources(known: dict[str, str], held: tuple[str, ...]) -> dict[str, str]:
    """What may be cited, with what is cited already though it has left the desk."""
    gone = {
        reference: _("%(name)s (no longer on your desk)") % {"name": reference}
        for reference in held
        if reference not in known
    }
    return {**known, **gone}
