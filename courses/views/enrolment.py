"""Asking for a place, seeing what became of it, deciding."""

from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from college.accounts.models import User
from college.core.errors import CollegeError
from courses.domain.enrolment import (
    compute_due,
    decide_enrolment,
    find_own_agency,
    request_enrolment,
    withdraw_enrolment,
)
from courses.enums import EnrolmentState
from courses.forms.enrolment import EnrolmentDecisionForm, EnrolmentRequestForm
from courses.models import Enrolment, Programme
from courses.queries.access import find_programme
from courses.queries.enrolment import find_latest, find_live, has_requests_to_decide, list_decidable


def _find_programme(request: HttpRequest) -> Programme:
    slug = request.GET.get("programme", "")
    # PostgreSQL fails on a text with NUL, which no programme has.
    programme = None if "\x00" in slug else find_programme(slug)
    if programme is None:
        raise Http404
    return programme


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def enrol(request: HttpRequest) -> HttpResponse:
    """Ask for a place; whoever has asked already is shown their request."""
    learner, programme = cast("User", request.user), _find_programme(request)
    live = find_live(learner=learner, programme=programme)
    if live is not None:
        return redirect("courses:enrolment-detail", enrolment_id=live.pk)
    agency = find_own_agency(learner)
    form = EnrolmentRequestForm(request.POST or None, learner=learner, is_vouched=agency is not None)
    if request.method == "POST":
        form = EnrolmentRequestForm(request.POST, learner=learner, is_vouched=agency is not None)
        if form.is_valid():
            try:
                enrolment = request_enrolment(learner=learner, programme=programme, **form.cleaned_data)
            except CollegeError as error:
                form.add_error(None, str(error))
            else:
                return redirect("courses:enrolment-detail", enrolment_id=enrolment.pk)
    context = {
        "form": form, "programme": programme, "agency": agency,
        "earlier": find_latest(learner=learner, programme=programme),
    }  # fmt: skip
    return render(request, "courses/enrol.html", context, status=422 if form.errors else 200)


@login_required
@require_safe
def enrolment_detail(request: HttpRequest, enrolment_id: UUID) -> HttpResponse:
    """One's own request: what was decided, or what happens next and by when."""
    enrolment = get_object_or_404(
        Enrolment.objects.select_related("programme", "organisation"), pk=enrolment_id, learner_id=request.user.pk
    )
    context = {"enrolment": enrolment, "due_at": compute_due(enrolment.requested_at), "states": EnrolmentState}
    return render(request, "courses/enrolment_detail.html", context)


@login_required
@require_POST
def withdraw(request: HttpRequest, enrolment_id: UUID) -> HttpResponse:
    """Give up one's own request or place."""
    enrolment = get_object_or_404(Enrolment, pk=enrolment_id, learner_id=request.user.pk)
    try:
        withdraw_enrolment(enrolment=enrolment, actor=cast("User", request.user))
    except CollegeError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Your request is withdrawn. What you have studied is kept."))
    return redirect("courses:enrolment-detail", enrolment_id=enrolment_id)


@login_required
@require_safe
def requests(request: HttpRequest) -> HttpResponse:
    """Requests that the person decides, those waiting first."""
    person = cast("User", request.user)
    if not has_requests_to_decide(person):
        raise Http404
    page = Paginator(list_decidable(person), 25).get_page(request.GET.get("page"))
    rows = [{"enrolment": enrolment, "due_at": compute_due(enrolment.requested_at)} for enrolment in page]
    return render(request, "courses/requests.html", {"page_obj": page, "rows": rows})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: HttpRequest, enrolment_id: UUID) -> HttpResponse:
    """Admit or decline one applicant."""
    person = cast("User", request.user)
    enrolment = get_object_or_404(list_decidable(person), pk=enrolment_id)
    is_open = enrolment.state == EnrolmentState.REQUESTED
    form = EnrolmentDecisionForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        is_admitted, reason = form.cleaned_data["decision"] == "admit", form.cleaned_data["reason"]
        try:
            decide_enrolment(enrolment=enrolment, is_admitted=is_admitted, reason=reason, actor=person)
        except CollegeError as error:
            form.add_error(None, str(error))
        else:
            words = _("%(name)s is admitted.") if is_admitted else _("The request of %(name)s is declined.")
            messages.success(request, words % {"name": enrolment.learner.full_name})
            return redirect("courses:enrolment-requests")
    context: dict[str, Any] = {
        "form": form, "enrolment": enrolment, "is_open": is_open, "due_at": compute_due(enrolment.requested_at),
    }  # fmt: skip
    return render(request, "courses/request_decide.html", context, status=422 if form.errors else 200)
