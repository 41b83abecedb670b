"""Who may: predicates about organisations."""

from college.accounts.models import User
from college.organisations.enums import MembershipRole
from college.organisations.models import Membership, Organisation


def is_manager_of(person: User, organisation: Organisation) -> bool:
    """An active manager of this very organisation."""
    return (
        person.is_active
        and Membership.objects.filter(person=person, organisation=organisation, role=MembershipRole.MANAGER).exists()
    )
