"""Words for the lines of a list on its page."""

from typing import Any

from django.utils.translation import gettext as _

from sandbox.domain.lists.advice import MENDS
from sandbox.domain.lists.lines import Line
from sandbox.enums import DocumentType, QueryResult, RowFault
from sandbox.models import ScreeningList


def list_views(found: ScreeningList, asked: str) -> list[dict[str, Any]]:
    """What the page can show, how many lines each has, and which is shown: what was asked for, or what needs a look first."""
    views: list[dict[str, Any]] = [
        {"key": "matches", "label": _("Possible matches"), "count": found.matched},
        {"key": "malformed", "label": _("Malformed"), "count": found.malformed},
        {"key": "all", "label": _("All lines"), "count": found.screened},
    ]
    known = [view["key"] for view in views]
    first = "matches" if found.matched else "malformed" if found.malformed else "all"
    current = asked if asked in known else first
    return [{**view, "is_current": view["key"] == current} for view in views]


def list_steps() -> list[str]:
    """What is done with a list, in its order."""
    return [_("Reading"), _("Screening"), _("Writing the answers")]


def describe_line(line: Line) -> dict[str, Any]:
    """A line as its row on the page."""
    fault = RowFault(line.fault) if line.fault else None
    return {
        "line": line.line, "number": line.number, "country": line.country,
        "document_type": DocumentType(line.document_type).label if line.document_type else "",
        "is_match": line.outcome == QueryResult.POSSIBLE_MATCH, "fault": fault.label if fault else "", "mend": MENDS[fault] if fault else "",
        "candidates": [{"reference": reference, "count": count} for reference, count in line.candidates],
    }  # fmt: skip
