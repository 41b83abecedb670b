from datetime import UTC, datetime

import pytest

from sandbox.domain.catalogue import read_scenarios, register_exercise
from sandbox.domain.runs import grant_permit, start_run
from sandbox.models import Exercise, Run
from tests.conftest import make_person

# Read once: parsing YAML would cost more than the tests.
SCENARIOS = read_scenarios()
START = datetime(2027, 5, 14, 18, 0, tzinfo=UTC)


@pytest.fixture
def exercises(db) -> dict[str, Exercise]:
    """Every exercise that ships, registered."""
    return {data["slug"]: register_exercise(data=data)[0].exercise for data in SCENARIOS}


@pytest.fixture
def begin(exercises):
    """Start a run of an exercise for a person, permit included."""

    def _begin(person, slug: str = "passport-control", now: datetime = START) -> Run:
        exercise = exercises[slug]
        exercise.refresh_from_db()
        grant_permit(learner=person, exercise=exercise, now=now)
        return start_run(learner=person, exercise=exercise, now=now)

    return _begin


@pytest.fixture
def ulla(db):
    """Ada's peer: another officer, with runs of her own."""
    return make_person("Ulla Brandt")
