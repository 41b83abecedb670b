"""A course's parts as the rows of a task list."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.enums import LessonState
from courses.queries.progress import CourseProgress, ExerciseItem, LessonItem, QuizItem

TONES = {LessonState.DONE: "done", LessonState.IN_PROGRESS: "active", LessonState.NOT_STARTED: "neutral"}


def describe_course_items(progress: CourseProgress) -> dict[str, list[dict[str, Any]]]:
    """Lessons, and what comes at the end, as rows with title, href, note, state and tone. Locked rows lead nowhere."""
    slug, is_open = progress.course.slug, progress.access.is_open
    closing = [_exercise(slug, exercise) for exercise in progress.exercises]
    if progress.quiz is not None:
        closing.append(_quiz(slug, progress.quiz))
    rows = {"lesson_items": [_lesson(slug, lesson) for lesson in progress.lessons], "closing_items": closing}
    return rows if is_open else {name: [_lock(row) for row in items] for name, items in rows.items()}


def _lesson(course_slug: str, lesson: LessonItem) -> dict[str, Any]:
    return {
        "title": lesson.title,
        "href": reverse("courses:lesson-detail", args=[course_slug, lesson.slug]),
        "note": ngettext("%(count)s minute. %(summary)s", "%(count)s minutes. %(summary)s", lesson.minutes)
        % {"count": lesson.minutes, "summary": lesson.summary},
        "state": lesson.state.label,
        "tone": TONES[lesson.state],
    }


def _exercise(course_slug: str, exercise: ExerciseItem) -> dict[str, Any]:
    is_passed = exercise.score is not None
    return {
        "title": _("Exercise in the sandbox: %(title)s") % {"title": exercise.title},
        "href": reverse("courses:exercise-detail", args=[course_slug, exercise.slug]),
        "note": exercise.summary,
        "state": _("Passed, %(score)s %%") % {"score": exercise.score} if is_passed else _("Not passed yet"),
        "tone": "done" if is_passed else "neutral",
    }


def _quiz(course_slug: str, quiz: QuizItem) -> dict[str, Any]:
    if quiz.is_passed:
        state, tone = _("Passed, %(score)s %%") % {"score": quiz.best_score}, "done"
    elif quiz.is_open:
        state, tone = _("In progress"), "active"
    elif quiz.best_score is not None:
        state, tone = _("Not passed yet, best %(score)s %%") % {"score": quiz.best_score}, "attention"
    else:
        state, tone = _("Not started"), "neutral"
    return {
        "title": quiz.title,
        "href": reverse("courses:quiz-detail", args=[course_slug]),
        "note": _("%(count)s questions, %(minutes)s minutes, pass mark %(mark)s %%.")
        % {"count": quiz.draw_count, "minutes": quiz.minutes, "mark": quiz.pass_mark},
        "state": state,
        "tone": tone,
    }


def _lock(row: dict[str, Any]) -> dict[str, Any]:
    return row | {"href": None, "state": _("Locked"), "tone": "locked"}
