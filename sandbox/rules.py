"""Who may: predicates of the sandbox."""

from college.accounts.models import User
from sandbox.models import Exercise, Run
from sandbox.queries import has_permit


def can_start_exercise(*, person: User, exercise: Exercise) -> bool:
    """Holds a permit, and the exercise has a version to work on."""
    return exercise.current_id is not None and has_permit(learner=person, exercise=exercise)


def can_open_run(*, person: User, run: Run) -> bool:
    """The run is the person's own."""
    return run.learner_id == person.pk
