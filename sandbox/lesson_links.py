"""Where the lessons stand that a debrief names. The sandbox knows no course: the app that does gives the finder."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from college.accounts.models import User


@dataclass(frozen=True, slots=True)
class LessonLink:
    """A lesson that a person can read, or is told how to open. `heading` is the part of it that is meant, where one is."""

    title: str
    url: str
    course: str
    heading: str = ""


# Of a learner, an exercise's short name and what its objectives call their lessons: the links, by those names. What is not found
# is left out.
LessonFinder = Callable[[User, str, Collection[str]], Mapping[str, LessonLink]]

_finders: list[LessonFinder] = []


def register_lesson_finder(finder: LessonFinder) -> None:
    """Called once by the app that holds lessons, when it is ready."""
    if finder not in _finders:
        _finders.append(finder)


def find_lessons(*, learner: User, exercise_slug: str, names: Collection[str]) -> dict[str, LessonLink]:
    """The links to these lessons for this person, by name; without those that nobody knows."""
    found: dict[str, LessonLink] = {}
    for finder in _finders:
        missing = [name for name in names if name and name not in found]
        if missing:
            found |= finder(learner, exercise_slug, missing)
    return found
