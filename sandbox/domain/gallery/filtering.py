"""Choosing and ordering the notices of the gallery. Pure."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from sandbox.domain.gallery.published import PublishedNotice, Standing
from sandbox.domain.text import fold_text

_WORDS = 12


class Role(models.TextChoices):
    """What a country has to do with a notice."""

    FROM = "from", _("Its bureau asked for the notice")
    ABOUT = "about", _("The notice concerns it")


class Order(models.TextChoices):
    """The order of the gallery."""

    NEWEST = "newest", _("Newest first")
    OLDEST = "oldest", _("Oldest first")
    ENDING = "ending", _("Those that end first")
    TITLE = "title", _("By name or title")


@dataclass(frozen=True, slots=True)
class Choice:
    """What is asked of the gallery. Empty text asks for nothing; a status that is empty leaves out what has ended."""

    words: str = ""
    type_key: str = ""
    subject: str = ""
    standing: str = ""
    country: str = ""
    role: str = ""
    order: str = Order.NEWEST.value

    def accepts(self, notice: PublishedNotice, today: date) -> bool:
        standing = notice.find_standing(today)
        is_standing = standing == self.standing if self.standing else standing != Standing.ENDED
        if self.standing == Standing.IN_FORCE:
            is_standing = standing in {Standing.IN_FORCE, Standing.ENDS_SOON}
        return (
            is_standing
            and self.type_key in {"", notice.type_key}
            and self.subject in {"", notice.subject}
            and (not self.country or self.country in find_linked(notice, self.role))
            and all(word in notice.search_text for word in fold_text(self.words).split()[:_WORDS])
        )


def find_linked(notice: PublishedNotice, role: str = "") -> frozenset[str]:
    """The countries that have this to do with a notice, or anything."""
    bureaus = frozenset({notice.bureau}) if role in {"", Role.FROM} else frozenset()
    return bureaus | frozenset(notice.countries if role in {"", Role.ABOUT} else ())


def choose_notices(notices: Iterable[PublishedNotice], choice: Choice, *, today: date) -> list[PublishedNotice]:
    """Those that the choice accepts, in its order; the reference decides between equals."""
    found = sorted((n for n in notices if choice.accepts(n, today)), key=lambda notice: notice.reference)
    match choice.order:
        case Order.OLDEST:
            found.sort(key=lambda notice: notice.published_on)
        case Order.ENDING:
            found.sort(key=lambda notice: notice.expires_on)
        case Order.TITLE:
            found.sort(key=lambda notice: fold_text(notice.name or notice.title))
        case _:
            found.sort(key=lambda notice: notice.published_on, reverse=True)
    return found


def count_types(notices: Iterable[PublishedNotice], choice: Choice, *, today: date) -> Counter[str]:
    """How many of each type all other filters leave."""
    others = replace(choice, type_key="")
    return Counter(notice.type_key for notice in notices if others.accepts(notice, today))


def count_countries(notices: Sequence[PublishedNotice]) -> tuple[Counter[str], Counter[str]]:
    """How many of these notices each bureau asked for, and how many concern each country."""
    return (
        Counter(notice.bureau for notice in notices),
        Counter(code for notice in notices for code in dict.fromkeys(notice.countries)),
    )


def count_links(notices: Sequence[PublishedNotice], bureau: str) -> Counter[str]:
    """Of the notices of one bureau: how many concern each other country."""
    return Counter(
        code
        for notice in notices
        if notice.bureau == bureau
        for code in dict.fromkeys(notice.countries)
        if code != bureau
    )
