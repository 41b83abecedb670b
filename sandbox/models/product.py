"""Packs of products, as their rights-holders register them. All synthetic: GTINs of the demonstration prefix 952 alone."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from sandbox.enums import ProductState
from sandbox.models.record import RegisterRecord


class ProductItem(RegisterRecord):
    """One pack with its serial number. `alerts` is what earlier checks of it raised: a list of {on, market, finding}.

    `market` is the country for which it was packed; `left_on` and `left_at` say when and in which country it left the register
    (decommissioned, recalled, stolen or given out as a sample).
    """

    gtin = models.CharField(max_length=14)
    serial = models.CharField(max_length=20)
    lot = models.CharField(max_length=20)
    expires_on = models.DateField()
    product_name = models.CharField(max_length=80)
    rights_holder = models.CharField(max_length=80)
    market = models.CharField(max_length=3)
    state = models.CharField(max_length=16, choices=ProductState, default=ProductState.ACTIVE)
    left_on = models.DateField(null=True, blank=True)
    left_at = models.CharField(max_length=3, blank=True)
    alerts = models.JSONField(default=list, blank=True)

    class Meta(RegisterRecord.Meta):
        constraints: ClassVar[list[Any]] = [
            *RegisterRecord.Meta.constraints,
            models.CheckConstraint(condition=Q(state__in=ProductState.values), name="product_state_known"),
            models.CheckConstraint(condition=Q(gtin__startswith="0952"), name="product_of_the_demonstration_prefix"),
            models.CheckConstraint(
                condition=Q(state=ProductState.ACTIVE, left_on__isnull=True)
                | (~Q(state=ProductState.ACTIVE) & Q(left_on__isnull=False)),
                name="product_left_has_a_date",
            ),
        ]
        indexes = [
            models.Index(fields=["gtin", "serial"], name="product_by_serial"),
            models.Index(fields=["gtin", "lot"], name="product_by_lot"),
        ]
