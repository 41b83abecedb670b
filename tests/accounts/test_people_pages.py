"""Staff make and change people: one full name, a sector, no password, and a line in the audit trail."""

import re

import pytest
from django.contrib.auth.models import Group
from django.core.mail import EmailMessage
from django.test import Client
from django.urls import reverse

from college.accounts.models import User
from college.core.models import AuditEntry

pytestmark = pytest.mark.django_db
FIELDS = {"email": "New.Colleague@Police.Tolvaria.example", "full_name": "  Nia   Çelik ", "sector": "police"}


@pytest.fixture
def director(client: Client, rosa: User) -> Client:
    """The administrator's browser, past both factors."""
    client.force_login(rosa, backend="college.accounts.backends.PasswordBackend")
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa", "at": 0}]
    session.save()
    return client


def test_a_person_is_made_with_one_name_and_no_password(director: Client) -> None:
    response = director.post(reverse("wagtailusers_users:add"), FIELDS)
    assert response.status_code == 302
    person = User.objects.get(email="new.colleague@police.tolvaria.example")
    assert (person.full_name, person.sector, person.has_usable_password()) == ("Nia Çelik", "police", False)
    entry = AuditEntry.objects.get(verb="person.made")
    assert entry.subject == f"accounts.user:{person.pk}"


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("full_name", "", "This field is required."),
        ("full_name", "a\u202egnp", "invisible character"),
        ("email", "ADA@customs.marenia.example", "already exists"),
        ("sector", "navy", "Select a valid choice"),
    ],
)
def test_unusable_fields_are_refused_and_kept(
    director: Client, ada: User, field: str, value: str, sentence: str
) -> None:
    before = User.objects.count()
    User.objects.filter(pk=ada.pk).update(email="ada@customs.marenia.example")
    response = director.post(reverse("wagtailusers_users:add"), {**FIELDS, field: value})
    assert response.status_code == 200
    assert sentence in response.content.decode()
    assert User.objects.count() == before


def test_a_change_is_in_the_trail(director: Client, ada: User) -> None:
    address = reverse("wagtailusers_users:edit", args=[ada.pk])
    page = director.get(address).content.decode()
    assert 'name="full_name"' in page
    assert "password1" not in page
    director.post(address, {"email": ada.email, "full_name": "Ada Nova", "sector": ada.sector, "is_active": "on"})
    ada.refresh_from_db()
    assert ada.full_name == "Ada Nova"
    assert AuditEntry.objects.get(verb="person.changed").data == {"fields": ["full_name"]}


def test_that_person_gets_in_by_a_new_password(director: Client, mailoutbox: list[EmailMessage]) -> None:
    director.post(reverse("wagtailusers_users:add"), FIELDS)
    visitor = Client()
    asked = visitor.post(reverse("account_reset_password"), {"email": FIELDS["email"]}, follow=True)
    assert [mail.to for mail in mailoutbox] == [["new.colleague@police.tolvaria.example"]]
    code = re.search(r"^[A-Z0-9]{4}-[A-Z0-9]{4}$", str(mailoutbox[0].body), re.MULTILINE)
    assert code
    confirmed = visitor.post(asked.redirect_chain[-1][0], {"code": code[0]}, follow=True)
    words = {"password1": "granite ferry morning", "password2": "granite ferry morning"}
    assert visitor.post(confirmed.redirect_chain[-1][0], words).status_code == 302
    assert User.objects.get(email=FIELDS["email"].lower()).check_password(words["password1"])


def test_a_role_makes_staff_and_nothing_else_does(director: Client, ada: User) -> None:
    address = reverse("wagtailusers_users:edit", args=[ada.pk])
    fields = {"email": ada.email, "full_name": ada.full_name, "sector": ada.sector, "is_active": "on"}
    director.post(address, fields)
    ada.refresh_from_db()
    assert (ada.is_staff, ada.is_superuser) == (False, False)
    director.post(address, {**fields, "groups": [Group.objects.get(name="Editors").pk]})
    ada.refresh_from_db()
    assert (ada.is_staff, ada.is_superuser) == (True, False)
