"""The partner check on the desk, and the keys of partners' systems."""

from typing import cast
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from college.accounts.models import User
from college.core import clock
from college.organisations.models import Organisation
from college.organisations.queries import list_managed
from sandbox.domain.partner.checking import check_with_partner
from sandbox.domain.partner.keys import create_key, may_hold_keys, revoke_key
from sandbox.enums import DocumentType, EventKind, PartnerAnswer, Tool
from sandbox.models import PartnerAlert, PartnerKey
from sandbox.queries import OpenedRun
from sandbox.screening_forms import PartnerCheckForm, PartnerKeyForm
from sandbox.views.access import attempt, render_desk, with_run

REFUSED_FIELDS = {"number_is_name": "number", "number_shape": "number", "country_unknown": "country"}


@require_http_methods(["GET", "HEAD", "POST"])
@with_run(Tool.PARTNER)
def partner_check(request: HttpRequest, opened: OpenedRun) -> HttpResponse:
    """Ask whether a document's bearer may proceed, and see what was asked before."""
    form = PartnerCheckForm(request.POST or None)
    if request.method == "POST":
        event = attempt(form, lambda: check_with_partner(run=opened.run, **form.cleaned_data), fields=REFUSED_FIELDS)
        if event is not None:
            return redirect("sandbox:partner-answer", run_id=opened.run.pk, sequence=event.sequence)
    checks = [_describe(event) for event in opened.events if event.kind == EventKind.PARTNER_CHECKED]
    return render_desk(request, opened, "sandbox/partner_check.html", {"checks": checks[::-1]}, form=form)


def _describe(event: object) -> dict[str, object]:
    payload, sequence = event.payload, event.sequence  # type: ignore[attr-defined]
    return {
        **payload, "sequence": sequence, "kind": DocumentType(payload["document_type"]).label,
        "is_secondary": payload["answer"] == PartnerAnswer.SECONDARY, "label": PartnerAnswer(payload["answer"]).label,
    }  # fmt: skip


@require_safe
@with_run(Tool.PARTNER)
def partner_answer(request: HttpRequest, opened: OpenedRun, sequence: int) -> HttpResponse:
    """One of two words, and what it asks of the partner."""
    event = next((e for e in opened.events if e.sequence == sequence and e.kind == EventKind.PARTNER_CHECKED), None)
    if event is None:
        raise Http404
    return render_desk(request, opened, "sandbox/partner_answer.html", {"check": _describe(event)})


def _get_partner(request: HttpRequest, slug: str) -> Organisation:
    """The person's own organisation of the private sector; anything else is 404."""
    organisation = get_object_or_404(list_managed(cast("User", request.user)), slug=slug)
    if not may_hold_keys(organisation):
        raise Http404
    return organisation


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def partner_keys(request: HttpRequest, slug: str) -> HttpResponse:
    """The keys of an organisation's systems. A new key's secret stands on the answer to its form, and nowhere else."""
    organisation = _get_partner(request, slug)
    form = PartnerKeyForm(request.POST or None)
    made = None
    if request.method == "POST":
        made = attempt(form, lambda: _make_key(organisation, cast("User", request.user), form))
    context = {
        "organisation": organisation, "form": PartnerKeyForm() if made else form, "made": made, "now": clock.now(),
        "keys": PartnerKey.objects.filter(organisation=organisation).select_related("created_by"),
    }  # fmt: skip
    return render(request, "sandbox/partner_keys.html", context, status=422 if form.errors and not made else 200)


def _make_key(organisation: Organisation, actor: User, form: PartnerKeyForm) -> tuple[PartnerKey, str]:
    data = form.cleaned_data
    return create_key(
        organisation=organisation, name=data["name"], days=data["days"], actor=actor, form_key=data["key"]
    )


@login_required
@require_POST
def partner_key_revoke(request: HttpRequest, slug: str, key_id: UUID) -> HttpResponse:
    """The key is refused from now on."""
    organisation = _get_partner(request, slug)
    key = get_object_or_404(PartnerKey, pk=key_id, organisation=organisation)
    revoke_key(key=key, actor=cast("User", request.user))
    messages.success(request, _("The key “%(name)s” is revoked: it is refused from now on.") % {"name": key.name})
    return redirect("sandbox:partner-keys", slug=slug)


@login_required
@require_safe
def partner_alerts(request: HttpRequest) -> HttpResponse:
    """What partners' systems touched, for the police of the countries concerned. 404 for everybody else."""
    person = cast("User", request.user)
    if not person.is_law_enforcement:
        raise Http404
    countries = Organisation.objects.filter(memberships__person=person, verified_at__isnull=False)
    codes = [organisation.country for organisation in countries if organisation.is_law_enforcement]
    alerts = (
        PartnerAlert.objects.filter(bureau__in=codes, check_made__isnull=False)
        .select_related("check_made__key__organisation")
        .order_by("-at")[:100]
    )
    return render(request, "sandbox/partner_alerts.html", {"alerts": alerts})
