"""One run of a learner, inside the admin: replayed event by event, and commented on by the team of the course."""

from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from college.accounts.models import User
from courses.models import CoursePage
from courses.queries.teaching import list_course_learners, list_parts
from courses.rules import list_taught
from sandbox.comment_forms import CommentForm
from sandbox.domain.commenting import change_comment, comment_on_event
from sandbox.models import EventComment, Run
from sandbox.queries import list_runs_of, load_run_for_teacher
from sandbox.views.access import attempt
from sandbox.views.replay import PART, describe_replay, is_part

REFUSED = dict.fromkeys(("comment_empty", "comment_too_long", "text_unreadable", "no_such_event"), "text")


def _find_run(request: HttpRequest, course_id: int, run_id: UUID) -> tuple[CoursePage, Run]:
    """A run of one of the exercises of a course that the person teaches, by one of its learners; any other does not exist for them."""
    course = get_object_or_404(list_taught(cast("User", request.user)), id=course_id)
    slugs = [slug for slug, _title in list_parts(course).exercises]
    learners = list_course_learners(course=course).values_list("pk", flat=True)
    runs = list_runs_of(learner_ids=learners, exercise_slugs=slugs).select_related("learner", "exercise", "version")
    return course, get_object_or_404(runs, pk=run_id)


@require_http_methods(["GET", "HEAD", "POST"])
def course_run(request: HttpRequest, course_id: int, run_id: UUID) -> HttpResponse:
    """A run at `?event=`, with the form for a comment on that event; `?part=1` gives only what changes with the event."""
    course, run = _find_run(request, course_id, run_id)
    context = {**describe_replay(load_run_for_teacher(run), request), "course": course}
    form = CommentForm(request.POST or None)
    if request.method == "POST" and attempt(
        form,
        lambda: comment_on_event(
            run=run, sequence=context["number"], author=cast("User", request.user), **form.cleaned_data
        ),
        fields=REFUSED,
    ):
        messages.success(request, _("Your comment is kept. The learner reads it when the run is finished."))
        return redirect(_address(course, run, context["number"]))
    _offer_changes(context["comments"], course, request)
    context |= {"comment_form": form}
    if is_part(request):
        return render(request, PART, context)
    return render(request, "courses/teaching/run.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def course_comment(request: HttpRequest, course_id: int, run_id: UUID, comment_id: int) -> HttpResponse:
    """Word one's own comment anew. A colleague's is 404."""
    course, run = _find_run(request, course_id, run_id)
    comment = get_object_or_404(EventComment, id=comment_id, run=run, author=cast("User", request.user))
    form = CommentForm(request.POST or None, initial={"text": comment.text})
    if request.method == "POST" and attempt(
        form,
        lambda: change_comment(comment=comment, author=cast("User", request.user), text=form.cleaned_data["text"]),
        fields=REFUSED,
    ):
        return redirect(_address(course, run, comment.sequence))
    context = {
        "course": course,
        "run": run,
        "comment": comment,
        "form": form,
        "back": _address(course, run, comment.sequence),
    }
    return render(request, "courses/teaching/comment.html", context, status=422 if form.errors else 200)


def _address(course: CoursePage, run: Run, sequence: int) -> str:
    return f"{reverse('teaching:run', args=[course.pk, run.pk])}?event={sequence}#replay"


def _offer_changes(comments: list[EventComment], course: CoursePage, request: HttpRequest) -> None:
    """One's own comments lead to the form that words them anew."""
    for comment in comments:
        own: Any = comment
        if comment.author_id == request.user.pk:
            own.edit_href = reverse("teaching:comment", args=[course.pk, comment.run_id, comment.pk])
