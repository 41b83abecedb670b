"""Reads about quizzes and attempts, for the learner."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import F
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from college.accounts.models import User
from courses.domain.answers import Answer, right_answer
from courses.domain.attempts import Saved, hold
from courses.domain.questions import find_version, render_feedback
from courses.domain.retakes import StartVerdict, judge_start
from courses.enums import AttemptState, FeedbackPolicy, QuestionUse
from courses.models import Attempt, AttemptItem, Question, QuestionVersion, Quiz
from courses.queries.questions import QuestionView, render_block, render_row, view_question


@dataclass(frozen=True, slots=True)
class QuizOverview:
    """What awaits a learner at a quiz, and what they have done there."""

    quiz: Quiz
    finished: Sequence[Attempt]
    open_attempt: Attempt | None
    verdict: StartVerdict
    is_ready: bool


@dataclass(frozen=True, slots=True)
class MapEntry:
    """One square in the map of questions."""

    position: int
    is_answered: bool
    is_flagged: bool
    is_current: bool = False

    @property
    def number(self) -> str:
        """The position as it stands in addresses and forms: never written in another language's digits."""
        return str(self.position)


@dataclass(frozen=True, slots=True)
class QuestionPage:
    """One question of an open attempt, with its place among the others and what is held for it."""

    attempt: Attempt
    position: int
    question: QuestionView
    held: Saved
    entries: Sequence[MapEntry]

    @property
    def answered_count(self) -> int:
        return sum(entry.is_answered for entry in self.entries)


@dataclass(frozen=True, slots=True)
class ResultItem:
    """One question after release. `right_html`, `feedback_html` and `explanation_html` are empty unless the policy is full."""

    position: int
    stem_html: SafeString
    verdict: str | Promise
    tone: str
    given_html: SafeString
    right_html: SafeString
    feedback_html: SafeString
    explanation_html: SafeString


def find_quiz(course_slug: str) -> Quiz | None:
    """The quiz of the live course with this slug."""
    return Quiz.objects.select_related("course").filter(course__slug=course_slug, course__live=True).first()


def find_attempt(*, learner_id: int, attempt_id: UUID) -> Attempt | None:
    """The learner's own attempt. Another's is None."""
    return next(iter(Attempt.objects.order_by().filter(pk=attempt_id, learner=learner_id)), None)


def find_course_slug(attempt: Attempt) -> str:
    """Where the attempt's course is. One query, which gives the attempt its quiz too.

    Not the course: a page of the CMS is fifty columns wide."""
    attempt.quiz = quiz = Quiz.objects.annotate(course_slug=F("course__slug")).get(pk=attempt.quiz_id)
    return str(quiz.course_slug)


def overview(*, learner: User, quiz: Quiz, now: datetime) -> QuizOverview:
    """Two queries, whatever the number of attempts."""
    attempts = list(Attempt.objects.filter(learner=learner, quiz=quiz).order_by("number"))
    finished = [attempt for attempt in attempts if attempt.state == AttemptState.FINISHED]
    bank = Question.objects.filter(course=quiz.course_id, use=QuestionUse.QUIZ, is_retired=False).count()
    return QuizOverview(
        quiz=quiz,
        finished=finished,
        open_attempt=next((attempt for attempt in attempts if attempt.state == AttemptState.OPEN), None),
        verdict=judge_start(quiz=quiz, finished=finished, now=now),
        is_ready=bank >= quiz.draw_count,
    )


def judge_retake(*, attempt: Attempt, now: datetime) -> StartVerdict:
    """Whether the learner of this attempt may try again."""
    finished = Attempt.objects.filter(learner=attempt.learner_id, quiz=attempt.quiz_id, state=AttemptState.FINISHED)
    return judge_start(quiz=attempt.quiz, finished=list(finished), now=now)


def list_map(attempt: Attempt, items: Sequence[AttemptItem] | None = None) -> list[MapEntry]:
    """The map of questions: one query, none where the caller has just read the items."""
    if items is not None:
        return [MapEntry(item.position, item.answer is not None, item.is_flagged) for item in items]
    rows = (
        AttemptItem.objects.filter(attempt=attempt).order_by("position").values_list("position", "answer", "is_flagged")
    )
    return [MapEntry(position, answer is not None, is_flagged) for position, answer, is_flagged in rows]


def question_page(
    *, attempt: Attempt, position: int, items: Sequence[AttemptItem] | None = None
) -> QuestionPage | None:
    """The page of one question: one query (none where the caller has just read the items), and one more when this
    process never met the wording.

    None for a position that the attempt does not have.
    """
    if items is None:
        rows = AttemptItem.objects.filter(attempt=attempt).order_by("position")
        items = list(
            rows.only("position", "answer", "is_flagged", "question_version_id", "order", "save_count", "answered_at")
        )
    item = next((item for item in items if item.position == position), None)
    if item is None:
        return None
    return QuestionPage(
        attempt=attempt,
        position=position,
        question=view_question(find_version(item.question_version_id), order=item.order),
        held=hold(item),
        entries=[MapEntry(each.position, each.answer is not None, each.is_flagged, each is item) for each in items],
    )


def list_result(attempt: Attempt) -> list[ResultItem]:
    """What a finished attempt releases, by the rules that it started with. Nothing before the finish, nor when only the
    score is shown."""
    policy = attempt.rules["feedback"]
    if attempt.state != AttemptState.FINISHED or policy not in {FeedbackPolicy.ANSWERS, FeedbackPolicy.FULL}:
        return []
    items = AttemptItem.objects.filter(attempt=attempt).select_related("question_version").order_by("position")
    return [_result_item(item, is_full=policy == FeedbackPolicy.FULL) for item in items]


def _result_item(item: AttemptItem, *, is_full: bool) -> ResultItem:
    version, nothing = item.question_version, SafeString("")
    verdict, tone = _words(item)
    return ResultItem(
        position=item.position,
        stem_html=render_block(version.stem),
        verdict=verdict,
        tone=tone,
        given_html=render_answer(version, item.answer),
        right_html=render_answer(version, right_answer(version)) if is_full else nothing,
        feedback_html=render_feedback(version=version, answer=item.answer) if is_full else nothing,
        explanation_html=render_block(version.explanation) if is_full else nothing,
    )


def _words(item: AttemptItem) -> tuple[str | Promise, str]:
    if item.answer is None:
        return _("Not answered"), "neutral"
    if item.points == 1:
        return _("Right"), "done"
    if item.points:
        return _("Partly right"), "attention"
    return _("Wrong"), "error"


def render_answer(version: QuestionVersion, answer: Answer | None) -> SafeString:
    """A stored answer in words; empty for none. Of the key only after release."""
    if not answer:
        return SafeString("")
    if "number" in answer:
        return format_html("<p>{} {}</p>", answer["number"], version.content["unit"])
    texts = {
        part: {row["id"]: render_row(row["text"]) for row in version.content.get(part, [])}
        for part in ("choices", "left", "right")
    }
    if "pairs" in answer:
        pairs = ((texts["left"][left], texts["right"][right]) for left, right in answer["pairs"].items())
        return format_html("<ul>{}</ul>", format_html_join("", "<li>{} → {}</li>", pairs))
    picked = answer.get("choices") or [answer["choice"]]
    if len(picked) == 1:
        return format_html("<p>{}</p>", texts["choices"][picked[0]])
    return format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", ((texts["choices"][one],) for one in picked)))
