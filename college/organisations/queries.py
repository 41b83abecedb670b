"""Reads about organisations."""

from django.db.models import QuerySet

from college.accounts.models import User
from college.organisations.enums import MembershipRole
from college.organisations.models import MailDomain, Membership, Organisation


def find_agency_by_address(email: str) -> Organisation | None:
    """The verified law-enforcement agency that owns the address's mail domain, or None.

    Exact domains only: `customs.example` does not vouch for `mail.customs.example`.
    """
    domain = email.rpartition("@")[2].lower()
    match = MailDomain.objects.select_related("organisation").filter(domain=domain, is_verified=True).first()
    if match is None or not match.organisation.is_verified or not match.organisation.is_law_enforcement:
        return None
    return match.organisation


def list_managed(person: User) -> QuerySet[Organisation]:
    """Organisations that the person manages."""
    return Organisation.objects.filter(memberships__person=person, memberships__role=MembershipRole.MANAGER).distinct()


def list_managers(organisation: Organisation) -> QuerySet[User]:
    """People who manage the organisation."""
    return User.objects.filter(
        is_active=True, memberships__organisation=organisation, memberships__role=MembershipRole.MANAGER
    ).order_by("full_name")


def list_members(organisation: Organisation) -> QuerySet[Membership]:
    """Memberships with their people, by name."""
    return Membership.objects.filter(organisation=organisation).select_related("person").order_by("person__full_name")
