"""Laws over every template: nothing inline that the content policy would refuse, nothing raw."""

import re
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
TEMPLATES = sorted(
    path
    for folder in ("templates", "sandbox", "courses", "certification", "college")
    for path in (ROOT / folder).rglob("*.html")
)
LAWS = {
    "style attribute": re.compile(r"<[^>]*\sstyle\s*="),
    "handler attribute": re.compile(r"<[^>]*\son[a-z]+\s*="),
    "inline script": re.compile(r"<script(?![^>]*\b(?:src=|nonce=|type=.application/json))[^>]*>"),
    "inline style sheet": re.compile(r"<style(?![^>]*\bnonce\b)[^>]*>"),
    "address of a third party": re.compile(r"(?:src|srcset)\s*=\s*[\"']?(?:https?:)?//"),
    "javascript address": re.compile(r"javascript:", re.IGNORECASE),
}


def test_there_are_templates() -> None:
    assert len(TEMPLATES) > 20


@pytest.mark.parametrize("law", LAWS)
def test_templates_hold_the_law(law: str) -> None:
    offenders = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in TEMPLATES
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if LAWS[law].search(line)
    ]
    assert offenders == []


def test_templates_stay_short() -> None:
    long = [f"{path.relative_to(ROOT)}: {lines}" for path in TEMPLATES
            if (lines := path.read_text(encoding="utf-8").count("\n")) > 150 and path.name != "style_guide.html"]  # fmt: skip
    assert long == []
