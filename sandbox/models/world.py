"""The synthetic world: shared, read-only registers, and what each run adds for itself alone."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from college.core import clock
from college.core.errors import CollegeError
from sandbox.enums import QueryResult


class World(models.Model):
    """A base world: what `build_world` made from one seed. Runs read it and never write to it."""

    seed = models.CharField(max_length=60)
    size = models.PositiveIntegerField(help_text="Travel documents in the register.")
    built = models.PositiveIntegerField(default=0, help_text="Travel documents stored so far.")
    digest = models.CharField(max_length=64, blank=True)
    is_current = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["seed", "size"], name="world_once_per_seed_and_size"),
            models.UniqueConstraint(fields=["is_current"], condition=Q(is_current=True), name="world_one_current"),
            models.CheckConstraint(condition=Q(built__lte=models.F("size")), name="world_built_within_size"),
        ]

    def __str__(self) -> str:
        return f"{self.seed} ({self.size})"


class RegisterQueryQuerySet(models.QuerySet["RegisterQuery"]):
    def update(self, **kwargs: object) -> int:
        raise CollegeError("audit_insert_only", _("The register's audit rows are never changed."))

    def delete(self) -> tuple[int, dict[str, int]]:
        raise CollegeError("audit_insert_only", _("The register's audit rows are never deleted."))


class RegisterQuery(models.Model):
    """The audit row of one query: who asked which register what, why, and what it answered. Insert-only.

    Rows of one run form a hash chain (the run's lock gives them one order, so runs never wait for each other).
    Person and run are named by id and not by a relation: the audit outlives erasure.
    """

    run_key = models.UUIDField()
    position = models.PositiveIntegerField()
    at = models.DateTimeField()
    actor = models.CharField(max_length=60)
    role = models.CharField(max_length=40)
    bureau = models.CharField(max_length=3)
    purpose = models.CharField(max_length=200)
    case_reference = models.CharField(max_length=40)
    database = models.CharField(max_length=20)
    keys = models.JSONField()
    result = models.CharField(max_length=16, choices=QueryResult)
    references = models.JSONField(default=list)
    hidden = models.PositiveSmallIntegerField(default=0, help_text="Records that were kept from this bureau.")
    milliseconds = models.PositiveIntegerField()
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    objects = RegisterQueryQuerySet.as_manager()

    class Meta:
        ordering = ["run_key", "position"]
        constraints = [models.UniqueConstraint(fields=["run_key", "position"], name="register_query_one_per_position")]
        verbose_name_plural = "register queries"

    def __str__(self) -> str:
        return f"{self.actor} {self.database} {self.result}"

    def save(self, *args: object, **kwargs: object) -> None:
        if self.pk is not None:
            raise CollegeError("audit_insert_only", _("The register's audit rows are never changed."))
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    def delete(self, *args: object, **kwargs: object) -> tuple[int, dict[str, int]]:
        raise CollegeError("audit_insert_only", _("The register's audit rows are never deleted."))
