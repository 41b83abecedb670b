"""What can happen to a question, and how a knowledge check is answered."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.db import transaction
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from college.accounts.models import User
from college.core import clock
from college.core.domain.audit import record_audit
from college.core.errors import CollegeError, Conflict
from college.core.markdown import render_markdown, render_markdown_inline
from courses.domain.answers import Answer, decode_answer
from courses.domain.drawing import make_check_order
from courses.domain.grading import grade_answer
from courses.domain.question_content import normalise_question
from courses.enums import QuestionKind, QuestionUse
from courses.models import CoursePage, LessonEdition, LessonPage, Question, QuestionVersion, Quiz

ASKED = ("kind", "stem", "content", "answer_key", "explanation", "outcome", "difficulty")


@lru_cache(maxsize=2048)
def find_version(version_id: int) -> QuestionVersion:
    """A wording that is cited, without a query when this process has met it: a version is never changed, nor deleted."""
    return QuestionVersion.objects.get(pk=version_id)


def save_question(*, course: CoursePage, key: str, use: str, kind: str, stem: str, content: Mapping[str, Any],
                  answer_key: Mapping[str, Any], explanation: str, outcome: int, difficulty: int, actor: User | None,
                  now: datetime | None = None) -> Question:  # fmt: skip
    """Create the question `key` of the course, or give it a new version when anything that is asked has changed.

    Attempts keep the version that they cite. A retired question comes back into use. Safe to repeat; audited when
    something changed, without texts. Raises CollegeError with a sentence for the author.
    """
    content, answer_key = normalise_question(
        kind=kind, stem=stem, content=content, answer_key=answer_key, explanation=explanation
    )
    _check_place(key=key, use=use, outcome=outcome, difficulty=difficulty)
    asked = {
        "kind": str(kind), "stem": stem.strip(), "content": content, "answer_key": answer_key,
        "explanation": explanation.strip(), "outcome": outcome, "difficulty": difficulty,
    }  # fmt: skip
    with transaction.atomic():
        Question.objects.get_or_create(course=course, key=key, defaults={"use": use})
        question = Question.objects.select_for_update().get(course=course, key=key)
        current = question.current
        is_new_version = current is None or any(getattr(current, name) != asked[name] for name in ASKED)
        if not is_new_version and question.use == use and not question.is_retired:
            return question
        if is_new_version:
            number = 1 if current is None else current.number + 1
            question.current = QuestionVersion.objects.create(
                question=question, number=number, created_at=now or clock.now(), created_by=actor, **asked
            )
        question.use, question.is_retired = use, False
        question.save(update_fields=["current", "use", "is_retired"])
        record_audit(
            actor=actor, verb="question.saved", subject=question, chain="courses", now=now,
            data={"course": str(course.key), "key": key, "version": question.current.number if question.current else 0},
        )  # fmt: skip
    return question


def _check_place(*, key: str, use: str, outcome: int, difficulty: int) -> None:
    try:
        validate_slug(key)
    except ValidationError:
        raise CollegeError("question_name", _("The key is letters, digits and hyphens, such as dbh-01.")) from None
    if len(key) > 60:
        raise CollegeError("question_name", _("The key is longer than 60 characters."))
    if use not in QuestionUse.values:
        raise CollegeError("question_use", _("Say whether the question is for the quiz or for a lesson."))
    if not 1 <= outcome <= 99:
        raise CollegeError("question_outcome", _("Give the number of the outcome that the question tests, from 1."))
    if difficulty not in {1, 2, 3}:
        raise CollegeError("question_difficulty", _("The difficulty is 1, 2 or 3."))


def find_lessons_that_ask(*, question: Question) -> list[str]:
    """Titles of the published lessons whose latest edition holds this knowledge check."""
    live = LessonPage.objects.child_of(question.course).live().values("key")
    editions = LessonEdition.objects.filter(lesson_key__in=live).order_by("number")
    latest = {edition.lesson_key: edition for edition in editions}
    asked = str(question.pk)
    return [
        edition.title
        for edition in latest.values()
        if any(block["type"] == "check" and block["value"] == asked for block in edition.body)
    ]


@transaction.atomic
def retire_question(*, question: Question, actor: User | None, now: datetime | None = None) -> Question:
    """Take the question out of use: nobody is asked it again, and attempts that cite it keep it.

    Safe to repeat; audited. Raises Conflict when the course's quiz would have too few questions left, or when a published
    lesson asks it.
    """
    stored = Question.objects.select_for_update().get(pk=question.pk)
    if stored.is_retired:
        return stored
    quiz = Quiz.objects.select_for_update().filter(course=stored.course_id).first()
    bank = Question.objects.filter(course=stored.course_id, use=QuestionUse.QUIZ, is_retired=False).count()
    if stored.use == QuestionUse.QUIZ and quiz is not None and bank <= quiz.draw_count:
        raise Conflict(
            "bank_too_small",
            _("The quiz draws %(count)s questions, and the bank has no more. Write another one first.")
            % {"count": quiz.draw_count},
        )
    if lessons := find_lessons_that_ask(question=stored):
        raise Conflict(
            "question_in_lesson",
            _("A published lesson asks this question: %(lessons)s. Take it out there and publish the lesson first.")
            % {"lessons": ", ".join(lessons)},
        )
    stored.is_retired = True
    stored.save(update_fields=["is_retired"])
    record_audit(
        actor=actor, verb="question.retired", subject=stored, chain="courses", now=now, data={"key": stored.key}
    )
    return stored


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a learner reads after answering a knowledge check."""

    is_correct: bool
    feedback_html: SafeString
    explanation_html: SafeString


def check_answer(*, version: QuestionVersion, answer: object) -> Verdict:
    """Judge an answer to a knowledge check, in the form that its page posts (see `domain.answers`). Stores nothing.

    Raises CollegeError: `answer_missing` when nothing was answered, `answer_shape` for what the page did not offer,
    `answer_number` for a number that cannot be read.
    """
    stored = decode_answer(version=version, order=make_check_order(version), posted=answer)
    if stored is None:
        raise CollegeError("answer_missing", _("Answer the question first, then check your answer."))
    return Verdict(
        is_correct=grade_answer(version=version, answer=stored) == 1,
        feedback_html=render_feedback(version=version, answer=stored),
        explanation_html=render_markdown(version.explanation),
    )


def render_feedback(*, version: QuestionVersion, answer: Answer | None) -> SafeString:
    """The author's words about the choices that were picked; empty for kinds that have none. After release only."""
    if not answer or version.kind not in {QuestionKind.SINGLE, QuestionKind.MULTIPLE}:
        return SafeString("")
    picked = answer.get("choices") or [answer.get("choice")]
    feedback = version.answer_key["feedback"]
    if version.kind == QuestionKind.SINGLE:
        return format_html_join(
            "", "<p>{}</p>", ((render_markdown_inline(feedback[row_id]),) for row_id in picked if row_id in feedback)
        )
    # Several were picked: each is named, or nobody knows which words belong to which.
    return format_html_join(
        "",
        "<p><strong>{}</strong><br>{}</p>",
        (
            (render_markdown_inline(row["text"]), render_markdown_inline(feedback[row["id"]]))
            for row in version.content["choices"]
            if row["id"] in picked and row["id"] in feedback
        ),
    )
