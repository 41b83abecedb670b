"""Who teaches a course, and what that opens in the admin."""

from datetime import datetime

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission

from college.accounts.models import User
from college.core import clock
from college.core.domain.audit import record_audit
from courses.models import CourseInstructor, CoursePage, CourseTeam

PAGE_RIGHTS = ("add", "change", "publish", "lock", "unlock")
FILE_RIGHTS = (
    ("wagtailimages", "add_image"), ("wagtailimages", "change_image"), ("wagtailimages", "choose_image"),
    ("wagtaildocs", "add_document"), ("wagtaildocs", "change_document"), ("wagtaildocs", "choose_document"),
)  # fmt: skip


@transaction.atomic
def ensure_course_team(*, course: CoursePage) -> CourseTeam:
    """The course's group and collection, made when they are missing. Safe to repeat.

    The group opens the admin and this course's pages, images and documents, and no other's.
    """
    CoursePage.objects.select_for_update().get(pk=course.pk)
    team = CourseTeam.objects.select_related("group", "collection").filter(course=course).first()
    if team is None:
        name = f"{course.title[:100]} ({str(course.key)[:8]})"
        root = Collection.get_first_root_node()
        team = CourseTeam.objects.create(
            course=course,
            group=Group.objects.create(name=f"Instructors: {name}"),
            collection=root.add_child(instance=Collection(name=name)),
        )
    team.group.permissions.add(Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin"))
    pages = Permission.objects.filter(
        content_type__app_label="wagtailcore", codename__in=[f"{right}_page" for right in PAGE_RIGHTS]
    )
    for permission in pages:
        GroupPagePermission.objects.get_or_create(group=team.group, page_id=course.pk, permission=permission)
    for app_label, codename in FILE_RIGHTS:
        GroupCollectionPermission.objects.get_or_create(
            group=team.group,
            collection=team.collection,
            permission=Permission.objects.get(content_type__app_label=app_label, codename=codename),
        )
    return team


@transaction.atomic
def assign_instructor(
    *, person: User, course: CoursePage, actor: User | None, now: datetime | None = None
) -> CourseInstructor:
    """The person teaches the course: becomes staff, and may edit its pages and files alone. Safe to repeat; audited."""
    team = ensure_course_team(course=course)
    assignment, is_new = CourseInstructor.objects.get_or_create(
        person=person, course=course, defaults={"assigned_at": now or clock.now()}
    )
    person.groups.add(team.group)
    if not person.is_staff:
        User.objects.filter(pk=person.pk).update(is_staff=True)
        person.is_staff = True
    if is_new:
        record_audit(
            actor=actor, verb="instructor.assigned", subject=person, chain="courses",
            data={"course": str(course.key)}, now=now,
        )  # fmt: skip
    return assignment


@transaction.atomic
def release_instructor(*, person: User, course: CoursePage, actor: User | None, now: datetime | None = None) -> None:
    """The person teaches the course no longer; without any course and any other right, staff no longer. Audited."""
    removed, _detail = CourseInstructor.objects.filter(person=person, course=course).delete()
    team = CourseTeam.objects.filter(course=course).first()
    if team is not None:
        person.groups.remove(team.group)
    is_needed = person.is_superuser or person.taught_courses.exists() or person.groups.exists()
    if person.is_staff and not is_needed:
        User.objects.filter(pk=person.pk).update(is_staff=False)
        person.is_staff = False
    if removed:
        record_audit(
            actor=actor, verb="instructor.released", subject=person, chain="courses",
            data={"course": str(course.key)}, now=now,
        )  # fmt: skip
