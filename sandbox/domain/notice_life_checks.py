"""Checks on the life of a notice and of a diffusion. Pure; see `checks`.

A deed "after" something counts only when it follows the first event that fits, and, with `within_minutes`, soon enough.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import ClassVar

from django.utils.translation import gettext as _

from sandbox.domain.checks import Check, Finding, RunView, register
from sandbox.domain.matching import LoggedEvent, Matcher
from sandbox.domain.text import contains_any
from sandbox.enums import EventKind


def _list_deeds(view: RunView, kind: EventKind, type_key: str) -> Iterator[LoggedEvent]:
    """Events of this kind on notices of this type, also on those that were on file before the run."""
    for event in view.list_events(kind):
        notice = view.desk.notices.get(event.payload["notice"])
        if notice is not None and notice.type_key == type_key:
            yield event


def _read_published(view: RunView, event: LoggedEvent) -> Mapping[str, str]:
    """What a notice said when it was published: what was handed in last before."""
    handed_in = [
        e
        for e in view.list_events(EventKind.NOTICE_SUBMITTED, EventKind.NOTICE_ANSWERED)
        if e.payload["notice"] == event.payload["notice"] and e.sequence < event.sequence
    ]
    fields: Mapping[str, str] = handed_in[-1].payload["fields"] if handed_in else event.payload.get("fields", {})
    return fields


@dataclass(frozen=True, kw_only=True)
class NoticeDeed(Check):
    """What was done with a notice of this type, after what, and how soon. The subclass says which deed, and what it must hold."""

    kind: ClassVar[EventKind]
    type: str
    after: Matcher | None = None
    within_minutes: int = 0

    def list_kinds(self) -> tuple[str, ...]:
        return (self.after.kind,) if self.after else ()

    def list_notice_types(self) -> tuple[str, ...]:
        return (self.type,)

    def find_fault(self, view: RunView, event: LoggedEvent) -> str:
        """What is wrong with the deed itself, as a sentence; nothing when it is right."""
        return ""

    def judge(self, view: RunView) -> Finding:
        deeds = list(_list_deeds(view, self.kind, self.type))
        cause = next((e for e in view.events if self.after.fits(e)), None) if self.after else None
        if self.after and cause is None:
            if deeds:
                return _blame(_("Event %(n)s: nothing had called for it."), deeds[0])
            return Finding(False, _("What calls for it did not happen."))
        blamed: Finding | None = None
        for event in deeds:
            fault = self._find_untimely(event, cause) or self.find_fault(view, event)
            if not fault:
                evidence = (cause.sequence, event.sequence) if cause else (event.sequence,)
                return Finding(True, _("Event %(n)s.") % {"n": event.sequence}, evidence)
            blamed = blamed or _blame(fault, event)
        return blamed or Finding(False, _("It did not happen."))

    def _find_untimely(self, event: LoggedEvent, cause: LoggedEvent | None) -> str:
        if cause is None:
            return ""
        if event.sequence <= cause.sequence:
            return _("Event %(n)s came too early.")
        if self.within_minutes and event.at > cause.at + timedelta(minutes=self.within_minutes):
            return _("Event %(n)s came too late.")
        return ""


def _blame(text: str, event: LoggedEvent) -> Finding:
    return Finding(False, text % {"n": event.sequence}, wrong_at=event.sequence)


@register
@dataclass(frozen=True, kw_only=True)
class NoticeWithdrawn(NoticeDeed):
    """The bureau withdrew its notice, such as after the person was found."""

    name: ClassVar[str] = "notice_withdrawn"
    kind: ClassVar[EventKind] = EventKind.NOTICE_WITHDRAWN


@register
@dataclass(frozen=True, kw_only=True)
class NoticeRenewed(NoticeDeed):
    """The bureau renewed its notice."""

    name: ClassVar[str] = "notice_renewed"
    kind: ClassVar[EventKind] = EventKind.NOTICE_RENEWED


@register
@dataclass(frozen=True, kw_only=True)
class DiffusionRecalled(NoticeDeed):
    """The bureau recalled its diffusion, for a reason that holds one word of each group."""

    name: ClassVar[str] = "diffusion_recalled"
    kind: ClassVar[EventKind] = EventKind.DIFFUSION_RECALLED
    groups: tuple[tuple[str, ...], ...] = ()

    def find_fault(self, view: RunView, event: LoggedEvent) -> str:
        is_told = _touches(view, event.payload["reason"], self.groups, len(self.groups))
        return "" if is_told else _("Event %(n)s leaves out what counts.")


@register
@dataclass(frozen=True, kw_only=True)
class NoticeUpdated(NoticeDeed):
    """The bureau updated a field of its published notice, so that it holds one word of each group."""

    name: ClassVar[str] = "notice_updated"
    kind: ClassVar[EventKind] = EventKind.NOTICE_UPDATED
    field: str
    groups: tuple[tuple[str, ...], ...] = ()

    def find_fault(self, view: RunView, event: LoggedEvent) -> str:
        if self.field not in event.payload["changes"]:
            return _("Event %(n)s left that field as it was.")
        text = event.payload["fields"].get(self.field, "")
        return "" if _touches(view, text, self.groups, len(self.groups)) else _("Event %(n)s did not put it right.")


@register
@dataclass(frozen=True, kw_only=True)
class AddendumContains(NoticeDeed):
    """An addendum to the notice touched enough groups of synonyms."""

    name: ClassVar[str] = "notice_addendum_contains"
    kind: ClassVar[EventKind] = EventKind.NOTICE_ADDENDUM
    groups: tuple[tuple[str, ...], ...]
    least: int

    def find_fault(self, view: RunView, event: LoggedEvent) -> str:
        is_told = _touches(view, event.payload["text"], self.groups, self.least)
        return "" if is_told else _("Event %(n)s leaves out what counts.")


def _touches(view: RunView, text: str, groups: tuple[tuple[str, ...], ...], least: int) -> bool:
    return sum(contains_any(text, [view.fill(word) for word in group]) for group in groups) >= least


@register
@dataclass(frozen=True, kw_only=True)
class DiffusionSentOnly(NoticeDeed):
    """Diffusions of this type went to these bureaus and to no other: to all of them, or to the least number given."""

    name: ClassVar[str] = "diffusion_sent_only"
    kind: ClassVar[EventKind] = EventKind.DIFFUSION_SENT
    to: tuple[str, ...]
    least: int = 0

    def find_fault(self, view: RunView, event: LoggedEvent) -> str:
        allowed, went = {view.fill(code) for code in self.to}, set(event.payload["to"])
        if went - allowed:
            return _("Event %(n)s went to a bureau that has no need of it.")
        return "" if len(went) >= (self.least or len(allowed)) else _("Event %(n)s left out a bureau that needs it.")

    def judge(self, view: RunView) -> Finding:
        """One diffusion too wide is one too many, whatever another did."""
        wide = _("Event %(n)s went to a bureau that has no need of it.")
        allowed = {view.fill(code) for code in self.to}
        for event in _list_deeds(view, self.kind, self.type):
            if not allowed.issuperset(event.payload["to"]):
                return _blame(wide, event)
        return NoticeDeed.judge(self, view)


@register
@dataclass(frozen=True, kw_only=True)
class NoticePublishedWith(NoticeDeed):
    """A notice of this type was published, and said this in these fields when it was."""

    name: ClassVar[str] = "notice_published_with"
    kind: ClassVar[EventKind] = EventKind.NOTICE_PUBLISHED
    fields: dict[str, str] = field(default_factory=dict)

    def find_fault(self, view: RunView, event: LoggedEvent) -> str:
        if event.payload.get("is_on_file"):
            return _("Event %(n)s is about a notice from before.")
        said = _read_published(view, event)
        wrong = [name for name, value in self.fields.items() if said.get(name, "") != view.fill(value)]
        return _("Event %(n)s published something else.") if wrong else ""


@register
@dataclass(frozen=True, kw_only=True)
class InstrumentUsed(Check):
    """The instrument that a run's world calls for went out, and touched enough groups of synonyms; no other type was submitted.

    `type` and `way` (notice or diffusion) may hold `${…}`; `types` are all that it may come to. A diffusion went to all of `to` and to no
    other bureau.
    """

    name: ClassVar[str] = "instrument_used"
    types: tuple[str, ...]
    type: str
    way: str
    groups: tuple[tuple[str, ...], ...] = ()
    least: int = 0
    to: tuple[str, ...] = ()

    def list_notice_types(self) -> tuple[str, ...]:
        return self.types

    def judge(self, view: RunView) -> Finding:
        wanted, is_diffusion = view.fill(self.type), view.fill(self.way) == "diffusion"
        for event in view.list_events(EventKind.NOTICE_SUBMITTED):
            if view.desk.notices[event.payload["notice"]].type_key != wanted:
                return _blame(_("Event %(n)s submitted another type of notice."), event)
        kind = EventKind.DIFFUSION_SENT if is_diffusion else EventKind.NOTICE_PUBLISHED
        blamed: Finding | None = None
        for event in _list_deeds(view, kind, wanted):
            fault = self._find_fault(view, event, is_diffusion=is_diffusion)
            if not fault:
                return Finding(True, _("Event %(n)s.") % {"n": event.sequence}, (event.sequence,))
            blamed = blamed or _blame(fault, event)
        return blamed or Finding(False, _("It did not happen."))

    def _find_fault(self, view: RunView, event: LoggedEvent, *, is_diffusion: bool) -> str:
        if is_diffusion and set(event.payload["to"]) != {view.fill(code) for code in self.to}:
            return _("Event %(n)s went to too many bureaus, or too few.")
        said = event.payload["fields"] if is_diffusion else _read_published(view, event)
        is_told = _touches(view, "\n".join(said.values()), self.groups, self.least)
        return "" if is_told else _("Event %(n)s leaves out what counts.")


@register
@dataclass(frozen=True, kw_only=True)
class NoticeNeverPublished(Check):
    """No notice of these types was published or sent as a diffusion, not for a moment; something else was done instead."""

    name: ClassVar[str] = "notice_never_published"
    types: tuple[str, ...]
    instead: Matcher

    def list_kinds(self) -> tuple[str, ...]:
        return (self.instead.kind,)

    def list_notice_types(self) -> tuple[str, ...]:
        return self.types

    def judge(self, view: RunView) -> Finding:
        for event in view.list_events(EventKind.NOTICE_PUBLISHED, EventKind.DIFFUSION_SENT):
            notice = view.desk.notices.get(event.payload["notice"])
            if notice is not None and notice.type_key in self.types and not event.payload.get("is_on_file"):
                return _blame(_("Event %(n)s sent it out."), event)
        done = next((event for event in view.events if self.instead.fits(event)), None)
        if done is None:
            return Finding(False, _("You sent nothing out, and did nothing else instead."))
        return Finding(True, _("Event %(n)s, and nothing was sent out.") % {"n": done.sequence}, (done.sequence,))
