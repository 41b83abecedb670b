import pytest
from django.db import connection
from django.test import Client


@pytest.mark.django_db
def test_alive_and_ready(client: Client) -> None:
    assert client.get("/livez").content == b"ok\n"
    assert client.get("/readyz").json() == {"ready": True, "problems": []}


def test_alive_without_a_database(client: Client) -> None:
    # No database mark: a query would fail the test.
    assert client.get("/livez").status_code == 200


@pytest.mark.django_db
def test_not_ready_while_a_migration_is_pending(client: Client) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'core'")
    response = client.get("/readyz")
    assert (response.status_code, response["Retry-After"]) == (503, "5")
    assert response.json() == {"ready": False, "problems": ["migrations are pending"]}


@pytest.mark.django_db
def test_the_outbox_does_not_exist_outside_the_demo(client: Client, settings: object) -> None:
    settings.SHOW_OUTBOX = False  # type: ignore[attr-defined]
    assert client.get("/outbox/").status_code == 404
    assert client.get("/demo/").status_code == 404
