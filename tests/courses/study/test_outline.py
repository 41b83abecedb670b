"""What a process keeps of the published courses: never stale for its own changes, never another audience's."""

import pytest
from wagtail.models import Page

from courses.domain.quizzes import save_quiz
from courses.models import CoursePage, LessonPage
from courses.queries import outline
from courses.queries.access import list_known, read_access
from courses.queries.outline import read_outline
from tests.courses.study.conftest import make_lesson


def titles() -> list[str]:
    return [lesson.title for course in read_outline() for lesson in course.lessons]


def test_it_is_read_once(make_course, django_assert_num_queries):
    make_course("one", lessons=2)
    read_outline()
    with django_assert_num_queries(0):
        assert titles() == ["Lesson-1", "Lesson-2"]


def test_it_is_read_again_after_its_time(make_course, monkeypatch, django_assert_num_queries):
    make_course("one")
    read_outline()
    CoursePage.objects.update(title="Changed elsewhere")
    monkeypatch.setattr(outline, "KEPT_SECONDS", -1.0)
    with django_assert_num_queries(4):
        assert [course.title for course in read_outline()] == ["Changed elsewhere"]


def test_own_changes_show_at_once(make_course):
    course = make_course("one")
    assert titles() == ["Lesson-1"]
    make_lesson(course, "lesson-2")
    assert titles() == ["Lesson-1", "Lesson-2"]
    first = LessonPage.objects.get(slug="lesson-1")
    first.move(LessonPage.objects.get(slug="lesson-2"), pos="right")
    assert titles() == ["Lesson-2", "Lesson-1"]
    LessonPage.objects.get(slug="lesson-2").unpublish()
    assert titles() == ["Lesson-1"]
    LessonPage.objects.get(slug="lesson-1").delete()
    assert titles() == []
    save_quiz(course=course, title="A new quiz", draw_count=1, pass_mark=80, minutes=10, actor=None)
    assert read_outline()[0].quiz.title == "A new quiz"
    Page.objects.get(pk=course.pk).specific.unpublish()
    assert read_outline() == ()


@pytest.mark.parametrize("who_comes_first", ["officer", "outsider"])
def test_another_audience_sees_nothing_of_what_is_kept(ada, eve, make_course, who_comes_first):
    make_course("secret", audience="law_enforcement")
    make_course("open", position=2)
    for person in (ada, eve) if who_comes_first == "officer" else (eve, ada):
        seen = {"officer": ["secret", "open"], "outsider": ["open"]}["officer" if person == ada else "outsider"]
        assert [course.slug for course in list_known(person)] == seen
        assert (read_access(learner=person, course_slug="secret") is not None) is (person == ada)
