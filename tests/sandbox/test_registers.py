"""The registers' common framework: candidates with reasons, ownership, restrictions, expiry, audit, traces."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from college.core import clock
from college.core.errors import CollegeError, Conflict
from sandbox.domain.registers import (
    REGISTERS,
    change_record,
    enter_record,
    open_found_record,
    query_register,
    verify_queries,
    withdraw_record,
)
from sandbox.domain.registers.dna import (
    GROUPS,
    LOCI,
    compare_loci,
    filter_sketches,
    is_match,
    list_keys,
    sketch_profile,
)
from sandbox.domain.registers.tracing import request_trace
from sandbox.domain.runs import refresh_run
from sandbox.domain.writing import recall_world
from sandbox.models import (
    AdministrativeDocumentRecord,
    FingerprintRecord,
    FirearmRecord,
    RecordTombstone,
    RegisterQuery,
    RunEvent,
    VehicleRecord,
    World,
)
from tests.conftest import make_person
from tests.sandbox.conftest import START

VIN = "01234567890123456"
PROFILE = {locus.lower(): "11, 12.2" for locus in LOCI}
FIREARM = {"type": "corvane-m4", "serial": "ZZ-1001"}


@pytest.fixture
def desk(ada, begin):
    return begin(ada, "practice-desk")


def ask(run, register, **text):
    return query_register(
        run=run, register=REGISTERS[register], text=text, reason="Check at the border", case_reference="TR-1", now=START
    )


def plant(run, table=VehicleRecord, owner="QMB", **values):
    values = {"vin": VIN, "make": "Invented"} | values if table is VehicleRecord else values
    dates = {"recorded_on": date(2027, 1, 1), "review_on": date(2037, 1, 1)}
    return table.objects.create(run=run, reference=f"X-{table.objects.count()}", owner_bureau=owner, **(dates | values))


def test_vehicle_candidates_say_which_part_agrees_and_which_does_not(desk):
    record = plant(desk, engine="EN1234", plate="ABC123", plate_country="QMB")
    event = ask(desk, "vehicles", vin=VIN.lower(), engine="EN 9999")
    (candidate,) = event.payload["candidates"]
    why = {field["key"]: field["why"] for field in candidate["fields"]}
    assert (candidate["reference"], why["vin"], why["engine"]) == (record.reference, "same", "identical_part")
    assert event.payload["result"] == "possible_match"
    opened = open_found_record(run=desk, register=REGISTERS["vehicles"], reference=record.reference, now=START)
    assert opened.payload["record"]["engine"] == "EN1234"
    assert "hidden_from" not in opened.payload["record"]
    assert verify_queries(desk.pk) is None
    assert RegisterQuery.objects.count() == 2


def test_a_register_is_not_for_browsing(desk):
    record = plant(desk)
    with pytest.raises(Conflict):
        open_found_record(run=desk, register=REGISTERS["vehicles"], reference=record.reference, now=START)


def test_hidden_and_expired_records_read_as_none_and_hiding_is_audited(desk):
    plant(desk, hidden_from="QMB QMA")
    plant(desk, engine="E-OLD1", vin="", review_on=date(2027, 1, 2))
    assert ask(desk, "vehicles", vin=VIN).payload["result"] == "no_record"
    assert ask(desk, "vehicles", engine="EOLD1").payload["result"] == "no_record"
    assert list(RegisterQuery.objects.order_by("position").values_list("hidden", flat=True)) == [1, 0]
    RegisterQuery.objects.filter(position=1)._raw_delete("default")
    assert verify_queries(desk.pk) is not None


def test_another_runs_records_are_out_of_reach(desk, begin):
    plant(begin(make_person("Ben Orsel"), "practice-desk"))
    assert ask(desk, "vehicles", vin=VIN).payload["result"] == "no_record"


def test_only_its_owner_changes_a_record_and_is_named(desk):
    foreign = plant(desk)
    vehicles = REGISTERS["vehicles"]
    with pytest.raises(Conflict) as error:
        change_record(
            run=desk,
            register=vehicles,
            reference=foreign.reference,
            text={"vin": VIN, "make": "Y"},
            reason="No",
            now=START,
        )
    assert "Tolvaria" in str(error.value)
    with pytest.raises(CollegeError) as double:
        enter_record(run=desk, register=vehicles, text={"vin": VIN, "make": "Y"}, now=START)
    assert double.value.code == "duplicate"
    assert foreign.reference not in str(double.value)


def test_an_own_record_lives_from_entry_to_tombstone(desk):
    vehicles = REGISTERS["vehicles"]
    entered = enter_record(run=desk, register=vehicles, text={"engine": "EN7777", "make": "Y"}, now=START)
    reference = entered.payload["record"]["reference"]
    with pytest.raises(CollegeError, match=reference):
        enter_record(run=desk, register=vehicles, text={"engine": "EN7777", "make": "Y"}, now=START)
    change = {"engine": "EN7778", "make": "Y"}
    change_record(run=desk, register=vehicles, reference=reference, text=change, reason="Misread", now=START)
    assert VehicleRecord.objects.get(reference=reference).owner_bureau == "QMA"
    withdraw_record(run=desk, register=vehicles, reference=reference, reason="Recovered", now=START)
    assert not VehicleRecord.objects.exists()
    assert RecordTombstone.objects.get().reference == reference


def test_a_base_record_is_never_changed(desk):
    world = World.objects.create(seed="w", size=0)
    desk.world = world
    desk.save()
    VehicleRecord.objects.create(
        world=world,
        reference="B-1",
        owner_bureau="QMA",
        vin=VIN,
        make="Y",
        recorded_on=START,
        review_on=date(2037, 1, 1),
    )
    with pytest.raises(Conflict) as error:
        withdraw_record(run=desk, register=REGISTERS["vehicles"], reference="B-1", reason="Mine", now=START)
    assert error.value.code == "base_record"


def test_a_number_within_a_stolen_range_is_found(desk):
    plant(
        desk, AdministrativeDocumentRecord, document_type="driving_licence", issuer="Office", country="QMC", series="DL",
        first_number=1000, last_number=1999, is_blank=True,
    )  # fmt: skip
    key = "administrative-documents"
    found = ask(desk, key, number="DL0001500", document_type="driving_licence", country="QMC")
    missed = ask(desk, key, number="DL2000", document_type="driving_licence", country="QMC")
    assert [len(event.payload["candidates"]) for event in (found, missed)] == [1, 0]


def test_traits_are_kept_as_a_hash_alone(desk):
    plant(
        desk, FingerprintRecord, subject_code="S-1", position=2, pattern="loop", quality="good", minutiae_id="M1234ABCD"
    )
    enter_record(run=desk, register=REGISTERS["dna"], text={**PROFILE, "code": "P-77", "category": "scene"}, now=START)
    assert ask(desk, "fingerprints", minutiae_id="M1234ABCD").payload["candidates"]
    near = ask(desk, "dna", **{**PROFILE, "fga": "20, 21"}).payload["candidates"]
    assert near[0]["count"] == 15
    assert not ask(desk, "dna", **{**PROFILE, "fga": "20, 21", "se33": "8, 9"}).payload["candidates"]
    kept = repr(list(RegisterQuery.objects.values_list("keys", flat=True)))
    kept += repr([e.payload for e in RunEvent.objects.filter(run=desk, kind="register_queried")])
    assert "M1234ABCD" not in kept
    assert "12.2" not in kept


def test_the_rules_of_a_match_are_settings_and_stand_on_the_page(client, ada, desk, settings):
    enter_record(run=desk, register=REGISTERS["dna"], text={**PROFILE, "code": "P-77", "category": "scene"}, now=START)
    two_differ = {**PROFILE, "fga": "20, 21", "se33": "8, 9"}
    settings.SANDBOX_DNA_LOCI_DIFFERENT, settings.SANDBOX_DNA_LOCI_EQUAL = 2, 14
    assert ask(desk, "dna", **two_differ).payload["candidates"]
    assert not ask(desk, "dna", **{**two_differ, "th01": "5, 6"}).payload["candidates"]
    client.force_login(ada)
    with clock.travel(to=START):
        text = client.get(reverse("sandbox:register-page", args=[desk.pk, "dna"])).text
    assert "<dd>14<br>" in text
    with pytest.raises(CollegeError, match="at least 14 loci"):
        ask(desk, "dna", **dict(list(PROFILE.items())[:13]))


genotypes = st.lists(st.integers(8, 12).map(str), min_size=2, max_size=2).map(sorted)
profiles = st.dictionaries(st.sampled_from(LOCI), genotypes, min_size=6)


@given(profiles, profiles, st.sets(st.sampled_from(LOCI)))
def test_blocking_loses_no_match(left, right, shared):
    right = right | {locus: left[locus] for locus in shared if locus in left}
    if is_match(compare_loci(left, right)):
        assert set(list_keys(left)) & set(list_keys(right))
        assert filter_sketches(sketch_profile(left), [(7, sketch_profile(right))]) == [7]


def test_the_groups_hold_every_locus_once():
    assert sorted(locus for group in GROUPS for locus in group) == list(LOCI)
    assert len(GROUPS) == 5


def test_a_trace_is_answered_by_the_country_of_manufacture(desk):
    record = plant(
        desk, FirearmRecord, serial="ZZ1001", make="Corvane", model="M4 pistol", calibre="calibre A", country_made="QMC",
        firearm_class="stolen",
    )  # fmt: skip
    ask(desk, "firearms", **FIREARM)
    open_found_record(run=desk, register=REGISTERS["firearms"], reference=record.reference, now=START)
    request_trace(run=desk, reference=record.reference, comment="Found in a lock-up", case_reference="TR-1", now=START)
    refresh_run(run=desk, now=START + timedelta(minutes=5))
    answer = RunEvent.objects.get(run=desk, kind="trace_answered")
    assert answer.payload["from"] == "QMC"


def test_purge_expires_overlay_records_and_keeps_tombstones(desk, capsys):
    today = recall_world(desk)[1].today
    plant(desk, review_on=today)
    plant(desk, vin="", engine="SOON1", review_on=today + timedelta(days=90))
    call_command("purge_registers", dry_run=True)
    assert VehicleRecord.objects.count() == 2
    call_command("purge_registers")
    assert VehicleRecord.objects.get().engine == "SOON1"
    assert RecordTombstone.objects.count() == 1
    assert "1 expired, 1 to be reviewed" in capsys.readouterr().out


def test_a_query_reads_no_log_and_takes_few_statements(desk, django_assert_max_num_queries):
    ask(desk, "vehicles", vin=VIN)
    with django_assert_max_num_queries(9):
        ask(desk, "vehicles", vin=VIN)


@pytest.mark.parametrize("key", sorted(set(REGISTERS) - {"documents"}))
def test_pages_refuse_hostile_input_with_the_form(client, ada, desk, key):
    client.force_login(ada)
    with clock.travel(to=START):
        page = reverse("sandbox:register-page", args=[desk.pk, key])
        assert client.get(page).status_code == 200
        asks = {spec.key: "%\0' OR 1=1 *" for spec in REGISTERS[key].asks}
        assert client.post(page, {**asks, "reason": "x" * 9999, "key": "no"}).status_code == 422
        enter = reverse("sandbox:record-enter", args=[desk.pk, key])
        assert client.get(enter).status_code == 200
        assert client.post(enter, {"key": "0"}).status_code == 422


def test_pages_lead_from_query_to_record(client, ada, desk):
    record = plant(desk, stolen_on=date(2027, 1, 1))
    client.force_login(ada)
    with clock.travel(to=START):
        page = reverse("sandbox:register-page", args=[desk.pk, "vehicles"])
        asked = {"vin": VIN, "reason": "Check at the border", "case_reference": "TR-1", "key": "a" * 32}
        answer = client.post(page, asked, follow=True)
        assert "No country is assigned a first 0" in answer.content.decode()
        opened = client.post(reverse("sandbox:found-open", args=[desk.pk, "vehicles", record.reference]), follow=True)
        assert record.reference in opened.content.decode()
        assert "1 January 2027" in opened.content.decode()
        assert client.get(reverse("sandbox:trace-list", args=[desk.pk])).status_code == 200
        assert client.get(reverse("sandbox:run-log", args=[desk.pk])).status_code == 200
