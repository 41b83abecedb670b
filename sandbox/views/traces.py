"""Trace requests of firearms, and the register's small statistics."""

from collections import Counter

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from sandbox.domain.geography import name_bureau, name_country
from sandbox.domain.matching import LoggedEvent
from sandbox.domain.registers.tracing import request_trace
from sandbox.enums import FirearmClass, Tool
from sandbox.queries import OpenedRun
from sandbox.views.access import attempt, render_desk, with_run
from sandbox.views.register_forms import TraceForm


@require_http_methods(["GET", "HEAD", "POST"])
@with_run(Tool.FIREARMS)
def trace_list(request: HttpRequest, opened: OpenedRun) -> HttpResponse:
    """Send a trace request, and read the answers."""
    desk = opened.desk
    firearms = [r for r in desk.opened_records.values() if r.get("register") == "firearms"]
    form = TraceForm(request.POST or None, records=firearms, initial={"case_reference": opened.world.case_reference})
    if request.method == "POST":
        sent = attempt(form, lambda: request_trace(run=opened.run, **form.cleaned_data), fields={"own_country": "reference", "already_traced": "reference", "real_data": "comment"})  # fmt: skip
        if sent is not None:
            return redirect("sandbox:trace-list", run_id=opened.run.pk)
    traces = [
        (event.payload, name_bureau(event.payload["to"]), _describe(desk.trace_answers.get(event.sequence)))
        for event in reversed(desk.traces)
    ]
    counts = Counter(record["firearm_class"] for record in firearms)
    statistics = [(kind.label, counts[kind.value]) for kind in FirearmClass]
    context = {"traces": traces, "statistics": statistics, "firearms": firearms}
    return render_desk(request, opened, "sandbox/trace_list.html", context, form=form)


def _describe(answer: LoggedEvent | None) -> str:
    """The answer in a sentence; empty while there is none."""
    if answer is None:
        return ""
    payload = answer.payload
    values = {"year": payload["year"], "country": name_country(payload["country"]) if payload["country"] else ""}
    if payload["status"] == "exported":
        return _("Made here and exported to %(country)s in %(year)s. Ask that bureau next.") % values
    if payload["status"] == "sold_at_home":
        return _("Made here and sold to a dealer of this country in %(year)s. The dealer is being asked.") % values
    return _("The maker's books have no such serial number: read it again, or ask for an examination.")
