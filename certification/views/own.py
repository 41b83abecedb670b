"""What the holder sees."""

from typing import cast
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from certification.codes import group_code
from certification.domain.awards import decide_awards
from certification.domain.documents import store_document
from certification.enums import CertificateState
from certification.models import Certificate
from certification.queries import find_own_certificate, find_standing, list_award_progress, list_certificates
from certification.views.present import present_progress, present_standing
from college.accounts.models import User
from college.core import clock
from college.core.errors import CollegeError


def _present(certificate: Certificate) -> dict[str, object]:
    standing = find_standing(certificate, today=clock.now().date())
    check = reverse("certification:check-result", args=[group_code(certificate.code)])
    return {
        "record": certificate,
        "title": certificate.facts["award"]["title"],
        "standing": present_standing(standing),
        "check": check,
        "check_address": f"{settings.BASE_URL}{check}",
        "can_download": certificate.state != CertificateState.REVOKED,
    }


@login_required
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """A person's certificates, and what is left to do for those that they do not hold."""
    person = cast("User", request.user)
    progress = list_award_progress(person)
    context = {
        "certificates": [_present(certificate) for certificate in list_certificates(person)],
        "held": [one for one in progress if one.held is not None],
        "open_awards": [present_progress(one) for one in progress if one.held is None],
    }
    return render(request, "certification/mine.html", context)


@login_required
@require_safe
def download(request: HttpRequest, certificate_id: UUID) -> HttpResponse:
    """The PDF, for its holder alone. Drawn now when the background has not come to it yet."""
    person = cast("User", request.user)
    certificate = find_own_certificate(person, certificate_id)
    if certificate is None:
        raise Http404
    try:
        if certificate.state == CertificateState.REVOKED:
            raise CollegeError(
                "certificate_revoked", _("This certificate was revoked: its PDF is no longer given out.")
            )
        document = store_document(certificate=certificate)
    except CollegeError as refusal:
        messages.error(request, str(refusal))
        return redirect("certification:mine")
    response = HttpResponse(bytes(document.pdf), content_type="application/pdf")
    filename = f"certificate-{certificate.serial}.pdf"
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=filename) or "attachment"
    response["Cache-Control"] = "no-store, private"
    return response


@login_required
@require_POST
def retry(request: HttpRequest, award_slug: str) -> HttpResponse:
    """Try again to issue what was held, once the person has mended what stood in the way."""
    person = cast("User", request.user)
    waiting = [one for one in list_award_progress(person) if one.award.slug == award_slug and one.held]
    if not waiting:
        return redirect("certification:mine")
    if decide_awards(learner=person, programme_slug=waiting[0].award.programme_slug):
        messages.success(request, _("Your certificate is issued. You can download it now."))
    else:
        messages.error(request, _("The certificate still cannot be printed. The reason stands below."))
    return redirect("certification:mine")
