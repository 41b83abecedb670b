from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sandbox.domain.registers import open_record, query_documents
from sandbox.enums import Tool, Verdict
from sandbox.forms import DocumentQueryForm, KeyForm
from sandbox.queries import OpenedRun
from sandbox.views.access import attempt, render_desk, show_answer, with_run

# Where each refusal stands on the form.
REFUSED_FIELDS = {"number_is_name": "number", "number_shape": "number", "real_data": "reason"}


def _read_initial(request: HttpRequest, opened: OpenedRun) -> dict[str, Any]:
    """The form's start: the last query's reason and case reference, so that six queries need not be typed in full."""
    last = opened.desk.queries[-1] if opened.desk.queries else None
    return (
        {"reason": last.reason, "case_reference": opened.events[last.sequence - 1].payload["case_reference"]}
        if last
        else {}
    )


@require_http_methods(["GET", "HEAD", "POST"])
@with_run(Tool.DOCUMENTS)
def documents(request: HttpRequest, opened: OpenedRun) -> HttpResponse:
    """Ask the register of travel documents, and see what was asked before."""
    form = DocumentQueryForm(request.POST or None, initial=_read_initial(request, opened))
    if request.method == "POST":
        event = attempt(form, lambda: query_documents(run=opened.run, **form.cleaned_data), fields=REFUSED_FIELDS)
        if event is not None:
            sequence = event.sequence
            address = reverse("sandbox:query-detail", args=[opened.run.pk, sequence])
            return show_answer(request, opened, address, partial(_show_query, sequence=sequence))
    return render_desk(request, opened, "sandbox/documents.html", {"queries": opened.desk.queries[::-1]}, form=form)


@require_safe
@with_run(Tool.DOCUMENTS)
def query_detail(request: HttpRequest, opened: OpenedRun, sequence: int) -> HttpResponse:
    """What the register answered: nothing, or candidates with the fields that agree."""
    return _show_query(request, opened, sequence)


def _show_query(request: HttpRequest, opened: OpenedRun, sequence: int) -> HttpResponse:
    query = opened.desk.get_query(sequence)
    if query is None:
        raise Http404
    candidates = [
        {
            **candidate,
            "count": sum(candidate["agrees"].values()),
            "is_opened": candidate["reference"] in opened.desk.opened_records,
            "form": KeyForm(auto_id=False),
        }
        for candidate in query.candidates
    ]
    return render_desk(request, opened, "sandbox/query_detail.html", {"query": query, "candidates": candidates})


@require_POST
@with_run(Tool.DOCUMENTS)
def record_open(request: HttpRequest, opened: OpenedRun, reference: str) -> HttpResponse:
    """Open the full record of a candidate."""
    form = KeyForm(request.POST)
    key = form.cleaned_data["key"] if form.is_valid() else None
    open_record(run=opened.run, reference=reference, key=key)
    return redirect("sandbox:record-detail", run_id=opened.run.pk, reference=reference)


@require_safe
@with_run(Tool.DOCUMENTS)
def record_detail(request: HttpRequest, opened: OpenedRun, reference: str) -> HttpResponse:
    """A full record that has been opened, and what its owner said about it."""
    record = opened.desk.opened_records.get(reference)
    if record is None or "number" not in record:
        raise Http404
    verdict = opened.desk.verdicts.get(reference)
    pending = any(reference in message.records for message in opened.desk.sent) and verdict is None
    context = {"record": record, "verdict": Verdict(verdict) if verdict else None, "is_pending": pending}
    return render_desk(request, opened, "sandbox/record_detail.html", context)
