"""Queries of a run at once: one order, one chain, one query a form. The run's lock decides."""

import uuid

import pytest

from sandbox.domain.catalogue import read_scenarios, register_exercise
from sandbox.domain.persons import query_persons
from sandbox.domain.registers import REGISTERS, query_documents, query_register, verify_queries
from sandbox.domain.runs import grant_permit, start_run
from sandbox.models import RegisterQuery, Run, RunEvent
from tests.conftest import make_person
from tests.races.conftest import at_once

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True, serialized_rollback=True)]
PURPOSE = {"reason": "Check at the border", "case_reference": "TR-1"}


@pytest.fixture
def run() -> Run:
    person = make_person("Ada Lindqvist")
    exercise = register_exercise(data=next(d for d in read_scenarios() if d["slug"] == "practice-desk"))[0].exercise
    grant_permit(learner=person, exercise=exercise)
    return start_run(learner=person, exercise=exercise)


def ask(run: Run, turn: int, key: uuid.UUID | None = None) -> int:
    """Three registers, which share the way into the log and the chain."""
    key = key or uuid.uuid4()
    held = Run.objects.select_related("version", "exercise", "learner").get(pk=run.pk)
    match turn % 3:
        case 0:
            event = query_documents(
                run=held, number=f"ZZ{turn:07d}", country="QMA", document_type="passport", key=key, **PURPOSE
            )
        case 1:
            text = {"vin": f"ZZZ{turn:014d}"}
            event = query_register(run=held, register=REGISTERS["vehicles"], text=text, key=key, **PURPOSE)
        case _:
            # As a task holds it: the run's row, and nothing that belongs to it.
            event = query_persons(run=Run.objects.get(pk=run.pk), name="Corolanti Velismuzzo", key=key, **PURPOSE)
    return event.sequence


def test_queries_at_once_stand_in_one_order_and_one_chain(run: Run) -> None:
    found = at_once(24, lambda turn: ask(run, turn))
    assert sorted(found) == list(range(2, 26))
    assert Run.objects.get(pk=run.pk).event_count == RunEvent.objects.filter(run=run).count() == 25
    assert RegisterQuery.objects.filter(run_key=run.pk).count() == 24
    assert verify_queries(run.pk) is None


@pytest.mark.parametrize("turn", range(3))
def test_a_form_that_is_sent_often_at_once_is_one_query(turn: int, run: Run) -> None:
    key = uuid.uuid4()
    assert set(at_once(12, lambda _n: ask(run, turn, key))) == {2}
    assert RegisterQuery.objects.filter(run_key=run.pk).count() == 1
