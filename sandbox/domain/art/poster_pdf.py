"""The poster of wanted works as a PDF: six plates on a page of A3, in a layout of our own, marked as training."""

from dataclasses import dataclass
from io import BytesIO
from typing import Any

from django.utils import translation
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from PIL import Image
from reportlab.lib.colors import Color
from reportlab.lib.pagesizes import A3
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas as Page

from college.core.typesetting.fonts import DISPLAY, TEXT, drawing_lock, load_font
from college.core.typesetting.text import Style, draw_line, fill_lines, fit
from sandbox.domain.art.pictures import draw_record
from sandbox.domain.art.plates.canvas import to_image
from sandbox.domain.art.plates.lettering import MARK
from sandbox.domain.geography import name_country
from sandbox.enums import ArtKind
from sandbox.models import ArtworkRecord

INK = Color(0.086, 0.125, 0.18)
SOFT = Color(0.27, 0.31, 0.36)
PAPER = Color(0.98, 0.973, 0.957)
VERDIGRIS = Color(0.043, 0.42, 0.384)
SAND = Color(0.96, 0.867, 0.624)
_WIDTH, _HEIGHT = A3
_EDGE = 48.0
_GAP = 28.0
_COLUMN = (_WIDTH - 2 * _EDGE - 2 * _GAP) / 3
_ROW = 450.0


@dataclass(frozen=True, slots=True)
class _Column:
    """A stretch of the page from `left`, so wide: where lines begin depends on the language's direction."""

    page: Any
    left: float
    width: float
    is_mirrored: bool

    def write(self, line: str, y: float, style: Style) -> None:
        """One line with its baseline at y, at the side where reading starts."""
        edge = self.left + self.width if self.is_mirrored else self.left
        draw_line(self.page, line, edge, y, style, "end" if self.is_mirrored else "start")

    def write_lines(self, words: str, y: float, style: Style, *, most: int) -> float:
        """Text as text, wrapped, cut with an ellipsis after `most` lines; where it goes on is the answer."""
        lines = fill_lines(Truncator(words).chars(240), style, self.width)
        if len(lines) > most:
            lines = [*lines[: most - 1], f"{lines[most - 1].rstrip(' .,;')}…"]
        for line in lines:
            self.write(line, y, style)
            y -= style.size * 1.32
        return y


def draw_poster(*, title: str, subtitle: str, works: list[ArtworkRecord]) -> bytes:
    """The poster as a file, in the language that is active. What a record says stays in the words of its bureau.

    Draws one document at a time in a process, as certificates do: they share their fonts.
    """
    pictures = [to_image(draw_record(work), 900).resize((600, 600)) for work in works]
    is_mirrored = translation.get_language_bidi()
    buffer = BytesIO()
    with drawing_lock:
        load_font(TEXT)
        page = Page(
            buffer, pagesize=A3, pageCompression=1, invariant=1, initialFontName=TEXT, lang=translation.get_language()
        )
        page.setTitle(f"{MARK}: {title}")
        page.setAuthor("Investigators' College")
        page.setFillColor(PAPER)
        page.rect(0, 0, _WIDTH, _HEIGHT, stroke=0, fill=1)
        _draw_mark(page)
        _draw_head(_Column(page, _EDGE, _WIDTH - 2 * _EDGE, is_mirrored), title, subtitle)
        for index, (work, picture) in enumerate(zip(works, pictures, strict=True)):
            place = 2 - index % 3 if is_mirrored else index % 3
            column = _Column(page, _EDGE + place * (_COLUMN + _GAP), _COLUMN, is_mirrored)
            _draw_work(column, work, picture, _HEIGHT - 182 - (index // 3) * _ROW)
        page.showPage()
        page.save()
    return buffer.getvalue()


def _draw_mark(page: Any) -> None:
    """The mark as it stands on everything, and in the reader's language beside it."""
    words = _("TRAINING – SYNTHETIC – NOT POLICE DATA")
    mark = MARK if words == MARK else f"{MARK}  ·  {words}"
    for bottom in (_HEIGHT - 34, 0.0):
        page.setFillColor(SAND)
        page.rect(0, bottom, _WIDTH, 34, stroke=0, fill=1)
        draw_line(page, mark, _WIDTH / 2, bottom + 12, Style(TEXT, 14, INK))


def _draw_head(head: _Column, title: str, subtitle: str) -> None:
    style, lines = fit(title, Style(DISPLAY, 46, INK), head.width, one_line_down_to=20, smallest=20, lines=1)
    head.write(lines[0], _HEIGHT - 112, style)
    head.write(subtitle, _HEIGHT - 140, Style(TEXT, 15, SOFT))
    start = head.left + head.width - 120 if head.is_mirrored else head.left
    head.page.setStrokeColor(VERDIGRIS)
    head.page.setLineWidth(3)
    head.page.line(start, _HEIGHT - 156, start + 120, _HEIGHT - 156)
    advice = _(
        "Seen one of them? In the exercise: tell your own bureau, and the bureau that owns the record. "
        "Buy nothing, promise nothing."
    )
    head.write_lines(advice, 58, Style(TEXT, 11, SOFT), most=1)


def _draw_work(column: _Column, work: ArtworkRecord, picture: Image.Image, top: float) -> None:
    column.page.drawImage(ImageReader(picture), column.left, top - column.width, column.width, column.width)
    y = top - column.width - 11
    column.write(f"{ArtKind(work.kind).label} · {_('Drawn – synthetic')}", y, Style(TEXT, 9, SOFT))
    y = column.write_lines(work.title, y - 19, Style(DISPLAY, 16, INK), most=2)
    y = column.write_lines(f"{work.materials}. {work.period}.", y - 2, Style(TEXT, 10.5, SOFT), most=2)
    y = column.write_lines(work.distinguishing_features, y - 2, Style(TEXT, 10.5, INK), most=3)
    theft = _("Stolen in %(country)s, %(year)s. Record %(reference)s") % {
        "country": name_country(work.theft_country), "year": work.stolen_on.year, "reference": work.reference,
    }  # fmt: skip
    column.write_lines(theft, y - 2, Style(TEXT, 9.5, SOFT), most=2)
