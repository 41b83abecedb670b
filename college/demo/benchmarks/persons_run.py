"""A trainee's run in a world of the wanted size."""

import uuid

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password

from college.accounts.models import User
from sandbox.domain.catalogue import read_scenarios, register_exercise
from sandbox.domain.runs import grant_permit, start_run
from sandbox.models import Run, World


def start_bench_run(world: World) -> Run:
    """A run of the police's practice desk by a person of its own, in this world."""
    scenario = next(data for data in read_scenarios() if data["slug"] == "practice-desk")
    exercise = register_exercise(data=scenario)[0].exercise
    person = User.objects.create_user(
        f"{uuid.uuid4().hex}@bench.example", None, full_name="Measuring Person", sector="police"
    )
    grant_permit(learner=person, exercise=exercise)
    run = start_run(learner=person, exercise=exercise)
    run.world = world
    run.save(update_fields=["world"])
    return run


def start_signed_runs(world: World, count: int, *, password: str) -> list[tuple[str, Run]]:
    """So many runs whose people can sign in with this password; their email addresses and the runs."""
    runs = [start_bench_run(world) for _number in range(count)]
    people = [run.learner for run in runs]
    User.objects.filter(pk__in=[person.pk for person in people]).update(password=make_password(password))
    EmailAddress.objects.bulk_create(
        EmailAddress(user=person, email=person.email, verified=True, primary=True) for person in people
    )
    return [(person.email, run) for person, run in zip(people, runs, strict=True)]
