"""How the page of a question answers: in HTML or JSON, signed in or no longer."""

import secrets
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.core import signing
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from college.core import clock
from college.core.errors import CollegeError, Conflict
from courses.domain.attempts import Saved, StaleAnswer, count_seconds_left
from courses.enums import AttemptState
from courses.forms.quiz import PostedAnswer, read_posted_answer
from courses.models import Attempt
from courses.queries.quizzes import QuestionPage

KEPT_SALT = "courses.kept-answer"
KEPT_SECONDS = 12 * 60 * 60
KEPT_BYTES = 2_000


def wants_json(request: HttpRequest) -> bool:
    """The page's own script asks; a form posts without."""
    return request.headers.get("Accept", "").startswith("application/json")


def wants_step(request: HttpRequest) -> bool:
    """The page's own script goes on to another page of the attempt and puts it in the place of this one."""
    return request.headers.get("X-Quiz-Step") == "1"


def say_time(saved: Saved) -> str:
    """“Saved 14:02:07”, in the learner's zone; empty when nothing was saved yet."""
    if saved.saved_at is None:
        return ""
    return _("Saved %(time)s") % {"time": date_format(timezone.localtime(saved.saved_at), "H:i:s")}


def say_saved(saved: Saved) -> JsonResponse:
    return JsonResponse({"revision": saved.revision, "saved": say_time(saved), "is_answered": bool(saved.answer)})


def say_stale(error: StaleAnswer) -> JsonResponse:
    """The answer that is held, for a page that has an older one."""
    held = error.current
    body = {
        "error": error.code, "message": str(error), "revision": held.revision, "answer": held.answer,
        "is_flagged": held.is_flagged, "saved": say_time(held),
    }  # fmt: skip
    return JsonResponse(body, status=409)


def say_error(error: CollegeError, *, over: Attempt, where: str) -> JsonResponse:
    body = {"error": error.code, "message": str(error)}
    if over.state == AttemptState.FINISHED:
        body["result"] = where
    return JsonResponse(body, status=409 if isinstance(error, Conflict) else 422)


def choose_next(go: str, *, position: int) -> int:
    """Where a saved answer leads: the position of another question, or 0 for the review."""
    places = {"next": position + 1, "previous": max(1, position - 1), "stay": position}
    place = int(go) if go.isascii() and go.isdigit() else places.get(go, 0)
    return place if 1 <= place <= 100 else 0


def find_address(place: int, *, attempt_id: UUID) -> str:
    """The address of a question, or of the review for 0."""
    if place:
        return reverse("courses:attempt-question", args=[attempt_id, place])
    return reverse("courses:attempt-review", args=[attempt_id])


def render_step(
    request: HttpRequest, name: str, context: dict[str, Any], *, where: str, status: int = 200
) -> HttpResponse:
    """A page of an open attempt; for the page's own script only what stands in `<main>`, with its address in a header."""
    if not wants_step(request):
        return render(request, f"courses/quiz/{name}.html", context, status=status)
    response = render(request, f"courses/quiz/_{name}.html", context, status=status)
    response.headers["Content-Location"] = where
    return response


def answer_signed_out(request: HttpRequest, *, attempt_id: UUID, position: int) -> HttpResponse:
    """Send to the sign-in. What was posted comes along, signed, and is back in the form afterwards."""
    if wants_json(request) or wants_step(request):
        message = _("You were signed out. Your answers are kept here: sign in again in a new tab.")
        return JsonResponse({"error": "signed_out", "message": message}, status=401)
    path = reverse("courses:attempt-question", args=[attempt_id, position])
    if request.method == "POST":
        answer = read_posted_answer(request.POST).answer
        kept = signing.dumps([str(attempt_id), position, answer], salt=KEPT_SALT, compress=True)
        if len(kept) <= KEPT_BYTES:
            path = f"{path}?{urlencode({'kept': kept})}"
    return redirect(f"{reverse('account_login')}?{urlencode({'next': path})}")


def read_kept(request: HttpRequest, *, attempt_id: UUID, position: int) -> dict[str, Any] | None:
    """The answer that came through the sign-in, if it belongs to this question."""
    kept = request.GET.get("kept")
    if not kept or len(kept) > KEPT_BYTES:
        return None
    try:
        owner, place, answer = signing.loads(kept, salt=KEPT_SALT, max_age=KEPT_SECONDS)
    except signing.BadSignature:
        return None
    return answer if (owner, place) == (str(attempt_id), position) else None


def show_question(request: HttpRequest, page: QuestionPage, *, kept: dict[str, Any] | None = None,
                  error: CollegeError | None = None, posted: PostedAnswer | None = None) -> HttpResponse:  # fmt: skip
    """The page of one question. After a refusal the learner's own input stays, except where another window was faster:
    there the held answer is shown."""
    shown, is_flagged = page.held.answer, page.held.is_flagged
    if posted is not None and not isinstance(error, StaleAnswer):
        shown, is_flagged = posted.answer, posted.is_flagged
    if kept is not None:
        shown = kept
    context = {
        "page": page,
        "attempt": page.attempt,
        "question": page.question,
        "given": shown,
        "is_flagged": is_flagged,
        "is_kept": kept is not None,
        "refusal": error,
        "total": len(page.entries),
        "saved_words": say_time(page.held),
        "writer": secrets.token_hex(8),
        "seconds_left": count_seconds_left(page.attempt, now=clock.now()),
    }
    status = 200 if error is None else 409 if isinstance(error, Conflict) else 422
    where = find_address(page.position, attempt_id=page.attempt.pk)
    return render_step(request, "question", context, where=where, status=status)
