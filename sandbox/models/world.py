"""The synthetic world: shared, read-only registers, and what each run adds for itself alone."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from college.core import clock
from college.core.errors import CollegeError
from sandbox.enums import DocumentType, FraudType, QueryResult


class World(models.Model):
    """A base world: what `build_world` made from one seed. Runs read it and never write to it."""

    seed = models.CharField(max_length=60)
    size = models.PositiveIntegerField(help_text="Records in all registers.")
    built = models.PositiveIntegerField(default=0, help_text="Records stored so far.")
    # Records of each register, fixed when the build begins.
    counts = models.JSONField(default=dict, blank=True)
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


class WorldChunk(models.Model):
    """A part of a register that is stored: what a broken build need not make again. Its digest is over the rows' text."""

    world = models.ForeignKey(World, on_delete=models.CASCADE, related_name="chunks", db_index=False)
    register = models.CharField(max_length=24)
    number = models.PositiveIntegerField()
    rows = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["world", "register", "number"], name="world_chunk_once")]

    def __str__(self) -> str:
        return f"{self.register} {self.number}"


class TravelDocumentRecord(models.Model):
    """A stolen, lost or revoked travel document. Holds no name (the register has none). All synthetic.

    Belongs to a base world, or to one run's overlay that no other run can reach.
    """

    reference = models.CharField(max_length=24)
    world = models.ForeignKey(World, on_delete=models.CASCADE, null=True, blank=True, related_name="documents")
    run = models.ForeignKey("Run", on_delete=models.CASCADE, null=True, blank=True, related_name="documents")
    number = models.CharField(max_length=14)
    folded_number = models.CharField(max_length=14)
    country = models.CharField(max_length=3)
    document_type = models.CharField(max_length=16, choices=DocumentType)
    fraud_type = models.CharField(max_length=12, choices=FraudType)
    owner_bureau = models.CharField(max_length=3)
    issued_on = models.DateField(null=True, blank=True)
    expires_on = models.DateField(null=True, blank=True)
    lost_on = models.DateField(null=True, blank=True)
    recorded_on = models.DateField()
    review_on = models.DateField()
    national_reference = models.CharField(max_length=24, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(world__isnull=False, run__isnull=True) | Q(world__isnull=True, run__isnull=False),
                name="document_in_a_world_or_a_run",
            ),
            models.UniqueConstraint(fields=["world", "reference"], name="document_reference_once_in_a_world"),
            models.UniqueConstraint(fields=["run", "reference"], name="document_reference_once_in_a_run"),
            models.CheckConstraint(condition=Q(document_type__in=DocumentType.values), name="document_type_known"),
            models.CheckConstraint(condition=Q(fraud_type__in=FraudType.values), name="document_fraud_type_known"),
        ]
        indexes = [models.Index(fields=["folded_number"], name="document_by_folded_number")]

    def __str__(self) -> str:
        return self.reference


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
