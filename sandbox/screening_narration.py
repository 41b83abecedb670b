"""The events of partner check and product check in sentences."""

from django.utils.translation import gettext as _

from sandbox.domain.geography import name_country
from sandbox.domain.identifiers.pasting import show_text
from sandbox.domain.matching import LoggedEvent
from sandbox.enums import DocumentType, EventKind, PackFinding, PackOutcome, PartnerAnswer

SCREENING_LANES = {
    EventKind.PARTNER_CHECKED: "screening",
    EventKind.PARTNER_ALERTED: "screening",
    EventKind.PRODUCT_CHECKED: "screening",
    EventKind.LIST_SCREENED: "screening",
}


def narrate_screening(event: LoggedEvent) -> tuple[str, str]:
    """A sentence, and what was entered. Which bureaus were alerted is not for the partner's eyes, and no part of the log."""
    payload = event.payload
    match event.kind:
        case EventKind.PARTNER_CHECKED:
            return _("Partner check of %(number)s, %(country)s, %(kind)s: %(answer)s.") % {
                "number": payload["number"],
                "country": name_country(payload["country"]),
                "kind": DocumentType(payload["document_type"]).label,
                "answer": PartnerAnswer(payload["answer"]).label,
            }, ""
        case EventKind.PARTNER_ALERTED:
            return _("The bureaus concerned were alerted."), ""
        case EventKind.LIST_SCREENED:
            return _(
                "List %(list)s was screened, %(rows)s lines: %(matched)s possible matches, %(clear)s without a record, %(malformed)s malformed."
            ) % payload, payload["reason"]
    outcome = str(PackOutcome(payload["outcome"]).label)
    reasons = [str(PackFinding(finding).label) for finding in payload["findings"]]
    text = _("The code of %(pack)s was checked: %(outcome)s.") if payload["pack"] else _("A code that is on no pack here was checked: %(outcome)s.")  # fmt: skip
    what = f"{outcome} ({', '.join(reasons)})" if reasons and reasons != [outcome] else outcome
    return text % {"pack": payload["pack"], "outcome": what}, show_text(payload["code"])
