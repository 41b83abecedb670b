"""Editions: what was taught from one publication to the next."""

import hashlib
import json
from datetime import datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction

from college.accounts.models import User
from college.core import clock
from college.core.domain.audit import record_audit
from courses.models import CoursePage, LessonEdition, LessonPage


def compute_digest(*, title: str, minutes: int, body: list[dict[str, Any]]) -> str:
    """SHA-256 over the canonical JSON of what a reader sees, in hexadecimal."""
    content = json.dumps([title, minutes, body], sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(content.encode()).hexdigest()


def freeze_body(lesson: LessonPage) -> list[dict[str, Any]]:
    """The lesson's blocks as plain JSON: ids, types and values, with relations as ids."""
    frozen: list[dict[str, Any]] = json.loads(json.dumps(list(lesson.body.get_prep_value()), cls=DjangoJSONEncoder))
    return frozen


@transaction.atomic
def record_edition(*, lesson: LessonPage, actor: User | None, now: datetime | None = None) -> LessonEdition:
    """Keep what a published lesson says now: a new edition when anything changed, otherwise the latest one.

    Safe to repeat. Audited when an edition was made.
    """
    LessonPage.objects.select_for_update().get(pk=lesson.pk)
    body = freeze_body(lesson)
    digest = compute_digest(title=lesson.title, minutes=lesson.minutes, body=body)
    latest = LessonEdition.objects.filter(lesson_key=lesson.key).order_by("-number").first()
    if latest is not None and latest.digest == digest:
        return latest
    course = CoursePage.objects.get(path=lesson.path[: -LessonPage.steplen])
    edition = LessonEdition.objects.create(
        lesson=lesson,
        lesson_key=lesson.key,
        course_key=course.key,
        number=latest.number + 1 if latest else 1,
        title=lesson.title,
        minutes=lesson.minutes,
        body=body,
        check_ids=[block["id"] for block in body if block["type"] == "check"],
        digest=digest,
        published_at=now or clock.now(),
    )
    record_audit(
        actor=actor, verb="lesson.published", subject=edition, chain="courses",
        data={"lesson": str(lesson.key), "number": edition.number, "digest": digest}, now=now,
    )  # fmt: skip
    return edition
