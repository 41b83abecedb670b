"""Making courses and lessons without the admin: the same pages, revisions and editions that editors make."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import GroupApprovalTask, GroupPagePermission, Page, Workflow, WorkflowPage, WorkflowTask

from college.accounts.models import User
from college.core.domain.audit import record_audit
from college.core.errors import CollegeError
from courses.models import CataloguePage, CourseExercise, CoursePage, LessonPage, Programme
from sandbox.models import Exercise

REVIEWERS = "Course reviewers"
REVIEW = "Course review"


@dataclass(frozen=True, slots=True)
class CourseText:
    """What a course says of itself. `about` is cleaned HTML."""

    title: str
    level: str
    position: int
    audience: str
    minutes: int
    summary: str
    about: str
    outcomes: Sequence[str]
    is_required: bool = True


@dataclass(frozen=True, slots=True)
class LessonText:
    """What a lesson says. `body` is the raw form of `LessonBody`: blocks with id, type and value; HTML already cleaned."""

    title: str
    minutes: int
    summary: str
    body: Sequence[Mapping[str, Any]]


@transaction.atomic
def ensure_programme(
    *, slug: str, title: str, summary: str, actor: User | None, now: datetime | None = None
) -> Programme:
    """The programme with this short name, made when it is missing. Audited when new."""
    programme, is_new = Programme.objects.get_or_create(slug=slug, defaults={"title": title, "summary": summary})
    if is_new:
        record_audit(actor=actor, verb="programme.made", subject=programme, chain="courses", now=now)
    return programme


@transaction.atomic
def ensure_catalogue(*, parent: Page, title: str, introduction: str, actor: User | None) -> CataloguePage:
    """The one catalogue, published at `<parent>/courses/` when it is missing, with its review workflow."""
    catalogue: CataloguePage | None = CataloguePage.objects.first()
    if catalogue is None:
        catalogue = CataloguePage(title=title, slug="courses", introduction=introduction, show_in_menus=True)
        parent.add_child(instance=catalogue)
        catalogue.save_revision(user=actor).publish(user=actor, skip_permission_checks=True)
    ensure_course_review(catalogue=catalogue)
    return catalogue


@transaction.atomic
def ensure_course_review(*, catalogue: CataloguePage) -> Workflow:
    """The workflow by which lessons are submitted: one approval by the course reviewers. Safe to repeat."""
    reviewers, _is_new = Group.objects.get_or_create(name=REVIEWERS)
    reviewers.permissions.add(Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin"))
    for permission in Permission.objects.filter(
        content_type__app_label="wagtailcore", codename__in=["change_page", "publish_page"]
    ):
        GroupPagePermission.objects.get_or_create(group=reviewers, page_id=catalogue.pk, permission=permission)
    workflow, _is_new = Workflow.objects.get_or_create(name=REVIEW)
    task, is_new_task = GroupApprovalTask.objects.get_or_create(name=REVIEW)
    if is_new_task:
        task.groups.add(reviewers)
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task.task_ptr, defaults={"sort_order": 0})
    WorkflowPage.objects.get_or_create(page_id=catalogue.pk, defaults={"workflow": workflow})
    return workflow


@transaction.atomic
def save_course(*, catalogue: CataloguePage, programme: Programme, slug: str, text: CourseText,
                exercises: Sequence[str] = (), source_digest: str = "", actor: User | None,
                now: datetime | None = None) -> CoursePage:  # fmt: skip
    """Create or change the course and publish it. Audited.

    Raises CollegeError `exercise_unknown` when the sandbox has no exercise of a name in `exercises`.
    """
    course: CoursePage | None = CoursePage.objects.child_of(catalogue).filter(slug=slug).first()
    is_new = course is None
    if course is None:
        course = CoursePage(slug=slug)
    fields = asdict(text) | {"outcomes": [("outcome", outcome) for outcome in text.outcomes]}
    for name, value in fields.items():
        setattr(course, name, value)
    course.programme, course.source_digest = programme, source_digest
    course.draft_title = text.title
    course.exercises = [
        CourseExercise(exercise=_find_exercise(name), sort_order=place) for place, name in enumerate(exercises)
    ]
    if is_new:
        catalogue.add_child(instance=course)
    course.save_revision(user=actor).publish(user=actor, skip_permission_checks=True)
    record_audit(actor=actor, verb="course.saved", subject=course, chain="courses", now=now)
    return course


@transaction.atomic
def save_lesson(*, course: CoursePage, slug: str, text: LessonText, source_digest: str = "",
                actor: User | None) -> LessonPage:  # fmt: skip
    """Create or change the lesson and publish it, which keeps an edition. A new lesson comes last. Audited with the edition."""
    lesson: LessonPage | None = LessonPage.objects.child_of(course).filter(slug=slug).first()
    is_new = lesson is None
    if lesson is None:
        lesson = LessonPage(slug=slug)
    lesson.title = lesson.draft_title = text.title
    lesson.minutes, lesson.summary, lesson.source_digest = text.minutes, text.summary, source_digest
    lesson.body = LessonPage._meta.get_field("body").stream_block.to_python(list(text.body))
    if is_new:
        course.add_child(instance=lesson)
    lesson.save_revision(user=actor).publish(user=actor, skip_permission_checks=True)
    return lesson


def _find_exercise(slug: str) -> Exercise:
    exercise = Exercise.objects.filter(slug=slug).first()
    if exercise is None:
        raise CollegeError(
            "exercise_unknown", _("The sandbox has no exercise “%(slug)s”. Load its scenarios first.") % {"slug": slug}
        )
    return exercise
