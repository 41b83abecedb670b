"""Lines of text on a Pillow picture, in any of the scripts. The same fonts and the same order of letters as in a PDF."""

from functools import lru_cache
from typing import Literal

from PIL import ImageDraw, ImageFont

from college.core.typesetting.fonts import find_font_file, split_runs, to_display

_ANCHORS = {"start": 0.0, "centre": 0.5, "end": 1.0}


@lru_cache(maxsize=64)
def load_pixel_font(name: str, size: int) -> ImageFont.FreeTypeFont:
    """A font of the college at so many pixels. Letters are joined and ordered before: Pillow lays out nothing itself."""
    return ImageFont.truetype(str(find_font_file(name)), size, layout_engine=ImageFont.Layout.BASIC)


def measure_pixels(text: str, font: str, size: int) -> float:
    """Width of one line in pixels."""
    return sum(load_pixel_font(name, size).getlength(run) for name, run in split_runs(to_display(text), font))


def draw_pixel_line(
    brush: ImageDraw.ImageDraw, text: str, at: tuple[float, float], *, font: str, size: int,
    fill: str | tuple[int, int, int], align: Literal["start", "centre", "end"] = "start",
) -> float:  # fmt: skip
    """Draw one line with its baseline at the second of `at`; `align` says which point of it the first is. Returns its width."""
    width = measure_pixels(text, font, size)
    left, baseline = at[0] - width * _ANCHORS[align], at[1]
    for name, run in split_runs(to_display(text), font):
        face = load_pixel_font(name, size)
        brush.text((left, baseline), run, font=face, fill=fill, anchor="ls")
        left += face.getlength(run)
    return width
