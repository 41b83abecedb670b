"""The life of a notice: its states, who may do what in which, and its terms. A state without a way out is final. Pure, mostly data.

Retention of five years, a question six months before, suspension of six months at most: modelled on published descriptions of
INTERPOL's Rules on the Processing of Data; the terms are data.
"""

from calendar import monthrange
from datetime import date
from enum import StrEnum

from sandbox.domain.notice_types import NoticeType
from sandbox.enums import NoticeState


class ReviewerSeat(StrEnum):
    """Who reads an exercise's notices for the Secretariat: the simulated reviewer, or an instructor of a course that has the exercise."""

    SIMULATED = "simulated"
    INSTRUCTOR = "instructor"


_OUT = frozenset(
    {NoticeState.WITHDRAWN, NoticeState.CANCELLED, NoticeState.DELETED, NoticeState.EXPIRED}
)  # fmt: skip
TRANSITIONS: dict[NoticeState, frozenset[NoticeState]] = {
    **{state: frozenset() for state in NoticeState},
    NoticeState.DRAFT: frozenset({NoticeState.SUBMITTED, NoticeState.DIFFUSED}),
    NoticeState.SUBMITTED: frozenset({NoticeState.SCREENING}),
    NoticeState.SCREENING: frozenset({NoticeState.INFO_REQUESTED, NoticeState.REFUSED, NoticeState.PUBLISHED}),
    NoticeState.INFO_REQUESTED: frozenset({NoticeState.SCREENING}),
    NoticeState.PUBLISHED: _OUT | {NoticeState.SUSPENDED},
    NoticeState.SUSPENDED: _OUT | {NoticeState.PUBLISHED},
    NoticeState.DIFFUSED: frozenset({NoticeState.RECALLED}),
}
SUSPENSION_MONTHS = 6
RENEWAL_MONTHS = 6


_LIVE = frozenset({NoticeState.PUBLISHED, NoticeState.SUSPENDED})
# What the requesting bureau may do with its notice, and in which states, in the order in which a page offers it.
DEEDS: dict[str, frozenset[NoticeState]] = {
    "update": _LIVE,
    "addendum": frozenset({NoticeState.PUBLISHED}),
    "renew": frozenset({NoticeState.PUBLISHED}),
    "extract": frozenset({NoticeState.PUBLISHED}),
    "withdraw": _LIVE,
    "diffuse": frozenset({NoticeState.DRAFT}),
    "recall": frozenset({NoticeState.DIFFUSED}),
}


def make_reference(type_key: str, *, case_reference: str, number: int) -> str:
    """The reference that a notice gets when it is published."""
    return f"TR-{type_key[:2].upper()}-{case_reference[-5:]}-{number}"


def make_diffusion_reference(case_reference: str, number: int) -> str:
    """The reference that a draft gets when it is sent as a diffusion."""
    return f"TR-DI-{case_reference[-5:]}-{number}"


def add_months(day: date, months: int) -> date:
    """The same day so many months on (or back); the month's last day where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def find_expiry(notice_type: NoticeType, day: date) -> date:
    """When a notice that is published or renewed on this day leaves the network."""
    return add_months(day, 12 * notice_type.retention_years)


def find_renewal_day(expires_on: date) -> date:
    """From when on a notice may be renewed."""
    return add_months(expires_on, -RENEWAL_MONTHS)
