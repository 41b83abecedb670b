"""What the result says besides the points: the log with its comments, and the lessons that teach what went wrong."""

from typing import Any

from sandbox.lesson_links import LessonLink, find_lessons
from sandbox.narration import narrate_events
from sandbox.queries import OpenedRun, add_comments, list_comments


def describe_debrief(opened: OpenedRun) -> dict[str, Any]:
    """For `sandbox/run_result.html`: `rows`, `comments`, the `links` of lessons by name, and the `lessons` to read again."""
    rows, comments = narrate_events(opened), list_comments(opened.run)
    add_comments(rows, comments)
    objectives = opened.run.result["objectives"]
    names = dict.fromkeys(o["lesson"] for o in objectives if o["lesson"])
    links = find_lessons(learner=opened.run.learner, exercise_slug=opened.run.exercise.slug, names=list(names))
    missed = dict.fromkeys(o["lesson"] for o in objectives if o["lesson"] and not o["is_met"])
    lessons: list[LessonLink | str] = [links.get(name, name) for name in missed]
    return {"rows": rows, "comments": comments, "links": links, "lessons": lessons}
