"""One notice as a PDF in a layout of the college's own: no emblem, no layout of any real notice, marked as training on each page."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Any

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from reportlab.lib.colors import Color
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas as Page

from college.core.typesetting.fonts import DISPLAY, TEXT, drawing_lock, load_font
from college.core.typesetting.text import Style, draw_line, fill_lines, fit, measure
from sandbox.domain.art.pictures import draw_record
from sandbox.domain.art.plates.canvas import to_image
from sandbox.domain.art.plates.lettering import MARK
from sandbox.domain.gallery.published import PublishedNotice
from sandbox.domain.geography import name_country
from sandbox.domain.messages.texts import ISOLATE, POP
from sandbox.models import ArtworkRecord

INK = Color(0.086, 0.125, 0.18)
SOFT = Color(0.27, 0.31, 0.36)
RULE = Color(0.85, 0.82, 0.76)
SUNKEN = Color(0.945, 0.93, 0.894)
VERDIGRIS = Color(0.043, 0.42, 0.384)
SAND = Color(0.96, 0.867, 0.624)
# Of the small disc beside the type's name; nothing else on the sheet bears the colour.
_DISCS = {
    "red": Color(0.7, 0.22, 0.17), "blue": Color(0.18, 0.38, 0.68), "green": Color(0.18, 0.48, 0.27), "yellow": Color(0.78, 0.6, 0.09),
    "black": Color(0.11, 0.11, 0.11), "orange": Color(0.76, 0.39, 0.08), "purple": Color(0.43, 0.27, 0.59), "silver": Color(0.55, 0.58, 0.61),
}  # fmt: skip
_WIDTH, _HEIGHT = A4
_EDGE, _SIDE, _GAP, _BAND = 48.0, 136.0, 24.0, 26.0
_FOOT = 84.0
_LABEL, _VALUE = Style(TEXT, 8.5, SOFT), Style(TEXT, 10.5, INK)
_LEADING = 1.38
_INVISIBLE = dict.fromkeys(map(ord, ISOLATE + POP))


@dataclass(frozen=True, slots=True)
class _Column:
    """A stretch of the page; where lines begin depends on the language's direction."""

    page: Any
    left: float
    width: float
    is_mirrored: bool

    def write(self, line: str, y: float, style: Style, *, at_end: bool = False) -> None:
        is_right = self.is_mirrored != at_end
        edge = self.left + self.width if is_right else self.left
        draw_line(self.page, line, edge, y, style, "end" if is_right else "start")


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    style: Style
    y: float
    # 1 for the second of two that stand side by side.
    second: int = 0


def draw_sheet(notice: PublishedNotice, *, work: ArtworkRecord | None, today: date) -> bytes:
    """The notice as a file, in its own language. The same facts give the same bytes.

    Draws one document at a time in a process, as certificates do: they share their fonts.
    """
    picture = to_image(draw_record(work), 600) if work is not None else None
    buffer = BytesIO()
    with translation.override(notice.language), drawing_lock:
        load_font(TEXT)
        page = Page(buffer, pagesize=A4, pageCompression=1, invariant=1, initialFontName=TEXT, lang=notice.language)
        page.setTitle(f"{MARK}: {notice.kind.label} {notice.reference}")
        page.setAuthor("Investigators' College")
        is_mirrored = translation.get_language_bidi()
        whole = _Column(page, _EDGE, _WIDTH - 2 * _EDGE, is_mirrored)
        top = _measure_head(notice, whole)
        pages = list(_lay_out(notice, whole.width, top))
        for number, lines in enumerate(pages, 1):
            _draw_frame(whole, notice, number, len(pages), today)
            if number == 1:
                _draw_head(whole, notice)
                _draw_side(whole, notice, picture, top)
            for line in lines:
                _find_main(whole, line.second).write(line.text, line.y, line.style)
            page.showPage()
        page.save()
    return buffer.getvalue()


def _find_main(whole: _Column, second: int) -> _Column:
    """The text's column, on the first page beside the picture: one measure on all pages. The second of a pair begins in its middle."""
    width = whole.width - _SIDE - _GAP
    shift = second * (width + _GAP) / 2
    left = whole.left if whole.is_mirrored else whole.left + _SIDE + _GAP + shift
    return _Column(whole.page, left, width - shift, whole.is_mirrored)


def _fit_title(notice: PublishedNotice, width: float) -> tuple[Style, list[str]]:
    title = notice.title.translate(_INVISIBLE) or str(notice.kind.label)
    return fit(title, Style(DISPLAY, 25, INK), width, one_line_down_to=18, smallest=13, lines=3)


def _list_names(notice: PublishedNotice) -> list[str]:
    """The person's name, and as it is written at home."""
    return [name for name in (notice.name, notice.original_name) if name and name not in notice.title]


def _measure_head(notice: PublishedNotice, whole: _Column) -> float:
    """Where the picture and the text begin."""
    style, lines = _fit_title(notice, whole.width)
    return float(_HEIGHT) - _BAND - 62 - style.size * 1.25 * len(lines) - 21 * bool(_list_names(notice)) - 12


def _draw_frame(whole: _Column, notice: PublishedNotice, number: int, total: int, today: date) -> None:
    """The marks, the foot, and the reference from the second page on."""
    page = whole.page
    words = _("TRAINING – SYNTHETIC – NOT POLICE DATA")
    mark = MARK if words == MARK else f"{MARK}  ·  {words}"
    for bottom in (_HEIGHT - _BAND, 0.0):
        page.setFillColor(SAND)
        page.rect(0, bottom, _WIDTH, _BAND, stroke=0, fill=1)
        draw_line(page, mark, _WIDTH / 2, bottom + 9, Style(TEXT, 9.5, INK))
    page.setStrokeColor(RULE)
    page.setLineWidth(0.6)
    page.line(_EDGE, _FOOT - 22, _WIDTH - _EDGE, _FOOT - 22)
    foot = Style(TEXT, 8.5, SOFT)
    drawn = _("As it stood on %(day)s in a world that is invented.") % {"day": date_format(today, "DATE_FORMAT")}
    whole.write(drawn, _FOOT - 36, foot)
    whole.write(_("Page %(number)s of %(total)s") % {"number": number, "total": total}, _FOOT - 36, foot, at_end=True)
    if number > 1:
        whole.write(f"{notice.kind.label} · {notice.reference}", _HEIGHT - _BAND - 24, foot)


def _draw_head(whole: _Column, notice: PublishedNotice) -> None:
    page, y = whole.page, _HEIGHT - _BAND - 34
    page.setFillColor(_DISCS.get(notice.type_key, SOFT))
    disc = whole.left + whole.width - 4 if whole.is_mirrored else whole.left + 4
    page.circle(disc, y + 4, 4, stroke=0, fill=1)
    beside = _Column(page, whole.left if whole.is_mirrored else whole.left + 14, whole.width - 14, whole.is_mirrored)
    beside.write(str(notice.kind.label), y, Style(TEXT, 11, INK))
    whole.write(notice.reference, y, Style(TEXT, 11, SOFT), at_end=True)
    style, lines = _fit_title(notice, whole.width)
    y -= 10
    for line in lines:
        y -= style.size * 1.25
        whole.write(line, y, style)
    if names := _list_names(notice):
        y -= 21
        whole.write("  ·  ".join(names), y, Style(TEXT, 12, SOFT))
    page.setStrokeColor(VERDIGRIS)
    page.setLineWidth(2)
    start = whole.left + whole.width - 72 if whole.is_mirrored else whole.left
    page.line(start, y - 12, start + 72, y - 12)


def _draw_side(whole: _Column, notice: PublishedNotice, picture: Any, top: float) -> None:
    """What the notice seeks, and what every notice says of itself."""
    page = whole.page
    left = whole.left + whole.width - _SIDE if whole.is_mirrored else whole.left
    side = _Column(page, left, _SIDE, whole.is_mirrored)
    y = top - 14
    if picture is not None or notice.has_silhouette:
        _draw_picture(page, left, top - _SIDE, picture)
        words = _("Drawn – synthetic") if picture is not None else _("Drawn, not a likeness")
        side.write(words, top - _SIDE - 12, Style(TEXT, 8, SOFT))
        y = top - _SIDE - 34
    for label, value in _list_facts(notice):
        side.write(label, y, _LABEL)
        y -= 13
        for line in fill_lines(value, Style(TEXT, 9.5, INK), _SIDE):
            side.write(line, y, Style(TEXT, 9.5, INK))
            y -= 12.5
        y -= 7


def _list_facts(notice: PublishedNotice) -> list[tuple[str, str]]:
    countries = ", ".join(name_country(code) for code in notice.countries)
    facts = [
        (_("Requested by"), notice.source), (_("Countries concerned"), countries),
        (_("Published on"), date_format(notice.published_on, "DATE_FORMAT")),
        (_("Last day"), date_format(notice.expires_on, "DATE_FORMAT")),
    ]  # fmt: skip
    return [(label, value) for label, value in facts if value]


def _draw_picture(page: Any, left: float, bottom: float, picture: Any) -> None:
    page.setFillColor(SUNKEN)
    page.rect(left, bottom, _SIDE, _SIDE, stroke=0, fill=1)
    if picture is not None:
        page.drawImage(ImageReader(picture), left, bottom, _SIDE, _SIDE)
        return
    middle = left + _SIDE / 2
    page.setFillColor(Color(0.62, 0.62, 0.6))
    page.ellipse(middle - 23, bottom + 52, middle + 23, bottom + 110, stroke=0, fill=1)
    shoulders = page.beginPath()
    shoulders.moveTo(middle - 54, bottom)
    shoulders.curveTo(middle - 52, bottom + 40, middle - 34, bottom + 46, middle, bottom + 46)
    shoulders.curveTo(middle + 34, bottom + 46, middle + 52, bottom + 40, middle + 54, bottom)
    shoulders.close()
    page.drawPath(shoulders, stroke=0, fill=1)


@dataclass(frozen=True, slots=True)
class _Block:
    """A label and its lines; a short one may stand beside another."""

    label: str
    texts: list[str]
    is_short: bool


def _read_blocks(notice: PublishedNotice, room: float) -> Iterator[_Block]:
    half = (room - _GAP) / 2
    for label, value in notice.list_rows():
        parts = [part.translate(_INVISIBLE) for part in str(value).splitlines()]
        texts = [line for part in parts for line in fill_lines(part, _VALUE, room)]
        is_short = len(texts) == 1 and measure(texts[0], _VALUE) <= half and measure(str(label), _LABEL) <= half
        yield _Block(str(label), texts, is_short)


def _pair_blocks(blocks: Iterable[_Block]) -> Iterator[list[_Block]]:
    """Rows of the sheet: a long block alone, two short neighbours side by side."""
    waiting: _Block | None = None
    for block in blocks:
        if block.is_short and waiting is not None:
            yield [waiting, block]
            waiting = None
            continue
        if waiting is not None:
            yield [waiting]
        waiting = block if block.is_short else None
        if not block.is_short:
            yield [block]
    if waiting is not None:
        yield [waiting]


def _lay_out(notice: PublishedNotice, width: float, top: float) -> Iterator[list[_Line]]:
    """The fields line by line on as many pages as they need. A label never stands alone at the foot of a page."""
    lines: list[_Line] = []
    y, room = top - 10, width - _SIDE - _GAP
    for row in _pair_blocks(_read_blocks(notice, room)):
        if y - 15 - _VALUE.size * _LEADING < _FOOT:
            yield lines
            lines, y = [], _HEIGHT - _BAND - 52
        lines += [_Line(block.label, _LABEL, y, second) for second, block in enumerate(row)]
        y -= 14
        for place in range(max(len(block.texts) for block in row)):
            if y < _FOOT:
                yield lines
                lines, y = [], _HEIGHT - _BAND - 52
            lines += [_Line(block.texts[place], _VALUE, y, second) for second, block in enumerate(row)]
            y -= _VALUE.size * _LEADING
        y -= 7
    yield lines
