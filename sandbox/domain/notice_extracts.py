"""What of a notice may be shown to the public, by type. Data; modelled on published descriptions, most of it not confirmed."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from sandbox.domain.notice_catalogue import NOTICE_TYPES
from sandbox.domain.notice_types import Text

_PERSON = ("family_name", "forename", "sex", "birth", "description", "photo")


class Showing(StrEnum):
    """Always, when the requesting bureau agrees, or never."""

    ALWAYS = "always"
    AGREED = "agreed"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Extract:
    """When a type's extract is shown, and which fields stand in it: what a member of the public needs to recognise and to call."""

    showing: Showing = Showing.NEVER
    fields: tuple[str, ...] = ()


EXTRACTS: dict[str, Extract] = {
    "red": Extract(Showing.AGREED, (*_PERSON, "charge")),
    "blue": Extract(),
    "green": Extract(),
    "yellow": Extract(Showing.AGREED, (*_PERSON, "circumstances")),
    "black": Extract(Showing.AGREED, ("sex", "description", "photo", "circumstances")),
    "purple": Extract(),
    "orange": Extract(Showing.AGREED, ("title", "threat")),
    "artwork": Extract(Showing.ALWAYS, ("title", "object_type", "materials", "measurements", "features")),
    "sanctions": Extract(Showing.ALWAYS, ("list_reference", "family_name", "forename", "birth", "measures")),
    "silver": Extract(),
}


def may_extract(type_key: str) -> bool:
    return EXTRACTS[type_key].showing != Showing.NEVER


def list_shown(type_key: str, fields: Mapping[str, str]) -> list[tuple[Text, Text]]:
    """Label and value of what the extract shows, without what is empty. Pure."""
    notice_type = NOTICE_TYPES[type_key]
    specs = [notice_type.get_field(key) for key in EXTRACTS[type_key].fields]
    return [(spec.label, spec.show(fields[spec.key])) for spec in specs if fields.get(spec.key, "").strip()]
