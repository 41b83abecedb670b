"""A line of text on a picture, in any of the college's scripts: the first font that can draws a character, Arabic is joined and ordered."""

import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import groupby
from typing import Literal

import arabic_reshaper
from bidi.algorithm import get_display
from django.conf import settings
from PIL import ImageDraw, ImageFont
from reportlab.pdfbase.ttfonts import TTFontFile

TEXT, DISPLAY = "NotoSerif-Regular", "NotoSerifDisplay-Regular"
_FALLBACKS = ("Amiri-Regular", "CollegeKai-Regular")
_JOINERS = dict.fromkeys(map(ord, "\u200c\u200d"))
_ANCHORS = {"start": 0.0, "centre": 0.5, "end": 1.0}
_FOLDER = settings.BASE_DIR / "certification" / "fonts"


@lru_cache(maxsize=64)
def _load(name: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(_FOLDER / f"{name}.ttf"), size, layout_engine=ImageFont.Layout.BASIC)


@cache
def _list_characters(name: str) -> frozenset[int]:
    return frozenset(TTFontFile(str(_FOLDER / f"{name}.ttf")).charToGlyph)


def _choose(character: str, base: str) -> str:
    return next((name for name in (base, *_FALLBACKS) if ord(character) in _list_characters(name)), base)


def _split(text: str, base: str) -> Iterator[tuple[str, str]]:
    """Runs of one font, from left to right."""
    if any(unicodedata.bidirectional(character) in {"R", "AL"} for character in text):
        text = str(get_display(arabic_reshaper.reshape(text)))
    for name, run in groupby(text.translate(_JOINERS), lambda character: _choose(character, base)):
        yield name, "".join(run)


def measure_line(text: str, font: str, size: int) -> float:
    """Width of one line in pixels."""
    return sum(_load(name, size).getlength(run) for name, run in _split(text, font))


def draw_line(
    brush: ImageDraw.ImageDraw, text: str, at: tuple[float, float], *, font: str, size: int,
    fill: tuple[int, int, int] | int, align: Literal["start", "centre", "end"] = "start",
) -> float:  # fmt: skip
    """Draw one line with its baseline at the second of `at`; `align` says which point of it the first is. Returns its width."""
    width = measure_line(text, font, size)
    left = at[0] - width * _ANCHORS[align]
    for name, run in _split(text, font):
        face = _load(name, size)
        brush.text((left, at[1]), run, font=face, fill=fill, anchor="ls")
        left += face.getlength(run)
    return width
