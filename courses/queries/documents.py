"""Whether a document of a course's collection is for a visitor."""

from typing import Any

from django.contrib.auth.models import AnonymousUser

from college.accounts.models import User
from courses.models import CourseTeam
from courses.rules import may_study_course, teaches


def may_open_document(*, visitor: User | AnonymousUser, document: Any) -> bool:
    """Documents of a course's collection are for its readers and teachers; those of other collections follow Wagtail's rules."""
    collection_path = document.collection.path
    prefixes = [collection_path[:end] for end in range(4, len(collection_path) + 1, 4)]
    team = CourseTeam.objects.filter(collection__path__in=prefixes).select_related("course").first()
    if team is None:
        return True
    return may_study_course(visitor, team.course) or teaches(visitor, team.course)
