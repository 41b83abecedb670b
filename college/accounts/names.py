"""What a person's name may hold: any script, no markup, nothing that turns text round or hides it."""

import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

MAX_LENGTH = 120
_PUNCTUATION = set("-'’ʼ.·,()/ ")


def normalise_name(name: str) -> str:
    """NFC, with single spaces."""
    return " ".join(unicodedata.normalize("NFC", name).split())


def validate_name(name: str) -> None:
    """Letters and marks of any script, spaces, hyphens, apostrophes and full stops. Raises ValidationError with the reason."""
    text = normalise_name(name)
    if not text:
        raise ValidationError(_("Write your name as it should stand on a certificate."), code="name_empty")
    if len(text) > MAX_LENGTH:
        raise ValidationError(
            _("Names can have up to %(limit)s characters; this one has %(length)s."),
            code="name_too_long",
            params={"limit": MAX_LENGTH, "length": len(text)},
        )
    for character in name:
        category = unicodedata.category(character)
        if category[0] in "LM" or character in _PUNCTUATION or character in "\u200c\u200d":
            continue
        if category == "Cf":
            raise ValidationError(
                _("The name holds an invisible character that changes the direction of text. Type it again by hand."),
                code="name_invisible",
            )
        raise ValidationError(
            _("“%(character)s” cannot stand in a name. Use letters, spaces, hyphens, apostrophes and full stops."),
            code="name_character",
            params={"character": character if character.isprintable() else f"U+{ord(character):04X}"},
        )
    if not any(unicodedata.category(character)[0] == "L" for character in text):
        raise ValidationError(_("A name needs at least one letter."), code="name_no_letter")
