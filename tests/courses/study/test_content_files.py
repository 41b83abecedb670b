from pathlib import Path

import pytest
from django.test import override_settings

from college.demo.builders.courses import build_courses, convert_question
from college.demo.content_files import ContentError, read_course, render_text
from courses.models import CoursePage, LessonEdition, LessonPage, Question, Quiz
from courses.queries.editions import render_body

COURSE = """---
title: Hits
level: introductory
position: 1
audience: everyone
minutes: 60
summary: What a hit is.
outcomes:
  - Explain a hit.
exercises: []
quiz: {draw: 1, pass_mark: 80, minutes: 10}
---
About the *course*.
"""
LESSON = """---
title: What a hit proves
minutes: 20
summary: Little.
sources:
  - {id: 1, text: "Doc 9303."}
---
First words.[^1]

## A section

- one
- two

:::figure
file: flow.svg
alt: A flow.
caption: "The flow[^1]."
credit: Drawn.
:::

:::callout
kind: note
text: "Mind **this**."
:::

:::check
question: h-c1
:::

## Another section

Last words.
"""
QUESTIONS = """
- key: h-c1
  use: check
  kind: single
  outcome: 1
  difficulty: 1
  stem: Which?
  choices:
    - {id: a, text: This, correct: true, feedback: Yes.}
    - {id: b, text: That, feedback: No.}
  explanation: Because.
- key: h-01
  kind: matching
  outcome: 1
  difficulty: 1
  stem: Match.
  pairs:
    - {left: A, right: 1}
    - {left: B, right: 2}
  distractors: [3]
  explanation: Because.
"""
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 720 360" width="720" height="360"><title>t</title></svg>'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    course = tmp_path / "courses" / "hits"
    (course / "lessons").mkdir(parents=True)
    (course / "figures").mkdir()
    (course / "course.md").write_text(COURSE)
    (course / "lessons" / "01-what-a-hit-proves.md").write_text(LESSON)
    (course / "questions.yaml").write_text(QUESTIONS)
    (course / "figures" / "flow.svg").write_text(SVG)
    return tmp_path / "courses"


def test_a_lesson_is_read_in_order(folder):
    (lesson,) = read_course(folder / "hits").lessons
    assert lesson.slug == "what-a-hit-proves"
    assert [block.name for block in lesson.blocks] == ["prose", "prose", "figure", "callout", "check", "prose"]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (":::check\nquestion: h-c1", ":::check\nquestion: none", "no question “none”"),
        (":::callout", ":::shout", "unknown block “:::shout”"),
        ("First words.[^1]", "First words.[^7]", "cites sources that it does not list: [7]"),
        ("file: flow.svg", "file: gone.svg", "the file gone.svg is not in figures/"),
        ("credit: Drawn.\n", "", "credit missing"),
        ("kind: note", "kind: note\ncolour: red", "does not take colour"),
        ("title: What a hit proves\n", "", "title missing"),
    ],
)
def test_errors_name_the_file_and_the_fault(folder, old, new, said):
    path = folder / "hits" / "lessons" / "01-what-a-hit-proves.md"
    path.write_text(LESSON.replace(old, new))
    with pytest.raises(ContentError) as refused:
        read_course(folder / "hits")
    assert said in str(refused.value)


def test_markup_in_files_is_text():
    assert "<script" not in render_text("<script>alert(1)</script> [x](javascript:alert(1)) [^1]")
    assert render_text("- one").strip() == "<ul>\n<li>one</li>\n</ul>"


def test_matching_names_sides_apart():
    question = {"kind": "matching", "pairs": [{"left": "A", "right": 1}, {"left": "B", "right": 2}], "distractors": [3]}
    content, key = convert_question(question)
    assert [row["text"] for row in content["right"]] == ["1", "2", "3"]
    assert key == {"pairs": {"l1": "r1", "l2": "r2"}}


def test_building_twice_changes_nothing_and_keeps_what_editors_did(folder, catalogue, tmp_path):
    from college.core import clock

    with override_settings(MEDIA_ROOT=tmp_path / "media"):
        build_courses(actor=None, now=clock.now(), folder=folder)
        course, lesson = CoursePage.objects.get(), LessonPage.objects.get()
        assert (Question.objects.count(), Quiz.objects.get().draw_count) == (2, 1)
        lesson.title = "Edited by hand"
        lesson.save_revision().publish()
        build_courses(actor=None, now=clock.now(), folder=folder)
        lesson.refresh_from_db()
        assert (lesson.title, LessonEdition.objects.count(), CoursePage.objects.get().pk) == (
            "Edited by hand",
            2,
            course.pk,
        )
        path = folder / "hits" / "lessons" / "01-what-a-hit-proves.md"
        path.write_text(LESSON.replace("Last words.", "New last words."))
        build_courses(actor=None, now=clock.now(), folder=folder)
        first, latest = LessonEdition.objects.order_by("number").first(), LessonEdition.objects.latest("number")
        assert [block["id"] for block in first.body] == [block["id"] for block in latest.body]
        html = "".join(str(segment.html) for segment in render_body(latest.body).segments)
        assert "New last words." in html
        assert html.count('class="cite"') == 2


def test_every_course_of_the_demo_follows_the_format():
    from college.demo.builders.courses import FOLDER

    for path in sorted(FOLDER.glob("*/course.md")):
        read_course(path.parent)
