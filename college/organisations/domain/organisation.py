"""What can happen to an organisation."""

from datetime import datetime

from django.db import transaction

from college.accounts.models import User
from college.core import clock
from college.core.domain.audit import record_audit
from college.organisations.enums import MembershipRole
from college.organisations.models import MailDomain, Membership, Organisation


@transaction.atomic
def register_organisation(
    *, name: str, slug: str, sector: str, country: str, actor: User | None, now: datetime | None = None
) -> Organisation:
    """Create the organisation, or return the one with this slug. Not verified yet. Audited."""
    organisation, is_new = Organisation.objects.get_or_create(
        slug=slug, defaults={"name": name, "sector": sector, "country": country}
    )
    if is_new:
        record_audit(actor=actor, verb="organisation.registered", subject=organisation, chain="organisations", now=now)
    return organisation


@transaction.atomic
def verify_organisation(
    *, organisation: Organisation, domains: list[str], actor: User | None, now: datetime | None = None
) -> Organisation:
    """The college vouches for the organisation and its mail domains. Safe to repeat. Audited."""
    stored = Organisation.objects.select_for_update().get(pk=organisation.pk)
    if stored.verified_at is None:
        stored.verified_at = now or clock.now()
        stored.save(update_fields=["verified_at"])
        record_audit(
            actor=actor, verb="organisation.verified", subject=stored, chain="organisations",
            data={"domains": domains}, now=now,
        )  # fmt: skip
    for domain in domains:
        MailDomain.objects.update_or_create(domain=domain.lower(), organisation=stored, defaults={"is_verified": True})
    return stored


@transaction.atomic
def add_member(
    *, person: User, organisation: Organisation, role: str = MembershipRole.MEMBER, actor: User | None,
    now: datetime | None = None,
) -> Membership:  # fmt: skip
    """Make the person a member, or change their role. Safe to repeat. Audited when something changed."""
    membership, is_new = Membership.objects.get_or_create(
        person=person, organisation=organisation, defaults={"role": role, "since": now or clock.now()}
    )
    if is_new or (membership.role != role and role == MembershipRole.MANAGER):
        membership.role = role
        membership.save(update_fields=["role"])
        record_audit(
            actor=actor, verb="organisation.member_added", subject=organisation, chain="organisations",
            data={"person": person.pk, "role": role}, now=now,
        )  # fmt: skip
    return membership
