"""The register of stolen works of art, by the Object ID standard. It holds things and no people."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from sandbox.enums import ArtCircumstance, ArtKind, ArtState
from sandbox.models.record import RegisterRecord


class ArtworkRecord(RegisterRecord):
    """A stolen or recovered work of art (Object ID, ICOM 1999). All synthetic: the picture is drawn from `picture_seed`.

    Dimensions are in millimetres, weight in grams; a dimension that does not apply is 0. No field names an owner.
    """

    # Object ID: type of object, in two levels.
    kind = models.CharField(max_length=12, choices=ArtKind)
    subtype = models.CharField(max_length=40)
    title = models.CharField(max_length=120)
    subject = models.CharField(max_length=160, blank=True)
    maker = models.CharField(max_length=120, blank=True)
    period = models.CharField(max_length=80)
    # The period as years for the search; negative before the common era.
    year_from = models.SmallIntegerField()
    year_to = models.SmallIntegerField()
    materials = models.CharField(max_length=120)
    techniques = models.CharField(max_length=120)
    height_mm = models.PositiveIntegerField(default=0)
    width_mm = models.PositiveIntegerField(default=0)
    depth_mm = models.PositiveIntegerField(default=0)
    diameter_mm = models.PositiveIntegerField(default=0)
    weight_g = models.PositiveIntegerField(default=0)
    inscriptions = models.CharField(max_length=240, blank=True)
    distinguishing_features = models.CharField(max_length=300)
    description = models.TextField(max_length=1500)
    # Recommended by Object ID.
    inventory_number = models.CharField(max_length=40, blank=True)
    related_material = models.CharField(max_length=200, blank=True)
    origin_place = models.CharField(max_length=120, blank=True)
    cross_references = models.CharField(max_length=120, blank=True)
    documented_on = models.DateField(null=True, blank=True)
    # The theft. The region is as exact as the register gets: a find spot is not published.
    state = models.CharField(max_length=10, choices=ArtState, default=ArtState.STOLEN)
    theft_country = models.CharField(max_length=3)
    theft_region = models.CharField(max_length=60)
    theft_place = models.CharField(max_length=120)
    stolen_on = models.DateField()
    circumstance = models.CharField(max_length=14, choices=ArtCircumstance)
    recovered_on = models.DateField(null=True, blank=True)
    has_poster_consent = models.BooleanField(default=False)
    # What is shown and compared. The hashes are those of the drawn picture and its windows: 16 hexadecimal digits each,
    # blank until `index_pictures` has drawn it.
    picture_seed = models.PositiveBigIntegerField()
    # What the picture shows where the words were typed by a person: "kind|subtype|subject|materials" of the report.
    picture_brief = models.CharField(max_length=300, blank=True)
    picture_hashes = models.CharField(max_length=560, blank=True)
    # Small letters without accents, every word once.
    search_text = models.CharField(max_length=1000)

    class Meta(RegisterRecord.Meta):
        indexes = [
            models.Index(fields=["world", "kind", "stolen_on"], name="artwork_by_kind"),
            models.Index(fields=["world", "theft_country", "stolen_on"], name="artwork_by_country"),
            models.Index(fields=["world", "stolen_on"], name="artwork_by_day"),
        ]
        constraints: ClassVar[list[Any]] = [
            *RegisterRecord.Meta.constraints,
            models.CheckConstraint(condition=Q(kind__in=ArtKind.values), name="artwork_kind_known"),
            models.CheckConstraint(condition=Q(state__in=ArtState.values), name="artwork_state_known"),
            models.CheckConstraint(condition=Q(circumstance__in=ArtCircumstance.values), name="artwork_theft_known"),
        ]
