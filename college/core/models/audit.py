"""The audit trail: insert-only rows, each holding the hash of the one before it in its chain."""

from django.db import models

from college.core.errors import CollegeError


class AuditChain(models.Model):
    """The head of one chain. Its row is locked while an entry is added, so that entries have one order."""

    name = models.CharField(max_length=40, primary_key=True)
    length = models.PositiveBigIntegerField(default=0)
    head = models.CharField(max_length=64, default="0" * 64)

    def __str__(self) -> str:
        return self.name


class AuditEntryQuerySet(models.QuerySet["AuditEntry"]):
    def update(self, **kwargs: object) -> int:
        raise CollegeError("audit_insert_only", "Audit entries are never changed.")

    def delete(self) -> tuple[int, dict[str, int]]:
        raise CollegeError("audit_insert_only", "Audit entries are never deleted.")


class AuditEntry(models.Model):
    """Who did what to which object, when. Never answers, keys or passwords.

    People are named by id (`user:12`) and not by a relation: the trail outlives erasure.
    """

    chain = models.CharField(max_length=40)
    position = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    actor = models.CharField(max_length=60)
    verb = models.CharField(max_length=60)
    subject = models.CharField(max_length=120)
    data = models.JSONField(default=dict)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    objects = AuditEntryQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["chain", "position"], name="audit_entry_one_per_position")]
        indexes = [
            models.Index(fields=["subject", "at"], name="audit_by_subject"),
            models.Index(fields=["actor", "at"], name="audit_by_actor"),
        ]
        verbose_name_plural = "audit entries"

    def __str__(self) -> str:
        return f"{self.chain} {self.position}: {self.actor} {self.verb} {self.subject}"

    def save(self, *args: object, **kwargs: object) -> None:
        if self.pk is not None:
            raise CollegeError("audit_insert_only", "Audit entries are never changed.")
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    def delete(self, *args: object, **kwargs: object) -> tuple[int, dict[str, int]]:
        raise CollegeError("audit_insert_only", "Audit entries are never deleted.")
