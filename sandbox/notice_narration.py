"""Notices and diffusions in the log of a run, in sentences."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from sandbox.domain.geography import name_bureau
from sandbox.domain.matching import LoggedEvent
from sandbox.enums import EventKind, RefusalGround

# What the Secretariat does with a published notice.
SECRETARIAT_KINDS = frozenset(
    {
        EventKind.NOTICE_SUSPENDED, EventKind.NOTICE_RESTORED, EventKind.NOTICE_CANCELLED, EventKind.NOTICE_DELETED,
        EventKind.NOTICE_EXPIRED,
    }
)  # fmt: skip


def narrate_notice(event: LoggedEvent) -> tuple[str, str]:
    """A sentence about an event of a notice, and what was written in it (untrusted text: escape it)."""
    payload = event.payload
    number = {"n": payload["notice"]}
    match event.kind:
        case EventKind.NOTICE_DRAFTED if payload.get("cited"):
            text = _("Record %(record)s was cited in notice %(n)s.") % {**number, "record": payload["cited"]}
            return text, payload["fields"].get("title", "")
        case EventKind.NOTICE_DRAFTED:
            return _("Notice %(n)s was saved.") % number, payload["fields"].get("title", "")
        case EventKind.NOTICE_VALIDATED:
            if payload["is_valid"]:
                return _("Notice %(n)s was checked: it meets the rules.") % number, ""
            return _("Notice %(n)s was checked: it does not meet all the rules.") % number, "\n".join(
                p["message"] for p in payload["problems"]
            )
        case EventKind.NOTICE_SUBMITTED:
            return _("Notice %(n)s was submitted.") % number, ""
        case EventKind.NOTICE_SCREENED:
            return _("The Secretariat began to read notice %(n)s.") % number, ""
        case EventKind.NOTICE_QUESTIONED:
            return _("The reviewer asked about notice %(n)s.") % number, "\n".join(payload["questions"])
        case EventKind.NOTICE_ANSWERED:
            return _("Notice %(n)s went back to the reviewer with an answer.") % number, payload["answer"]
        case EventKind.NOTICE_PUBLISHED if payload.get("is_on_file"):
            text = _("The Secretariat reminds you of your notice %(reference)s: its last day is %(day)s.")
            return text % {"reference": payload["reference"], "day": _write_day(payload["expires_on"])}, ""
        case EventKind.NOTICE_PUBLISHED:
            return _("Notice %(n)s was published as %(reference)s.") % {**number, "reference": payload["reference"]}, ""
        case EventKind.NOTICE_REFUSED:
            return _("Notice %(n)s was refused.") % number, payload["reason"]
    return _narrate_afterwards(event)


def _narrate_afterwards(event: LoggedEvent) -> tuple[str, str]:
    payload = event.payload
    number = {"n": payload["notice"]}
    match event.kind:
        case EventKind.NOTICE_UPDATED:
            return _narrate_update(event), payload["reason"]
        case EventKind.NOTICE_ADDENDUM:
            return _("An addendum to notice %(n)s was published.") % number, payload["text"]
        case EventKind.NOTICE_WITHDRAWN:
            return _("The bureau withdrew notice %(n)s.") % number, payload["reason"]
        case EventKind.NOTICE_RENEWED:
            text = _("The bureau renewed notice %(n)s until %(day)s.")
            return text % {**number, "day": _write_day(payload["expires_on"])}, payload["reason"]
        case EventKind.DIFFUSION_SENT if payload.get("is_on_file"):
            text = _("Diffusion %(reference)s lies on file: it went to %(bureaus)s.")
            bureaus = ", ".join(name_bureau(code) for code in payload["to"])
            return text % {"reference": payload["reference"], "bureaus": bureaus}, ""
        case EventKind.DIFFUSION_SENT:
            text = _("Notice %(n)s went out as diffusion %(reference)s to %(bureaus)s.")
            bureaus = ", ".join(name_bureau(code) for code in payload["to"])
            return text % {**number, "reference": payload["reference"], "bureaus": bureaus}, payload["reason"]
        case EventKind.DIFFUSION_RECALLED:
            return _("The bureau recalled diffusion %(n)s from all who had it.") % number, payload["reason"]
    return _narrate_office(event), payload["reason"]


def _narrate_update(event: LoggedEvent) -> str:
    number = {"n": event.payload["notice"]}
    if "public_extract" not in event.payload:
        return _("The bureau updated notice %(n)s.") % number
    if event.payload["public_extract"]:
        return _("The bureau agreed to a public extract of notice %(n)s.") % number
    return _("The bureau took back its consent to a public extract of notice %(n)s.") % number


def _narrate_office(event: LoggedEvent) -> str:
    payload = event.payload
    number = {"n": payload["notice"]}
    match event.kind:
        case EventKind.NOTICE_SUSPENDED:
            text = _("The Secretariat suspended notice %(n)s until %(day)s at the latest.")
            return text % {**number, "day": _write_day(payload["until"])}
        case EventKind.NOTICE_RESTORED:
            return _("The Secretariat lifted the suspension of notice %(n)s.") % number
        case EventKind.NOTICE_CANCELLED:
            text = _("The Secretariat cancelled notice %(n)s: %(ground)s.")
            return text % {**number, "ground": RefusalGround(payload["ground"]).label}
        case EventKind.NOTICE_DELETED:
            return _("Notice %(n)s was deleted from the network.") % number
    return _("Notice %(n)s expired.") % number


def _write_day(text: str) -> str:
    return date_format(date.fromisoformat(text), "DATE_FORMAT")
