"""How a person signs in and is known again: Django's and allauth's backends, with the person of a request read cheaply."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.backends import ModelBackend

from college.accounts.models import User
from college.core.statements import Slot, Statement

_PERSON: Statement[User] = Statement(lambda: User.objects.filter(pk=Slot.of(User, "id", "person")))


class _KnownPerson(ModelBackend):
    def get_user(self, user_id: Any) -> User | None:  # type: ignore[override]
        """The person of a session; None when the account is gone or closed. Every signed-in request asks this."""
        person: User | None = _PERSON.first(person=user_id)
        return person if person is not None and self.user_can_authenticate(person) else None


class PasswordBackend(_KnownPerson):
    """Rights, and the sign-in of the admin and of tests."""


class AccountBackend(_KnownPerson, AuthenticationBackend):
    """The sign-in pages: by address and password, as allauth asks."""
