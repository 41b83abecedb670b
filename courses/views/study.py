"""The reading room: a course, its lessons, their checks, the way to the exercises."""

from typing import cast
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from college.accounts.models import User
from college.core.errors import CollegeError
from courses.domain.progress import answer_check, finish_lesson, note_visit, record_position
from courses.forms.quiz import read_answer
from courses.models import CourseExercise, LessonEdition
from courses.queries.access import NOT_ENROLLED, CourseAccess, read_reader_access
from courses.queries.lessons import LessonReading, read_lesson
from courses.queries.progress import read_progress, step_in_course
from courses.views.study_items import describe_course_items
from sandbox.domain.runs import grant_permit, grant_practice


class CourseClosedError(Exception):
    """The course exists for this person and is not open yet."""

    def __init__(self, access: CourseAccess) -> None:
        super().__init__(access.code)
        self.access = access


def _find_access(request: HttpRequest, course_slug: str) -> CourseAccess:
    access = read_reader_access(reader=cast("User", request.user), course_slug=course_slug)
    if access is None:
        raise Http404
    return access


def _refuse(request: HttpRequest, access: CourseAccess) -> HttpResponse:
    """Says what opens the course, and leads there."""
    context = {
        "access": access,
        "needs_request": access.code == NOT_ENROLLED,
        "course_url": reverse("courses:course-detail", args=[access.course.slug]),
    }
    return render(request, "courses/course_closed.html", context, status=403)


@login_required
@require_safe
def course_detail(request: HttpRequest, course_slug: str) -> HttpResponse:
    """A course for those who study it: every part with its state in words. A locked one says what unlocks it."""
    access = _find_access(request, course_slug)
    if access.code == NOT_ENROLLED:
        return _refuse(request, access)
    (progress,) = read_progress(learner=cast("User", request.user), accesses=[access])
    resume = step_in_course(progress) if access.is_open and progress.left and not progress.is_completed else None
    context = {"progress": progress, "course": access.course, "resume": resume, **describe_course_items(progress)}
    return render(request, "courses/course_detail.html", context)


def _read(request: HttpRequest, access: CourseAccess, lesson_slug: str) -> LessonReading:
    reading = read_lesson(learner=cast("User", request.user), access=access, lesson_slug=lesson_slug)
    if reading is None:
        raise Http404
    return reading


@login_required
@require_safe
def lesson_detail(request: HttpRequest, course_slug: str, lesson_slug: str) -> HttpResponse:
    """A lesson in its latest edition, with the person's answers, and the way on."""
    access = _find_access(request, course_slug)
    if not access.is_open:
        return _refuse(request, access)
    reading = _read(request, access, lesson_slug)
    if reading.is_to_note and not access.is_preview:
        lesson = reading.lesson
        note_visit(
            learner=cast("User", request.user), lesson_key=lesson.key, course_key=lesson.edition_course_key,
            edition_id=lesson.edition_id, is_first=lesson.seen_at is None,
        )  # fmt: skip
    return render(request, "courses/lesson_detail.html", reading.as_context())


def _find_edition(request: HttpRequest, course_slug: str, lesson_slug: str) -> tuple[CourseAccess, LessonEdition]:
    """The edition that a posted form belongs to. 404 for what is not there, and for a preview: nothing is recorded."""
    access = _find_access(request, course_slug)
    if access.is_preview:
        raise Http404
    if not access.is_open:
        raise CourseClosedError(access)
    reading = _read(request, access, lesson_slug)
    return access, get_object_or_404(LessonEdition, pk=reading.lesson.edition_id)


@login_required
@require_POST
def lesson_position(request: HttpRequest, course_slug: str, lesson_slug: str) -> HttpResponse:
    """Where the reader is: sent by the page itself, answered with nothing."""
    try:
        _access, edition = _find_edition(request, course_slug, lesson_slug)
        record_position(
            learner=cast("User", request.user), edition=edition, block_id=request.POST.get("block", "")[:36]
        )
    except CourseClosedError as closed:
        return _refuse(request, closed.access)
    except CollegeError as error:
        return HttpResponse(str(error), status=422, content_type="text/plain; charset=utf-8")
    return HttpResponse(status=204)


@login_required
@require_POST
def lesson_finish(request: HttpRequest, course_slug: str, lesson_slug: str) -> HttpResponse:
    """The person's own word that the lesson is done."""
    try:
        _access, edition = _find_edition(request, course_slug, lesson_slug)
        finish_lesson(learner=cast("User", request.user), edition=edition)
    except CourseClosedError as closed:
        return _refuse(request, closed.access)
    except CollegeError as error:
        return _show_again(request, course_slug, lesson_slug, error=str(error), block_id=None)
    messages.success(request, _("Lesson finished: %(title)s.") % {"title": edition.title})
    return redirect("courses:course-detail", course_slug=course_slug)


@login_required
@require_POST
def lesson_check(request: HttpRequest, course_slug: str, lesson_slug: str, block_id: UUID) -> HttpResponse:
    """The answer to a knowledge check; the page then shows the verdict in its place."""
    try:
        _access, edition = _find_edition(request, course_slug, lesson_slug)
        answer_check(
            learner=cast("User", request.user),
            edition=edition,
            block_id=str(block_id),
            answer=read_answer(request.POST, prefix=f"c{block_id.hex}-"),
        )
    except CourseClosedError as closed:
        return _refuse(request, closed.access)
    except CollegeError as error:
        return _show_again(request, course_slug, lesson_slug, error=str(error), block_id=str(block_id))
    response = redirect("courses:lesson-detail", course_slug=course_slug, lesson_slug=lesson_slug)
    response["Location"] += f"#b-{block_id}"
    return response


def _show_again(
    request: HttpRequest, course_slug: str, lesson_slug: str, *, error: str, block_id: str | None
) -> HttpResponse:
    """The lesson with a sentence about what was wrong, at the check that it concerns, and the input kept."""
    access = _find_access(request, course_slug)
    reading = _read(request, access, lesson_slug)
    kept = read_answer(request.POST, prefix=f"c{UUID(block_id).hex}-") if block_id else None
    context = reading.as_context(error=error, error_block=block_id, kept=kept)
    return render(request, "courses/lesson_detail.html", context, status=422)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def exercise_detail(request: HttpRequest, course_slug: str, exercise_slug: str) -> HttpResponse:
    """What the exercise is about; the button opens it in the sandbox."""
    access = _find_access(request, course_slug)
    if not access.is_open:
        return _refuse(request, access)
    link = get_object_or_404(
        CourseExercise.objects.select_related("exercise"), course_id=access.course.id, exercise__slug=exercise_slug
    )
    if exercise_slug not in {exercise.slug for exercise in access.course.exercises}:
        raise Http404  # meant for others
    if request.method == "POST":
        grant_permit(learner=cast("User", request.user), exercise=link.exercise)
        grant_practice(learner=cast("User", request.user))
        return redirect("sandbox:exercise-detail", exercise_slug)
    (progress,) = read_progress(learner=cast("User", request.user), accesses=[access])
    item = next(item for item in progress.exercises if item.slug == exercise_slug)
    return render(request, "courses/exercise_detail.html", {"course": access.course, "exercise": item})
