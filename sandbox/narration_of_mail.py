"""Mail in the log of a run, in sentences."""

from datetime import datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from sandbox.domain.geography import name_bureau
from sandbox.domain.matching import LoggedEvent
from sandbox.enums import EventKind, Priority, Purpose


def narrate_message(event: LoggedEvent) -> tuple[str, str]:
    """A sentence about a message, and what was written in it (untrusted text: escape it)."""
    payload = event.payload
    if event.kind == EventKind.MESSAGE_RECEIVED:
        text = _("%(bureau)s wrote: %(subject)s") % {
            "bureau": name_bureau(payload["from"]),
            "subject": payload["subject"],
        }
    else:
        text = _("To %(bureau)s (%(purpose)s, %(priority)s): %(subject)s") % {
            "bureau": ", ".join(name_bureau(code) for code in (payload["to"], *payload.get("also_to", ()))),
            "purpose": Purpose(payload["purpose"]).label,
            "priority": Priority(payload["priority"]).label,
            "subject": payload["subject"],
        }
    if (number := payload.get("request_number", 0)) > 1:
        text = f"{text} {_('Request %(n)s of 3.') % {'n': number}}"
    if deadline := payload.get("deadline_at"):
        time = date_format(localtime(datetime.fromisoformat(deadline)), "H:i")
        text = f"{text} {_('Answer due by %(time)s.') % {'time': time}}"
    return text, payload["body"]


def narrate_mark(event: LoggedEvent) -> str:
    number = {"n": event.payload["message"]}
    if event.kind == EventKind.MESSAGE_READ:
        return _("The message of event %(n)s was read.") % number
    return _("The message of event %(n)s was acknowledged.") % number
