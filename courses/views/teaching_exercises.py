"""How an exercise went with the learners of a course, inside the admin: figures on a page, runs in a workbook."""

from typing import cast

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from college.accounts.models import User
from college.core.domain.audit import record_audit
from courses.queries.cohorts import Cohort, count_unfinished, find_cohort, read_figures, read_wrong_turns
from courses.rules import list_taught
from sandbox.domain.cohort.figures import CohortFigures, Spread, WrongTurn
from sandbox.domain.cohort.workbook import write_workbook
from sandbox.enums import EventKind, Group
from sandbox.queries import read_results

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _find_cohort(request: HttpRequest, course_id: int, exercise_slug: str) -> Cohort:
    """An exercise of a course that the person teaches; any other does not exist for them."""
    course = get_object_or_404(list_taught(cast("User", request.user)), id=course_id)
    cohort = find_cohort(course=course, exercise_slug=exercise_slug, wanted=request.GET)
    if cohort is None:
        raise Http404
    return cohort


@require_safe
def course_exercise(request: HttpRequest, course_id: int, exercise_slug: str) -> HttpResponse:
    """People, scores and times, objectives, wrong turns. It names nobody, so that a class may look at it."""
    cohort = _find_cohort(request, course_id, exercise_slug)
    figures = read_figures(cohort)
    context = {
        "course": cohort.course,
        "exercise": cohort.exercise,
        "cohort": cohort,
        "figures": figures,
        "spreads": _spell_spreads(figures, is_judged=not cohort.exercise.is_practice),
        "groups": dict(Group.choices),
        "turns": [(turn, _spell_kind(turn)) for turn in read_wrong_turns(cohort, figures)],
        "unfinished": count_unfinished(cohort),
    }
    return render(request, "courses/teaching/exercise.html", context)


@require_safe
def course_exercise_workbook(request: HttpRequest, course_id: int, exercise_slug: str) -> FileResponse:
    """The chosen runs with names, one a row. The audit trail says who took them away."""
    cohort = _find_cohort(request, course_id, exercise_slug)
    figures = read_figures(cohort)
    title = f"{cohort.exercise.title} – {cohort.course.title}"
    book = write_workbook(read_results(cohort.runs), figures, title=title)
    record_audit(
        actor=cast("User", request.user), verb="exercise.runs_exported", subject=cohort.exercise, chain="courses",
        data={"course": str(cohort.course.key), "runs": figures.runs, "chosen": cohort.choice.query},
    )  # fmt: skip
    name = f"TRAINING-SYNTHETIC-NOT-POLICE-DATA-{cohort.exercise.slug}.xlsx"
    return FileResponse(book, content_type=XLSX, as_attachment=True, filename=name)


def _spell_spreads(figures: CohortFigures, *, is_judged: bool) -> list[tuple[str, str, str]]:
    """Rows of the table: what it is, of the score (empty where nobody judges), of the time."""
    scores, seconds = figures.scores, figures.seconds
    if scores is None or seconds is None:
        return []
    names = {
        "lowest": _("Lowest"), "lower": _("Lower quartile"), "median": _("Median"), "upper": _("Upper quartile"),
        "highest": _("Highest"),
    }  # fmt: skip
    return [
        (label, _spell_score(scores, name) if is_judged else "", _spell_time(round(getattr(seconds, name))))
        for name, label in names.items()
    ]


def _spell_score(scores: Spread, name: str) -> str:
    return f"{getattr(scores, name):.1f}".removesuffix(".0")


def _spell_time(seconds: int) -> str:
    """As finely as it matters."""
    minutes, hours = seconds // 60, seconds // 3600
    if minutes < 1:
        return ngettext("%(n)s second", "%(n)s seconds", seconds) % {"n": seconds}
    if minutes < 10:
        return _("%(m)s min %(s)s s") % {"m": minutes, "s": seconds % 60}
    if hours < 1:
        return _("%(m)s min") % {"m": minutes}
    if hours < 48:
        return _("%(h)s h %(m)s min") % {"h": hours, "m": minutes % 60}
    return ngettext("%(n)s day", "%(n)s days", hours // 24) % {"n": hours // 24}


def _spell_kind(turn: WrongTurn) -> str:
    """The kind of event as the log names it. At the last event nothing was done wrong: something was left undone."""
    if turn.kind == EventKind.RUN_FINISHED:
        return _("Left undone to the end")
    return str(EventKind(turn.kind).label) if turn.kind else ""
