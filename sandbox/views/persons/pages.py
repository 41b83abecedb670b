from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sandbox.domain.persons import REGISTER, open_person, query_persons
from sandbox.enums import Tool
from sandbox.forms import KeyForm
from sandbox.queries import OpenedRun
from sandbox.views.access import attempt, render_desk, show_answer, with_run
from sandbox.views.notice_links import can_cite, find_named_notice
from sandbox.views.persons.forms import PersonQueryForm
from sandbox.views.persons.telling import tell_candidate, tell_record

# Where each refusal stands on the form.
REFUSED_FIELDS = {"name_unreadable": "name", "name_too_long": "name", "real_data": "reason"}


@require_http_methods(["GET", "HEAD", "POST"])
@with_run(Tool.PERSONS)
def persons(request: HttpRequest, opened: OpenedRun) -> HttpResponse:
    """Ask the register of persons, and see what was asked before."""
    queries = opened.desk.list_lookups(REGISTER)[::-1]
    initial = {name: queries[0].payload[name] for name in ("reason", "case_reference")} if queries else {}
    form = PersonQueryForm(request.POST or None, initial=initial)
    if request.method == "POST":
        event = attempt(form, lambda: query_persons(run=opened.run, **form.cleaned_data), fields=REFUSED_FIELDS)
        if event is not None:
            sequence = event.sequence
            address = reverse("sandbox:person-query", args=[opened.run.pk, sequence])
            return show_answer(request, opened, address, partial(_show_query, sequence=sequence))
    return render_desk(request, opened, "sandbox/persons.html", {"queries": queries}, form=form)


@require_safe
@with_run(Tool.PERSONS)
def person_query(request: HttpRequest, opened: OpenedRun, sequence: int) -> HttpResponse:
    """What the register answered: nothing, or candidates with what speaks for and against each."""
    return _show_query(request, opened, sequence)


def _show_query(request: HttpRequest, opened: OpenedRun, sequence: int) -> HttpResponse:
    query = next((event for event in opened.desk.list_lookups(REGISTER) if event.sequence == sequence), None)
    if query is None:
        raise Http404
    answer = query.payload
    asked = answer["asked"]

    def tell(candidate: dict[str, Any]) -> dict[str, Any]:
        is_opened = candidate["reference"] in opened.desk.opened_records
        return {
            **tell_candidate(asked["name"], candidate), "is_opened": is_opened, "form": KeyForm(auto_id=False)
        }  # fmt: skip

    context = {
        "query": query, "asked": asked, "candidates": [tell(candidate) for candidate in answer["candidates"]],
        "contradicted": [tell(candidate) for candidate in answer["contradicted"]],
    }  # fmt: skip
    return render_desk(request, opened, "sandbox/person_query.html", context)


@require_POST
@with_run(Tool.PERSONS)
def person_open(request: HttpRequest, opened: OpenedRun, reference: str) -> HttpResponse:
    """Open the full record of a candidate."""
    form = KeyForm(request.POST)
    key = form.cleaned_data["key"] if form.is_valid() else None
    open_person(run=opened.run, reference=reference, key=key)
    return redirect("sandbox:person-record", run_id=opened.run.pk, reference=reference)


@require_safe
@with_run(Tool.PERSONS)
def person_record(request: HttpRequest, opened: OpenedRun, reference: str) -> HttpResponse:
    """A full record that has been opened."""
    record = opened.desk.opened_records.get(reference)
    if record is None or record["register"] != REGISTER:
        raise Http404
    context = {
        "record": tell_record(record), "named": find_named_notice(opened, record["notice_reference"]), "can_cite": can_cite(opened, reference),
    }  # fmt: skip
    return render_desk(request, opened, "sandbox/person_record.html", context)
