"""Who may: predicates of the sandbox."""

from django.db.models import QuerySet

from college.accounts.models import User
from college.accounts.rules import is_college_staff
from sandbox.enums import POLICE_TOOLS, Audience, Tool
from sandbox.models import Exercise, ExercisePermit, ExerciseSource, Run


def has_permit(*, learner: User, exercise: Exercise) -> bool:
    return ExercisePermit.objects.filter(learner=learner, exercise=exercise).exists()


def can_start_exercise(*, person: User, exercise: Exercise) -> bool:
    """Holds a permit, is one of those for whom the exercise is meant, and it has a version to work on."""
    return (
        exercise.current_id is not None
        and is_meant_for(person=person, audience=exercise.audience)
        and has_permit(learner=person, exercise=exercise)
    )


def is_meant_for(*, person: User, audience: str) -> bool:
    """The exercise is for everyone, or for the person's side: law enforcement or private sector."""
    if audience == Audience.EVERYONE:
        return True
    return person.is_law_enforcement == (audience == Audience.LAW_ENFORCEMENT)


def may_use_tool(*, person: User, tool: Tool) -> bool:
    """Private-sector people never use the police's registers, notices or mail."""
    return person.is_law_enforcement or tool not in POLICE_TOOLS


def can_open_run(*, person: User, run: Run) -> bool:
    """The run is the person's own."""
    return run.learner_id == person.pk


def list_authored(person: User) -> QuerySet[ExerciseSource]:
    """The exercises that a person may edit in the CMS: their own; all for an administrator; none for anybody else."""
    if not is_college_staff(person):
        return ExerciseSource.objects.none()
    sources = ExerciseSource.objects.all()
    return sources if person.is_superuser else sources.filter(author=person)


def may_author(person: User, source: ExerciseSource) -> bool:
    """A person may edit this exercise."""
    return is_college_staff(person) and (person.is_superuser or source.author_id == person.pk)
