"""Reads about questions. A `QuestionView` is a question's public face: nothing that leaves with it holds a key."""

from dataclasses import dataclass
from functools import lru_cache

from django.db.models import QuerySet
from django.utils.safestring import SafeString

from college.accounts.models import User
from college.core.markdown import render_markdown, render_markdown_inline
from courses.domain.drawing import Order, make_check_order
from courses.enums import QuestionUse
from courses.models import CoursePage, Question, QuestionVersion
from courses.rules import list_taught

Rows = tuple[tuple[str, SafeString], ...]


@dataclass(frozen=True, slots=True)
class QuestionView:
    """A question as a learner may see it. Ids are places in the shown order ("1", "2"…), never the author's."""

    id: int
    kind: str
    stem_html: SafeString
    choices: Rows = ()
    unit: str = ""
    left: Rows = ()
    right: Rows = ()


# Keyed by the text itself: a text never changes its meaning, so nothing can go stale.
@lru_cache(maxsize=4096)
def render_block(text: str) -> SafeString:
    """A stem or an explanation."""
    return render_markdown(text)


@lru_cache(maxsize=16384)
def render_row(text: str) -> SafeString:
    """The text of one choice or one row of a column."""
    return render_markdown_inline(text)


def _show(version: QuestionVersion, part: str, order: Order) -> Rows:
    if part not in order:
        return ()
    texts = {row["id"]: row["text"] for row in version.content[part]}
    return tuple((str(place), render_row(texts[row_id])) for place, row_id in enumerate(order[part], start=1))


def view_question(version: QuestionVersion, *, order: Order) -> QuestionView:
    """The public face of a version, in the order given."""
    return QuestionView(
        id=version.pk,
        kind=version.kind,
        stem_html=render_block(version.stem),
        choices=_show(version, "choices", order),
        unit=version.content.get("unit", ""),
        left=_show(version, "left", order),
        right=_show(version, "right", order),
    )


def view_check(version: QuestionVersion) -> QuestionView:
    """The public face of a knowledge check: one order for everyone. `check_answer` reads answers in this order."""
    return view_question(version, order=make_check_order(version))


def list_bank(person: User) -> QuerySet[Question]:
    """Questions of the courses that the person teaches, with what a list shows of them."""
    return Question.objects.filter(course__in=list_taught(person)).select_related("course", "current")


def list_checks(course: CoursePage) -> QuerySet[Question]:
    """Knowledge checks of a course that a lesson may ask."""
    return Question.objects.filter(
        course=course, use=QuestionUse.CHECK, is_retired=False, current__isnull=False
    ).select_related("current")
