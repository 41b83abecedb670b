"""No way in but the college's own, and no staff page without a second factor."""

from datetime import timedelta

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.models import Group, Permission
from django.contrib.sessions.models import Session
from django.test import Client

from college.accounts.models import User
from college.core import clock
from tests.accounts.conftest import SECRET, current_code
from tests.conftest import PASSWORD, make_person


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/admin/login/", "/_util/login/"])
def test_wagtails_own_doors_never_sign_anyone_in(client: Client, rosa: User, path: str) -> None:
    response = client.post(path, {"username": rosa.email, "password": PASSWORD})
    assert (response.status_code, response["Location"]) == (302, "/accounts/login/?next=%2Fadmin%2F")
    assert Session.objects.count() == 0


@pytest.mark.django_db
def test_wagtails_password_reset_leads_to_the_colleges(client: Client) -> None:
    assert client.get("/admin/password_reset/")["Location"] == "/accounts/password/reset/"
    assert client.get("/admin/password_reset/confirm/x/y/").status_code in {302, 404}


@pytest.mark.django_db
@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "/\\evil.example"]
)
def test_doors_do_not_redirect_elsewhere(client: Client, target: str) -> None:
    assert client.get("/admin/login/", {"next": target})["Location"] == "/accounts/login/?next=%2Fadmin%2F"


@pytest.mark.django_db
def test_a_password_alone_does_not_open_the_admin(client: Client, rosa: User) -> None:
    client.post("/accounts/login/", {"login": rosa.email, "password": PASSWORD})
    assert client.get("/admin/").status_code == 302
    assert "_auth_user_id" not in client.session


@pytest.mark.django_db
def test_the_second_factor_opens_the_admin_once_a_code(client: Client, rosa: User) -> None:
    client.post("/accounts/login/", {"login": rosa.email, "password": PASSWORD})
    code = current_code()
    client.post("/accounts/2fa/authenticate/", {"code": code})
    assert client.get("/admin/").status_code == 200
    other = Client()
    other.post("/accounts/login/", {"login": rosa.email, "password": PASSWORD})
    other.post("/accounts/2fa/authenticate/", {"code": code})
    assert "_auth_user_id" not in other.session


@pytest.mark.django_db
def test_staff_without_a_second_factor_are_led_to_set_one_up(client: Client) -> None:
    make_person("Cy Duarte", email="cy@college.example", is_staff=True, is_superuser=True)
    client.post("/accounts/login/", {"login": "cy@college.example", "password": PASSWORD})
    response = client.get("/admin/pages/")
    assert (response.status_code, response["Location"]) == (302, "/accounts/2fa/")


@pytest.mark.django_db
@pytest.mark.parametrize("rights", ["group", "superuser"])
def test_rights_without_the_staff_mark_need_a_second_factor_too(client: Client, rights: str) -> None:
    person = make_person("Fay Lund", email="fay@college.example", is_superuser=rights == "superuser")
    if rights == "group":
        group = Group.objects.create(name="Reviewers")
        group.permissions.add(Permission.objects.get(codename="access_admin"))
        person.groups.add(group)
    client.post("/accounts/login/", {"login": person.email, "password": PASSWORD})
    response = client.get("/admin/")
    assert (response.status_code, response["Location"]) == (302, "/accounts/2fa/")


@pytest.mark.django_db
def test_a_session_made_without_a_second_factor_is_sent_back(client: Client, rosa: User) -> None:
    client.force_login(rosa)
    assert client.get("/admin/").status_code == 302
    assert client.post("/admin/pages/2/edit/", {"title": "x"}).status_code == 302


@pytest.mark.django_db
def test_a_trainee_never_reaches_the_admin(client: Client, ada: User) -> None:
    TOTP.activate(ada, SECRET)
    client.post("/accounts/login/", {"login": ada.email, "password": PASSWORD})
    client.post("/accounts/2fa/authenticate/", {"code": current_code()})
    assert client.get("/admin/").status_code == 302
    assert client.get("/admin/pages/").status_code == 302


@pytest.mark.django_db
def test_a_session_ends_twelve_hours_after_sign_in(client: Client, ada: User) -> None:
    client.post("/accounts/login/", {"login": ada.email, "password": PASSWORD})
    assert client.get("/me/settings/").status_code == 200
    with clock.travel(by=timedelta(hours=11)):
        assert client.get("/me/settings/").status_code == 200
    with clock.travel(by=timedelta(hours=12, minutes=1)):
        assert client.get("/me/settings/").status_code == 302


@pytest.mark.django_db
def test_deactivation_ends_a_session_at_once(client: Client, ada: User) -> None:
    client.force_login(ada)
    assert client.get("/me/settings/").status_code == 200
    User.objects.filter(pk=ada.pk).update(is_active=False)
    assert client.get("/me/settings/").status_code == 302


@pytest.mark.django_db
def test_sign_up_takes_no_rights_from_the_form(client: Client) -> None:
    client.post("/accounts/signup/", {
        "email": "mallory@brand.example", "password1": "correct horse battery", "full_name": "Mallory Vane",
        "sector": "private", "is_staff": "1", "is_superuser": "1", "role": "manager", "organisation": "1",
    })  # fmt: skip
    person = User.objects.get(email="mallory@brand.example")
    assert (person.is_staff, person.is_superuser, person.memberships.count(), person.sector) == (
        False,
        False,
        0,
        "private",
    )
    assert client.get("/me/settings/").status_code == 302


@pytest.mark.django_db
def test_sign_up_does_not_tell_who_has_an_account(client: Client, ada: User) -> None:
    form = {"password1": "another good password", "full_name": "Someone Else", "sector": "police"}
    known = client.post("/accounts/signup/", {**form, "email": ada.email})
    unknown = Client().post("/accounts/signup/", {**form, "email": "nobody@customs.example"})
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    ada.refresh_from_db()
    assert ada.full_name == "Ada Lindqvist"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("field", "value"),
    [("full_name", "<b>x</b>"), ("sector", "admin"), ("password1", "short"), ("email", "not-an-address")],
)
def test_bad_sign_up_says_why_and_keeps_the_input(client: Client, field: str, value: str) -> None:
    form = {
        "email": "new@customs.example",
        "password1": "correct horse battery",
        "full_name": "New Person",
        "sector": "police",
    }
    response = client.post("/accounts/signup/", {**form, field: value})
    assert response.status_code == 200
    assert list(response.context["form"].errors) == [field]
    assert response.context["form"]["full_name"].value() == (value if field == "full_name" else "New Person")
    assert User.objects.count() == 0


@pytest.mark.django_db
def test_settings_change_only_ones_own_named_fields(client: Client, ada: User) -> None:
    client.force_login(ada)
    response = client.post("/me/settings/", {
        "full_name": "Ada  Lindqvist-Berg", "language": "fr", "time_zone": "Europe/Paris", "is_staff": "1", "sector": "police",
    })  # fmt: skip
    assert response.status_code == 302
    ada.refresh_from_db()
    assert (ada.full_name, ada.language, ada.time_zone, ada.is_staff, ada.sector) == (
        "Ada Lindqvist-Berg", "fr", "Europe/Paris", False, "customs",
    )  # fmt: skip
    refused = client.post("/me/settings/", {"full_name": "<i>", "language": "xx", "time_zone": "Mars/Olympus"})
    assert refused.status_code == 422
    assert sorted(refused.context["form"].errors) == ["full_name", "language", "time_zone"]


@pytest.mark.django_db
def test_whoever_is_signed_in_is_not_sent_round_in_circles(client: Client, ada: User, rosa: User) -> None:
    client.force_login(ada)
    assert client.get("/admin/", follow=True).status_code == 403
    client.force_login(rosa)
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa", "at": 0}]
    session.save()
    assert client.get("/admin/login/", {"next": "/admin/pages/"})["Location"] == "/admin/pages/"
    assert client.get("/admin/login/", {"next": "//evil.example"})["Location"] == "/admin/"


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/admin/api/main/documents/", "/admin/api/main/images/1/"])
def test_no_listing_of_everyones_files(client: Client, rosa: User, path: str) -> None:
    client.force_login(rosa)
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa", "at": 0}]
    session.save()
    assert client.get(path).status_code == 404
