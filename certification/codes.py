"""The code of a certificate: 140 random bits in Crockford's base 32, seven groups of four."""

import secrets
import unicodedata

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 28
GROUP = 4
# Crockford: O is read as 0, I and L as 1.
_READ_AS = str.maketrans("OIL", "011")
# Longer input is no code: not worth looking through.
_MAX_INPUT = 400


def make_code() -> str:
    """A new code, without hyphens. Unguessable: 32^28 possibilities."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def group_code(code: str) -> str:
    """The code as it is printed: `7K3M-…`, seven groups."""
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def clean_code(text: str) -> str:
    """What was typed, pasted or scanned, reduced to letters and digits: case, spaces and hyphens don't matter.

    A pasted address of the check page is read for its last part. Digits of any script count. At most 40 characters come out.
    """
    compatible = unicodedata.normalize("NFKC", text[:_MAX_INPUT]).strip().rstrip("/")
    last = compatible.rpartition("/")[2]
    characters = (str(unicodedata.decimal(character)) if character.isdecimal() else character for character in last)
    kept = (character for character in "".join(characters).upper() if character.isascii() and character.isalnum())
    return "".join(kept)[:40].translate(_READ_AS)


def parse_code(text: str) -> str | None:
    """The code in its stored form, or None when the text cannot be one."""
    code = clean_code(text)
    if len(code) != LENGTH or any(character not in ALPHABET for character in code):
        return None
    return code
