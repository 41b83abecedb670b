"""Checking and publishing an exercise that an author wrote."""

from datetime import timedelta
from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from college.accounts.models import User
from college.core import clock
from college.core.errors import Conflict
from sandbox.authoring.content import read_source
from sandbox.authoring.lines import LineError
from sandbox.domain.definitions import compute_digest
from sandbox.domain.sources import SEEDS, list_faults, publish_source
from sandbox.models import ExerciseSource
from sandbox.rules import list_authored
from sandbox.tasks import check_exercise_source

# A check that takes longer was lost, with the process that made it.
PATIENCE = timedelta(minutes=10)


def _get_source(request: HttpRequest, pk: int) -> ExerciseSource:
    source = list_authored(cast("User", request.user)).filter(pk=pk).first()
    if source is None:
        raise Http404
    return source


def _describe(source: ExerciseSource) -> dict[str, Any]:
    """What the page of a source says: whether it can be checked, how the last check came out, whether it can be published."""
    try:
        definition = read_source(source)
        faults = list_faults(definition)
    except LineError as error:
        return {"faults": [("", error.line)], "report": None, "is_running": False, "can_publish": False}
    began = source.check_began_at
    is_current = source.check_digest == compute_digest(definition)
    titles = {mistake["key"]: mistake["title"] for mistake in definition.get("mistakes", [])}
    report = [
        {**way, "title": {"": _("The solution"), "-": _("Doing nothing")}.get(way["way"]) or titles.get(way["way"], way["way"]),
         "good": way["seeds"] - len(way["faults"]) if way["is_fair"] else None}
        for way in (source.check_report or []) if is_current
    ]  # fmt: skip
    is_fair = bool(report) and all(way["is_fair"] for way in report)
    return {
        "faults": faults, "report": report, "is_current": is_current, "is_fair": is_fair,
        "is_running": began is not None and clock.now() - began < PATIENCE,
        "can_publish": is_fair and not faults and not source.is_unfinished,
    }  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def source_check(request: HttpRequest, pk: int) -> HttpResponse:
    """How the exercise judges: what the last check found. A POST begins a check in the background."""
    source = _get_source(request, pk)
    state = _describe(source)
    if request.method == "POST":
        if state["faults"] or source.is_unfinished:
            messages.error(request, _("Finish the exercise first: it cannot be played yet."))
        elif not state["is_running"]:
            ExerciseSource.objects.filter(pk=source.pk).update(check_began_at=clock.now())
            check_exercise_source.enqueue(source.pk)
        return redirect(reverse("exercises:check", args=[source.pk]))
    exercise = source.exercise
    context = {"source": source, "seeds": SEEDS, "exercise": exercise, **state}
    return render(request, "sandbox/admin/source_check.html", context)


@require_POST
def source_publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Publish what the last check played. Doing it twice makes one version."""
    source = _get_source(request, pk)
    try:
        version = publish_source(source=source, definition=read_source(source), actor=cast("User", request.user))
    except (Conflict, LineError) as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Version %(n)s is published. You may practise on it.") % {"n": version.number})
    return redirect(reverse("exercises:check", args=[source.pk]))
