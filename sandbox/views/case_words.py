"""What the script of the chart says, in the language of the page. Names in braces are filled in by the script."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

_WORDS: dict[str, Promise] = {
    "roles": _("chart"),
    "keys": _(
        "Drag a box to move it. By keyboard, arrow keys go from box to box along the links, Enter opens a box, M lets the arrow keys move it."
    ),
    "touch": _("Choose “Move boxes”, then push a box with a finger. A tap on a box opens it otherwise."),
    "walked": _("by “{link}” ({certainty}). Links: {count}."),
    "alone": _("Nothing is linked in this direction."),
    "moving": _("Moving: the arrow keys or a finger move the boxes. Escape or M ends it."),
    "still": _("Moving has ended."),
    "moved": _("{name}: {x} across, {y} down."),
    "tidied": _("The boxes were tidied up. Save the layout to keep it."),
    "undone": _("The last move was taken back."),
    "nothing": _("There is nothing to take back."),
    "zoomed": _("{percent} per cent of its size."),
    "unsaved": _("Moved, not yet saved."),
    "saving": _("Saving…"),
    "lost": _("No connection. The layout is still here: save it again when the line is back."),
    "failed": _("Not saved. Load the page again and move the boxes once more."),
    "absent": _("Tidying up could not be loaded. Try again."),
}


def list_words() -> dict[str, str]:
    """All of them in the language that is active."""
    return {name: str(words) for name, words in _WORDS.items()}
