from typing import cast

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from college.accounts.models import User
from sandbox.domain.definitions import load_definition
from sandbox.domain.runs import start_run
from sandbox.models import Exercise
from sandbox.queries import list_own_runs, list_shelves
from sandbox.rules import can_start_exercise


@login_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The exercises that a person may work on."""
    return render(request, "sandbox/index.html", {"shelves": list_shelves(cast("User", request.user))})


def _get_exercise(request: HttpRequest, slug: str) -> Exercise:
    exercise = get_object_or_404(Exercise.objects.select_related("current"), slug=slug)
    if not can_start_exercise(person=cast("User", request.user), exercise=exercise):
        raise Http404
    return exercise


@login_required
@require_safe
def exercise_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """What an exercise is about, the way in, and the person's earlier runs."""
    exercise = _get_exercise(request, slug)
    runs = list(list_own_runs(learner=cast("User", request.user), exercise=exercise))
    version = exercise.current
    context = {
        "exercise": exercise,
        "crumbs": [(_("Sandbox"), reverse("sandbox:index")), (exercise.title, None)],
        "definition": load_definition(digest=version.digest, data=version.definition).source if version else None,
        "open_run": next((run for run in runs if run.is_open), None),
        "runs": [run for run in runs if not run.is_open],
    }
    return render(request, "sandbox/exercise_detail.html", context)


@login_required
@require_POST
def run_start(request: HttpRequest, slug: str) -> HttpResponse:
    """Start a run, or go back to the one that is open."""
    run = start_run(learner=cast("User", request.user), exercise=_get_exercise(request, slug))
    return redirect("sandbox:run-detail", run_id=run.pk)
