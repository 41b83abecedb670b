"""What notices of the base world say, in the languages of their bureaus, from the files in `texts/`."""

from functools import cache
from pathlib import Path
from string import Template
from typing import Any

from college.core.yaml_text import parse_yaml
from sandbox.domain.messages.texts import ISOLATE, POP

FOLDER = Path(__file__).resolve().parent / "texts"


@cache
def read_texts(language: str) -> dict[str, Any]:
    """What notices say in one of the network's languages."""
    return dict(parse_yaml((FOLDER / f"{language}.yaml").read_text(encoding="utf-8")))


def fill(text: str, language: str, **values: str) -> str:
    """A text of the files with its values; names and numbers of another script stay whole in Arabic."""
    if language == "ar":
        values = {name: f"{ISOLATE}{value}{POP}" if value.isascii() else value for name, value in values.items()}
    return Template(text).substitute(values).strip()
