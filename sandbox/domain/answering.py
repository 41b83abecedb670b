"""Answering the questions of an exercise's answer sheet."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal, InvalidOperation
from uuid import UUID

from django.utils.translation import gettext as _

from college.core.errors import CollegeError
from sandbox.domain.questions import Question, QuestionKind
from sandbox.domain.text import refuse_real_data
from sandbox.domain.writing import write_run
from sandbox.enums import EventKind, Tool
from sandbox.models import Run, RunEvent

MAX_TEXT = 2000


def give_answer(
    *, run: Run, question: str, values: Sequence[str], key: UUID | None = None, now: datetime | None = None
) -> RunEvent:
    """Answer one question, or change the answer: the last one holds, and all stand in the log. One event a form.

    `values` are keys of options, or one text or number. Raises CollegeError (no_such_question, no_such_option, one_option,
    answer_empty, answer_too_long, not_a_number, real_data) and Conflict.
    """
    with write_run(run=run, tool=Tool.ANSWERS, now=now) as writer:
        if repeated := writer.find(key):
            return repeated
        asked = writer.definition.find_question(question)
        if asked is None:
            raise CollegeError("no_such_question", _("The answer sheet has no such question."))
        kept = read_answer(asked, values)
        if not asked.has_options:
            refuse_real_data(*kept, known=writer.world.identifiers)
        return writer.append(EventKind.ANSWER_GIVEN, {"question": question, "values": kept}, key=key)


def read_answer(question: Question, values: Sequence[str]) -> list[str]:
    """The answer as it is kept: option keys in the sheet's order, a number in its shortest form, a text. See `give_answer`."""
    given = [value.strip() for value in values if value.strip()]
    if not given:
        raise CollegeError("answer_empty", _("Answer the question first."))
    if question.has_options:
        known = [option.key for option in question.options]
        if not set(given) <= set(known):
            raise CollegeError("no_such_option", _("Choose among the answers that stand there."))
        if question.kind is QuestionKind.ONE and len(set(given)) > 1:
            raise CollegeError("one_option", _("Choose one answer."))
        return [key for key in known if key in given]
    if len(given[0]) > MAX_TEXT:
        raise CollegeError("answer_too_long", _("An answer has at most 2,000 characters. Shorten it."))
    if question.kind is QuestionKind.NUMBER:
        return [_read_number(given[0])]
    return given[:1]


def _read_number(text: str) -> str:
    compact = text.replace("\N{NO-BREAK SPACE}", "").replace(" ", "").replace(",", ".")
    try:
        number = Decimal(compact)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or abs(number) >= Decimal(10) ** 15:
        raise CollegeError("not_a_number", _("“%(text)s” is not a number. Write it in digits.") % {"text": text[:20]})
    return f"{number.normalize() + 0:f}"
