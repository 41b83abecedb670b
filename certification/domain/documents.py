"""The PDF of a certificate: drawn once from the sealed facts, then kept as it is."""

import hashlib
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from certification.models import Certificate, CertificateDocument
from certification.pdf.document import Document, render_document
from certification.queries import is_intact
from college.core import clock
from college.core.errors import CollegeError


def store_document(*, certificate: Certificate, now: datetime | None = None) -> CertificateDocument:
    """The certificate's PDF, drawn now if there is none yet. Drawing twice gives the same bytes; one is kept.

    Raises CollegeError `certificate_damaged` when the stored facts no longer fit their digest: nothing is drawn from them.
    """
    kept = CertificateDocument.objects.filter(certificate=certificate).first()
    if kept is not None:
        return kept
    if not is_intact(certificate):
        raise CollegeError(
            "certificate_damaged",
            _("The record of this certificate was altered. Write to the college and give its serial."),
        )
    pdf = draw_document(certificate)
    document, _is_new = CertificateDocument.objects.get_or_create(
        certificate=certificate,
        defaults={"pdf": pdf, "sha256": hashlib.sha256(pdf).hexdigest(), "rendered_at": now or clock.now()},
    )
    return document


def draw_document(certificate: Certificate) -> bytes:
    """The bytes of the PDF: the same for the same facts, address of the college, fonts and release of reportlab."""
    check = urlsplit(settings.BASE_URL + reverse("certification:check"))
    return render_document(
        Document(
            serial=certificate.serial,
            code=certificate.code,
            printed_name=certificate.printed_name,
            facts=certificate.facts,
            issued_at=certificate.issued_at,
            check_url=settings.BASE_URL + reverse("certification:check-result", args=[certificate.code]),
            check_page=f"{check.netloc}{check.path}".rstrip("/"),
        )
    )
