"""One set of pages for all registers: ask, answer, record, enter, change, withdraw."""

from collections.abc import Callable
from functools import partial, wraps
from typing import Any

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sandbox.domain.matching import LoggedEvent
from sandbox.domain.registers import (
    REGISTERS,
    Register,
    change_record,
    enter_record,
    open_found_record,
    query_register,
    withdraw_record,
)
from sandbox.domain.registers.narration import describe_asked
from sandbox.domain.registers.querying import compute_result
from sandbox.enums import QueryResult, Verdict
from sandbox.forms import KeyForm
from sandbox.queries import OpenedRun
from sandbox.views.access import attempt, render_desk, show_answer, with_run
from sandbox.views.notice_links import can_cite, find_named_notice
from sandbox.views.register_forms import RecordForm, RegisterQueryForm, WithdrawForm, read_initial
from sandbox.views.register_rows import list_candidates, list_loci, list_record_rows, list_reviews, list_rules

PAGE_SIZE = 50


def with_register(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Give the view the register that the address names. One that there is not, or that the exercise has not, is 404."""

    @wraps(view)
    def inner(request: HttpRequest, opened: OpenedRun, *args: Any, **kwargs: Any) -> HttpResponse:
        found = REGISTERS.get(kwargs.pop("register"))
        if found is None or not opened.allows(found.tool):
            raise Http404
        return view(request, opened, found, **kwargs)

    return with_run()(inner)


def _at_own_field(form: Form) -> dict[str, str]:
    """A refusal whose code is a field's name stands at that field."""
    return {name: name for name in form.fields}


@require_http_methods(["GET", "HEAD", "POST"])
@with_register
def register_page(request: HttpRequest, opened: OpenedRun, register: Register) -> HttpResponse:
    """Ask a register, and see what was asked before."""
    lookups = opened.desk.list_lookups(register.key)[::-1]
    last = {name: lookups[0].payload[name] for name in ("reason", "case_reference")} if lookups else None
    form = RegisterQueryForm(request.POST or None, register=register, initial=last)
    if request.method == "POST":
        event = attempt(
            form,
            lambda: _ask(opened, register, form),
            fields={**_at_own_field(form), "real_data": "reason", "holds_no_names": "number"},
        )
        if event is not None:
            sequence = event.sequence
            address = reverse("sandbox:lookup-detail", args=[opened.run.pk, register.key, sequence])
            return show_answer(request, opened, address, partial(_show_lookup, register=register, sequence=sequence))
    shown = [
        (event, describe_asked(register, event.payload["asked"]), _find_result(opened, event))
        for event in lookups[:PAGE_SIZE]
    ]
    own = [record for record in opened.desk.own_records.values() if record["register"] == register.key]
    context = {
        "register": register, "lookups": shown, "own": own, "reviews": list_reviews(own, opened.world.today),
        "rules": list_rules(register),
    }  # fmt: skip
    return render_desk(request, opened, "sandbox/register_page.html", context, form=form)


def _find_result(opened: OpenedRun, event: LoggedEvent) -> QueryResult:
    """What the answer is worth now: an owner may have confirmed a candidate since it was given."""
    return compute_result(event.payload["candidates"], opened.desk.verdicts)


def _ask(opened: OpenedRun, register: Register, form: RegisterQueryForm) -> Any:
    data = form.cleaned_data
    return query_register(
        run=opened.run, register=register, text=form.read_text(), reason=data["reason"], case_reference=data["case_reference"],
        key=data["key"],
    )  # fmt: skip


@require_safe
@with_register
def lookup_detail(request: HttpRequest, opened: OpenedRun, register: Register, *, sequence: int) -> HttpResponse:
    """What the register answered: nothing, or candidates with their reasons."""
    return _show_lookup(request, opened, register, sequence)


def _show_lookup(request: HttpRequest, opened: OpenedRun, register: Register, sequence: int) -> HttpResponse:
    event = next((e for e in opened.desk.list_lookups(register.key) if e.sequence == sequence), None)
    if event is None:
        raise Http404
    candidates = [
        {
            **candidate,
            "is_opened": candidate["reference"] in opened.desk.opened_records,
            "form": KeyForm(auto_id=False),
            "verdict": _find_verdict(opened, candidate["reference"]),
            "named": find_named_notice(opened, candidate.get("notice_reference", ""), candidate.get("colour", "")),
            "can_cite": can_cite(opened, candidate["reference"]),
        }
        for candidate in list_candidates(event.payload, register)
    ]
    asked = event.payload["asked"]
    notes = [] if register.is_biometric else register.explain(asked)
    context = {
        "register": register, "lookup": event, "asked": describe_asked(register, asked), "candidates": candidates, "notes": notes,
        "answer": _find_result(opened, event),
    }  # fmt: skip
    return render_desk(request, opened, "sandbox/lookup_detail.html", context)


def _find_verdict(opened: OpenedRun, reference: str) -> Verdict | None:
    verdict = opened.desk.verdicts.get(reference)
    return Verdict(verdict) if verdict else None


@require_POST
@with_register
def found_open(request: HttpRequest, opened: OpenedRun, register: Register, *, reference: str) -> HttpResponse:
    """Open the full record of a candidate."""
    form = KeyForm(request.POST)
    key = form.cleaned_data["key"] if form.is_valid() else None
    open_found_record(run=opened.run, register=register, reference=reference, key=key)
    return redirect("sandbox:found-detail", opened.run.pk, register.key, reference)


@require_safe
@with_register
def found_detail(request: HttpRequest, opened: OpenedRun, register: Register, *, reference: str) -> HttpResponse:
    """A full record that has been opened or entered."""
    record = opened.desk.opened_records.get(reference)
    if record is None or record["register"] != register.key:
        raise Http404
    verdict = _find_verdict(opened, reference)
    context = {
        "register": register, "record": record, "rows": list_record_rows(register, record), "loci": list_loci(record), "verdict": verdict,
        "is_pending": verdict is None and any(reference in message.records for message in opened.desk.sent),
        "is_own": reference in opened.desk.own_records, "hidden_from": opened.desk.restrictions.get(reference, []), "can_cite": can_cite(opened, reference),
        "named": find_named_notice(opened, record.get("notice_reference", ""), record.get("colour", "") if register.tells else ""),
    }  # fmt: skip
    return render_desk(request, opened, "sandbox/found_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@with_register
def record_enter(request: HttpRequest, opened: OpenedRun, register: Register) -> HttpResponse:
    """Enter a record of one's own bureau."""
    form = RecordForm(request.POST or None, register=register)
    if request.method == "POST":
        event = attempt(
            form,
            lambda: enter_record(
                run=opened.run, register=register, text=form.read_text(), key=form.cleaned_data["key"]
            ),
            fields=_at_own_field(form),
        )
        if event is not None:
            return redirect("sandbox:found-detail", opened.run.pk, register.key, event.payload["record"]["reference"])
    return render_desk(request, opened, "sandbox/record_form.html", {"register": register}, form=form)


@require_http_methods(["GET", "HEAD", "POST"])
@with_register
def record_change(request: HttpRequest, opened: OpenedRun, register: Register, *, reference: str) -> HttpResponse:
    """Change an own record."""
    record = opened.desk.opened_records.get(reference)
    if record is None or record["register"] != register.key:
        raise Http404
    initial = read_initial(register, record)
    form = RecordForm(request.POST or None, register=register, is_change=True, initial=initial)
    if request.method == "POST":
        event = attempt(
            form,
            lambda: change_record(
                run=opened.run, register=register, reference=reference, text=form.read_text(),
                reason=form.cleaned_data["reason"], key=form.cleaned_data["key"],
            ),
            fields=_at_own_field(form),
        )  # fmt: skip
        if event is not None:
            return redirect("sandbox:found-detail", opened.run.pk, register.key, reference)
    context = {"register": register, "record": record}
    return render_desk(request, opened, "sandbox/record_form.html", context, form=form)


@require_http_methods(["GET", "HEAD", "POST"])
@with_register
def record_withdraw(request: HttpRequest, opened: OpenedRun, register: Register, *, reference: str) -> HttpResponse:
    """Withdraw an own record, with a reason."""
    record = opened.desk.opened_records.get(reference)
    if record is None or record["register"] != register.key:
        raise Http404
    form = WithdrawForm(request.POST or None)
    if request.method == "POST":
        event = attempt(
            form, lambda: withdraw_record(run=opened.run, register=register, reference=reference, **form.cleaned_data)
        )
        if event is not None:
            return redirect("sandbox:register-page", run_id=opened.run.pk, register=register.key)
    context = {"register": register, "record": record, "is_withdrawal": True}
    return render_desk(request, opened, "sandbox/record_form.html", context, form=form)
