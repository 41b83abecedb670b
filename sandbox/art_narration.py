"""What happened at the works-of-art register, in sentences."""

from django.utils.translation import gettext as _

from sandbox.domain.matching import LoggedEvent
from sandbox.enums import EventKind

ART_KINDS = {EventKind.REGISTER_QUERIED, EventKind.RECORD_OPENED, EventKind.RECORD_ENTERED}


def narrate_art(event: LoggedEvent) -> tuple[str, str]:
    """A sentence about an event of the register, and what was written in it (untrusted text: escape it)."""
    payload = event.payload
    if event.kind == EventKind.RECORD_OPENED:
        return _("Record %(record)s was opened.") % {"record": payload["record"]["reference"]}, ""
    if event.kind == EventKind.RECORD_ENTERED:
        return _("Work of art %(record)s was entered.") % {"record": payload["record"]["reference"]}, payload["record"][
            "title"
        ]
    count = {"n": len(payload["candidates"])}
    if "picture" in payload["asked"]:
        return _("Look-alikes of a photograph were asked for: %(n)s candidates.") % count, payload["reason"]
    return _("The works-of-art register was asked: %(n)s candidates.") % count, payload["reason"]
