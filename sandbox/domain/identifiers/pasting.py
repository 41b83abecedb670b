"""From what people paste to what a standard can read: digits of other scripts, invisible characters, separators."""

import re
import unicodedata
from dataclasses import dataclass

from django.utils.translation import gettext as _

from sandbox.domain.identifiers.reading import Finding, note

# The largest QR code holds 4,296 letters and digits (ISO/IEC 18004, version 40-L, alphanumeric mode).
MAX_INPUT = 4296
GROUP_SEPARATOR = "\x1d"
# How scanners and people write the separator that cannot be seen.
_WRITTEN_SEPARATOR = re.compile(r"␝|<GS>|\{GS\}|\[GS\]|\\x1d|<FNC1>|\{FNC1\}", re.IGNORECASE)
_SEPARATORS = re.compile(r"[ \-]")
_DASHES = frozenset("‐‑‒–—―−﹘﹣－")
_CAPITALS = str.maketrans("abcdefghijklmnopqrstuvwxyz", "ABCDEFGHIJKLMNOPQRSTUVWXYZ")


@dataclass(frozen=True, slots=True)
class Pasted:
    """A text that can be read, and what had to be done to it."""

    text: str
    notes: tuple[Finding, ...]

    @property
    def compact(self) -> str:
        """Without spaces and hyphens, in capitals: how most standards store their numbers."""
        return _SEPARATORS.sub("", self.text).translate(_CAPITALS)


def _translate(character: str) -> tuple[str, str]:
    """What to read for a character, and why: `foreign`, `hidden`, `broken`, or nothing."""
    if character in {GROUP_SEPARATOR, " "} or "!" <= character <= "~":
        return character, ""
    if character in _DASHES:
        return "-", ""
    if character.isspace() and character not in "\x1c\x1e\x1f":
        return " ", ""
    if "！" <= character <= "～":
        return chr(ord(character) - 0xFEE0), "foreign"
    digit = unicodedata.decimal(character, None)
    if digit is not None:
        return str(digit), "foreign"
    category = unicodedata.category(character)
    if category == "Cs":
        return "\ufffd", "broken"
    if category in {"Cc", "Cf"}:
        return "", "hidden"
    return character, ""


def clean_text(text: str) -> Pasted:
    """Read what was pasted, never failing: unreadable characters are replaced or left out, and the notes say so.

    Keeps the GS1 separator (ASCII 29), however it was written. Text beyond the largest code is cut off.
    """
    read: list[str] = []
    reasons: set[str] = set()
    for character in _WRITTEN_SEPARATOR.sub(GROUP_SEPARATOR, text[:MAX_INPUT]):
        replaced, reason = _translate(character)
        read.append(replaced)
        reasons.add(reason)
    sentences = {
        "foreign": _("Full-width characters or digits of another script were read as A–Z and 0–9."),
        "hidden": _("Characters that cannot be seen were left out. They often come with copied text."),
        "broken": _("A character was damaged on its way here. Copy the text again."),
    }
    notes = [note(sentence) for reason, sentence in sentences.items() if reason in reasons]
    if len(text) > MAX_INPUT:
        notes.append(note(_("Only the first 4,296 characters were read: no code holds more.")))
    return Pasted("".join(read).strip(" "), tuple(notes))


def show_text(text: str) -> str:
    """The text with a visible sign for the separator."""
    return text.replace(GROUP_SEPARATOR, "␝")
