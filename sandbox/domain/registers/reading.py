"""Reading what was typed into a register's form: codes, numbers, dates. Raises CollegeError with the field at fault as its code."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from college.core.errors import CollegeError
from sandbox.domain.geography import BUREAUS

_CODE = re.compile(r"^[A-Z0-9]+$")

COUNTRIES = tuple((b.code, f"{b.code} – {b.country}") for b in BUREAUS.values())


def read_code(text: Mapping[str, Any], field: str, *, least: int, most: int, is_needed: bool = True) -> str:
    """Capitals and digits without spaces, hyphens and fillers; empty where it is not needed."""
    code = re.sub(r"[\s<./-]", "", str(text.get(field) or "")).upper()
    if not code and not is_needed:
        return ""
    if not (least <= len(code) <= most and _CODE.match(code)):
        raise CollegeError(
            field,
            _("This has %(least)s to %(most)s characters, A–Z and 0–9, without wildcards.")
            % {"least": least, "most": most},
        )
    return code


def read_words(text: Mapping[str, Any], field: str) -> str:
    return " ".join(str(text.get(field) or "").split())


def read_choice(text: Mapping[str, Any], field: str, choices: Mapping[str, Any] | list[str]) -> str:
    value = str(text.get(field) or "")
    if value not in choices:
        raise CollegeError(field, _("Choose one of the values."))
    return value


def read_date(text: Mapping[str, Any], field: str) -> date | None:
    value = text.get(field)
    if not value:
        return None
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise CollegeError(field, _("Enter a date as YYYY-MM-DD.")) from None


def split_series(number: str, field: str) -> tuple[str, int]:
    """The letters before the last digits, and those digits as a number: QA0012345 is series QA, 12345."""
    match = re.match(r"^(.*?)([0-9]{1,15})$", number)
    if match is None or len(match[1]) > 8:
        raise CollegeError(field, _("The number ends in 1 to 15 digits; letters stand before them."))
    return match[1], int(match[2])
