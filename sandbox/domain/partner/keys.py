"""Keys of partners' systems: made, shown once, found again by their hash, revoked."""

import hashlib
import hmac
import secrets
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from college.accounts.models import User
from college.core import clock
from college.core.domain.audit import record_audit
from college.core.errors import CollegeError, NotPermitted
from college.organisations.models import Organisation
from college.organisations.rules import is_manager_of
from sandbox.models import PartnerKey

MARK = "tr-partner"
MOST_LIVE = 10
LIFETIMES = (30, 90, 365)
USED_EVERY = timedelta(minutes=1)


def hash_key(secret: str) -> str:
    """SHA-256: a key has 256 random bits, so a slow hash would add nothing."""
    return hashlib.sha256(secret.encode()).hexdigest()


def may_hold_keys(organisation: Organisation) -> bool:
    """The partner check is for verified organisations of the private sector; the police ask the registers themselves."""
    return organisation.is_verified and not organisation.is_law_enforcement


@transaction.atomic
def create_key(
    *, organisation: Organisation, name: str, days: int, actor: User, form_key: UUID, now: datetime | None = None
) -> tuple[PartnerKey, str]:
    """A new key, and its secret, which is shown once and never stored. Audited.

    Raises NotPermitted (not_manager, no_partner) and CollegeError (key_made, too_many_keys).
    """
    at = now or clock.now()
    locked = Organisation.objects.select_for_update().get(pk=organisation.pk)
    if not is_manager_of(actor, locked):
        raise NotPermitted("not_manager", _("Only a manager of the organisation makes and revokes its keys."))
    if not may_hold_keys(locked):
        raise NotPermitted("no_partner", _("The partner check is for verified organisations of the private sector."))
    if PartnerKey.objects.filter(form_key=form_key).exists():
        raise CollegeError("key_made", _("This key was made already, and its secret is shown only once. If nobody noted it, revoke the key and make another."))  # fmt: skip
    if PartnerKey.objects.filter(organisation=locked, revoked_at=None, expires_at__gt=at).count() >= MOST_LIVE:
        raise CollegeError(
            "too_many_keys", _("Your organisation has ten live keys. Revoke one that is no longer used.")
        )
    prefix = secrets.token_hex(4)
    secret = f"{MARK}-{prefix}-{secrets.token_urlsafe(32)}"
    key = PartnerKey.objects.create(
        organisation=locked, name=name, prefix=prefix, key_hash=hash_key(secret), created_by=actor, created_at=at,
        expires_at=at + timedelta(days=days), form_key=form_key,
    )  # fmt: skip
    record_audit(
        actor=actor, verb="partner_key.created", subject=key, chain="sandbox",
        data={"organisation": locked.pk, "prefix": prefix, "days": days}, now=now,
    )  # fmt: skip
    return key, secret


@transaction.atomic
def revoke_key(*, key: PartnerKey, actor: User, now: datetime | None = None) -> PartnerKey:
    """The key is refused from now on. Safe to repeat; audited the first time. Raises NotPermitted (not_manager)."""
    locked = PartnerKey.objects.select_for_update().get(pk=key.pk)
    if not is_manager_of(actor, locked.organisation):
        raise NotPermitted("not_manager", _("Only a manager of the organisation makes and revokes its keys."))
    if locked.revoked_at is None:
        locked.revoked_at = now or clock.now()
        locked.save(update_fields=["revoked_at"])
        record_audit(
            actor=actor, verb="partner_key.revoked", subject=locked, chain="sandbox",
            data={"prefix": locked.prefix}, now=now,
        )  # fmt: skip
    return locked


def find_key(secret: str, *, now: datetime | None = None) -> PartnerKey | None:
    """The live key of this secret; None when it is unknown, expired or revoked. Notes its use once a minute at most."""
    at = now or clock.now()
    prefix = secret.removeprefix(f"{MARK}-").partition("-")[0]
    if not secret.isascii() or len(prefix) > 12:
        return None
    key = PartnerKey.objects.select_related("organisation").filter(prefix=prefix).first()
    expected = key.key_hash if key else hash_key("")
    if not hmac.compare_digest(hash_key(secret), expected) or key is None:
        return None
    if key.revoked_at is not None or key.expires_at <= at:
        return None
    if key.last_used_at is None or at - key.last_used_at > USED_EVERY:
        PartnerKey.objects.filter(pk=key.pk).update(last_used_at=at)
    return key
