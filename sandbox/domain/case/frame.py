"""How a sheet is divided: bands with the mark, title, drawing, legend. The same for SVG and PNG. Pure."""

from dataclasses import dataclass

from college.core.typesetting.fonts import TEXT
from college.core.typesetting.pixels import measure_pixels
from sandbox.domain.case.sheet import Sheet

BAND, HEAD, KEY = 30, 70, 64
EDGE = 24
LEAST_WIDTH = 900


@dataclass(frozen=True, slots=True)
class LegendItem:
    """A mark with its words: their left edges, and the point at which the words begin in the direction of the page."""

    name: str
    words: str
    mark_x: float
    words_x: float
    start_x: float


@dataclass(frozen=True, slots=True)
class Frame:
    """The sheet in units of the drawing, whose upper left corner is at `left`, `top`; the legend begins at `key`."""

    width: int
    height: int
    left: int
    certainties: tuple[LegendItem, ...]
    groups: tuple[LegendItem, ...]

    @property
    def top(self) -> int:
        return BAND + HEAD

    @property
    def key(self) -> int:
        return self.height - BAND - KEY


def make_frame(sheet: Sheet) -> Frame:
    width = max(sheet.size[0], LEAST_WIDTH)
    return Frame(
        width, sheet.size[1] + 2 * BAND + HEAD + KEY, (width - sheet.size[0]) // 2, _spread(sheet, width, sheet.certainties, 44),
        _spread(sheet, width, sheet.groups, 18),
    )  # fmt: skip


def _spread(sheet: Sheet, width: int, items: tuple[tuple[str, str], ...], room: int) -> tuple[LegendItem, ...]:
    """One row of the legend, from the right in a right-to-left language."""
    found, at = [], float(EDGE)
    for name, words in items:
        wide = measure_pixels(words, TEXT, 24) / 2
        slack = 22 + wide / 6  # the fonts of a reader of the SVG may be wider
        if sheet.is_right_to_left:
            right = width - at
            found.append(LegendItem(name, words, right - room + 8, right - room - wide, right - room))
        else:
            found.append(LegendItem(name, words, at, at + room, at + room))
        at += room + wide + slack
    return tuple(found)
