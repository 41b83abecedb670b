"""The packs of a run's world as records of its overlay."""

from datetime import date, timedelta

from sandbox.domain.worlds import RunWorld
from sandbox.models import ProductItem, Run


def plant_products(run: Run, world: RunWorld) -> None:
    """Write what the rights-holders recorded about the packs of this world into the run's overlay. Nothing without packs."""
    if not world.packs:
        return
    ProductItem.objects.bulk_create(
        ProductItem(
            run=run,
            reference=pack.values["record_reference"],
            owner_bureau=pack.values["market"],
            recorded_on=pack.values["recorded_on"],
            review_on=date.fromisoformat(pack.values["recorded_on"]) + timedelta(days=3652),
            gtin=pack.values["gtin"],
            serial=pack.values["record_serial"],
            lot=pack.values["record_lot"],
            expires_on=pack.values["record_expires_on"],
            product_name=pack.values["product"],
            rights_holder=pack.values["holder"],
            market=pack.values["market"],
            state=pack.values["record_state"],
            left_on=pack.values["record_left_on"] or None,
            left_at=pack.values["record_left_at"],
        )
        for pack in world.packs
    )
