"""What simulated bureaus write, in their own languages, from the files in `texts/`. Pure once read."""

import random
from functools import cache
from pathlib import Path
from string import Template
from typing import Any

from django.utils.translation import gettext_lazy as _

from college.core.yaml_text import parse_yaml
from sandbox.domain.geography import BUREAUS

FOLDER = Path(__file__).resolve().parent / "texts"
LANGUAGES = ("en", "fr", "es", "ar")
# Keeps a Latin name or number whole inside a right-to-left sentence (Unicode: first strong isolate, pop directional isolate).
ISOLATE, POP = "\u2068", "\u2069"

# What an answer says, in a sentence of the reader's own language: the interpreter's note beside a foreign text.
GISTS = {
    "confirmed": _("The owner confirms its record."),
    "recovered": _("The thing was recovered; the record is late and will be withdrawn. No measures, please."),
    "more": _("The bureau asks how the item came before you, and whether every field agrees with the record."),
    "later": _("The bureau cannot answer yet and gives a time. Until then the hit is not confirmed."),
    "not_ours": _("The record is not theirs: they name the bureau to ask."),
    "no_record": _("Your request cites no record, so there is nothing to confirm."),
    "information": _("One report may concern your case. A summary is attached; ask again before any other use."),
    "nothing": _("Nothing is recorded there, which shows only that nothing was reported."),
    "ask_case": _("They ask for your case reference."),
    "ask_deadline": _("They ask by when you need the answer."),
    "link": _("They have entered the link between the two cases."),
    "no_link": _("They see no link between the cases at present."),
    "received": _("They have noted your information. No answer is needed."),
    "thanks": _("They thank you for your answer and consider the matter settled."),
    "consent_given": _("They agree that their message goes to the bureau that you named, and no further."),
    "consent_refused": _("They do not agree that their message is passed on."),
    "recalled": _("They have deleted your message and its copies."),
    "request_1": _("They ask you to confirm a record of yours, or to give a time."),
    "request_2": _("Second request: they still wait for your confirmation."),
    "request_3": _("Third and last request for your confirmation."),
    "secretariat": _("The Secretariat reads what is addressed to it, and nothing between bureaus."),
}


@cache
def read_texts(language: str) -> dict[str, Any]:
    return dict(parse_yaml((FOLDER / f"{language}.yaml").read_text(encoding="utf-8")))


def find_language(bureau: str) -> str:
    """The language that a bureau writes in; English where it has no texts of its own, as for the Secretariat."""
    language = BUREAUS[bureau].language if bureau in BUREAUS else "en"
    return language if language in LANGUAGES else "en"


def _fill(text: str, language: str, values: dict[str, str]) -> str:
    if language == "ar":
        values = {name: f"{ISOLATE}{value}{POP}" for name, value in values.items()}
    return Template(text).substitute(values).strip()


def write_text(
    key: str, *, language: str, rng: random.Random, values: dict[str, str], reminders: tuple[str, ...] = ()
) -> str:
    """A whole letter: one of the texts of this key, the reminders, the signature. `values` must hold every name that they use."""
    texts = read_texts(language)
    parts = [rng.choice(texts[key]), *(texts[f"remind_{reminder}"] for reminder in reminders), texts["sign"]]
    return "\n\n".join(_fill(part, language, values) for part in parts)


def write_note(key: str, *, language: str) -> str:
    return str(read_texts(language)[key]).strip()
