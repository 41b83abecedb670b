"""One lesson as one person reads it."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from college.accounts.models import User
from college.core import clock
from courses.domain.editions import freeze_body
from courses.domain.progress import SEEN_EVERY
from courses.domain.questions import check_answer, find_version
from courses.models import CheckAnswer, LessonPage, Question, QuestionVersion
from courses.queries.access import CourseAccess
from courses.queries.editions import RenderedLesson, render_body, render_edition
from courses.queries.progress import LessonItem, list_lessons
from courses.queries.questions import QuestionView, view_check


@dataclass(frozen=True, slots=True)
class CheckView:
    """A knowledge check in its place: the question without its key, and the person's answer with what it was worth."""

    block_id: str
    question: QuestionView
    prefix: str
    answer: dict[str, Any] | None = None
    is_correct: bool | None = None
    feedback_html: str = ""
    explanation_html: str = ""
    is_reworded: bool = False

    @property
    def is_answered(self) -> bool:
        return self.is_correct is not None


@dataclass(frozen=True, slots=True)
class LessonReading:
    """All that the lesson's page shows."""

    access: CourseAccess
    lesson: LessonItem
    rendered: RenderedLesson
    place: int
    lessons: list[LessonItem]
    checks: dict[str, CheckView] = field(default_factory=dict)

    @property
    def is_to_note(self) -> bool:
        """The person's visit is not noted yet, or not lately."""
        return self.lesson.seen_at is None or clock.now() - self.lesson.seen_at > SEEN_EVERY

    @property
    def previous(self) -> LessonItem | None:
        return self.lessons[self.place - 2] if self.place > 1 else None

    @property
    def next(self) -> LessonItem | None:
        return self.lessons[self.place] if self.place < len(self.lessons) else None

    def as_context(
        self, *, error: str = "", error_block: str | None = None, kept: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        """The template's context; with what was wrong in a posted form, and what was typed there."""
        answered = sum(check.is_answered for check in self.checks.values())
        return {
            "course": self.access.course, "is_preview": self.access.is_preview, "lesson": self.lesson,
            "rendered": self.rendered, "place": self.place, "lessons": self.lessons, "checks": self.checks,
            "previous": self.previous, "next": self.next, "answered": answered, "check_count": len(self.checks),
            "resume_block": self.lesson.last_block_id if not self.lesson.completed_at else None,
            "error": error, "error_block": error_block, "kept": kept,
        }  # fmt: skip


def read_lesson(*, learner: User, access: CourseAccess, lesson_slug: str) -> LessonReading | None:
    """The lesson with its neighbours, its text and the person's answers; None when the course has no such lesson.

    One query; one more when the text is not in the cache, and two when it has knowledge checks.
    """
    lessons = list_lessons(learner=learner, courses=[access.course])[access.course.id]
    place = next((place for place, lesson in enumerate(lessons, 1) if lesson.slug == lesson_slug), None)
    if place is None:
        return None
    lesson = lessons[place - 1]
    rendered = render_edition(lesson.edition_id, lesson.edition_digest)
    return LessonReading(
        access=access,
        lesson=lesson,
        rendered=rendered,
        place=place,
        lessons=lessons,
        checks=_list_checks(learner=learner, lesson_key=lesson.key, rendered=rendered),
    )


def preview_lesson(lesson: LessonPage) -> dict[str, Any]:
    """The template's context for a lesson that is being edited: the same page, with nobody's progress."""
    rendered = render_body(freeze_body(lesson))
    return {
        "rendered": rendered,
        "lesson": {"title": lesson.title, "minutes": lesson.minutes, "summary": lesson.summary},
        "checks": _list_checks(learner=None, lesson_key=lesson.key, rendered=rendered),
        "is_preview": True,
    }


def _list_checks(*, learner: User | None, lesson_key: UUID, rendered: RenderedLesson) -> dict[str, CheckView]:
    """The lesson's checks by block, with the person's answers. Two queries, none for a lesson without checks."""
    wanted = rendered.question_ids
    if not wanted:
        return {}
    asked = Question.objects.filter(pk__in=wanted, current__isnull=False).order_by()
    versions = dict(asked.values_list("pk", "current_id"))
    given = CheckAnswer.objects.filter(learner_id=learner.pk, lesson_key=lesson_key) if learner else []
    answers = {answer.block_id: answer for answer in given}
    checks = {}
    for segment in rendered.segments:
        version_id = versions.get(segment.question_id) if segment.question_id else None
        if version_id is not None:
            checks[segment.block_id] = view_answered(
                block_id=segment.block_id, version=find_version(version_id), answer=answers.get(segment.block_id)
            )
    return checks


def view_answered(*, block_id: str, version: QuestionVersion, answer: CheckAnswer | None) -> CheckView:
    """A check with the person's answer. An answer to an earlier wording counts, but is not shown beside the new one."""
    question, prefix = view_check(version), f"c{UUID(block_id).hex}-"
    if answer is None:
        return CheckView(block_id=block_id, question=question, prefix=prefix)
    if answer.question_version_id != version.pk:
        return CheckView(
            block_id=block_id, question=question, prefix=prefix, is_correct=answer.is_correct, is_reworded=True
        )
    verdict = check_answer(version=version, answer=answer.answer)
    return CheckView(
        block_id=block_id,
        question=question,
        prefix=prefix,
        answer=answer.answer,
        is_correct=verdict.is_correct,
        feedback_html=verdict.feedback_html,
        explanation_html=verdict.explanation_html,
    )
