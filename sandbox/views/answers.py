"""The answer sheet: every question with its answer so far."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from sandbox.answer_forms import AnswerSheetForm
from sandbox.domain.answering import give_answer
from sandbox.enums import Tool
from sandbox.queries import OpenedRun
from sandbox.views.access import attempt, render_desk, with_run

REFUSALS = ("answer_empty", "no_such_option", "one_option", "answer_too_long", "not_a_number", "real_data")


def list_answers(opened: OpenedRun) -> list[dict[str, Any]]:
    """The questions in their order, each with its options and the answer that holds, in words."""
    rows = []
    for number, question in enumerate(opened.definition.source.questions, start=1):
        event = opened.desk.answers.get(question.key)
        values = list(event.payload["values"]) if event else []
        options = [
            (option.key, capfirst(opened.world.fill(option.label)))
            for option in opened.world.order_options(question.key, question.options)
        ]
        labels = dict(options)
        said = [labels.get(value, value) for value in values]
        rows.append({
            "number": number, "question": question, "prompt": opened.world.fill(question.prompt), "options": options,
            "values": values, "said": said,
        })  # fmt: skip
    return rows


@require_safe
@with_run(Tool.ANSWERS)
def answer_list(request: HttpRequest, opened: OpenedRun) -> HttpResponse:
    """The sheet."""
    rows = list_answers(opened)
    context = {"rows": rows, "answered": sum(bool(row["values"]) for row in rows)}
    return render_desk(request, opened, "sandbox/answer_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@with_run(Tool.ANSWERS)
def answer_edit(request: HttpRequest, opened: OpenedRun, question: str) -> HttpResponse:
    """Answer one question; then the next one without an answer, or back to the sheet."""
    rows = list_answers(opened)
    row = next((row for row in rows if row["question"].key == question), None)
    if row is None:
        raise Http404
    form = AnswerSheetForm(request.POST or None, row=row)
    if request.method == "POST" and attempt(
        form,
        lambda: give_answer(run=opened.run, question=question, **form.read()),
        fields=dict.fromkeys(REFUSALS, "values"),
    ):
        messages.success(request, _("Your answer is recorded."))
        waiting = next((r for r in rows if not r["values"] and r is not row), None)
        if waiting is None:
            return redirect("sandbox:answer-list", run_id=opened.run.pk)
        return redirect(reverse("sandbox:answer-edit", args=[opened.run.pk, waiting["question"].key]))
    context = {"row": row, "total": len(rows)}
    return render_desk(request, opened, "sandbox/answer_edit.html", context, form=form)
