"""Whose runs an instructor may look into from the reviewer's seat."""

from uuid import UUID

from django.db.models import Q, QuerySet

from college.accounts.models import User
from courses.models import CourseExercise
from courses.queries.teaching import list_course_learners
from courses.rules import list_taught
from sandbox.domain.notice_record import Notice
from sandbox.enums import NoticeState, Tool
from sandbox.models import Run
from sandbox.queries import (
    OpenedRun,
    SubmittedNotice,
    list_runs_to_review,
    list_submitted_notices,
    load_run_for_reviewer,
)
from sandbox.rules import may_use_tool

WAITING = frozenset({NoticeState.SUBMITTED, NoticeState.SCREENING})


def list_seat_runs(person: User) -> QuerySet[Run]:
    """Open runs of the exercises of the person's courses, by those courses' learners, in which an instructor has the reviewer's seat.

    Never one's own run. None for people who may not use notices themselves.
    """
    if not may_use_tool(person=person, tool=Tool.NOTICES):
        return Run.objects.none()
    taught = Q(pk__in=[])
    for course in list_taught(person):
        exercises = CourseExercise.objects.filter(course=course).order_by().values("exercise_id")
        learners = list_course_learners(course=course).order_by().values("pk")
        taught |= Q(exercise_id__in=exercises, learner_id__in=learners)
    return list_runs_to_review(Run.objects.filter(taught).exclude(learner_id=person.pk))


def list_notices_to_review(person: User) -> list[SubmittedNotice]:
    """Every notice that was handed in there: those that wait for the reviewer first, the longest waiting on top."""
    found = list_submitted_notices(list_seat_runs(person))
    return sorted(found, key=lambda row: (row.notice.state not in WAITING, row.notice.at))


def find_notice_to_review(*, person: User, run_id: UUID, number: int) -> tuple[OpenedRun, Notice] | None:
    """The run as its reviewer may see it, without the bureaus' mail, and the notice. None where the person has no seat, or it was
    never handed in."""
    run = list_seat_runs(person).filter(pk=run_id).first()
    if run is None:
        return None
    opened = load_run_for_reviewer(run)
    notice = opened.desk.notices.get(number)
    return (opened, notice) if notice is not None and notice.submitted else None
