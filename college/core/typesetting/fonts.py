"""Which font draws which character. reportlab has no font fall-back: every run of a line names its font."""

import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import groupby
from pathlib import Path
from threading import RLock

import arabic_reshaper
from bidi.algorithm import get_display
from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

FOLDER = Path(__file__).resolve().parent.parent / "fonts"
DISPLAY = "NotoSerifDisplay-Regular"
TEXT = "NotoSerif-Regular"
ITALIC = "NotoSerif-Italic"
ARABIC = "Amiri-Regular"
HAN = "CollegeKai-Regular"
_FALLBACKS = (ARABIC, HAN)

# Binary streams, not ASCII: a fifth smaller, and written in half the time.
rl_config.useA85 = 0

# A TTFont collects the glyphs of the document being drawn: one document at a time in a process.
drawing_lock = RLock()

_JOINERS = dict.fromkeys(map(ord, "\u200c\u200d"))


def find_font_file(name: str) -> Path:
    """Where the TrueType file of one of the fonts above lies: for Pillow, which names fonts by path."""
    return FOLDER / f"{name}.ttf"


@cache
def load_font(name: str) -> TTFont:
    """Read a font of this folder and make it known to reportlab."""
    with drawing_lock:
        font = TTFont(name, str(find_font_file(name)))
        pdfmetrics.registerFont(font)
    return font


def _draws(name: str, character: str) -> bool:
    return ord(character) in load_font(name).face.charToGlyph


@cache
def choose_font(character: str, base: str) -> str | None:
    """The font for one character of display text: `base` where it can, else the first that can, else None."""
    if _draws(base, character):
        return base
    return next((name for name in _FALLBACKS if _draws(name, character)), None)


def split_runs(display: str, base: str) -> Iterator[tuple[str, str]]:
    """Pairs of font and text of a line as it is drawn. A character that none draws keeps the base font."""
    for font, characters in groupby(display, key=lambda character: choose_font(character, base) or base):
        yield font, "".join(characters)


def is_right_to_left(text: str) -> bool:
    """The first letter with a direction runs from right to left."""
    for character in text:
        direction = unicodedata.bidirectional(character)
        if direction in {"R", "AL"}:
            return True
        if direction == "L":
            return False
    return False


def to_display(line: str) -> str:
    """One line as it is drawn from left to right: Arabic letters joined, then reordered. Wrap before, never after."""
    if not any(unicodedata.bidirectional(character) in {"R", "AL"} for character in line):
        return line.translate(_JOINERS)
    return str(get_display(arabic_reshaper.reshape(line))).translate(_JOINERS)


def _is_unjoined(character: str) -> bool:
    """An Arabic letter without a joined form: drawn, it would stand alone in the middle of its word."""
    return "\u0620" <= character <= "\u06ff" and unicodedata.category(character) == "Lo"


def find_unprintable(text: str) -> list[str]:
    """The characters that no font here draws right, each once, in their order. An empty list: all can be printed."""
    missing = dict.fromkeys(
        character
        for character in to_display(text)
        if choose_font(character, DISPLAY) is None or choose_font(character, TEXT) is None or _is_unjoined(character)
    )
    return list(missing)
