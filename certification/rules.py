"""Who may: predicates about certificates."""

from django.contrib.auth.models import AnonymousUser

from certification.models import Certificate
from college.accounts.models import User


def may_download(person: User | AnonymousUser, certificate: Certificate) -> bool:
    """The holder alone."""
    return bool(person.is_authenticated and person.is_active and certificate.learner_id == person.pk)


def may_administer_certificates(person: User | AnonymousUser) -> bool:
    """Administrators of the college: see every certificate, revoke one. Instructors and managers are not."""
    return bool(person.is_authenticated and person.is_active and person.is_staff and person.is_superuser)
