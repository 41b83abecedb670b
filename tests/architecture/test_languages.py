"""Laws over the translations: complete, with the placeholders and tags of the original, and compiled."""

import re
from pathlib import Path

import polib
import pytest
from django.conf import settings

FOLDER = Path(settings.BASE_DIR) / "college" / "locale"
LANGUAGES = [code for code, _name in settings.LANGUAGES if code != "en"]
PLACEHOLDER = re.compile(r"%\([a-z_0-9]+\)[sd]|%[sd]|%%|</?[a-z]+[^>]*>")


def read(language: str) -> polib.POFile:
    return polib.pofile(str(FOLDER / language / "LC_MESSAGES" / "django.po"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_is_translated(language: str) -> None:
    catalogue = read(language)
    assert len(catalogue) > 1000
    assert [entry.msgid for entry in catalogue.untranslated_entries() + catalogue.fuzzy_entries()] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_placeholders_and_tags_are_kept(language: str) -> None:
    broken = []
    for entry in read(language):
        if entry.msgid_plural:
            # A singular may say "one" in words, so each form may leave placeholders out but never invent one.
            known = set(PLACEHOLDER.findall(entry.msgid)) | set(PLACEHOLDER.findall(entry.msgid_plural))
            broken += [entry.msgid for text in entry.msgstr_plural.values() if set(PLACEHOLDER.findall(text)) - known]
        elif sorted(PLACEHOLDER.findall(entry.msgid)) != sorted(PLACEHOLDER.findall(entry.msgstr)):
            broken.append(entry.msgid)
    assert broken == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_catalogue_is_the_written_one(language: str) -> None:
    compiled = polib.mofile(str(FOLDER / language / "LC_MESSAGES" / "django.mo"))

    def table(entries: object) -> dict[tuple[str | None, str], object]:
        return {(e.msgctxt, e.msgid): e.msgstr_plural or e.msgstr for e in entries}  # type: ignore[attr-defined]

    assert table(compiled) == table(read(language).translated_entries())
