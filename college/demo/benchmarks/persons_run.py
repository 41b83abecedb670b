"""A trainee's run in a world of the wanted size."""

import uuid

from django.test import Client

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


def start_signed_runs(world: World, count: int) -> list[tuple[dict[str, str], Run]]:
    """So many runs of people who are signed in: the cookies of each one's browser, and the run."""
    signed = []
    for _number in range(count):
        run = start_bench_run(world)
        client = Client(HTTP_HOST="localhost")
        client.force_login(run.learner, backend="college.accounts.backends.PasswordBackend")
        signed.append(({name: cookie.value for name, cookie in client.cookies.items()}, run))
    return signed
