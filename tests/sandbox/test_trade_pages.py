"""Desks with many papers: compared in tables, cited on the chart, and parties of the case written to."""

import pytest
from django.urls import reverse

from college.core.errors import CollegeError
from sandbox.domain.case.chart import Entity
from sandbox.domain.case.saving import save_entity
from sandbox.domain.messages.sending import send_message
from sandbox.domain.runs import rebuild_world
from tests.sandbox.conftest import START


@pytest.fixture
def visit(client, ada):
    """The text of a page of a run, as Ada sees it."""
    client.force_login(ada)
    return lambda name, run: client.get(reverse(f"sandbox:{name}", kwargs={"run_id": run.pk})).content.decode()


def test_many_alike_things_stand_in_one_table(visit, ada, begin):
    run = begin(ada, "container-risk")
    page = visit("run-detail", run)
    assert page.count('<tr id="E') == 40
    assert "Ordinary trade in these goods" in page
    # The comparison figures come first: they are needed to read the forty.
    assert page.index("Virgin olive oil") < page.index('<tr id="E')


def test_papers_of_several_kinds_stand_in_a_table_each(visit, ada, begin):
    page = visit("run-detail", begin(ada, "medicines-network"))
    for heading in ("Bill of lading (", "Register extract (", "Payment (", "Call records ("):
        assert heading in page


def test_a_party_of_the_case_can_be_written_to_and_nobody_else(visit, ada, begin):
    run = begin(ada, "rights-holder")
    holder = rebuild_world(run)[1].entities["holder"].values["name"]
    assert f'<option value="{holder}">' in visit("message-compose", run)
    letter = {
        "subject": "Notice", "case_reference": "", "priority": "routine", "handling": "restricted", "purpose": "information",
        "body": "Release is suspended.", "records": [], "now": START,
    }  # fmt: skip
    assert send_message(run=run, to=holder, **letter).payload["to"] == holder
    with pytest.raises(CollegeError) as refused:
        send_message(run=run, to="Somebody else Ltd", **letter)
    assert refused.value.code == "no_such_bureau"


def test_a_paper_of_the_case_can_be_cited(ada, begin):
    run = begin(ada, "medicines-network")
    world = rebuild_world(run)[1]
    paper = world.entities["bill_s1_1"].reference
    hub = Entity(0, "company", world.entities["hub"].values["name"], evidence=(paper,))
    assert save_entity(run=run, revision=0, entity=hub, now=START).payload["entities"][0]["evidence"] == [paper]
    with pytest.raises(CollegeError) as refused:
        save_entity(run=run, revision=1, entity=Entity(0, "company", "Nobody", evidence=("E999",)), now=START)
    assert refused.value.code == "unknown_reference"
