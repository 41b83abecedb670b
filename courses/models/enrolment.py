import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from college.core import clock
from college.organisations.models import Organisation
from courses.enums import EnrolmentState
from courses.models.programme import Programme


class Enrolment(models.Model):
    """One person's place in a programme, from the request to the decision. One open or admitted enrolment a programme."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    learner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="enrolments")
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="enrolments")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.SET_NULL, null=True, blank=True, related_name="enrolments"
    )
    organisation_name = models.CharField(_("where the applicant works, in their words"), max_length=160, blank=True)
    motivation = models.TextField(_("reason for applying"), max_length=2000, blank=True)
    state = models.CharField(max_length=12, choices=EnrolmentState, default=EnrolmentState.REQUESTED)
    requested_at = models.DateTimeField(default=clock.now)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    decision_reason = models.TextField(max_length=2000, blank=True)

    class Meta:
        ordering = ["-requested_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["learner", "programme"],
                condition=Q(state__in=[EnrolmentState.REQUESTED, EnrolmentState.ADMITTED]),
                name="enrolment_one_live_per_programme",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[EnrolmentState.REQUESTED, EnrolmentState.WITHDRAWN])
                | Q(decided_at__isnull=False),
                name="enrolment_decision_has_a_time",
            ),
        ]
        indexes = [models.Index(fields=["state", "requested_at"], name="enrolment_waiting")]

    def __str__(self) -> str:
        return f"{self.learner} – {self.programme} ({self.state})"
