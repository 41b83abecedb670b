"""A question's versions, its learner's face, and its retirement, in the Wagtail admin."""

from html import unescape
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.html import strip_tags
from django.utils.text import Truncator
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages

from college.core.errors import Conflict
from courses.domain.answers import right_answer
from courses.domain.drawing import make_check_order
from courses.domain.questions import retire_question
from courses.models import Question, QuestionVersion
from courses.queries.questions import list_bank, render_row, view_question
from courses.queries.quizzes import render_answer


def shorten(version: QuestionVersion) -> str:
    """The beginning of a stem, for a list."""
    return Truncator(unescape(strip_tags(render_row(version.stem)))).chars(90)


def _get_question(request: HttpRequest, pk: UUID) -> Question:
    return get_object_or_404(list_bank(request.user), pk=pk)  # type: ignore[arg-type]  # behind the admin's door


@require_safe
def question_versions(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Every wording that the question ever had, newest first, with its key."""
    question = _get_question(request, pk)
    versions = question.versions.select_related("created_by").order_by("-number")
    rows = [(version, render_answer(version, right_answer(version))) for version in versions]
    return TemplateResponse(request, "courses/quiz/admin/versions.html", {"question": question, "rows": rows})


@require_safe
def question_preview(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The question as a learner meets it, without its key."""
    question = _get_question(request, pk)
    number = request.GET.get("version", "")
    versions = question.versions.all()
    version = (
        get_object_or_404(versions, number=int(number)) if number.isascii() and number.isdigit() else question.current
    )
    if version is None:
        return redirect("questions:index")
    view = view_question(version, order=make_check_order(version))
    context = {"question": view, "version": version, "bank_question": question}
    return TemplateResponse(request, "courses/quiz/admin/preview.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def question_retire(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask, then take the question out of use."""
    question, refusal = _get_question(request, pk), None
    if request.method == "POST":
        try:
            retire_question(question=question, actor=request.user)  # type: ignore[arg-type]
        except Conflict as error:
            refusal = error.message
        else:
            messages.success(request, str(question))
            return redirect("questions:index")
    context = {"question": question, "refusal": refusal}
    return TemplateResponse(request, "courses/quiz/admin/retire.html", context, status=409 if refusal else 200)
