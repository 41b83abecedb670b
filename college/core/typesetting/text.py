"""Lines of text in any of the scripts: measured, wrapped in logical order, drawn run by run. Text is never markup."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from math import floor
from typing import Any, Literal

from reportlab.lib.colors import Color
from reportlab.pdfbase import pdfmetrics

from college.core.typesetting.fonts import ARABIC, load_font, split_runs, to_display

Align = Literal["start", "centre", "end"]


@dataclass(frozen=True, slots=True)
class Style:
    """Font, size in points, colour, and letter spacing in points (Arabic joins its letters and takes none)."""

    font: str
    size: float
    colour: Color
    spacing: float = 0.0


@lru_cache(maxsize=4096)
def _measure_unit(text: str, base: str) -> tuple[float, int]:
    """Width of one line at one point, and how many of its characters take letter spacing."""
    width, spaced = 0.0, 0
    for font, run in split_runs(to_display(text), base):
        load_font(font)
        width += float(pdfmetrics.stringWidth(run, font, 1000)) / 1000
        spaced += 0 if font == ARABIC else len(run)
    return width, spaced


def _measure_run(font: str, text: str, style: Style) -> float:
    load_font(font)
    width = float(pdfmetrics.stringWidth(text, font, style.size))
    return width if font == ARABIC else width + style.spacing * len(text)


def measure(text: str, style: Style) -> float:
    """Width of one line, in points."""
    width, spaced = _measure_unit(text, style.font)
    return width * style.size + style.spacing * spaced


def draw_line(canvas: Any, text: str, x: float, y: float, style: Style, align: Align = "centre") -> float:
    """Draw one line with its baseline at y. Returns its width."""
    runs = list(split_runs(to_display(text), style.font))
    width = sum(_measure_run(font, run, style) for font, run in runs)
    left = x - {"start": 0.0, "centre": width / 2, "end": width}[align]
    canvas.setFillColor(style.colour)
    for font, run in runs:
        spacing = 0.0 if font == ARABIC else style.spacing
        canvas.setFont(font, style.size)
        canvas.drawString(left, y, run, charSpace=spacing)
        left += _measure_run(font, run, style)
    return width


def _break_long(word: str, style: Style, width: float) -> list[str]:
    """A word wider than the line, cut where the line is full."""
    pieces = [""]
    for character in word:
        if pieces[-1] and measure(pieces[-1] + character, style) > width:
            pieces.append("")
        pieces[-1] += character
    return pieces


def fill_lines(text: str, style: Style, width: float) -> list[str]:
    """Words from the first to the last, as many a line as go in. Letters never join across a space: widths add up."""
    space = measure(" ", style)
    lines, used = [""], 0.0
    for word in text.split():
        length = measure(word, style)
        if lines[-1] and used + space + length <= width:
            lines[-1] += f" {word}"
            used += space + length
            continue
        pieces = [word] if length <= width else _break_long(word, style, width)
        lines = [*lines, *pieces] if lines[-1] else pieces
        used = measure(lines[-1], style)
    return lines


def wrap(text: str, style: Style, width: float) -> list[str]:
    """Lines no wider than `width`, as few as possible, and of even length."""
    lines = fill_lines(text, style, width)
    narrow, wide = width / max(len(lines), 1) * 0.9, width
    while wide - narrow > 2:
        middle = (narrow + wide) / 2
        trial = fill_lines(text, style, middle)
        if len(trial) <= len(lines):
            lines, wide = trial, middle
        else:
            narrow = middle
    return lines


def wrap_title(text: str, style: Style, width: float) -> list[str]:
    """Full lines, none of which ends in a word of three letters or fewer: “and” belongs to what follows."""
    lines = fill_lines(text, style, width)
    for index in range(len(lines) - 1):
        head, _, tail = lines[index].rpartition(" ")
        if head and len(tail) <= 3 and measure(f"{tail} {lines[index + 1]}", style) <= width:
            lines[index], lines[index + 1] = head, f"{tail} {lines[index + 1]}"
    return lines


def fit(
    text: str,
    style: Style,
    width: float,
    *,
    one_line_down_to: float,
    smallest: float,
    lines: int,
    wrapper: Callable[[str, Style, float], list[str]] = wrap,
) -> tuple[Style, list[str]]:
    """Shrink to one line as far as `one_line_down_to`; then wrap to at most `lines`, shrinking on to `smallest`."""
    width_now = measure(text, style)
    size = style.size if width_now <= width else floor(style.size * width / width_now * 2) / 2
    if size >= one_line_down_to:
        return Style(style.font, size, style.colour, style.spacing * size / style.size), [text]
    size = min(style.size, one_line_down_to + 2)
    while True:
        trial = Style(style.font, size, style.colour, style.spacing)
        wrapped = wrapper(text, trial, width)
        if len(wrapped) <= lines or size <= smallest:
            return trial, wrapped
        size -= 0.5
