"""The frame of a page is kept, and what is a person's own in it never is."""

import re

import pytest
from django.test import Client
from django.utils import translation

from college.accounts.models import User
from college.core.frame import find_section
from tests.conftest import make_person

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]{64})"')


def read(client: Client, path: str = "/me/settings/") -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def sign_in(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def test_each_person_sees_their_own_name(ada: User, eve: User) -> None:
    first, second, again = sign_in(ada), sign_in(eve), sign_in(ada)
    pages = [read(client) for client in (first, second, again)]
    assert ["Ada Lindqvist" in page for page in pages] == [True, False, True]
    assert ["Eve Marlow" in page for page in pages] == [False, True, False]


def test_a_name_is_never_markup(db: None) -> None:
    page = read(sign_in(make_person('"><img src=x> \x01person\x01', email="odd@brand.example")))
    assert "<img src=x>" not in page
    assert "&quot;&gt;&lt;img src=x&gt;" in page


def test_each_client_has_its_own_token_and_it_works(ada: User) -> None:
    first, second = Client(enforce_csrf_checks=True), Client(enforce_csrf_checks=True)
    for client in (first, second):
        client.force_login(ada)
    tokens = [TOKEN.findall(read(client)) for client in (first, second)]
    assert len(tokens[0]) >= 2
    assert not set(tokens[0]) & set(tokens[1])
    posted = {"csrfmiddlewaretoken": tokens[0][0], "language": "fr", "next": "/"}
    assert first.post("/language/", posted).status_code == 302
    assert second.post("/language/", posted).status_code == 403


def test_a_visitor_is_not_shown_a_persons_menu(ada: User) -> None:
    read(sign_in(ada))
    page = read(Client(), "/accounts/login/")
    assert ("Sign out" in page, 'href="/accounts/login/" aria-current="page"' in page) == (False, True)


def test_staff_pages_are_offered_to_staff_alone(ada: User) -> None:
    boss = make_person("Bo Chief", email="bo@college.example", is_staff=True)
    client = sign_in(boss)
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa", "at": 0}]
    session.save()
    assert ["Staff pages" in read(each) for each in (client, sign_in(ada))] == [True, False]


def test_the_address_to_come_back_to_is_the_pages_own_and_escaped(db: None) -> None:
    read(Client(), "/accounts/login/")
    page = read(Client(), '/accounts/login/?next=/learn/"><b>')
    assert 'name="next" value="/accounts/login/?next=/learn/' in page
    assert '"><b>' not in page


def test_each_language_has_its_own_frame(db: None) -> None:
    english = read(Client(), "/accounts/login/")
    client = Client()
    client.cookies["django_language"] = "ar"
    arabic = read(client, "/accounts/login/")
    assert ('dir="rtl"' in english, 'dir="rtl"' in arabic) == (False, True)
    assert "Skip to the content" in english
    with translation.override("ar"):
        assert translation.gettext("Catalogue") in arabic


@pytest.mark.parametrize(
    ("path", "section"),
    [("/learn/x/", "courses"), ("/certificates/check/ab/", "check"), ("/certificates/", "certificates"), ("/", "")],
)
def test_sections(path: str, section: str) -> None:
    assert find_section(path) == section
