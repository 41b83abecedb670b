"""Deleting in the admin what other records cite: a sentence, and nothing is gone."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from courses.models import CourseTeam
from tests.architecture.mini_college import MiniCollege

pytestmark = pytest.mark.django_db


def test_the_group_of_a_courses_team_stays(college: MiniCollege) -> None:
    group = CourseTeam.objects.select_related("group").all()[0].group
    seen: list[bool] = []
    response = college.ask(
        "administrator", "POST", reverse("wagtailusers_groups:delete", args=[group.pk]), {},
        then=lambda: seen.append(Group.objects.filter(pk=group.pk).exists()),
    )  # fmt: skip
    assert (response.status_code, seen) == (302, [True])
    assert response.headers["Location"] == "/admin/"
