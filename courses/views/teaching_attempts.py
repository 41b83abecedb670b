"""Attempts in the Wagtail admin: who sat the quiz, and how one sitting went."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from courses.models import Attempt
from courses.queries.attempts import build_timeline, has_true_receipt, list_attempts
from courses.rules import list_taught, teaches

PER_PAGE = 50


@require_safe
def attempts_index(request: HttpRequest, course_id: int) -> HttpResponse:
    """Attempts at the quiz of one's own course; another's course is 404."""
    course = get_object_or_404(list_taught(request.user), id=course_id)  # type: ignore[arg-type]  # behind the admin's door
    page = Paginator(list_attempts(course), PER_PAGE).get_page(request.GET.get("p"))
    return TemplateResponse(request, "courses/quiz/admin/attempts.html", {"course": course, "page_obj": page})


@require_safe
def attempt_timeline(request: HttpRequest, attempt_id: UUID) -> HttpResponse:
    """Everything that happened in one attempt, in order."""
    attempt = get_object_or_404(Attempt.objects.select_related("quiz__course", "learner"), pk=attempt_id)
    if not teaches(request.user, attempt.quiz.course):
        raise Http404
    items = list(attempt.items.select_related("question_version__question"))
    context = {
        "attempt": attempt,
        "course": attempt.quiz.course,
        "rows": build_timeline(attempt),
        "items": items,
        "is_receipt_true": has_true_receipt(attempt, items),
    }
    return TemplateResponse(request, "courses/quiz/admin/timeline.html", context)
