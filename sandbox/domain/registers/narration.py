"""Events of the registers in sentences."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from sandbox.domain.geography import name_bureau
from sandbox.domain.matching import LoggedEvent
from sandbox.domain.registers.declaration import REGISTERS, Register
from sandbox.enums import EventKind, QueryResult


def narrate_register_event(event: LoggedEvent) -> tuple[str, str] | None:
    """A sentence and what was written in it; None for events of other parts."""
    payload = event.payload
    match event.kind:
        case EventKind.REGISTER_QUERIED if payload["register"] in REGISTERS:
            register = REGISTERS[payload["register"]]
            values = {
                "register": register.tool.label, "asked": describe_asked(register, payload["asked"]),
                "result": QueryResult(payload["result"]).label,
            }  # fmt: skip
            return _("%(register)s, %(asked)s: %(result)s.") % values, payload["reason"]
        case EventKind.RECORD_ENTERED:
            return _("Record %(record)s was entered.") % {"record": payload["record"]["reference"]}, ""
        case EventKind.RECORD_CHANGED:
            return _("Record %(record)s was changed.") % {"record": payload["record"]["reference"]}, payload["reason"]
        case EventKind.RECORD_WITHDRAWN:
            return _("Record %(record)s was withdrawn.") % {"record": payload["reference"]}, payload["reason"]
        case EventKind.RECORD_RENEWED:
            values = {
                "record": payload["record"]["reference"],
                "day": date_format(date.fromisoformat(payload["record"]["review_on"])),
            }
            return _("Record %(record)s was renewed until %(day)s.") % values, payload["reason"]
        case EventKind.RECORD_RESTRICTED:
            values = {"record": payload["reference"], "bureaus": ", ".join(payload["hidden_from"])}
            if not payload["hidden_from"]:
                return _("The restriction of record %(record)s was lifted.") % values, payload["reason"]
            return _("Record %(record)s was hidden from %(bureaus)s.") % values, payload["reason"]
        case EventKind.TRACE_REQUESTED:
            values = {"record": payload["reference"], "bureau": name_bureau(payload["to"])}
            return _("A trace of %(record)s was requested from %(bureau)s.") % values, payload["comment"]
        case EventKind.TRACE_ANSWERED:
            values = {"record": payload["reference"], "bureau": name_bureau(payload["from"])}
            return _("%(bureau)s answered the trace of %(record)s.") % values, ""
    return None


def describe_asked(register: Register, asked: Mapping[str, Any]) -> str:
    """What was asked, in one line, its choices in words; of a trait only that it was asked."""
    if "digest" in asked:
        return f"#{asked['digest'][:10]}"
    words = {spec.key: dict(spec.choices) for spec in register.asks}
    shown = {name: value for name, value in asked.items() if value and name not in {"series", "value"}}
    return " · ".join(str(words.get(name, {}).get(str(value), value)) for name, value in shown.items())
