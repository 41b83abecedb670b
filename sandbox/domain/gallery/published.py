"""A published notice as the network shows it, whoever asked for it. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from sandbox.domain.desk import Notice
from sandbox.domain.geography import BUREAUS, name_bureau, name_country
from sandbox.domain.notice_catalogue import NOTICE_TYPES
from sandbox.domain.notice_life import get_expiry
from sandbox.domain.notice_record import FIRST_ON_FILE
from sandbox.domain.notice_states import add_months, find_renewal_day
from sandbox.domain.notice_types import FieldSpec, Text
from sandbox.domain.text import fold_text
from sandbox.enums import NoticeState


class Subject(models.TextChoices):
    """What other bureaus are asked for, or told of."""

    WANTED = "wanted", _("Wanted persons")
    INFORMATION = "information", _("Persons on whom information is sought")
    WARNING = "warning", _("Warnings")
    MISSING = "missing", _("Missing persons")
    UNIDENTIFIED = "unidentified", _("Persons and bodies to identify")
    METHOD = "method", _("Modus operandi")
    OBJECT = "object", _("Stolen objects")
    ASSETS = "assets", _("Criminal assets")
    SANCTIONED = "sanctioned", _("Under sanctions")


class Standing(models.TextChoices):
    """Where a published notice stands today."""

    IN_FORCE = "in_force", _("In force")
    ENDS_SOON = "ends_soon", _("In force, ends within six months")
    SUSPENDED = "suspended", _("Suspended")
    ENDED = "ended", _("No longer in the network")


_SUBJECTS = {
    "red": Subject.WANTED, "blue": Subject.INFORMATION, "green": Subject.WARNING, "orange": Subject.WARNING, "black": Subject.UNIDENTIFIED,
    "purple": Subject.METHOD, "artwork": Subject.OBJECT, "silver": Subject.ASSETS, "sanctions": Subject.SANCTIONED,
}  # fmt: skip
_ENDED = frozenset({NoticeState.WITHDRAWN, NoticeState.CANCELLED, NoticeState.EXPIRED})
SHOWN_STATES = frozenset({NoticeState.PUBLISHED, NoticeState.SUSPENDED}) | _ENDED


@dataclass(frozen=True)
class PublishedNotice:
    """`countries` are those that it concerns; `number` is set for the run's own; `work` names the record whose picture belongs to it.

    `name` is empty where nobody knows who it is, and where it is about a thing.
    """

    reference: str
    type_key: str
    bureau: str
    language: str
    published_on: date
    expires_on: date
    title: str
    fields: Mapping[str, str]
    countries: tuple[str, ...] = ()
    state: NoticeState = NoticeState.PUBLISHED
    name: str = ""
    original_name: str = ""
    work: str = ""
    number: int | None = None

    @property
    def subject(self) -> Subject:
        if self.type_key == "yellow":
            return Subject.UNIDENTIFIED if self.fields.get("case") == "unable" else Subject.MISSING
        return _SUBJECTS[self.type_key]

    @property
    def kind(self) -> Any:
        """Its type, with label, purpose and fields."""
        return NOTICE_TYPES[self.type_key]

    def find_standing(self, today: date) -> Standing:
        if self.state == NoticeState.SUSPENDED:
            return Standing.SUSPENDED
        if self.state in _ENDED or today >= self.expires_on:
            return Standing.ENDED
        return Standing.ENDS_SOON if today >= find_renewal_day(self.expires_on) else Standing.IN_FORCE

    @property
    def has_silhouette(self) -> bool:
        """About a person: shown as a drawn silhouette, never as a likeness."""
        return self.type_key in {"red", "blue", "green", "yellow", "black", "sanctions", "silver"}

    @property
    def variant(self) -> int:
        """Which of the four silhouettes."""
        return sum(map(ord, self.reference)) % 4

    @property
    def source(self) -> str:
        return name_bureau(self.bureau)

    def list_rows(self) -> list[tuple[Text, Text]]:
        """Label and value of each field that is filled in, the title apart; days as the active language writes them."""
        filled = ((spec, self.fields.get(spec.key, "")) for spec in self.kind.fields if spec.key != "title")
        return [(spec.label, _show_value(spec, value)) for spec, value in filled if value]

    @cached_property
    def search_text(self) -> str:
        """All that a word may be sought in, folded."""
        places = (name_country(code) for code in (self.bureau, *self.countries))
        return fold_text(
            " ".join((self.reference, self.title, self.name, self.original_name, *places, *self.fields.values()))
        )


def _show_value(spec: FieldSpec, value: str) -> Text:
    if spec.kind == "date":
        try:
            return date_format(date.fromisoformat(value), "DATE_FORMAT")
        except ValueError:
            return value
    return spec.show(value)


def find_countries(text: str) -> tuple[str, ...]:
    """Codes of the countries that a text names, by country, code, city or port. Pure."""
    folded = fold_text(text)
    return tuple(
        code
        for code, bureau in BUREAUS.items()
        if code in text or any(fold_text(name) in folded for name in (bureau.country, bureau.city, *bureau.ports))
    )


def read_own(notice: Notice, *, bureau: str, today: date) -> PublishedNotice:
    """A notice of the run's own bureau, as the network shows it. A deleted one has no data left to show and must not come here."""
    fields = {key: value for key, value in notice.fields.items() if value.strip()}
    expires_on = get_expiry(notice, today)
    months = 12 * NOTICE_TYPES[notice.type_key].retention_years
    is_on_file = notice.number >= FIRST_ON_FILE
    return PublishedNotice(
        reference=notice.reference, type_key=notice.type_key, bureau=bureau, language=fields.get("language", "en"),
        published_on=add_months(expires_on, -months) if is_on_file else today, expires_on=expires_on,
        title=fields.get("title", ""), fields=fields, countries=find_countries("\n".join(fields.values())), state=notice.state,
        name=" ".join(filter(None, (fields.get("forename"), fields.get("family_name")))), number=notice.number,
    )  # fmt: skip
