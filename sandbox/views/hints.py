"""The hints of an exercise: what each is about and costs, and what it says once it was taken."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from college.core.markdown import render_markdown
from sandbox.domain.hinting import take_hint
from sandbox.forms import KeyForm
from sandbox.queries import OpenedRun
from sandbox.views.access import attempt, render_desk, with_run


def list_hints(opened: OpenedRun) -> list[dict[str, Any]]:
    """The hints in their order. What one says is there only when it was taken: it does not leave the server before."""
    tasks = {o.template.key: o.template.task for o in opened.definition.objectives}
    rows = []
    for hint in opened.definition.source.hints:
        is_taken = hint.key in opened.desk.hints
        rows.append({
            "key": hint.key, "title": opened.world.fill(hint.title), "cost": hint.cost, "is_taken": is_taken,
            "task": opened.world.fill(tasks.get(hint.objective, "")),
            "text": render_markdown(opened.world.fill(hint.text)) if is_taken else "",
        })  # fmt: skip
    return rows


@require_safe
@with_run()
def hint_list(request: HttpRequest, opened: OpenedRun) -> HttpResponse:
    """All hints, those that were taken with their text. 404 where the exercise has none."""
    rows = list_hints(opened)
    if not rows:
        raise Http404
    paid = sum(row["cost"] for row in rows if row["is_taken"])
    return render_desk(request, opened, "sandbox/hint_list.html", {"rows": rows, "paid": paid})


@require_http_methods(["GET", "HEAD", "POST"])
@with_run()
def hint_detail(request: HttpRequest, opened: OpenedRun, hint: str) -> HttpResponse:
    """Ask once more, then give the hint. Who has it already reads it, and pays nothing."""
    row = next((row for row in list_hints(opened) if row["key"] == hint), None)
    if row is None:
        raise Http404
    form = KeyForm(request.POST) if request.method == "POST" else KeyForm()
    if request.method == "POST" and attempt(form, lambda: take_hint(run=opened.run, hint=hint, **form.cleaned_data)):
        messages.success(request, _("The hint is yours: read it again whenever you like."))
        return redirect("sandbox:hint-detail", run_id=opened.run.pk, hint=hint)
    return render_desk(request, opened, "sandbox/hint_detail.html", {"row": row}, form=form)
