"""What a person does in a lesson. Completed by answers or by the person's own word, never by scrolling."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from college.accounts.models import User
from college.core import clock
from college.core.errors import CollegeError, Conflict
from courses.domain.questions import Verdict, check_answer
from courses.models import CheckAnswer, LessonEdition, LessonProgress, Question
from courses.tasks import refresh_completion

SEEN_EVERY = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class AnsweredCheck:
    """A stored answer with its verdict, and whether it was the last one that the lesson needed."""

    answer: CheckAnswer
    verdict: Verdict
    is_lesson_done: bool


def open_lesson(*, learner: User, edition: LessonEdition, now: datetime | None = None) -> LessonProgress:
    """Note that the person has the lesson open. Writes at the first time, for a new edition, and every five minutes."""
    moment = now or clock.now()
    progress, is_new = LessonProgress.objects.get_or_create(
        learner=learner,
        lesson_key=edition.lesson_key,
        defaults={"course_key": edition.course_key, "edition": edition, "opened_at": moment, "seen_at": moment},
    )
    if not is_new and (progress.edition_id != edition.pk or moment - progress.seen_at > SEEN_EVERY):
        progress.edition, progress.seen_at = edition, moment
        progress.save(update_fields=["edition", "seen_at"])
    return progress


def note_visit(*, learner: User, lesson_key: UUID, course_key: UUID, edition_id: int, is_first: bool,
               now: datetime | None = None) -> None:  # fmt: skip
    """`open_lesson` for a page that has just read where the person is: one statement, whatever was there meanwhile.

    `is_first`: the page saw no record of an earlier visit.
    """
    moment = now or clock.now()
    if is_first:
        visit = LessonProgress(
            learner=learner,
            lesson_key=lesson_key,
            course_key=course_key,
            edition_id=edition_id,
            opened_at=moment,
            seen_at=moment,
        )
        LessonProgress.objects.bulk_create([visit], ignore_conflicts=True)
    else:
        visits = LessonProgress.objects.filter(learner=learner, lesson_key=lesson_key)
        visits.update(edition_id=edition_id, seen_at=moment)


def record_position(*, learner: User, edition: LessonEdition, block_id: str, now: datetime | None = None) -> None:
    """Remember the block that the person reads, to resume there. A block that the edition does not have is refused."""
    if block_id not in {block["id"] for block in edition.body}:
        raise CollegeError("block_unknown", _("This part of the lesson no longer exists. Load the page again."))
    open_lesson(learner=learner, edition=edition, now=now)
    LessonProgress.objects.filter(learner=learner, lesson_key=edition.lesson_key).update(
        last_block_id=block_id, seen_at=now or clock.now()
    )


def find_check(*, edition: LessonEdition, block_id: str) -> Question:
    """The question of one of the edition's checks. Raises Conflict when the edition or the bank has moved on."""
    value = next(
        (block["value"] for block in edition.body if block["id"] == block_id and block["type"] == "check"), None
    )
    question = Question.objects.select_related("current").filter(pk=UUID(value)).first() if value else None
    if question is None or question.current is None:
        raise Conflict("check_gone", _("This question was taken out of the lesson. Load the page again."))
    return question


@transaction.atomic
def answer_check(*, learner: User, edition: LessonEdition, block_id: str, answer: Mapping[str, Any],
                 now: datetime | None = None) -> AnsweredCheck:  # fmt: skip
    """Store the person's answer to a knowledge check; an earlier one is replaced. Safe to repeat.

    The lesson is completed when it was the last check to answer, right or wrong. Raises CollegeError for an
    answer that the question does not offer.
    """
    question = find_check(edition=edition, block_id=block_id)
    if question.current is None:
        raise Conflict("check_gone", _("This question was taken out of the lesson. Load the page again."))
    verdict = check_answer(version=question.current, answer=answer)
    stored, _is_new = CheckAnswer.objects.update_or_create(
        learner=learner,
        lesson_key=edition.lesson_key,
        block_id=block_id,
        defaults={
            "question_version": question.current,
            "answer": dict(answer),
            "is_correct": verdict.is_correct,
            "answered_at": now or clock.now(),
        },
    )
    record_position(learner=learner, edition=edition, block_id=block_id, now=now)
    is_done = not list_unanswered(learner=learner, edition=edition)
    if is_done:
        _complete(learner=learner, edition=edition, now=now)
    return AnsweredCheck(answer=stored, verdict=verdict, is_lesson_done=is_done)


def list_unanswered(*, learner: User, edition: LessonEdition) -> list[str]:
    """Ids of the edition's checks that the person has not answered, in their order."""
    answered = set(
        CheckAnswer.objects.filter(learner=learner, lesson_key=edition.lesson_key).values_list("block_id", flat=True)
    )
    return [block_id for block_id in edition.check_ids if block_id not in answered]


@transaction.atomic
def finish_lesson(*, learner: User, edition: LessonEdition, now: datetime | None = None) -> LessonProgress:
    """The person says that the lesson is done. Safe to repeat.

    Raises CollegeError `checks_unanswered` while a knowledge check has no answer.
    """
    left = len(list_unanswered(learner=learner, edition=edition))
    if left:
        raise CollegeError(
            "checks_unanswered",
            ngettext(
                "Answer the question that is left in this lesson; then it is complete.",
                "Answer the %(count)s questions that are left in this lesson; then it is complete.",
                left,
            )
            % {"count": left},
        )
    return _complete(learner=learner, edition=edition, now=now)


def _complete(*, learner: User, edition: LessonEdition, now: datetime | None) -> LessonProgress:
    """Set the time of completion once; enqueue the look at the course's completion on commit."""
    moment = now or clock.now()
    open_lesson(learner=learner, edition=edition, now=moment)
    progress = LessonProgress.objects.select_for_update().get(learner=learner, lesson_key=edition.lesson_key)
    if progress.completed_at is None:
        progress.completed_at, progress.completed_edition = moment, edition
        progress.save(update_fields=["completed_at", "completed_edition"])
        transaction.on_commit(lambda: refresh_completion.enqueue(learner.pk, str(edition.course_key)))
    return progress
