"""Who may: predicates about people and their session."""

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest

from college.accounts.models import User


def is_college_staff(user: User | AnonymousUser) -> bool:
    """Works for the college: administrator or instructor."""
    return bool(user.is_authenticated and user.is_active and (user.is_staff or user.is_superuser))


def has_second_factor_in_session(request: HttpRequest) -> bool:
    """This session was opened with a second factor (or a passkey), not with a password alone."""
    methods = request.session.get("account_authentication_methods", [])
    return any(record.get("method") == "mfa" for record in methods)
