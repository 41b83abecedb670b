"""Certificates: facts as they stood on the day of issue. They outlive the account, the course and the award's wording."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from certification.enums import CertificateState
from certification.models.award import Award
from college.core import clock


class SerialCounter(models.Model):
    """The last serial number given in a year. Its row is locked while a certificate is issued: no gap, no number twice."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.year}: {self.last}"


class Certificate(models.Model):
    """One document given to one person. What it states is in `facts`, sealed by `digest`, and never changes."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    serial = models.CharField(_("serial"), max_length=20, unique=True)
    code = models.CharField(_("code"), max_length=32, unique=True)
    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="certificates",
        verbose_name=_("holder"),
    )
    award = models.ForeignKey(Award, on_delete=models.PROTECT, related_name="certificates", verbose_name=_("award"))
    printed_name = models.CharField(_("name as printed"), max_length=120)
    facts = models.JSONField()
    digest = models.CharField(max_length=64)
    state = models.CharField(_("state"), max_length=12, choices=CertificateState, default=CertificateState.VALID)
    issued_at = models.DateTimeField(_("issued"))
    issued_on = models.DateField(_("issued on"))
    expires_on = models.DateField(_("valid until"))
    replaces = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="superseded_by"
    )
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    revocation_reason = models.TextField(_("reason for revoking"), max_length=1000, blank=True)

    class Meta:
        ordering = ["-issued_at", "-serial"]
        constraints = [
            models.UniqueConstraint(
                fields=["learner", "award"], condition=Q(state=CertificateState.VALID), name="certificate_one_valid"
            ),
            models.CheckConstraint(condition=Q(expires_on__gt=F("issued_on")), name="certificate_expires_after_issue"),
            models.CheckConstraint(
                condition=Q(state=CertificateState.REVOKED, revoked_at__isnull=False) & ~Q(revocation_reason="")
                | ~Q(state=CertificateState.REVOKED) & Q(revoked_at__isnull=True, revocation_reason=""),
                name="certificate_revoked_with_a_reason",
            ),
        ]
        indexes = [models.Index(fields=["learner", "-issued_at"], name="certificate_by_learner")]

    def __str__(self) -> str:
        return f"{self.serial} {self.printed_name}"


class CertificateDocument(models.Model):
    """The PDF as it was handed out. Its own table: lists of certificates never load it; no public path leads to it."""

    certificate = models.OneToOneField(Certificate, on_delete=models.CASCADE, primary_key=True, related_name="document")
    pdf = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    rendered_at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return f"{self.certificate_id}: {len(self.pdf)} bytes"


class HeldAward(models.Model):
    """An award that was earned and could not be issued: it needs a person's attention. Gone once the certificate exists."""

    learner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="held_awards")
    award = models.ForeignKey(Award, on_delete=models.CASCADE, related_name="held")
    code = models.CharField(max_length=40)
    reason = models.TextField(_("reason"))
    noticed_at = models.DateTimeField(_("since"), default=clock.now)

    class Meta:
        ordering = ["-noticed_at"]
        constraints = [models.UniqueConstraint(fields=["learner", "award"], name="held_award_once")]

    def __str__(self) -> str:
        return f"{self.learner}: {self.award} ({self.code})"
