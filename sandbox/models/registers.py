"""The registers of things: documents, vehicles, firearms; and of traces without names. All synthetic."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from college.core import clock
from college.core.errors import CollegeError
from sandbox.enums import (
    AdministrativeDocumentType,
    DnaCategory,
    DocumentType,
    FirearmClass,
    FraudType,
    NoticeColour,
    PrintQuality,
)
from sandbox.models.record import RegisterRecord


class TravelDocumentRecord(RegisterRecord):
    """A stolen, lost or revoked travel document. Holds no name (the register has none)."""

    number = models.CharField(max_length=14)
    folded_number = models.CharField(max_length=14)
    country = models.CharField(max_length=3)
    document_type = models.CharField(max_length=16, choices=DocumentType)
    fraud_type = models.CharField(max_length=12, choices=FraudType)
    issued_on = models.DateField(null=True, blank=True)
    expires_on = models.DateField(null=True, blank=True)
    lost_on = models.DateField(null=True, blank=True)

    class Meta(RegisterRecord.Meta):
        constraints: ClassVar[list[Any]] = [
            *RegisterRecord.Meta.constraints,
            models.CheckConstraint(condition=Q(document_type__in=DocumentType.values), name="document_type_known"),
            models.CheckConstraint(condition=Q(fraud_type__in=FraudType.values), name="document_fraud_type_known"),
        ]
        indexes = [models.Index(fields=["folded_number"], name="document_by_folded_number")]


class NoticedDocumentRecord(RegisterRecord):
    """A travel document that belongs to the subject of a notice: leads to the notice, and says nothing else."""

    number = models.CharField(max_length=14)
    folded_number = models.CharField(max_length=14)
    country = models.CharField(max_length=3)
    document_type = models.CharField(max_length=16, choices=DocumentType)
    notice_reference = models.CharField(max_length=24)
    colour = models.CharField(max_length=8, choices=NoticeColour)

    class Meta(RegisterRecord.Meta):
        indexes = [models.Index(fields=["folded_number"], name="noticed_by_folded_number")]


class VehicleRecord(RegisterRecord):
    """A stolen motor vehicle. No personal data."""

    vin = models.CharField(max_length=17, blank=True)
    engine = models.CharField(max_length=20, blank=True)
    plate = models.CharField(max_length=12, blank=True)
    plate_country = models.CharField(max_length=3, blank=True)
    make = models.CharField(max_length=30)
    model = models.CharField(max_length=30, blank=True)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    colour = models.CharField(max_length=20, blank=True)
    stolen_on = models.DateField(null=True, blank=True)
    stolen_at = models.CharField(max_length=60, blank=True)
    case_reference = models.CharField(max_length=40, blank=True)

    class Meta(RegisterRecord.Meta):
        indexes = [
            models.Index(fields=["vin"], condition=~Q(vin=""), name="vehicle_by_vin"),
            models.Index(fields=["engine"], condition=~Q(engine=""), name="vehicle_by_engine"),
            models.Index(fields=["plate"], condition=~Q(plate=""), name="vehicle_by_plate"),
        ]


class AdministrativeDocumentRecord(RegisterRecord):
    """A stolen administrative document, or a range of numbers of stolen blanks. The letters before the digits are the series."""

    document_type = models.CharField(max_length=24, choices=AdministrativeDocumentType)
    issuer = models.CharField(max_length=60)
    country = models.CharField(max_length=3)
    series = models.CharField(max_length=8, blank=True)
    first_number = models.PositiveBigIntegerField()
    last_number = models.PositiveBigIntegerField()
    is_blank = models.BooleanField(default=False)
    stolen_on = models.DateField(null=True, blank=True)

    class Meta(RegisterRecord.Meta):
        constraints: ClassVar[list[Any]] = [
            *RegisterRecord.Meta.constraints,
            models.CheckConstraint(
                condition=Q(last_number__gte=models.F("first_number")), name="administrative_range_in_order"
            ),
        ]
        indexes = [models.Index(fields=["series", "first_number", "last_number"], name="administrative_by_number")]


class FirearmRecord(RegisterRecord):
    """A firearm that was lost, stolen, trafficked or smuggled."""

    serial = models.CharField(max_length=24)
    make = models.CharField(max_length=30)
    model = models.CharField(max_length=30)
    calibre = models.CharField(max_length=20)
    country_made = models.CharField(max_length=3)
    country_imported = models.CharField(max_length=3, blank=True)
    firearm_class = models.CharField(max_length=12, choices=FirearmClass)

    class Meta(RegisterRecord.Meta):
        indexes = [models.Index(fields=["serial"], name="firearm_by_serial")]


class FingerprintRecord(RegisterRecord):
    """A fingerprint that was never drawn: a synthetic id stands for its minutiae. Holds a subject's code and no name."""

    subject_code = models.CharField(max_length=16)
    position = models.PositiveSmallIntegerField(help_text="1 right thumb … 10 left little finger (ANSI/NIST-ITL).")
    pattern = models.CharField(max_length=12, blank=True)
    quality = models.CharField(max_length=8, choices=PrintQuality)
    minutiae_id = models.CharField(max_length=16)

    class Meta(RegisterRecord.Meta):
        constraints: ClassVar[list[Any]] = [
            *RegisterRecord.Meta.constraints,
            models.CheckConstraint(condition=Q(position__gte=1, position__lte=10), name="fingerprint_of_a_finger"),
        ]
        indexes = [models.Index(fields=["minutiae_id"], name="fingerprint_by_minutiae")]


class DnaRecord(RegisterRecord):
    """A profile: loci with two alleles each, as `{"TH01": ["6", "9.3"]}`. A code and no name."""

    code = models.CharField(max_length=16)
    category = models.CharField(max_length=8, choices=DnaCategory)
    loci = models.JSONField()

    class Meta(RegisterRecord.Meta):
        pass


class DnaKey(models.Model):
    """Two loci of a profile as one number: profiles that can match share at least one (`domain/registers/dna.py`)."""

    record = models.ForeignKey(DnaRecord, on_delete=models.CASCADE, related_name="keys", db_index=True)
    bucket = models.BigIntegerField()
    # Sixteen loci in four bits each: enough to throw out nearly all that share a pair by chance, without reading the profile.
    sketch = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["bucket", "sketch", "record"], name="dna_by_bucket")]

    def __str__(self) -> str:
        return str(self.bucket)


class RecordTombstone(models.Model):
    """What stays of a record that was withdrawn or has expired: that it was there. Named by ids: it outlives the run."""

    run_key = models.UUIDField()
    register = models.CharField(max_length=20)
    reference = models.CharField(max_length=24)
    owner_bureau = models.CharField(max_length=3)
    reason = models.CharField(max_length=200)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["run_key", "register", "reference"], name="record_tombstone_once")
        ]

    def __str__(self) -> str:
        return self.reference

    def save(self, *args: object, **kwargs: object) -> None:
        if self.pk is not None:
            raise CollegeError("tombstone_insert_only", _("What is left of a withdrawn record is never changed."))
        super().save(*args, **kwargs)  # type: ignore[arg-type]
