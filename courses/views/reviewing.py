"""An instructor in the reviewer's seat: the notices that wait, one of them with the rules' report, and what may be done with it."""

from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from college.accounts.models import User
from college.core.errors import Conflict
from courses.forms.reviewing import SeatForm
from courses.queries.reviewing import WAITING, find_notice_to_review, list_notices_to_review
from courses.rules import list_taught
from courses.views.review_acts import ACTS, Act
from sandbox.domain.notice_catalogue import NOTICE_TYPES
from sandbox.domain.notice_office import may_follow
from sandbox.domain.notice_record import Notice
from sandbox.enums import EventKind
from sandbox.queries import OpenedRun, SubmittedNotice
from sandbox.review_sheets import describe_case, describe_review, list_doubtful
from sandbox.views.access import attempt

PAGE_SIZE = 50
AT_FIELDS = {
    "reason_missing": "reason", "no_question": "own", "too_many_questions": "own", "question_too_long": "own",
    "no_such_question": "own", "no_such_rule": "rules",
}  # fmt: skip


def _describe(row: SubmittedNotice) -> dict[str, Any]:
    return {
        "run": row.run, "notice": row.notice, "type": NOTICE_TYPES[row.notice.type_key],
        "url": reverse("courses:review-notice", args=[row.run.pk, row.notice.number]),
        "title": "" if row.notice.state == "deleted" else row.notice.submitted.get("title", ""),
    }  # fmt: skip


@login_required
@require_safe
def review_list(request: HttpRequest) -> HttpResponse:
    """The notices of the runs in which the person may sit as reviewer: those that wait, then the others."""
    person = cast("User", request.user)
    if not list_taught(person).exists():
        raise Http404
    rows = [_describe(row) for row in list_notices_to_review(person)]
    waiting = [row for row in rows if row["notice"].state in WAITING]
    others = Paginator([row for row in rows if row["notice"].state not in WAITING][::-1], PAGE_SIZE)
    context = {"waiting": waiting, "page_obj": others.get_page(request.GET.get("page"))}
    return render(request, "courses/review/list.html", context)


def _find(request: HttpRequest, run_id: UUID, number: int) -> tuple[OpenedRun, Notice]:
    found = find_notice_to_review(person=cast("User", request.user), run_id=run_id, number=number)
    if found is None:
        raise Http404
    return found


def _frame(request: HttpRequest, opened: OpenedRun, notice: Notice) -> dict[str, Any]:
    """What both pages about a notice show: the way back, the queue, the case."""
    rows = [_describe(row) for row in list_notices_to_review(cast("User", request.user))]
    here = reverse("courses:review-notice", args=[opened.run.pk, notice.number])
    return {
        "run": opened.run, "world": opened.world, "exercise": opened.run.exercise, "here": here,
        "queue": [row for row in rows if row["notice"].state in WAITING or row["url"] == here],
        "notice": notice, "notice_type": NOTICE_TYPES[notice.type_key],
    }  # fmt: skip


@login_required
@require_safe
def review_notice(request: HttpRequest, run_id: UUID, number: int) -> HttpResponse:
    """A notice as the Secretariat has it, with what the rules say and what may be done."""
    opened, notice = _find(request, run_id, number)
    acts = [
        {"label": act.label, "lead": act.lead, "button": act.button, "href": reverse("courses:review-act", args=[run_id, number, name])}
        for name, act in ACTS.items()
        if may_follow(notice, act.kind, today=opened.world.today)
    ]  # fmt: skip
    context = _frame(request, opened, notice) | describe_review(opened, notice) | {"acts": acts}
    return render(request, "courses/review/notice.html", context)


def _do(act: Act, form: SeatForm, number: int, opened: OpenedRun, officer: User) -> bool:
    done = attempt(
        form,
        lambda: act.do(
            run=opened.run, number=number, actor=act.actor, officer=officer, key=form.cleaned_data["key"], **form.read()
        ),
        fields=AT_FIELDS,
    )
    return done is not None


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def review_act(request: HttpRequest, run_id: UUID, number: int, name: str) -> HttpResponse:
    """One act of the seat. What has become impossible meanwhile leads back with a sentence."""
    opened, notice = _find(request, run_id, number)
    act = ACTS.get(name)
    if act is None:
        raise Http404
    form = act.form(request.POST or None, opened=opened, notice=notice)
    try:
        if request.method == "POST" and _do(act, form, number, opened, cast("User", request.user)):
            messages.success(request, str(act.said))
            return redirect("courses:review-notice", run_id=run_id, number=number)
    except Conflict as error:
        messages.error(request, str(error))
        return redirect("courses:review-notice", run_id=run_id, number=number)
    if request.method != "POST" and not may_follow(notice, act.kind, today=opened.world.today):
        state = str(notice.state.label)
        messages.error(request, _("The notice's state is “%(state)s”: this cannot be done now.") % {"state": state})
        return redirect("courses:review-notice", run_id=run_id, number=number)
    doubts = list_doubtful(opened, notice) if act.kind == EventKind.NOTICE_PUBLISHED else []
    context = _frame(request, opened, notice) | describe_case(opened) | {"act": act, "form": form, "doubts": doubts}
    return render(request, "courses/review/act.html", context, status=422 if form.errors else 200)
