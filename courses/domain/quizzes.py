"""What can happen to a quiz."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from college.accounts.models import User
from college.core.domain.audit import record_audit
from college.core.errors import CollegeError
from courses.enums import FeedbackPolicy
from courses.models import CoursePage, Quiz


@transaction.atomic
def save_quiz(*, course: CoursePage, title: str, draw_count: int, pass_mark: int, minutes: int, max_attempts: int = 3,
              wait_minutes: int = 0, feedback: str = FeedbackPolicy.FULL, actor: User | None,
              now: datetime | None = None) -> Quiz:  # fmt: skip
    """Create or change the course's quiz. Attempts under way keep the rules that they started with.

    Safe to repeat; audited when something changed. Raises CollegeError with a sentence when a value is out of range.
    The bank may still be smaller than `draw_count`: until it has grown the quiz does not start.
    """
    values = {
        "title": title.strip(), "draw_count": draw_count, "pass_mark": pass_mark, "minutes": minutes,
        "max_attempts": max_attempts, "wait_minutes": wait_minutes, "feedback": str(feedback),
    }  # fmt: skip
    stored = Quiz.objects.select_for_update().filter(course=course).first()
    if stored is not None and all(getattr(stored, name) == value for name, value in values.items()):
        return stored
    quiz = stored or Quiz(course=course)
    for name, value in values.items():
        setattr(quiz, name, value)
    try:
        quiz.clean_fields(exclude=["course"])
    except ValidationError as error:
        field, messages = next(iter(error.message_dict.items()))
        label = Quiz._meta.get_field(field).verbose_name  # type: ignore[union-attr]
        raise CollegeError(
            "quiz_value", _("%(label)s: %(reason)s") % {"label": str(label).capitalize(), "reason": messages[0]}
        ) from None
    quiz.save()
    changed = {name: value for name, value in values.items() if name != "title"}
    record_audit(actor=actor, verb="quiz.saved", subject=quiz, chain="courses", now=now, data=changed)
    return quiz
