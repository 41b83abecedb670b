"""The frame of every page, the outbox, refusals, and what a first visit weighs."""

import gzip
import re
from typing import Any

import pytest
from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import get_template
from django.test import Client

from college.accounts.models import User
from college.core import clock
from college.core.models import OutgoingMail
from college.core.style_guide import contrast_ratio, list_contrasts, read_palettes

STATIC = settings.BASE_DIR / "college" / "core" / "static" / "core"
PUBLIC = [
    "/style-guide/",
    "/outbox/",
    "/accounts/login/",
    "/accounts/signup/",
    "/accounts/signup/passkey/",
    "/accounts/password/reset/",
]
OWN = [
    "/me/settings/",
    "/accounts/email/",
    "/accounts/password/change/",
    "/accounts/2fa/",
    "/accounts/sessions/",
    "/accounts/logout/",
]


def make_mail(**fields: object) -> OutgoingMail:
    moment = clock.now()
    return OutgoingMail.objects.create(**{
        "to": "ada@customs.example", "subject": "Your code <for> the college", "text": "QMBV-7731\nhttp://localhost/x",
        "sender": "college@college.example", "created_at": moment, "next_try_at": moment, **fields,
    })  # fmt: skip


@pytest.mark.parametrize(
    "pair", list_contrasts(), ids=lambda pair: f"{pair.palette}-{pair.theme}-{pair.foreground}-{pair.ground}"
)
def test_contrast_is_what_is_asked(pair: object) -> None:
    assert pair.is_enough, pair  # type: ignore[attr-defined]


def test_contrast_of_known_colours() -> None:
    assert contrast_ratio("#000000", "#ffffff") == pytest.approx(21)
    assert contrast_ratio("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


def test_the_workbench_inherits_what_it_does_not_set() -> None:
    palettes = read_palettes(
        ":root { --ink: light-dark(#000000, #ffffff); --paper: light-dark(#111111, #222222);\n.workbench { --paper: light-dark(#333333, #444444); }"
    )

    assert palettes["workbench"] == {"ink": ("#000000", "#ffffff"), "paper": ("#333333", "#444444")}


@pytest.mark.django_db
@pytest.mark.parametrize("path", PUBLIC)
def test_a_public_page_has_one_heading_and_its_landmarks(client: Client, path: str) -> None:
    html = client.get(path).content.decode()

    assert [html.count(f"<{tag}") for tag in ("h1", "main", "footer")] == [1, 1, 1]
    assert "not affiliated with or endorsed by INTERPOL" in html


@pytest.mark.parametrize("path", OWN)
def test_an_own_page_has_one_heading_and_the_account_menu(client: Client, ada: User, path: str) -> None:
    client.force_login(ada)
    response = client.get(path)
    html = response.content.decode()

    assert response.status_code == 200
    assert html.count("<h1") == 1
    assert "Your account: Ada Lindqvist" in html
    assert "Staff pages" not in html


def test_settings_refused_keep_the_input_and_answer_422(client: Client, ada: User) -> None:
    client.force_login(ada)
    response = client.post("/me/settings/", {"full_name": "", "language": "fr", "time_zone": "Europe/Nowhere"})
    html = response.content.decode()

    assert response.status_code == 422
    assert '<a href="#id_full_name">' in html
    assert '<option value="fr" selected>' in html


@pytest.mark.django_db
def test_arabic_reads_from_right_to_left(client: Client) -> None:
    client.post("/language/", {"language": "ar", "next": "/accounts/login/"})

    assert '<html lang="ar" dir="rtl">' in client.get("/accounts/login/").content.decode()


@pytest.mark.django_db
def test_the_outbox_shows_mail_as_text(client: Client) -> None:
    mail = make_mail()

    assert "Your code &lt;for&gt; the college" in client.get("/outbox/").content.decode()
    assert "QMBV-7731" in client.get(f"/outbox/{mail.pk}/").content.decode()


@pytest.mark.django_db
def test_the_outbox_does_not_exist_unless_it_is_open(client: Client, settings: Any) -> None:
    settings.SHOW_OUTBOX = False
    mail = make_mail()

    for path in ("/outbox/", f"/outbox/{mail.pk}/"):
        response = client.get(path)
        assert response.status_code == 404
        assert "QMBV-7731" not in response.content.decode()
    assert "/outbox/" not in client.get("/accounts/login/").content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("item_count", [1, 3])
def test_the_outbox_asks_the_same_number_of_queries(
    client: Client, django_assert_num_queries: object, item_count: int
) -> None:
    for _ in range(item_count):
        make_mail()
    with django_assert_num_queries(2):  # type: ignore[operator]
        client.get("/outbox/")


@pytest.mark.parametrize("name", ["400.html", "500.html"])
def test_a_refusal_without_a_request_renders(name: str) -> None:
    html = get_template(name).render()

    assert html.count("<h1") == 1
    assert "None" not in html


@pytest.mark.django_db
def test_an_unknown_address_answers_in_the_frame(client: Client) -> None:
    response = client.get("/no/such/page/")

    assert response.status_code == 404
    assert response.content.decode().count("<h1") == 1


@pytest.mark.django_db
def test_the_confirmation_mail_repeats_nothing_that_a_stranger_typed(
    client: Client, mailoutbox: list[EmailMessage]
) -> None:
    client.post(
        "/accounts/signup/",
        {
            "email": "victim@customs.example",
            "password1": "correct horse battery 9",
            "full_name": "Win Money Now",
            "sector": "customs",
        },
    )
    [mail] = mailoutbox

    assert mail.to == ["victim@customs.example"]
    assert mail.subject == "Your code for the college"
    assert "Win Money Now" not in str(mail.body)
    assert re.search(r"^[A-Z0-9]{4}-[A-Z0-9]{4}$", str(mail.body), re.MULTILINE)


@pytest.mark.django_db
def test_a_first_visit_stays_within_its_weight(client: Client) -> None:
    """At most 120 KB compressed; the frame itself leaves half of that to the pages."""
    html = client.get("/accounts/login/").content
    text = sum(
        len(gzip.compress((STATIC / name).read_bytes()))
        for name in ("tokens.css", "base.css", "theme.js", "college.js", "favicon.svg")
    )
    fonts = sum(
        (STATIC / "fonts" / name).stat().st_size
        for name in ("public-sans-latin.woff2", "college-serif-latin.woff2", "public-sans-latin-italic.woff2")
    )

    assert fonts <= 90_000
    assert len(gzip.compress(html)) + text + fonts <= 95_000


def test_every_font_file_is_named_in_the_tokens_and_every_licence_is_there() -> None:
    named = set(re.findall(r'url\("fonts/([^"]+)"\)', (STATIC / "tokens.css").read_text(encoding="utf-8")))

    assert named == {path.name for path in (STATIC / "fonts").glob("*.woff2")}
    assert sorted(path.name for path in (STATIC / "fonts").glob("OFL-*.txt")) == [
        "OFL-noto-naskh-arabic.txt", "OFL-noto-sans-arabic.txt", "OFL-public-sans.txt", "OFL-source-serif-4.txt",
    ]  # fmt: skip


def test_colours_and_physical_sides_stand_nowhere_but_in_the_tokens() -> None:
    for path in [
        STATIC / "base.css",
        STATIC / "style-guide.css",
        settings.BASE_DIR / "college/home/static/home/home.css",
    ]:
        css = path.read_text(encoding="utf-8")
        assert re.findall(r"#[0-9a-fA-F]{3,8}\b", css) == []
        assert re.findall(r"(?:margin|padding|border)-(?:left|right)\b|text-align: (?:left|right)|float:", css) == []
