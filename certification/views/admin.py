"""Revoking, in the admin."""

from typing import cast
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from certification.domain.certificates import revoke_certificate
from certification.forms import RevocationForm
from certification.models import Certificate
from certification.rules import may_administer_certificates
from college.accounts.models import User
from college.core.errors import CollegeError


@require_http_methods(["GET", "HEAD", "POST"])
def revoke(request: HttpRequest, certificate_id: UUID) -> HttpResponse:
    """Ask for the reason, then revoke. Anyone but an administrator: not found."""
    if not may_administer_certificates(request.user):
        raise Http404
    person = cast("User", request.user)
    certificate = get_object_or_404(Certificate.objects.select_related("award"), pk=certificate_id)
    form = RevocationForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        context = {"form": form, "certificate": certificate}
        return render(request, "certification/admin_revoke.html", context, status=422 if form.is_bound else 200)
    try:
        revoke_certificate(certificate=certificate, reason=form.cleaned_data["reason"], actor=person)
    except CollegeError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Certificate %(serial)s is revoked.") % {"serial": certificate.serial})
    return redirect("certificate:inspect", certificate.pk)
