"""What the records of all registers have in common."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q


class RegisterRecord(models.Model):
    """One entry of a register. All synthetic.

    Belongs to a base world, which is read-only, or to one run's overlay that no other run can reach. Only the bureau that owns a
    record may change it; bureaus in `hidden_from` get the answer of a record that is not there.
    """

    reference = models.CharField(max_length=24)
    world = models.ForeignKey(
        "sandbox.World", on_delete=models.CASCADE, null=True, blank=True, related_name="+", db_index=False
    )
    run = models.ForeignKey(
        "sandbox.Run", on_delete=models.CASCADE, null=True, blank=True, related_name="+", db_index=False
    )
    owner_bureau = models.CharField(max_length=3)
    national_reference = models.CharField(max_length=24, blank=True)
    # Codes of bureaus, with a space between: "QMB QMD".
    hidden_from = models.CharField(max_length=60, blank=True)
    recorded_on = models.DateField()
    review_on = models.DateField()

    class Meta:
        abstract = True
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=Q(world__isnull=False, run__isnull=True) | Q(world__isnull=True, run__isnull=False),
                name="%(class)s_in_a_world_or_a_run",
            ),
            # Partial: a million records of a world cost nothing in the index of the runs.
            models.UniqueConstraint(
                fields=["world", "reference"], condition=Q(world__isnull=False), name="%(class)s_once_in_a_world"
            ),
            models.UniqueConstraint(
                fields=["run", "reference"], condition=Q(run__isnull=False), name="%(class)s_once_in_a_run"
            ),
        ]

    def __str__(self) -> str:
        return self.reference
