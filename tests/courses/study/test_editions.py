from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.utils import timezone

from college.core.errors import Conflict
from courses.domain.editions import record_edition
from courses.domain.questions import retire_question
from courses.models import LessonEdition, LessonPage
from courses.queries.editions import render_body, render_edition
from tests.courses.study.conftest import check_block, latest_edition, make_lesson, make_question, prose


def html_of(*blocks):
    return "".join(str(segment.html) for segment in render_body(list(blocks)).segments)


def test_publishing_keeps_an_edition_and_the_same_text_makes_no_other(make_course):
    lesson = LessonPage.objects.child_of(make_course("databases")).get()
    assert latest_edition(lesson).number == 1
    lesson.save_revision().publish()
    assert LessonEdition.objects.filter(lesson_key=lesson.key).count() == 1
    lesson.title = "Another title"
    lesson.save_revision().publish()
    assert list(LessonEdition.objects.filter(lesson_key=lesson.key).order_by("number").values_list("number", "title")) == [
        (1, "Lesson-1"), (2, "Another title"),
    ]  # fmt: skip


def test_a_draft_and_a_scheduled_lesson_have_no_new_edition(make_course):
    course = make_course("databases")
    lesson = LessonPage.objects.child_of(course).get()
    lesson.title = "Draft"
    lesson.save_revision()
    assert latest_edition(lesson).title == "Lesson-1"
    later = LessonPage(title="Later", slug="later", minutes=5, body=[("prose", "<p>Later.</p>")], live=False)
    later.go_live_at = timezone.now() + timedelta(days=1)
    course.add_child(instance=later)
    later.save_revision().publish()
    assert not LessonEdition.objects.filter(lesson_key=later.key).exists()


def test_recording_again_is_harmless(make_course):
    lesson = LessonPage.objects.child_of(make_course("databases")).get()
    assert record_edition(lesson=lesson, actor=None) == latest_edition(lesson)


def test_editions_name_their_checks(make_course):
    course = make_course("databases", lessons=0)
    block = check_block(make_question(course))
    assert latest_edition(make_lesson(course, "one", prose("<p>Read.</p>"), block)).check_ids == [block["id"]]


def test_key_and_feedback_are_in_no_edition_or_revision(make_course):
    course = make_course("databases", lessons=0)
    lesson = make_lesson(course, "one", check_block(make_question(course)))
    stored = str(latest_edition(lesson).body) + str(lesson.latest_revision.content)
    assert "SECRET" not in stored
    assert "correct" not in stored


@pytest.mark.parametrize(
    "attack",
    [
        "<p>Safe.<script>alert(1)</script></p>",
        '<p onclick="alert(1)">Safe.</p>',
        '<p><a href="javascript:alert(1)">Safe.</a></p>',
        '<p>Safe.<img src=x onerror="alert(1)"></p>',
        '<p style="position:fixed">Safe.</p>',
        "<p>Safe.<iframe src='https://evil.example'></iframe></p>",
        "<svg><script>alert(1)</script></svg><p>Safe.</p>",
    ],
)
def test_what_the_database_holds_is_cleaned_when_shown(db, attack):
    html = html_of(prose(attack))
    assert "Safe." in html
    assert [
        word
        for word in ("script", "onclick", "onerror", "javascript", "style=", "iframe", "<img", "<svg")
        if word in html
    ] == []


def test_markup_in_plain_fields_is_text(db):
    block = {"id": str(uuid4()), "type": "timeline", "value": {"title": "<b>T</b>", "events": [
        {"when": "<i>w</i>", "title": "<script>x</script>", "text": "<script>y</script> **bold**"},
        {"when": "2", "title": "t", "text": ""},
    ]}}  # fmt: skip
    html = html_of(block)
    assert "<script>" not in html
    assert "&lt;b&gt;T&lt;/b&gt;" in html
    assert "<strong>bold</strong>" in html


def test_citations_are_numbered_and_linked_both_ways(db):
    sources = {
        "id": str(uuid4()),
        "type": "sources",
        "value": {"entries": [{"number": 1, "text": "Doc 9303.", "url": ""}]},
    }
    definition = {
        "id": str(uuid4()),
        "type": "definition",
        "value": {"term": "Hit", "text": "A match[^1].", "source": 1},
    }
    html = html_of(prose('<p>One.<sup><a href="#source-1">1</a></sup></p>'), definition, sources)
    assert [f'id="cite-1-{n}"' in html for n in (1, 2, 3, 4)] == [True, True, True, False]
    assert [f'href="#cite-1-{n}"' in html for n in (1, 2, 3, 4)] == [True, True, True, False]
    assert 'id="source-1"' in html


def test_headings_have_anchors_in_any_script(db):
    rendered = render_body([prose("<h2>Who &amp; what</h2><p>x</p><h2>الإشعار</h2>")])
    anchors = [anchor for anchor, _text in rendered.headings]
    assert len(set(anchors)) == 2
    assert all(f'id="{anchor}"' in str(rendered.segments[0].html) for anchor in anchors)


def test_rendering_is_cached_and_survives_a_dead_cache(make_course, django_assert_num_queries, monkeypatch):
    edition = latest_edition(LessonPage.objects.child_of(make_course("databases")).get())
    cache.clear()
    first = render_edition(edition.pk, edition.digest)
    with django_assert_num_queries(0):
        assert render_edition(edition.pk, edition.digest) == first

    def broken(*args, **kwargs):
        raise ConnectionError

    monkeypatch.setattr(cache, "get", broken)
    monkeypatch.setattr(cache, "set", broken)
    assert render_edition(edition.pk, edition.digest) == first


def test_a_question_that_a_published_lesson_asks_stays_in_use(make_course):
    course = make_course("databases", lessons=0)
    question, other = make_question(course), make_question(course, "q-2")
    lesson = make_lesson(course, "one", prose("<p>Words.</p>"), check_block(question))
    make_lesson(course, "two", check_block(other))
    with pytest.raises(Conflict, match="A published lesson asks this question: One."):
        retire_question(question=question, actor=None)
    make_lesson(course, "one", prose("<p>Words alone.</p>"))
    assert retire_question(question=question, actor=None).is_retired is True
    assert LessonEdition.objects.filter(lesson_key=lesson.key).count() == 2
