"""Checks on notices and on messages by their content. Pure; see `checks`."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils.translation import gettext as _

from sandbox.domain.checks import Check, Finding, RunView, register
from sandbox.domain.matching import LoggedEvent
from sandbox.domain.text import contains_any
from sandbox.enums import EventKind, NoticeState


def _list_submissions(view: RunView) -> list[LoggedEvent]:
    return view.list_events(EventKind.NOTICE_SUBMITTED, EventKind.NOTICE_ANSWERED)


def _count_groups(view: RunView, text: str, groups: tuple[tuple[str, ...], ...]) -> int:
    return sum(contains_any(text, [view.fill(word) for word in group]) for group in groups)


def _read_fields(payload: Mapping[str, Any], keys: tuple[str, ...]) -> str:
    fields: Mapping[str, str] = payload["fields"]
    return "\n".join(fields.get(key, "") for key in (keys or tuple(fields)))


@register
@dataclass(frozen=True)
class NoticePublished(Check):
    """A notice of this type was published."""

    name: ClassVar[str] = "notice_published"
    type: str

    def list_notice_types(self) -> tuple[str, ...]:
        return (self.type,)

    def judge(self, view: RunView) -> Finding:
        notices = [notice for notice in view.desk.notices.values() if notice.type_key == self.type]
        if any(notice.state == NoticeState.PUBLISHED for notice in notices):
            event = view.list_events(EventKind.NOTICE_PUBLISHED)[0]
            return Finding(True, _("Your notice was published."), (event.sequence,))
        refused = view.list_events(EventKind.NOTICE_REFUSED)
        if refused:
            return Finding(False, _("Your notice was refused."), wrong_at=refused[0].sequence)
        if notices:
            return Finding(False, _("Your notice was left as: %(state)s.") % {"state": notices[-1].state.label})
        return Finding(False, _("You drafted no notice."))


@register
@dataclass(frozen=True)
class NoticeFieldContains(Check):
    """At the first submission (or the last one, with `at: last`) these fields touched enough groups of synonyms."""

    name: ClassVar[str] = "notice_field_contains"
    fields: tuple[str, ...]
    groups: tuple[tuple[str, ...], ...]
    least: int
    at: str = "last"

    def judge(self, view: RunView) -> Finding:
        submissions = _list_submissions(view)
        if not submissions:
            return Finding(False, _("You submitted no notice."))
        event = submissions[0 if self.at == "first" else -1]
        found = _count_groups(view, _read_fields(event.payload, self.fields), self.groups)
        did = _("%(found)s of the %(all)s facts that count stood in it.") % {"found": found, "all": len(self.groups)}
        if found >= self.least:
            return Finding(True, did, (event.sequence,))
        return Finding(False, did, wrong_at=event.sequence)


@register
@dataclass(frozen=True)
class NoticeFieldIs(Check):
    """A field has this value in every submission."""

    name: ClassVar[str] = "notice_field_is"
    field: str
    value: str

    def judge(self, view: RunView) -> Finding:
        submissions = _list_submissions(view)
        if not submissions:
            return Finding(False, _("You submitted no notice."))
        expected = view.fill(self.value)
        for event in submissions:
            given = event.payload["fields"].get(self.field, "")
            if given != expected:
                return Finding(False, _("You gave “%(value)s”.") % {"value": given}, wrong_at=event.sequence)
        return Finding(True, _("You gave “%(value)s”.") % {"value": expected}, (submissions[0].sequence,))


@register
@dataclass(frozen=True)
class NeverWrote(Check):
    """None of these words stood in a submitted notice. Needs one submission."""

    name: ClassVar[str] = "never_wrote"
    words: tuple[str, ...]

    def judge(self, view: RunView) -> Finding:
        submissions = _list_submissions(view)
        if not submissions:
            return Finding(False, _("You submitted no notice, so there is nothing to judge."))
        for event in submissions:
            text = _read_fields(event.payload, ())
            found = [word for word in map(view.fill, self.words) if contains_any(text, [word])]
            if found:
                return Finding(False, _("You wrote “%(word)s”.") % {"word": found[0]}, wrong_at=event.sequence)
        return Finding(True, _("You kept to what the file says."))


@register
@dataclass(frozen=True)
class MessageSent(Check):
    """A message went to this bureau, for this purpose, and its text holds each of these words."""

    name: ClassVar[str] = "message_sent"
    to: str
    purpose: str
    contains: tuple[str, ...] = ()

    def judge(self, view: RunView) -> Finding:
        bureau, words = view.fill(self.to), [view.fill(word) for word in self.contains]
        candidates = [m for m in view.desk.sent if m.purpose == self.purpose]
        for message in candidates:
            text = f"{message.subject}\n{message.body}"
            if message.bureau == bureau and all(contains_any(text, [word]) for word in words):
                return Finding(True, _("You sent it: event %(n)s.") % {"n": message.sequence}, (message.sequence,))
        if candidates:
            text = _("Event %(n)s went to another bureau, or leaves out a reference.") % {"n": candidates[0].sequence}
            return Finding(False, text, wrong_at=candidates[0].sequence)
        return Finding(False, _("You sent no such message."))
