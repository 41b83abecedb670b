"""What private partners may ask, and whom a hit alerts. A partner never sees an alert."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from college.core import clock
from college.core.errors import CollegeError
from college.organisations.models import Organisation
from sandbox.enums import DocumentType, PartnerAnswer
from sandbox.models.run import Run


class PartnerKey(models.Model):
    """A key with which the systems of a private organisation use the partner check. Only its hash is kept."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="partner_keys")
    name = models.CharField(_("name"), max_length=60)
    prefix = models.CharField(max_length=12, unique=True)
    key_hash = models.CharField(max_length=64)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    last_used_at = models.DateTimeField(null=True, blank=True)
    # The form that asked for it: a form that is sent twice makes one key.
    form_key = models.UUIDField(unique=True)

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(condition=Q(expires_at__gt=models.F("created_at")), name="partner_key_expires_later")
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.name}"


class PartnerCheck(models.Model):
    """One question of a partner's system: number, country and type, never a name. Its reference makes it repeatable."""

    key = models.ForeignKey(PartnerKey, on_delete=models.CASCADE, related_name="checks")
    client_reference = models.CharField(max_length=40)
    number = models.CharField(max_length=14)
    country = models.CharField(max_length=3)
    document_type = models.CharField(max_length=16, choices=DocumentType)
    answer = models.CharField(max_length=16, choices=PartnerAnswer)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["-at"]
        constraints = [
            models.UniqueConstraint(fields=["key", "client_reference"], name="partner_check_once_a_reference"),
            models.CheckConstraint(condition=Q(answer__in=PartnerAnswer.values), name="partner_answer_known"),
            models.CheckConstraint(condition=Q(document_type__in=DocumentType.values), name="partner_type_known"),
        ]

    def __str__(self) -> str:
        return f"{self.client_reference} {self.answer}"

    def save(self, *args: object, **kwargs: object) -> None:
        if self.pk is not None:
            raise CollegeError("check_insert_only", _("A partner check is never changed."))
        super().save(*args, **kwargs)  # type: ignore[arg-type]


class PartnerAlert(models.Model):
    """A bureau (or the secretariat, SEC) is told that a partner's check touched a record. For police eyes alone.

    Of a system's check, or of a run's event (`run` and the event's `sequence`).
    """

    check_made = models.ForeignKey(PartnerCheck, on_delete=models.CASCADE, null=True, blank=True, related_name="alerts")
    run = models.ForeignKey(Run, on_delete=models.CASCADE, null=True, blank=True, related_name="partner_alerts")
    sequence = models.PositiveIntegerField(default=0)
    bureau = models.CharField(max_length=3)
    record = models.CharField(max_length=24)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["-at", "bureau"]
        constraints = [
            models.CheckConstraint(
                condition=Q(check_made__isnull=False, run__isnull=True) | Q(check_made__isnull=True, run__isnull=False),
                name="partner_alert_of_a_check_or_a_run",
            ),
            models.UniqueConstraint(
                fields=["check_made", "bureau", "record"],
                condition=Q(check_made__isnull=False),
                name="partner_alert_once_a_check",
            ),
            models.UniqueConstraint(
                fields=["run", "sequence", "bureau", "record"],
                condition=Q(run__isnull=False),
                name="partner_alert_once_an_event",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.bureau} {self.record}"
