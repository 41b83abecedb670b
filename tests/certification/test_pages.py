"""The pages: the holder's, the public check, the admin."""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from certification import throttle
from certification.codes import ALPHABET, group_code, make_code
from certification.domain.awards import decide_awards
from certification.domain.certificates import issue_certificate, revoke_certificate
from certification.models import Award, Certificate, HeldAward
from college.accounts.models import User
from college.core import clock
from tests.certification.conftest import MOMENT


@pytest.fixture
def certificate(graduate: User, award: Award) -> Certificate:
    return issue_certificate(learner=graduate, award=award, actor=None, now=MOMENT)


def sign_in_with_second_factor(client: Client, person: User) -> None:
    client.force_login(person)
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa", "type": "totp", "at": 0}]
    session.save()


@pytest.fixture
def as_admin(client: Client, administrator: User) -> Client:
    sign_in_with_second_factor(client, administrator)
    return client


def check_path(code: str) -> str:
    return reverse("certification:check-result", args=[code])


# ── The holder ────────────────────────────────────────────────


def test_mine_shows_the_certificate_and_its_address(client: Client, certificate: Certificate) -> None:
    client.force_login(certificate.learner)
    html = client.get(reverse("certification:mine")).content.decode()
    assert "Ada Lindqvist" in html
    assert certificate.serial in html
    assert check_path(group_code(certificate.code)) in html
    assert reverse("certification:download", args=[certificate.pk]) in html


def test_mine_tells_what_is_left(client: Client, ada: User, award: Award, complete: Callable[..., None]) -> None:
    complete(ada, 3)
    client.force_login(ada)
    response = client.get(reverse("certification:mine"))
    assert response.context["open_awards"][0]["items"] == [
        {"title": "Introductory", "state": "Done", "tone": "done"},
        {"title": "Intermediate", "note": "Left: Cultural property", "state": "1 of 2 courses done", "tone": "active"},
    ]
    assert "Left: Cultural property" in response.content.decode()


def test_mine_shows_nothing_of_others(client: Client, certificate: Certificate, eve: User) -> None:
    client.force_login(eve)
    response = client.get(reverse("certification:mine"))
    assert list(response.context["certificates"]) == []
    assert certificate.serial not in response.content.decode()
    assert "Lindqvist" not in response.content.decode()


@pytest.mark.parametrize("item_count", [1, 3])
def test_mine_asks_the_same_number_of_queries(
    client: Client, graduate: User, award: Award, item_count: int, django_assert_num_queries: Callable[..., object]
) -> None:
    for index in range(item_count):
        other = Award.objects.create(
            slug=f"a{index}",
            title=f"Award {index}",
            wording="w",
            programme_slug="tools",
            required_levels=["introductory"],
        )
        issue_certificate(learner=graduate, award=other, actor=None)
        Award.objects.create(
            slug=f"b{index}", title=f"Open {index}", wording="w", programme_slug="tools", required_levels=["industry"]
        )
    client.force_login(graduate)
    session = client.session
    session["opened_at"] = session["refreshed_at"] = int(clock.now().timestamp())
    session.save()
    # Session, person, certificates, open awards, completed courses and levels, holds, courses.
    with django_assert_num_queries(8):
        client.get(reverse("certification:mine"))


def test_the_holder_downloads_a_pdf(client: Client, certificate: Certificate) -> None:
    client.force_login(certificate.learner)
    response = client.get(reverse("certification:download", args=[certificate.pk]))
    assert response.status_code == 200
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'attachment; filename="certificate-IC-2026-000001.pdf"'
    assert response["Cache-Control"] == "no-store, private"
    text = PdfReader(BytesIO(response.content)).pages[0].extract_text()
    assert "Ada Lindqvist" in text
    assert "IC-2026-000001" in text
    assert client.get(reverse("certification:download", args=[certificate.pk])).content == response.content


def test_nobody_else_downloads_it(client: Client, certificate: Certificate, eve: User, administrator: User) -> None:
    path = reverse("certification:download", args=[certificate.pk])
    assert client.get(path).status_code == 302
    for person in (eve, administrator):
        sign_in_with_second_factor(client, person)
        assert client.get(path).status_code == 404
    assert client.get(reverse("certification:download", args=[uuid4()])).status_code == 404


def test_a_revoked_one_is_no_longer_given_out(client: Client, certificate: Certificate, administrator: User) -> None:
    revoke_certificate(certificate=certificate, reason="Wrong person.", actor=administrator)
    client.force_login(certificate.learner)
    response = client.get(reverse("certification:download", args=[certificate.pk]), follow=True)
    assert response.redirect_chain == [(reverse("certification:mine"), 302)]
    assert [str(message) for message in response.context["messages"]] == [
        "This certificate was revoked: its PDF is no longer given out."
    ]


def test_a_held_award_is_explained_and_tried_again(client: Client, graduate: User, award: Award) -> None:
    User.objects.filter(pk=graduate.pk).update(full_name="김철수")
    decide_awards(learner=graduate, programme_slug="tools")
    client.force_login(graduate)
    assert "김 철 수" in client.get(reverse("certification:mine")).content.decode()
    path = reverse("certification:retry", args=[award.slug])
    assert client.get(path).status_code == 405
    client.post(path)
    assert HeldAward.objects.count() == 1
    User.objects.filter(pk=graduate.pk).update(full_name="Kim Cheol-su")
    for _ in range(2):
        assert client.post(path).url == reverse("certification:mine")
    assert Certificate.objects.get().printed_name == "Kim Cheol-su"


def test_retry_gives_nothing_that_is_not_earned(
    client: Client, ada: User, award: Award, complete: Callable[..., None]
) -> None:
    complete(ada, 3)
    client.force_login(ada)
    client.post(reverse("certification:retry", args=[award.slug]))
    client.post(reverse("certification:retry", args=["no-such-award"]))
    assert Certificate.objects.count() == 0


# ── The public check ──────────────────────────────────────────


def test_the_check_says_who_what_when(client: Client, certificate: Certificate) -> None:
    with clock.travel(to=MOMENT + timedelta(days=1)):
        response = client.get(check_path(group_code(certificate.code)))
    html = response.content.decode()
    assert response.status_code == 200
    for fact in (
        "This certificate is valid", "Ada Lindqvist", award_title(certificate), "22 November 2026", "22 November 2030",
        "IC-2026-000001", group_code(certificate.code), "Databases and hits", "2 November 2026", "Cultural property",
    ):  # fmt: skip
        assert fact in html


def award_title(certificate: Certificate) -> str:
    return str(certificate.facts["award"]["title"])


def test_the_check_says_nothing_else(client: Client, certificate: Certificate) -> None:
    html = client.get(check_path(certificate.code)).content.decode()
    # The code is random and may hold any digits.
    main = html[html.index("<main") : html.index("</main>")].replace(group_code(certificate.code), "")
    for private in ("ada@customs.example", str(certificate.pk), certificate.digest, "81", "84", "Customs", "customs"):
        assert private not in main


def test_check_headers(client: Client, certificate: Certificate) -> None:
    for code in (certificate.code, make_code()):
        response = client.get(check_path(code))
        assert response["Referrer-Policy"] == "same-origin"
        assert response["X-Robots-Tag"] == "noindex, nofollow"
        assert response["Cache-Control"] == "no-store, private"


def test_the_check_is_one_query(
    client: Client, certificate: Certificate, django_assert_num_queries: Callable[..., object]
) -> None:
    with django_assert_num_queries(1):
        client.get(check_path(certificate.code))
    # Wagtail looks for a redirect at every 404: two more.
    with django_assert_num_queries(3):
        client.get(check_path(make_code()))


def test_expired_and_revoked(client: Client, certificate: Certificate, administrator: User) -> None:
    with clock.travel(to=MOMENT + timedelta(days=4 * 366)):
        html = client.get(check_path(certificate.code)).content.decode()
    assert "This certificate has expired" in html
    assert "This certificate is valid" not in html
    with clock.travel(to=MOMENT + timedelta(days=2)):
        revoke_certificate(certificate=certificate, reason="Impersonation at the exam.", actor=administrator)
        html = client.get(check_path(certificate.code)).content.decode()
    assert "This certificate was revoked" in html
    assert "24 November 2026" in html
    assert "Impersonation" not in html


@pytest.mark.parametrize(
    "code",
    [
        "A" * 28,
        "short",
        "U" * 28,
        "A" * 29,
        "%00",
        "<script>alert(1)<~script>",
        "x" * 3000,
        "' OR 1=1 --",
        "IC-2026-000001",
    ],
)
def test_unknown_and_malformed_get_one_answer(client: Client, certificate: Certificate, code: str) -> None:
    def skeleton(response: object, typed: str) -> tuple[int, str]:
        html = response.content.decode()  # type: ignore[attr-defined]
        main = html[html.index("<main") : html.index("</main>")]
        before, _, rest = main.partition('name="code"')
        return response.status_code, before + rest.partition(">")[2]  # type: ignore[attr-defined]

    unknown = skeleton(client.get(check_path(make_code())), "")
    answer = skeleton(client.get(reverse("certification:check") + code.replace("/", "~") + "/"), code)
    assert answer[0] == 404
    assert _without_token(answer[1]) == _without_token(unknown[1])


def _without_token(html: str) -> str:
    import re

    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", html)


def test_typed_codes_lead_to_the_same_page(client: Client, certificate: Certificate) -> None:
    code = certificate.code
    canonical = check_path(group_code(code))
    typed = [
        code, code.lower(), group_code(code), " ".join(code), f"  {group_code(code)}\n", code.replace("0", "O").replace("1", "l"),
        f"https://college.example/certificates/check/{code.lower()}/", group_code(code).replace("-", " – "),
    ]  # fmt: skip
    for text in typed:
        response = client.post(reverse("certification:check"), {"code": text})
        assert (response.status_code, response.url) == (302, canonical)


@pytest.mark.parametrize("text", ["", "   ", "---", "🦊", "x" * 10_000])
def test_no_code_at_all_is_asked_for_again(client: Client, text: str) -> None:
    response = client.post(reverse("certification:check"), {"code": text})
    assert response.status_code == 422
    assert response.context["form"]["code"].value() == text


def test_wrong_methods(client: Client, certificate: Certificate) -> None:
    assert client.put(reverse("certification:check")).status_code == 405
    assert client.post(check_path(certificate.code)).status_code == 405
    client.force_login(certificate.learner)
    assert client.post(reverse("certification:mine")).status_code == 405
    assert client.post(reverse("certification:download", args=[certificate.pk])).status_code == 405


def test_one_address_is_slowed_and_others_are_not(client: Client, certificate: Certificate) -> None:
    with clock.travel(to=MOMENT):
        for _ in range(throttle.LIMIT):
            assert client.get(check_path(make_code()), REMOTE_ADDR="192.0.2.7").status_code == 404
        slowed = client.get(check_path(certificate.code), REMOTE_ADDR="192.0.2.7")
        assert (slowed.status_code, slowed["Retry-After"]) == (429, "60")
        assert "Lindqvist" not in slowed.content.decode()
        assert (
            client.post(reverse("certification:check"), {"code": certificate.code}, REMOTE_ADDR="192.0.2.7").status_code
            == 429
        )
        assert client.get(check_path(certificate.code), REMOTE_ADDR="192.0.2.8").status_code == 200
    with clock.travel(to=MOMENT + timedelta(minutes=1)):
        assert client.get(check_path(certificate.code), REMOTE_ADDR="192.0.2.7").status_code == 200


def test_an_ipv6_network_is_one_address(client: Client, db: None) -> None:
    with clock.travel(to=MOMENT):
        for index in range(throttle.LIMIT):
            client.get(check_path(make_code()), REMOTE_ADDR=f"2001:db8::{index:x}")
        assert client.get(check_path(make_code()), REMOTE_ADDR="2001:db8::ffff").status_code == 429
        assert client.get(check_path(make_code()), REMOTE_ADDR="2001:db8:0:1::1").status_code == 404


def test_with_the_cache_down_the_page_works_and_stays_limited(
    client: Client, certificate: Certificate, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: object, **kwargs: object) -> None:
        raise ConnectionError("cache is down")

    monkeypatch.setattr(cache, "add", fail, raising=False)
    throttle._fallback.clear()
    with clock.travel(to=MOMENT):
        answers = [client.get(check_path(certificate.code)).status_code for _ in range(throttle.LIMIT + 1)]
    assert answers == [200] * throttle.LIMIT + [429]


def test_codes_are_long_random_and_readable() -> None:
    codes = {make_code() for _ in range(500)}
    assert len(codes) == 500
    assert {len(code) for code in codes} == {28}
    assert len(ALPHABET) ** 28 >= 2**128
    assert set(ALPHABET) & set("OILU") == set()


# ── The admin ─────────────────────────────────────────────────


def test_administrators_search_and_look(as_admin: Client, certificate: Certificate) -> None:
    index = reverse("certificate:index")
    assert certificate.serial in as_admin.get(index, {"q": "Lindq"}).content.decode()
    assert certificate.serial in as_admin.get(index, {"q": "000001"}).content.decode()
    assert certificate.serial not in as_admin.get(index, {"q": "Marlow"}).content.decode()
    html = as_admin.get(reverse("certificate:inspect", args=[certificate.pk])).content.decode()
    assert reverse("certificate:revoke", args=[certificate.pk]) in html
    assert certificate.code not in html


def test_administrators_revoke_with_a_reason(as_admin: Client, certificate: Certificate) -> None:
    path = reverse("certificate:revoke", args=[certificate.pk])
    assert as_admin.get(path).status_code == 200
    assert as_admin.post(path, {"reason": "  "}).status_code == 422
    certificate.refresh_from_db()
    assert certificate.state == "valid"
    for _ in range(2):
        assert as_admin.post(path, {"reason": "Impersonation."}).status_code == 302
    certificate.refresh_from_db()
    assert (certificate.state, certificate.revocation_reason) == ("revoked", "Impersonation.")


def test_instructors_and_trainees_reach_none_of_it(client: Client, certificate: Certificate, eve: User) -> None:
    from django.contrib.auth.models import Permission

    eve.is_staff = True
    eve.save()
    eve.user_permissions.add(
        Permission.objects.get(codename="access_admin"),
        *Permission.objects.filter(content_type__app_label="certification"),
    )
    sign_in_with_second_factor(client, eve)
    assert client.get(reverse("wagtailadmin_home")).status_code == 200
    assert client.get(reverse("certificate:index")).status_code == 302
    assert client.get(reverse("certificate:inspect", args=[certificate.pk])).status_code == 302
    assert client.get(reverse("award:index")).status_code == 302
    revoke = reverse("certificate:revoke", args=[certificate.pk])
    assert client.post(revoke, {"reason": "Mine now."}).status_code == 404
    client.force_login(certificate.learner)
    assert client.post(revoke, {"reason": "Mine now."}).status_code in {302, 404}
    certificate.refresh_from_db()
    assert certificate.state == "valid"


def test_an_award_is_reworded_in_the_admin_and_its_rule_is_not(as_admin: Client, award: Award) -> None:
    path = reverse("award:edit", args=[award.pk])
    as_admin.post(
        path,
        {"title": "New title", "wording": "New words.", "signatories": "A | B", "validity_months": "24", "is_active": "on",
         "required_levels": "[]", "slug": "other"},
    )  # fmt: skip
    award.refresh_from_db()
    assert (award.title, award.validity_months) == ("New title", 24)
    assert (award.slug, award.required_levels) == ("investigator-certificate", ["introductory", "intermediate"])


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("title", "수료증"),
        ("wording", "ครบ"),
        ("signatories", "A | B\nC | D\nE | F"),
        ("signatories", "No office"),
        ("validity_months", "0"),
    ],
)
def test_an_award_that_cannot_be_printed_is_refused_with_a_reason(
    as_admin: Client, award: Award, field: str, text: str
) -> None:
    data = {
        "title": "T",
        "wording": "W",
        "signatories": "A | B",
        "validity_months": "24",
        "is_active": "on",
        field: text,
    }
    response = as_admin.post(reverse("award:edit", args=[award.pk]), data)
    assert list(response.context["form"].errors) == [field]
    award.refresh_from_db()
    assert award.title.startswith("Certificate in International")
