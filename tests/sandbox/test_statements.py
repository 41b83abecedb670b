"""Statements that are written once answer as the ORM's do, and their rows are the ORM's rows."""

import uuid
from datetime import date

import pytest
from django.db.models import Q

from college.core.statements import Slot, Statement, insert_row, update_row
from sandbox.domain.registers.querying import in_reach
from sandbox.domain.registers.selecting import select_records
from sandbox.models import FirearmRecord, Run, RunEvent, VehicleRecord
from tests.sandbox.conftest import START

DATES = {"recorded_on": date(2027, 1, 1), "review_on": date(2037, 1, 1)}


@pytest.fixture
def desk(ada, begin):
    return begin(ada, "practice-desk")


@pytest.fixture
def vehicles(desk, ulla, begin):
    other = begin(ulla, "practice-desk")
    rows = [(desk, "V1", 2001, "A"), (desk, "V2", 2002, "B"), (desk, "V3", None, "A"), (other, "V4", 2001, "A")]
    for run, vin, year, plate in rows:
        VehicleRecord.objects.create(
            run=run, reference=vin, vin=vin, year=year, plate=plate, owner_bureau="QMB", make="Invented", **DATES
        )
    return desk


CONDITIONS = [
    Q(vin="V1"),
    Q(vin="V1") | Q(plate="A", year__lte=2001),
    Q(plate="A") & ~Q(vin="V1"),
    Q(year__isnull=True),
    Q(review_on__gt=date(2030, 1, 1), year__gte=2002),
    # What has no slot: a list, a word within words, another table, nothing.
    Q(vin__in=["V1", "V2"]),
    Q(make__icontains="INV", vin="V2"),
    Q(run__state="open", vin="V3"),
    Q(year=None),
]


@pytest.mark.parametrize("condition", CONDITIONS, ids=str)
def test_records_are_those_of_a_query_set(condition, vehicles):
    whole = in_reach(vehicles) & condition
    expected = list(VehicleRecord.objects.filter(whole).order_by("reference")[:3])
    for _again in range(2):
        found = select_records(VehicleRecord, whole, limit=3, ordering=("reference",))
        assert found == expected
        assert [record.__dict__ | {"_state": 0} for record in found] == [r.__dict__ | {"_state": 0} for r in expected]


def test_the_same_shape_asks_with_the_values_at_hand(vehicles):
    for vin in ("V1", "V2", "V9' OR '1'='1", "%"):
        found = select_records(VehicleRecord, in_reach(vehicles) & Q(vin=vin), limit=3)
        assert [record.vin for record in found] == [vin] * (vin in {"V1", "V2"})


def test_a_run_comes_with_what_belongs_to_it(desk, django_assert_num_queries):
    asked = Statement(lambda: Run.objects.filter(pk=Slot.of(Run, "id")).select_related("version").defer("result"))
    with django_assert_num_queries(1):
        found = asked.first(id=desk.pk)
        assert found.version == desk.version
    assert found == desk
    assert (found.started_at, found.result) == (START, {})
    assert asked.first(id=uuid.uuid4()) is None


def test_a_row_is_stored_once_and_reads_as_it_was_given(desk):
    row = RunEvent(run=desk, sequence=9, at=START, kind="zone_screened", payload={"line": "ÄÖ\u202e", "n": [1.5, None]})
    insert_row(row)
    read = RunEvent.objects.get(pk=row.pk)
    assert (read.run_id, read.sequence, read.at, read.kind, read.payload, read.key) == (
        desk.pk, 9, START, "zone_screened", row.payload, None,
    )  # fmt: skip
    with pytest.raises(ValueError, match="stored already"):
        insert_row(row)


def test_only_the_named_fields_of_one_row_are_changed(desk, ulla, begin):
    other = begin(ulla, "practice-desk")
    stale = Run.objects.get(pk=desk.pk)
    stale.event_count, stale.seed = 7, "not stored"
    update_row(stale, "event_count")
    desk.refresh_from_db()
    other.refresh_from_db()
    assert (desk.event_count, desk.seed != "not stored", other.event_count) == (7, True, 1)


def test_tables_do_not_share_statements(desk):
    firearm = FirearmRecord.objects.create(
        run=desk, reference="X1", serial="S1", make="Invented", model="M", calibre="9", country_made="QMA",
        firearm_class="pistol", owner_bureau="QMB", **DATES,
    )  # fmt: skip
    condition = in_reach(desk) & Q(reference="X1")
    assert select_records(VehicleRecord, condition, limit=3) == []
    assert select_records(FirearmRecord, condition, limit=3) == [firearm]
