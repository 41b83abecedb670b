"""From records to notices: the notice that a document names, and a confirmed record cited in a notice."""

import uuid
from datetime import date, timedelta

import pytest
from django.urls import reverse

from college.core import clock
from college.core.errors import CollegeError, Conflict
from sandbox.domain.notice_catalogue import NOTICE_TYPES
from sandbox.domain.notice_citing import cite_record, suggest_fields
from sandbox.domain.notices import save_draft
from sandbox.domain.registers import REGISTERS, enter_record, open_found_record, query_register
from sandbox.domain.runs import refresh_run
from sandbox.models import NoticedDocumentRecord, RunEvent, VehicleRecord
from tests.sandbox.conftest import START

VIN = "01234567890123456"
ASK = {"reason": "Check at the border", "case_reference": "TR-1"}


@pytest.fixture
def desk(ada, begin):
    return begin(ada, "practice-desk")


def plant(run, table, **values):
    return table.objects.create(
        run=run, reference=f"X-{table.objects.count() + 1}", owner_bureau="QMB", recorded_on=date(2027, 1, 1),
        review_on=date(2037, 1, 1), **values,
    )  # fmt: skip


def open_vehicle(run) -> VehicleRecord:
    record = plant(run, VehicleRecord, vin=VIN, make="Invented")
    query_register(run=run, register=REGISTERS["vehicles"], text={"vin": VIN}, now=START, **ASK)
    open_found_record(run=run, register=REGISTERS["vehicles"], reference=record.reference, now=START)
    return record


def confirm(run, record) -> None:
    RunEvent.objects.create(
        run=run, sequence=run.events.count() + 1, at=START, kind="message_received",
        payload={
            "from": record.owner_bureau, "subject": "Re", "body": "It stands.", "case_reference": "TR-1", "priority": "urgent",
            "handling": "open", "purpose": "reply", "records": [record.reference], "verdict": "confirmed", "caused_by": None,
        },
    )  # fmt: skip
    type(run).objects.filter(pk=run.pk).update(event_count=run.events.count())


def test_a_record_is_cited_only_when_its_owner_has_confirmed_it(desk):
    record = open_vehicle(desk)
    with pytest.raises(Conflict) as error:
        cite_record(run=desk, reference=record.reference, type_key="blue", now=START)
    assert error.value.code == "not_confirmed"
    confirm(desk, record)
    key = uuid.uuid4()
    event = cite_record(run=desk, reference=record.reference, type_key="blue", key=key, now=START)
    assert cite_record(run=desk, reference=record.reference, type_key="blue", key=key, now=START) == event
    assert (event.kind, event.payload["cited"]) == ("notice_drafted", record.reference)
    assert event.payload["fields"]["circumstances"] == f"Register record {record.reference} ({VIN}), confirmed by its owner QMB."  # fmt: skip
    # The number of a record on the desk is part of this world: the draft can be saved again.
    fields = event.payload["fields"] | {"title": "A vehicle and its driver"}
    assert save_draft(run=desk, type_key="blue", fields=fields, number=event.payload["notice"], now=START)


def test_a_draft_is_extended_and_keeps_what_was_written(desk):
    own = enter_record(run=desk, register=REGISTERS["vehicles"], text={"vin": VIN, "make": "Y"}, now=START)
    reference = own.payload["record"]["reference"]
    draft = save_draft(run=desk, type_key="blue", fields={"circumstances": "Seen at the quay."}, now=START)
    event = cite_record(run=desk, reference=reference, number=draft.payload["notice"], now=START)
    assert (
        event.payload["fields"]["circumstances"]
        == f"Seen at the quay.\nRegister record {reference} ({VIN}), ours (QMA)."
    )
    with pytest.raises(CollegeError) as again:
        cite_record(run=desk, reference=reference, number=draft.payload["notice"], now=START)
    assert again.value.code == "cited_already"
    for target in ({"type_key": "silver"}, {"type_key": "artwork"}, {"type_key": "../x"}, {"number": 77}):
        with pytest.raises(CollegeError):
            cite_record(run=desk, reference=reference, now=START, **target)


PERSON = {
    "register": "persons", "reference": "PE-1", "family_name": "Velismuzzo", "given_names": "Corolanti", "sex": "M", "birth": "1979",
    "owner_bureau": "QMB", "name": "Corolanti Velismuzzo",
}  # fmt: skip


@pytest.mark.parametrize("type_key", sorted(set(NOTICE_TYPES) - {"artwork"}))
def test_only_fields_that_the_type_has_are_filled_and_none_is_overwritten(type_key):
    chosen = NOTICE_TYPES[type_key]
    known = {spec.key for spec in chosen.fields}
    fields = suggest_fields(chosen, PERSON, {"forename": "C."} if "forename" in known else {})
    assert set(fields) <= known
    assert {name: fields[name] for name in ("family_name", "forename", "sex", "birth") if name in known} == {
        name: value
        for name, value in {"family_name": "Velismuzzo", "forename": "C.", "sex": "M", "birth": "1979"}.items()
        if name in known
    }


def test_a_full_field_is_not_cut():
    with pytest.raises(CollegeError) as error:
        suggest_fields(NOTICE_TYPES["blue"], PERSON, {"circumstances": "x" * 1990})
    assert error.value.code == "no_room"


def test_an_answer_links_to_its_notice_where_it_lies_on_the_desk(client, ada, desk):
    refresh_run(run=desk, now=START + timedelta(minutes=5))
    on_file = next(e.payload for e in desk.events.all() if e.payload.get("is_on_file"))
    documents = {"country": "QMB", "document_type": "passport"}
    for number, reference in (("TO1203456", on_file["reference"]), ("TO1203499", "TR-RN-2026-7")):
        plant(desk, NoticedDocumentRecord, number=number, folded_number=number.replace("O", "0"), notice_reference=reference, colour="blue", **documents)  # fmt: skip
    client.force_login(ada)
    with clock.travel(to=START + timedelta(minutes=5)):
        page = reverse("sandbox:register-page", args=[desk.pk, "noticed-documents"])
        pages = {
            number: client.post(page, {"number": number, **documents, **ASK, "key": uuid.uuid4()}, follow=True).text
            for number in ("TO1203456", "TO1203499")
        }
        notice = reverse("sandbox:notice-detail", args=[desk.pk, on_file["notice"]])
        opened = client.post(reverse("sandbox:found-open", args=[desk.pk, "noticed-documents", "X-1"]), follow=True)
    assert f'href="{notice}">{on_file["reference"]}' in pages["TO1203456"]
    assert ("TR-RN-2026-7" in pages["TO1203499"], notice in pages["TO1203499"]) == (True, False)
    assert f'href="{notice}"' in opened.text


def test_the_page_cites_or_says_what_is_missing(client, ada, desk):
    record = open_vehicle(desk)
    client.force_login(ada)
    with clock.travel(to=START):
        cite = reverse("sandbox:notice-cite", args=[desk.pk, record.reference])
        found = reverse("sandbox:found-detail", args=[desk.pk, "vehicles", record.reference])
        assert "Nothing is confirmed yet" in client.get(cite).text
        assert cite not in client.get(found).text
        confirm(desk, record)
        assert cite in client.get(found).text
        assert client.post(cite, {"key": uuid.uuid4()}).status_code == 422
        assert client.post(cite, {"notice": "draft:9\0", "key": uuid.uuid4()}).status_code == 422
        edited = client.post(cite, {"notice": "new:red", "key": uuid.uuid4()}, follow=True)
        log = client.get(reverse("sandbox:run-log", args=[desk.pk])).text
        assert client.get(reverse("sandbox:notice-cite", args=[desk.pk, "X-99"])).status_code == 404
    assert "confirmed by its owner QMB" in edited.text
    assert f"Record {record.reference} was cited in notice 1." in log
