"""Where the lessons stand that a debrief of the sandbox names."""

from collections.abc import Collection

from django.urls import reverse

from college.accounts.models import User
from courses.queries.access import list_known
from courses.queries.editions import render_edition
from courses.queries.outline import CourseOutline, LessonOutline
from sandbox.lesson_links import LessonLink

# Between a lesson's title and the heading that is meant: "Codes and authentication § The check digit".
PART = " § "


def find_taught(learner: User, exercise_slug: str, names: Collection[str]) -> dict[str, LessonLink]:
    """Published lessons by their titles, of courses that the person may know of: first those that have the exercise.

    No query while the outline is kept; one for each lesson of which a part is named and that no cache has.
    """
    courses = sorted(
        list_known(learner), key=lambda course: exercise_slug not in [exercise.slug for exercise in course.exercises]
    )
    taught: dict[str, tuple[CourseOutline, LessonOutline]] = {}
    for course in courses:
        for lesson in course.lessons:
            taught.setdefault(_fold(lesson.title), (course, lesson))
    found = {}
    for name in names:
        title, _part, heading = name.partition(PART)
        if place := taught.get(_fold(title)):
            found[name] = _link(*place, heading)
    return found


def _link(course: CourseOutline, lesson: LessonOutline, heading: str) -> LessonLink:
    """The link to a lesson, and to the heading in it where it has one of that name."""
    url = reverse("courses:lesson-detail", args=[course.slug, lesson.slug])
    headings = render_edition(lesson.edition_id, lesson.edition_digest).headings if heading else []
    anchor = next((anchor for anchor, text in headings if _fold(text) == _fold(heading)), "")
    return LessonLink(
        title=lesson.title,
        url=f"{url}#{anchor}" if anchor else url,
        course=course.title,
        heading=heading if anchor else "",
    )


def _fold(text: str) -> str:
    return " ".join(text.split()).casefold()
