"""The way into a run's pages: signed in, one's own run, a tool that the exercise gives."""

from collections.abc import Callable, Mapping
from functools import lru_cache, wraps
from types import MappingProxyType
from typing import Any, Concatenate, ParamSpec, cast
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from college.accounts.models import User
from college.core.errors import CollegeError, Conflict
from college.core.markdown import render_markdown
from sandbox.domain.notices import NoticeIncompleteError
from sandbox.enums import Tool
from sandbox.queries import OpenedRun, open_run
from sandbox.views.rail import list_rail

P = ParamSpec("P")
RunView = Callable[Concatenate[HttpRequest, OpenedRun, P], HttpResponse]


def with_run(
    tool: Tool | None = None, *, finished: bool = False, while_paused: bool = False
) -> Callable[[RunView[P]], Callable[..., HttpResponse]]:
    """Give the view the person's own run, brought up to date. Anybody else's run, and a tool that the exercise has not, are 404.

    A finished run leads to its result, unless the view is for finished runs too; a paused one leads to its
    resumption, unless the view is for `while_paused`. A Conflict becomes a message on the run's page.
    """

    def wrap(view: RunView[P]) -> Callable[..., HttpResponse]:
        @login_required
        @wraps(view)
        def inner(request: HttpRequest, run_id: UUID, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            opened = open_run(learner=cast("User", request.user), run_id=run_id)
            if opened is None or (tool is not None and not opened.allows(tool)):
                raise Http404
            if not opened.run.is_open and not finished:
                if request.method == "POST":
                    messages.warning(request, _("This run is finished: nothing was changed."))
                return redirect("sandbox:run-result", run_id=run_id)
            if opened.run.paused_at is not None and not while_paused:
                if request.method == "POST":
                    messages.warning(request, _("This run is paused: nothing was changed. Resume it to go on."))
                return redirect("sandbox:run-pause", run_id=run_id)
            try:
                return view(request, opened, *args, **kwargs)
            except Conflict as error:
                messages.error(request, str(error))
                return redirect("sandbox:run-detail", run_id=run_id)

        return inner

    return wrap


def attempt(form: Form, action: Callable[[], Any], *, fields: Mapping[str, str] = MappingProxyType({})) -> Any | None:
    """Do it when the form is valid; a refusal becomes the form's error. None when it was not done.

    `fields` says by a refusal's code at which field it stands; without a field it stands above the form.
    """
    if not form.is_valid():
        return None
    try:
        return action()
    except (Conflict, NoticeIncompleteError):
        raise  # the caller's page says more than a form's error could
    except CollegeError as error:
        form.add_error(fields.get(error.code), str(error))
        return None


def render_desk(
    request: HttpRequest,
    opened: OpenedRun,
    template: str,
    context: dict[str, Any] | None = None,
    *,
    form: Form | None = None,
) -> HttpResponse:
    """A page of the run; 422 when its form has errors."""
    source = opened.definition.source
    exercise = opened.run.exercise
    crumbs = [
        (_("Sandbox"), reverse("sandbox:index")),
        (exercise.title, reverse("sandbox:exercise-detail", kwargs={"slug": exercise.slug})),
        (_("Attempt %(n)s") % {"n": opened.run.attempt_number}, None),
    ]
    full: dict[str, Any] = {
        "crumbs": crumbs,
        "opened": opened, "run": opened.run, "exercise": exercise, "definition": source, "world": opened.world, "desk": opened.desk,
        "form": form, **(context or {}),
    }  # fmt: skip
    if is_step(request):
        full["layout"] = "sandbox/step.html"
    else:
        full |= {"rail": list_rail(opened, request.path), "brief": _draw_brief(opened.world.fill(source.brief))}
    response = render(request, template, full, status=422 if form is not None and form.errors else 200)
    if is_step(request):
        response.headers["Content-Location"] = request.path
    return response


@lru_cache(maxsize=512)
def _draw_brief(text: str) -> SafeString:
    return render_markdown(text)


def is_step(request: HttpRequest) -> bool:
    """The page's script asks, and wants the work alone, to put it in the place of the work at hand."""
    return request.headers.get("X-Desk-Step") == "1"


def show_answer(
    request: HttpRequest, opened: OpenedRun, address: str, show: Callable[[HttpRequest, OpenedRun], HttpResponse]
) -> HttpResponse:
    """Lead to the page of an answer; the page's script gets it at once, with its address."""
    if not is_step(request):
        return redirect(address)
    opened.catch_up()
    response = show(request, opened)
    response.headers["Content-Location"] = address
    return response
