"""How long what partners asked is kept."""

from datetime import datetime, timedelta

from django.conf import settings

from college.core import clock
from sandbox.models import PartnerCheck


def purge_partner_checks(*, is_dry_run: bool, now: datetime | None = None) -> int:
    """Remove partners' checks that are older than `SANDBOX_PARTNER_CHECK_DAYS`; how many there are.

    Side effects without `is_dry_run`: the checks go, with the alerts that they caused. Their references are free again. Safe to repeat.
    """
    limit = (now or clock.now()) - timedelta(days=settings.SANDBOX_PARTNER_CHECK_DAYS)
    old = PartnerCheck.objects.filter(at__lt=limit)
    count = old.count()
    if not is_dry_run:
        old.delete()
    return count
