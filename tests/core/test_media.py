from pathlib import Path

import pytest
from django.test import Client

# Closing a file response looks at the database connections.
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _files(settings: object, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path  # type: ignore[attr-defined]
    for name in ("images/figure.svg", "documents/secret.pdf", "secret.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")


def test_a_picture_comes_without_any_power(client: Client) -> None:
    response = client.get("/media/images/figure.svg")
    assert (response.status_code, response["Content-Type"]) == (200, "image/svg+xml")
    assert response["Content-Security-Policy"] == "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    response.close()


@pytest.mark.parametrize(
    "path",
    ["documents/secret.pdf", "secret.txt", "images/../documents/secret.pdf", "images/%2e%2e/secret.txt", "images//figure.svg",
     "images/absent.svg", "images/"],
)  # fmt: skip
def test_nothing_else_is_served(client: Client, path: str) -> None:
    assert client.get(f"/media/{path}").status_code == 404
