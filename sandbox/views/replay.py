"""The replay of a run: scrubbed along its timeline, with the desk as it was, comments and the proof of its log."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from sandbox.domain.proof import prove_run
from sandbox.hint_narration import tell_hints
from sandbox.narration import narrate_events
from sandbox.queries import OpenedRun, add_comments, list_comments
from sandbox.views.access import render_desk, with_run
from sandbox.views.replay_state import describe_moment, read_number

PART = "sandbox/_replay_state.html"


@require_safe
@with_run(finished=True)
def run_replay(request: HttpRequest, opened: OpenedRun) -> HttpResponse:
    """One's own run at `?event=`; with `?part=1` only what changes from event to event. A run that is open has no replay yet."""
    if opened.run.is_open:
        return redirect("sandbox:run-detail", run_id=opened.run.pk)
    context = describe_replay(opened, request)
    if is_part(request):
        return render(request, PART, context)
    return render_desk(request, opened, "sandbox/run_replay.html", context)


def is_part(request: HttpRequest) -> bool:
    """The script asks for the desk at another event, and keeps the rest of the page."""
    return request.GET.get("part") == "1"


def describe_replay(opened: OpenedRun, request: HttpRequest) -> dict[str, Any]:
    """For `sandbox/_replay.html` and `sandbox/_replay_state.html`, also on pages of the apps above."""
    rows = narrate_events(opened)
    number = read_number(request.GET.get("event", ""), rows[-1]["sequence"])
    comments = list_comments(opened.run)
    add_comments(rows, comments)
    context = {"run": opened.run, "comments": comments, **describe_moment(opened, rows, number)}
    if is_part(request):
        return context
    result = opened.run.result
    return {
        **context, "rows": rows, "turn": result.get("first_wrong_at"), "proof": prove_run(opened.run), "hints_told": tell_hints(result),
    }  # fmt: skip
