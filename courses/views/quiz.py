"""A learner's way through a quiz."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from college.core import clock
from college.core.errors import CollegeError, Conflict, NotPermitted
from courses.domain.attempts import (
    StaleAnswer,
    count_seconds_left,
    finish_attempt,
    finish_if_expired,
    save_answer_of,
    start_attempt,
)
from courses.enums import AttemptState, FinishReason
from courses.forms.quiz import PostedAnswer, read_posted_answer
from courses.models import Attempt, AttemptItem, Quiz
from courses.queries.quizzes import (
    find_attempt,
    find_course_slug,
    find_quiz,
    judge_retake,
    list_map,
    list_result,
    overview,
    question_page,
)
from courses.rules import may_sit_quiz
from courses.views.quiz_answers import (
    answer_signed_out,
    choose_next,
    find_address,
    read_kept,
    render_step,
    say_error,
    say_saved,
    say_stale,
    show_question,
    wants_json,
    wants_step,
)  # fmt: skip


def _get_quiz(request: HttpRequest, course_slug: str) -> Quiz:
    quiz = find_quiz(course_slug)
    if quiz is None or not may_sit_quiz(request.user, quiz):  # type: ignore[arg-type]  # behind login_required
        raise Http404
    return quiz


def _get_attempt(request: HttpRequest, attempt_id: UUID) -> Attempt:
    """The person's own attempt, by the server's clock: one that ran out of time is finished here."""
    attempt = find_attempt(learner_id=request.user.pk, attempt_id=attempt_id)  # type: ignore[arg-type]
    if attempt is None:
        raise Http404
    return finish_if_expired(attempt=attempt)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def quiz_detail(request: HttpRequest, course_slug: str) -> HttpResponse:
    """What awaits the learner; a POST starts an attempt, or goes on with the open one."""
    quiz, refusal, status = _get_quiz(request, course_slug), None, 200
    if request.method == "POST":
        try:
            attempt = start_attempt(learner=request.user, quiz=quiz)  # type: ignore[arg-type]
        except NotPermitted as error:
            raise Http404 from error
        except Conflict as error:
            refusal, status = error.message, 409
        else:
            return redirect("courses:attempt-detail", attempt_id=attempt.pk)
    now = clock.now()
    found = overview(learner=request.user, quiz=quiz, now=now)  # type: ignore[arg-type]
    if found.open_attempt and finish_if_expired(attempt=found.open_attempt, now=now).state == AttemptState.FINISHED:
        found = overview(learner=request.user, quiz=quiz, now=now)  # type: ignore[arg-type]
    context = {"overview": found, "quiz": quiz, "course": quiz.course, "refusal": refusal}
    return render(request, "courses/quiz/detail.html", context, status=status)


@login_required
@require_safe
def attempt_detail(request: HttpRequest, attempt_id: UUID) -> HttpResponse:
    """Resume: the first question without an answer, or the review when all have one."""
    attempt = _get_attempt(request, attempt_id)
    if attempt.state == AttemptState.FINISHED:
        return redirect("courses:attempt-result", attempt_id=attempt.pk)
    for entry in list_map(attempt):
        if not entry.is_answered:
            return redirect("courses:attempt-question", attempt_id=attempt.pk, position=entry.position)
    return redirect("courses:attempt-review", attempt_id=attempt.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def attempt_question(request: HttpRequest, attempt_id: UUID, position: int) -> HttpResponse:
    """One question. A POST saves its answer; whoever was signed out meanwhile keeps it through the sign-in."""
    if not request.user.is_authenticated:
        return answer_signed_out(request, attempt_id=attempt_id, position=position)
    if request.method == "POST":
        return _save(request, attempt_id, position, read_posted_answer(request.POST))
    attempt = _get_attempt(request, attempt_id)
    return _show(request, attempt, position, kept=read_kept(request, attempt_id=attempt_id, position=position))


def _show(
    request: HttpRequest, attempt: Attempt, position: int, items: list[AttemptItem] | None = None, **said: Any
) -> HttpResponse:
    """The question's page while the attempt is open; afterwards the way to the result."""
    if attempt.state == AttemptState.FINISHED:
        return redirect("courses:attempt-result", attempt_id=attempt.pk)
    page = question_page(attempt=attempt, position=position, items=items)
    if page is None:
        raise Http404
    return show_question(request, page, **said)


def _save(request: HttpRequest, attempt_id: UUID, position: int, posted: PostedAnswer) -> HttpResponse:
    try:
        attempt, saved, items = save_answer_of(
            attempt_id=attempt_id, learner_id=request.user.pk or 0, position=position, answer=posted.answer,
            idempotency_key=posted.key, base=posted.base, is_flagged=posted.is_flagged,
        )  # fmt: skip
    except (Attempt.DoesNotExist, AttemptItem.DoesNotExist):
        raise Http404 from None
    except CollegeError as error:
        return _refuse(request, attempt_id, position, posted, error)
    if wants_json(request):
        return say_saved(saved)
    place = choose_next(posted.go, position=position)
    if not wants_step(request):
        return redirect(find_address(place, attempt_id=attempt_id))
    return _show(request, attempt, place, items) if place else _show_review(request, attempt, items)


def _refuse(
    request: HttpRequest, attempt_id: UUID, position: int, posted: PostedAnswer, error: CollegeError
) -> HttpResponse:
    """Say why nothing was saved: 409 when the state has moved on, 422 for an answer that does not fit."""
    attempt = _get_attempt(request, attempt_id)
    if wants_json(request) or wants_step(request):
        where = reverse("courses:attempt-result", args=[attempt_id])
        return say_stale(error) if isinstance(error, StaleAnswer) else say_error(error, over=attempt, where=where)
    return _show(request, attempt, position, error=error, posted=posted)


@require_safe
def attempt_status(request: HttpRequest, attempt_id: UUID) -> JsonResponse:
    """The server's clock for a page that stays open. Asking keeps the session alive while the learner thinks."""
    if not request.user.is_authenticated:
        return JsonResponse({"error": "signed_out"}, status=401)
    attempt = _get_attempt(request, attempt_id)
    left = count_seconds_left(attempt, now=clock.now())
    return JsonResponse({"state": attempt.state, "seconds_left": left})


@login_required
@require_safe
def attempt_review(request: HttpRequest, attempt_id: UUID) -> HttpResponse:
    """Before handing in: what is answered, what is not, what was marked."""
    return _show_review(request, _get_attempt(request, attempt_id))


def _show_review(request: HttpRequest, attempt: Attempt, items: list[AttemptItem] | None = None) -> HttpResponse:
    if attempt.state == AttemptState.FINISHED:
        return redirect("courses:attempt-result", attempt_id=attempt.pk)
    entries = list_map(attempt, items)
    context = {
        "attempt": attempt,
        "entries": entries,
        "unanswered": [entry for entry in entries if not entry.is_answered],
        "flagged": [entry for entry in entries if entry.is_flagged],
        "seconds_left": count_seconds_left(attempt, now=clock.now()),
    }
    return render_step(request, "review", context, where=find_address(0, attempt_id=attempt.pk))


@login_required
@require_POST
def attempt_finish(request: HttpRequest, attempt_id: UUID) -> HttpResponse:
    """Hand in. Doing it twice leads to the same result."""
    attempt = _get_attempt(request, attempt_id)
    finish_attempt(attempt=attempt, reason=FinishReason.LEARNER)
    return redirect("courses:attempt-result", attempt_id=attempt_id)


@login_required
@require_safe
def attempt_result(request: HttpRequest, attempt_id: UUID) -> HttpResponse:
    """Score, pass or fail in words, receipt, what the policy releases, and the next step."""
    attempt = _get_attempt(request, attempt_id)
    if attempt.state == AttemptState.OPEN:
        return redirect("courses:attempt-review", attempt_id=attempt.pk)
    context = {
        "attempt": attempt,
        "course_slug": find_course_slug(attempt),
        "items": list_result(attempt),
        "verdict": judge_retake(attempt=attempt, now=clock.now()),
    }
    return render(request, "courses/quiz/result.html", context)
