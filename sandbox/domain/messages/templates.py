"""Templates of the trainee's own desk: they fill the fields of a message and leave the thinking to the writer."""

from dataclasses import dataclass
from functools import cache
from string import Template
from typing import Any

from django.utils.translation import get_language

from college.core.yaml_text import parse_yaml
from sandbox.domain.messages.texts import FOLDER, LANGUAGES

# What a template leaves for the writer.
BLANK = "[…]"


@dataclass(frozen=True, slots=True)
class Filled:
    """The fields that a template gives, ready for a form."""

    key: str
    label: str
    purpose: str
    subject: str
    body: str
    priority: str = ""
    handling: str = ""
    deadline: str = ""


@cache
def _read() -> dict[str, Any]:
    return dict(parse_yaml((FOLDER / "templates.yaml").read_text(encoding="utf-8")))


def _choose_language() -> str:
    language = (get_language() or "en").partition("-")[0]
    return language if language in LANGUAGES else "en"


def list_templates() -> list[tuple[str, str]]:
    """Key and name of the templates that begin a message; those for replies come with their own links."""
    language = _choose_language()
    return [(key, entry[language]["label"]) for key, entry in _read().items() if not entry.get("is_reply")]


def fill_template(key: str, values: dict[str, str]) -> Filled | None:
    """A template with these values, in the language of the page; a value that is missing becomes a blank. None for an unknown key."""
    entry = _read().get(key)
    if entry is None:
        return None
    language = _choose_language()
    known = {name: value or BLANK for name, value in values.items()}
    names = ("case", "record", "own", "theirs", "subject", "other")
    known = {name: known.get(name, BLANK) for name in names}
    texts = entry[language]
    return Filled(
        key=key, label=texts["label"], purpose=entry["purpose"], priority=entry.get("priority", ""),
        handling=entry.get("handling", ""), deadline=str(entry.get("deadline", "")),
        subject=Template(texts["subject"]).substitute(known)[:100], body=Template(texts["body"]).substitute(known),
    )  # fmt: skip
