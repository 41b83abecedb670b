"""Who is where: pages of instructors inside the admin, and the organisation's page for its manager."""

from typing import cast

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from college.accounts.models import User
from college.organisations.queries import list_managed
from courses.models import CoursePage
from courses.queries.teaching import (
    FILTERS,
    count_courses,
    describe_learners,
    describe_members,
    list_attempts_of,
    list_course_learners,
    list_own_people,
    list_parts,
    list_taught_courses,
)
from courses.rules import list_taught
from sandbox.queries import list_runs_of

PAGE_SIZE = 50


def _find_course(request: HttpRequest, course_id: int) -> CoursePage:
    """A course that the person teaches; anyone else's does not exist for them."""
    return get_object_or_404(
        list_taught(cast("User", request.user)), id=course_id
    )  # `pk` fails on a number beyond the column


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The courses that the person teaches."""
    courses = list_taught_courses(cast("User", request.user))
    return render(request, "courses/teaching/index.html", {"courses": courses})


@require_safe
def course_learners(request: HttpRequest, course_id: int) -> HttpResponse:
    """Learners by lessons, quiz and exercises, fifty at a time."""
    course = _find_course(request, course_id)
    state = request.GET.get("state", "all")
    state, search = (
        (state if state in FILTERS else "all"),
        request.GET.get("q", "").replace("\x00", "")[:80],
    )  # PostgreSQL fails on NUL
    page = Paginator(list_course_learners(course=course, state=state, search=search), PAGE_SIZE).get_page(
        request.GET.get("page")
    )
    parts = list_parts(course)
    rows = describe_learners(course=course, parts=parts, learners=list(page))
    context = {"course": course, "parts": parts, "rows": rows, "page_obj": page, "state": state, "search": search}
    return render(request, "courses/teaching/learners.html", context)


@require_safe
def course_learner(request: HttpRequest, course_id: int, learner_id: int) -> HttpResponse:
    """One learner in one course: each lesson, each attempt at the quiz, each run of an exercise."""
    course = _find_course(request, course_id)
    learner = get_object_or_404(list_course_learners(course=course), pk=learner_id)
    parts = list_parts(course)
    (row,) = describe_learners(course=course, parts=parts, learners=[learner])
    context = {
        "course": course,
        "row": row,
        "lessons": list(zip([title for _key, title in parts.lessons], row.lessons, strict=True)),
        "attempts": list_attempts_of(learner=learner, course=course),
        "runs": list_runs_of(learner_ids=[learner.pk], exercise_slugs=[slug for slug, _title in parts.exercises]),
    }
    return render(request, "courses/teaching/learner.html", context)


@login_required
@require_safe
def organisation_progress(request: HttpRequest, organisation_slug: str) -> HttpResponse:
    """How far an organisation's own people are, for its manager."""
    organisation = get_object_or_404(
        list_managed(cast("User", request.user)), slug=organisation_slug, verified_at__isnull=False
    )
    page = Paginator(list_own_people(organisation), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "organisation": organisation,
        "rows": describe_members(list(page)),
        "totals": count_courses(),
        "page_obj": page,
    }
    return render(request, "courses/organisation_progress.html", context)
