"""Forms that outlive their session: nothing that was written is lost, and nothing is shown that should not be."""

from urllib.parse import quote

import pytest
from django.test import Client

from college.accounts.models import User

pytestmark = pytest.mark.django_db
PAGE = "http://testserver/me/settings/"
TEXT = "Trainee <b>With</b> Another Name"


def test_a_form_sent_without_a_session_shows_its_text(client: Client) -> None:
    answer = client.post("/me/settings/", {"full_name": TEXT, "time_zone": "UTC"}, headers={"Referer": PAGE})
    words = answer.content.decode()
    assert answer.status_code == 403
    assert "Trainee &lt;b&gt;With&lt;/b&gt; Another Name" in words
    assert f"/accounts/login/?next={quote('/me/settings/', safe='')}" in words


@pytest.mark.parametrize(
    "referer", ["", "https://elsewhere.example/me/settings/", "http://testserver.elsewhere.example/"]
)
def test_a_form_of_another_site_leads_to_the_sign_in(client: Client, referer: str) -> None:
    headers = {"Referer": referer} if referer else {}
    answer = client.post("/me/settings/", {"full_name": TEXT}, headers=headers)
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/accounts/login/?next=/me/settings/"


def test_passwords_are_never_shown(client: Client) -> None:
    referer = {"Referer": "http://testserver/accounts/password/change/"}
    answer = client.post("/accounts/password/change/", {"oldpassword": "correct horse battery"}, headers=referer)
    assert answer.status_code == 302


def test_the_way_back_stays_on_this_site(client: Client) -> None:
    answer = client.post(
        "/me/settings/", {"full_name": TEXT}, headers={"Referer": "http://testserver//elsewhere.example/"}
    )
    assert quote("/elsewhere.example/", safe="") in answer.content.decode()
    assert quote("//elsewhere.example/", safe="") not in answer.content.decode()


def test_a_form_older_than_the_session_leads_back_to_its_page(ada: User) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(ada)
    words = strict.post(
        "/learn/enrol/", headers={"Referer": "http://testserver/learn/enrol/?programme=x"}
    ).content.decode()
    assert 'href="/learn/enrol/?programme=x"' in words
    assert (
        'href="/"' in strict.post("/learn/enrol/", headers={"Referer": "https://elsewhere.example/"}).content.decode()
    )
