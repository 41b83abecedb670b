"""What an owner decides about a record: that it is kept longer, and who may not see it."""

import uuid
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse

from college.core import clock
from college.core.errors import CollegeError, Conflict
from college.core.models import AuditEntry
from sandbox.domain.registers import (
    REGISTERS,
    enter_record,
    query_register,
    renew_record,
    restrict_record,
    withdraw_record,
)
from sandbox.domain.registers.querying import find_candidates
from sandbox.domain.writing import recall_world, write_run
from sandbox.models import VehicleRecord
from tests.sandbox.conftest import START

VEHICLES = REGISTERS["vehicles"]
WHY = "Still looked for by our court"


@pytest.fixture
def desk(ada, begin):
    return begin(ada, "practice-desk")


@pytest.fixture
def own(desk) -> str:
    """An own record that is to be reviewed in ninety days."""
    event = enter_record(run=desk, register=VEHICLES, text={"engine": "EN7777", "make": "Y"}, now=START)
    reference = event.payload["record"]["reference"]
    VehicleRecord.objects.filter(reference=reference).update(review_on=get_today(desk) + timedelta(days=90))
    return reference


def get_today(run) -> date:
    return recall_world(run)[1].today


def renew(run, reference, **values):
    return renew_record(run=run, register=VEHICLES, reference=reference, reason=WHY, now=START, **values)


def restrict(run, reference, *bureaus):
    return restrict_record(run=run, register=VEHICLES, reference=reference, bureaus=bureaus, reason=WHY, now=START)


def test_a_renewed_record_is_kept_from_today_once_a_form(desk, own):
    key = uuid.uuid4()
    event = renew(desk, own, key=key)
    assert renew(desk, own, key=key) == event
    today = get_today(desk)
    assert VehicleRecord.objects.get(reference=own).review_on == today.replace(year=today.year + 10)
    assert (event.payload["review_before"], event.payload["reason"]) == ((today + timedelta(days=90)).isoformat(), WHY)
    audit = AuditEntry.objects.get(verb="record.renewed")
    assert (audit.subject, audit.data["run"]) == (f"vehicles:{own}", str(desk.pk))
    with pytest.raises(CollegeError) as again:
        renew(desk, own)
    assert again.value.code == "renewed_already"


def test_neither_a_foreign_nor_a_gone_record_is_renewed(desk, own):
    other = VehicleRecord.objects.create(
        run=desk, reference="X-1", owner_bureau="QMB", vin="01234567890123456", make="Y",
        recorded_on=date(2027, 1, 1), review_on=date(2037, 1, 1),
    )  # fmt: skip
    withdraw_record(run=desk, register=VEHICLES, reference=own, reason="Recovered", now=START)
    refused = []
    for reference in (other.reference, own):
        for act in (renew, restrict):
            with pytest.raises(Conflict) as error:
                act(desk, reference)
            refused.append(error.value.code)
    assert refused == ["not_owner", "not_owner", "record_gone", "record_gone"]


def test_an_expired_record_is_not_brought_back(desk, own):
    VehicleRecord.objects.filter(reference=own).update(review_on=get_today(desk))
    with pytest.raises(Conflict):
        renew(desk, own)
    call_command("purge_registers", verbosity=0)
    with pytest.raises(Conflict) as error:
        renew(desk, own)
    assert error.value.code == "record_gone"


def test_to_a_restricted_bureau_the_record_is_not_there(desk, own):
    restrict(desk, own, "QMD", "QMB")
    found = {bureau: find_as(desk, bureau) for bureau in ("QMA", "QMB", "QMC", "QMD")}
    assert found == {"QMA": ([own], 0), "QMB": ([], 1), "QMC": ([own], 0), "QMD": ([], 1)}
    restrict(desk, own)
    assert find_as(desk, "QMB") == ([own], 0)
    assert [entry.data["hidden_from"] for entry in AuditEntry.objects.filter(verb="record.restricted")] == [["QMB", "QMD"], []]  # fmt: skip
    own_answer = query_register(
        run=desk, register=VEHICLES, text={"engine": "EN7777"}, reason=WHY, case_reference="TR-1", now=START
    )
    assert "hidden_from" not in repr(own_answer.payload)


def find_as(run, bureau) -> tuple[list[str], int]:
    """What a search of this bureau in the same run would find, and how much is kept from it."""
    with write_run(run=run, now=START) as writer:
        source = writer.definition.source
        writer.definition = replace(writer.definition, source=replace(source, role=replace(source.role, bureau=bureau)))
        rows, hidden = find_candidates(writer, VEHICLES, VEHICLES.read({"engine": "EN7777"}))
    return [row["reference"] for row in rows], hidden


@pytest.mark.parametrize("bureaus", [("QMA",), ("XXX",), ("QMB", "%\0")])
def test_only_other_bureaus_of_the_network_can_be_restricted(desk, own, bureaus):
    with pytest.raises(CollegeError) as error:
        restrict(desk, own, *bureaus)
    assert error.value.code == "no_such_bureau"


def test_what_is_hidden_from_a_bureau_does_not_show_when_it_enters_a_double(desk):
    VehicleRecord.objects.create(
        run=desk, reference="X-1", owner_bureau="QMB", engine="EN100", make="Y", hidden_from="QMA",
        recorded_on=date(2027, 1, 1), review_on=date(2037, 1, 1),
    )  # fmt: skip
    assert enter_record(run=desk, register=VEHICLES, text={"engine": "EN100", "make": "Y"}, now=START)


def test_pages_renew_and_restrict(client, ada, desk, own):
    client.force_login(ada)
    with clock.travel(to=START):
        at = {
            name: reverse(f"sandbox:record-{name}", args=[desk.pk, "vehicles", own]) for name in ("renew", "restrict")
        }
        bad = client.post(at["renew"], {"reason": "x", "key": uuid.uuid4()})
        done = client.post(at["renew"], {"reason": WHY, "key": uuid.uuid4()}, follow=True)
        none = client.post(at["restrict"], {"bureaus": ["QMA"], "reason": WHY, "key": uuid.uuid4()})
        hidden = client.post(at["restrict"], {"bureaus": ["QMB"], "reason": WHY, "key": uuid.uuid4()}, follow=True)
        log = client.get(reverse("sandbox:run-log", args=[desk.pk])).text
    assert (bad.status_code, none.status_code) == (422, 422)
    assert "Record of your bureau" in done.text
    assert "Hidden from QMB" in hidden.text
    assert f"Record {own} was hidden from QMB." in log
    assert f"Record {own} was renewed until" in log
