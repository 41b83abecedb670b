"""What a well-prepared trainee knows: the right answers, from the files that the demo's courses are written in."""

import html
import re
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from college.core.markdown import render_markdown, render_markdown_inline

COURSES = Path(__file__).resolve().parent.parent.parent / "college" / "demo" / "content" / "courses"


def flatten(markup: str) -> str:
    """The words alone, as a browser shows them."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", markup)).split())


def shown(text: object) -> str:
    """How a line of Markdown reads on a page."""
    return flatten(render_markdown_inline(str(text)))


@lru_cache
def read_bank(course: str) -> dict[str, dict[str, Any]]:
    """A course's questions by their words."""
    questions = yaml.safe_load((COURSES / course / "questions.yaml").read_text(encoding="utf-8"))
    return {flatten(render_markdown(question["stem"])): question for question in questions}


def list_lessons(course: str) -> list[str]:
    """Slugs of the course's lessons, in their order."""
    return [path.stem[3:] for path in sorted((COURSES / course / "lessons").glob("*.md"))]
