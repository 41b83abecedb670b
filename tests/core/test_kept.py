"""Kept parts: drawn once for each set of values, never for another's."""

import pytest
from django.template import Context, Template, TemplateSyntaxError
from django.utils import translation
from django.utils.safestring import SafeString

from college.core.kept import render_kept
from courses.queries.quizzes import MapEntry

SQUARE = "courses/quiz/_square.html"


def draw(**values: object) -> str:
    return render_kept(
        SQUARE, {"number": "3", "is_answered": False, "is_flagged": False, "is_current": False, **values}
    )


def test_values_and_language_are_kept_apart() -> None:
    assert "not answered" in draw()
    assert "not answered" not in draw(is_answered=True)
    assert "aria-current" in draw(is_current=True)
    with translation.override("fr"):
        assert "not answered" not in draw()
    assert "not answered" in draw()


def test_text_is_escaped_whatever_came_as_markup_before() -> None:
    assert "<b>4</b>" in draw(number=SafeString("<b>4</b>"))
    assert "&lt;b&gt;4&lt;/b&gt;" in draw(number="<b>4</b>")


def test_one_is_not_true() -> None:
    assert 'value="True"' in draw(number=True)
    assert 'value="1"' in draw(number=1)


def test_what_is_not_plain_is_refused() -> None:
    with pytest.raises(TemplateSyntaxError, match="number cannot be kept"):
        draw(number=[3])


def test_the_page_is_out_of_reach() -> None:
    page = Template('{% kept "courses/quiz/_square.html" number="7" is_flagged=True %}')
    assert "aria-current" not in page.render(Context({"is_current": True, "request": None}))


def test_one_part_an_item() -> None:
    entries = [MapEntry(1, is_answered=True, is_flagged=False), MapEntry(2, is_answered=False, is_flagged=True)]
    page = Template(
        '{% kept_each "courses/quiz/_square.html" entries "number" "is_answered" "is_flagged" "is_current" %}'
    )
    drawn = page.render(Context({"entries": entries}))
    assert drawn == draw(number="1", is_answered=True) + draw(number="2", is_flagged=True)
