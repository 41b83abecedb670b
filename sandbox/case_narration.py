"""The case chart in the log of a run, in sentences."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sandbox.domain.matching import LoggedEvent


def narrate_chart(event: LoggedEvent) -> tuple[str, str]:
    """A sentence about a save of the chart, and what was changed (untrusted text: escape it)."""
    payload = event.payload
    said = {
        "entity_added": _("An entity was added to the chart."),
        "entity_changed": _("An entity of the chart was changed."),
        "entity_removed": _("An entity was removed from the chart."),
        "link_added": _("A link was added to the chart."),
        "link_changed": _("A link of the chart was changed."),
        "link_removed": _("A link was removed from the chart."),
        "layout_saved": _("The layout of the chart was saved."),
        "layout_released": _("The chart was left to arrange itself."),
    }.get(payload["action"], _("The chart was saved."))
    count = len(payload["entities"])
    size = ngettext("It now holds %(n)s entity.", "It now holds %(n)s entities.", count) % {"n": count}
    return f"{said} {size}", payload["subject"]
