"""A register's page and its script: the answer comes in the place of the form, as the page that a redirect leads to."""

import uuid

import pytest
from django.urls import reverse

from college.core import clock
from sandbox.domain.runs import finish_run
from sandbox.models import RunEvent
from tests.sandbox.conftest import START

STEP = {"X-Desk-Step": "1"}
PURPOSE = {"reason": "Check at the border", "case_reference": "TR-1"}
ASKED = {
    "documents": {"number": "ZZ1234567", "country": "QMA", "document_type": "passport"},
    "persons": {"name": "Corolanti Velismuzzo"},
    "vehicles": {"vin": "01234567890123456"},
}


@pytest.fixture(autouse=True)
def stopped_clock():
    with clock.travel(to=START):
        yield


@pytest.fixture
def desk(client, ada, begin):
    client.force_login(ada)
    return begin(ada, "practice-desk")


def find(desk, register):
    if register == "vehicles":
        return reverse("sandbox:register-page", args=[desk.pk, register])
    return reverse(f"sandbox:{register}", args=[desk.pk])


@pytest.mark.parametrize("register", ASKED)
def test_the_script_gets_the_work_of_the_page_that_others_are_led_to(register, client, desk):
    fields = {**ASKED[register], **PURPOSE, "key": str(uuid.uuid4())}
    answer = client.post(find(desk, register), fields, headers=STEP)
    assert answer.status_code == 200
    text = answer.content.decode()
    page = client.get(answer["Content-Location"]).content.decode()
    heading = page[page.index("<h1") : page.index("</h1>")]
    assert heading in text
    assert "<nav" not in text.replace('<nav class="breadcrumb"', "")
    assert text.index("<title>") < text.index("<h1")
    # Sent again, with the script or without it, it is the same query.
    assert client.post(find(desk, register), fields, headers=STEP)["Content-Location"] == answer["Content-Location"]
    assert client.post(find(desk, register), fields)["Location"] == answer["Content-Location"]
    assert RunEvent.objects.filter(run=desk, kind="register_queried").count() == 1


@pytest.mark.parametrize("register", ASKED)
def test_errors_come_in_place_with_what_was_typed(register, client, desk):
    fields = {**ASKED[register], **PURPOSE, "reason": "No", "key": str(uuid.uuid4())}
    answer = client.post(find(desk, register), fields, headers=STEP)
    assert answer.status_code == 422
    assert answer["Content-Location"] == find(desk, register)
    text = answer.content.decode()
    assert "data-error-summary" in text
    assert next(iter(ASKED[register].values())) in text


def test_a_finished_run_and_anothers_run_answer_as_ever(client, desk, eve):
    finish_run(run=desk, now=START)
    fields = {**ASKED["documents"], **PURPOSE, "key": str(uuid.uuid4())}
    assert client.post(find(desk, "documents"), fields, headers=STEP).status_code == 302
    client.force_login(eve)
    assert client.post(find(desk, "documents"), fields, headers=STEP).status_code == 404
