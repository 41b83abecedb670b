"""Pausing a run, and going on."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from sandbox.domain.pausing import pause_run, resume_run
from sandbox.forms import KeyForm
from sandbox.queries import OpenedRun
from sandbox.views.access import attempt, render_desk, with_run


@require_http_methods(["GET", "HEAD", "POST"])
@with_run(while_paused=True)
def run_pause(request: HttpRequest, opened: OpenedRun) -> HttpResponse:
    """Ask once more and pause; a paused run offers to go on. 404 where the exercise may not be paused."""
    if not opened.definition.may_pause:
        raise Http404
    form = KeyForm(request.POST) if request.method == "POST" else KeyForm()
    if request.method == "POST" and attempt(form, lambda: pause_run(run=opened.run, **form.cleaned_data)):
        return redirect("sandbox:run-pause", run_id=opened.run.pk)
    return render_desk(request, opened, "sandbox/run_pause.html", form=form)


@require_POST
@with_run(while_paused=True)
def run_resume(request: HttpRequest, opened: OpenedRun) -> HttpResponse:
    """Go on where the run was left. Sending it twice does no harm."""
    form = KeyForm(request.POST)
    if attempt(form, lambda: resume_run(run=opened.run, **form.cleaned_data)):
        return redirect("sandbox:run-detail", run_id=opened.run.pk)
    return render_desk(request, opened, "sandbox/run_pause.html", form=form)
