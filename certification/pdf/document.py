"""The certificate's page: A4, landscape, one page, the same bytes for the same facts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Any

import segno
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas

from certification.codes import group_code
from certification.facts import StatedCourse, StatedLevel, read_levels
from certification.pdf.guilloche import Pattern, draw_frame, draw_rosette
from college.core.typesetting.fonts import DISPLAY, ITALIC, TEXT, drawing_lock, is_right_to_left, load_font
from college.core.typesetting.text import Style, draw_line, fit, measure, wrap, wrap_title
from courses.enums import Level

WIDTH, HEIGHT = landscape(A4)
CENTRE = WIDTH / 2
LEFT, RIGHT = 70.0, WIDTH - 70.0

INK = HexColor("#16202e")
SOFT = HexColor("#48525f")
VERDIGRIS = HexColor("#0b6b62")
PALE = HexColor("#e4efec")
WHITE = HexColor("#ffffff")

COURSES_TOP, COURSES_BOTTOM = 243.0, 168.0
FOOT = 98.0
ROW, MOST_ROWS = 13.0, 8


@dataclass(frozen=True, slots=True)
class Document:
    """All that stands on the page. `check_url` is the address in the QR code."""

    serial: str
    code: str
    printed_name: str
    facts: dict[str, Any]
    issued_at: datetime
    check_url: str
    check_page: str

    @property
    def language(self) -> str:
        return str(self.facts["language"])


def render_document(document: Document) -> bytes:
    """The PDF's bytes: the same for the same document, with the day of issue as its date.

    Draws one document at a time in a process: reportlab's fonts hold the state of the document being drawn.
    """
    buffer = BytesIO()
    with drawing_lock, translation.override(document.language):
        load_font(TEXT)
        canvas = Canvas(
            buffer, pagesize=(WIDTH, HEIGHT), pageCompression=1, invariant=1, lang=document.language,
            initialFontName=TEXT, pdfVersion=(1, 7),
        )  # fmt: skip
        _describe(canvas, document)
        pattern = Pattern.from_serial(document.serial)
        _draw_ground(canvas, pattern)
        _draw_head(canvas, document)
        _draw_name(canvas, document.printed_name)
        _draw_wording(canvas, document.facts["award"]["wording"])
        _draw_levels(canvas, read_levels(document.facts), is_mirrored=translation.get_language_bidi())
        _draw_dates(canvas, document.facts)
        _draw_seal(canvas, pattern)
        _draw_signatories(canvas, document.facts["signatories"])
        _draw_check(canvas, document)
        canvas.showPage()
        canvas.save()
    return buffer.getvalue()


def _describe(canvas: Any, document: Document) -> None:
    moment = document.issued_at
    canvas.setTitle(f"{document.facts['award']['title']} – {document.printed_name}")
    canvas.setAuthor(document.facts["issuer"])
    canvas.setSubject(document.serial)
    canvas.setCreator(document.facts["issuer"])
    canvas.setProducer(document.facts["issuer"])
    canvas.setViewerPreference("DisplayDocTitle", "true")
    canvas.setDateFormatter(lambda *_parts: f"D:{moment:%Y%m%d%H%M%S}+00'00'")


def _draw_ground(canvas: Any, pattern: Pattern) -> None:
    """The pale rosette behind the text, and the frame: a braid between two rules."""
    canvas.setLineWidth(0.4)
    canvas.setStrokeColor(PALE)
    draw_rosette(canvas, pattern, (CENTRE, HEIGHT / 2 + 14), 232)
    canvas.setStrokeColor(VERDIGRIS)
    canvas.setLineWidth(0.3)
    draw_frame(canvas, pattern, (34, 34, WIDTH - 34, HEIGHT - 34), 13, 9)
    canvas.setStrokeColor(INK)
    for inset, width, corner in ((23.5, 0.9, 16), (44.5, 0.5, 3)):
        canvas.setLineWidth(width)
        canvas.roundRect(inset, inset, WIDTH - 2 * inset, HEIGHT - 2 * inset, corner)


def _draw_head(canvas: Any, document: Document) -> None:
    draw_line(canvas, document.facts["issuer"].upper().replace("'", "’"), CENTRE, 516, Style(TEXT, 10.5, INK, 3.2))
    canvas.setStrokeColor(VERDIGRIS)
    canvas.setLineWidth(0.6)
    canvas.line(CENTRE - 62, 502, CENTRE - 7, 502)
    canvas.line(CENTRE + 7, 502, CENTRE + 62, 502)
    canvas.setFillColor(VERDIGRIS)
    path = canvas.beginPath()
    path.moveTo(CENTRE - 3.4, 502)
    for x, y in ((0, 3.4), (3.4, 0), (0, -3.4)):
        path.lineTo(CENTRE + x, 502 + y)
    path.close()
    canvas.drawPath(path, stroke=0, fill=1)
    title, lines = fit(
        document.facts["award"]["title"], Style(DISPLAY, 27, INK), 600, one_line_down_to=25, smallest=15, lines=2,
        wrapper=wrap_title,
    )  # fmt: skip
    top = 466.0 if len(lines) > 1 else 452.0
    for index, line in enumerate(lines):
        draw_line(canvas, line, CENTRE, top - index * title.size * 1.22, title)
    draw_line(canvas, _("This certifies that"), CENTRE, 400, Style(ITALIC, 11, SOFT))


def _draw_name(canvas: Any, printed_name: str) -> None:
    """The name in one script; or in two, one below the other, when it was written as “one / other”."""
    parts = [part.strip() for part in printed_name.split(" / ")]
    scripts = parts if len(parts) == 2 and all(parts) else [printed_name]
    if len(scripts) == 1:
        style, lines = fit(scripts[0], Style(DISPLAY, 38, VERDIGRIS), 620, one_line_down_to=24, smallest=8, lines=2)
        baselines = [352.0] if len(lines) == 1 else _stack(len(lines), style.size * 1.2, middle=362)
        for line, y in zip(lines, baselines, strict=True):
            draw_line(canvas, line, CENTRE, y, style)
        return
    for text, size, y in zip(scripts, (31, 25), (360, 328), strict=True):
        style, lines = fit(text, Style(DISPLAY, size, VERDIGRIS), 620, one_line_down_to=7, smallest=7, lines=1)
        draw_line(canvas, lines[0], CENTRE, y, style)


def _stack(count: int, leading: float, *, middle: float) -> list[float]:
    """Baselines of `count` lines around a middle."""
    top = middle + leading * (count - 1) / 2 - leading * 0.3
    return [top - leading * index for index in range(count)]


def _draw_wording(canvas: Any, wording: str) -> None:
    style = Style(TEXT, 10.5, INK)
    lines = wrap(wording, style, 540)
    while len(lines) > 3 and style.size > 7:
        style = Style(TEXT, style.size - 0.5, INK)
        lines = wrap(wording, style, 600)
    for line, y in zip(lines, _stack(len(lines), style.size * 1.5, middle=290), strict=True):
        draw_line(canvas, line, CENTRE, y, style)


def _draw_levels(canvas: Any, levels: Sequence[StatedLevel], *, is_mirrored: bool) -> None:
    """One column a level, two at the most side by side; the first on the side where reading starts."""
    columns = [(LEFT, CENTRE - 22), (CENTRE + 22, RIGHT)] if len(levels) > 1 else [(CENTRE - 165, CENTRE + 165)]
    if is_mirrored:
        columns.reverse()
    for level, (left, right) in zip(levels, columns, strict=False):
        _draw_level(canvas, level, left, right, is_mirrored=is_mirrored)


def _draw_level(canvas: Any, level: StatedLevel, left: float, right: float, *, is_mirrored: bool) -> None:
    heading = _("Course") if level.level is None else _("%(level)s level") % {"level": Level(level.level).label}
    draw_line(
        canvas, heading.upper(), right if is_mirrored else left, COURSES_TOP, Style(TEXT, 7, VERDIGRIS, 1.4),
        "end" if is_mirrored else "start",
    )  # fmt: skip
    canvas.setStrokeColor(VERDIGRIS)
    canvas.setLineWidth(0.4)
    canvas.line(left, COURSES_TOP - 5, right, COURSES_TOP - 5)
    shown = level.courses[:MOST_ROWS]
    room = COURSES_TOP - 5 - COURSES_BOTTOM - (ROW if len(level.courses) > MOST_ROWS else 0)
    row = min(ROW, room / max(len(shown), 1))
    y = COURSES_TOP - 5 - row
    for course in shown:
        _draw_course(canvas, course, left, right, y, size=min(8.6, row * 0.78), is_mirrored=is_mirrored)
        y -= row
    if len(level.courses) > MOST_ROWS:
        more = _("and %(count)s more: the check page lists them all") % {"count": len(level.courses) - MOST_ROWS}
        draw_line(canvas, more, (left + right) / 2, y, Style(ITALIC, 6.5, SOFT))


def _draw_course(
    canvas: Any, course: StatedCourse, left: float, right: float, y: float, *, size: float, is_mirrored: bool
) -> None:
    day = date_format(course.completed_on, "DATE_FORMAT")
    day_style = Style(TEXT, size * 0.86, SOFT)
    room = right - left - measure(day, day_style) - 14
    style, lines = fit(
        course.title, Style(TEXT, size, INK), room, one_line_down_to=size * 0.5, smallest=size * 0.5, lines=1
    )
    draw_line(canvas, lines[0], right if is_mirrored else left, y, style, "end" if is_mirrored else "start")
    draw_line(canvas, day, left if is_mirrored else right, y, day_style, "start" if is_mirrored else "end")


def _draw_dates(canvas: Any, facts: dict[str, Any]) -> None:
    dates = _("Issued on %(issued)s. Valid until %(expires)s.") % {
        "issued": date_format(date.fromisoformat(facts["issued_on"]), "DATE_FORMAT"),
        "expires": date_format(date.fromisoformat(facts["expires_on"]), "DATE_FORMAT"),
    }
    draw_line(canvas, dates, CENTRE, 151, Style(ITALIC, 10, INK))
    disclaimer = _(
        "The college stands alone: it is not affiliated with, run by or endorsed by INTERPOL or any other body. "
        "What counts is the answer of the check page."
    )
    draw_line(canvas, disclaimer, CENTRE, 53, Style(TEXT, 5.8, SOFT))


def _draw_seal(canvas: Any, pattern: Pattern) -> None:
    canvas.setLineWidth(0.35)
    canvas.setStrokeColor(VERDIGRIS)
    canvas.setFillColor(WHITE)
    canvas.circle(CENTRE, FOOT + 3, 37, stroke=0, fill=1)
    draw_rosette(canvas, pattern, (CENTRE, FOOT + 3), 36, hollow=0.36)
    canvas.circle(CENTRE, FOOT + 3, 11.5, stroke=1, fill=1)
    draw_line(canvas, "IC", CENTRE + 0.4, FOOT - 1.2, Style(DISPLAY, 12, VERDIGRIS, 0.8))


def _draw_signatories(canvas: Any, signatories: Sequence[dict[str, str]]) -> None:
    """A rule, a name and an office each. No imitation of handwriting."""
    left, gap, width = LEFT, 20.0, 128.0
    for index, person in enumerate(signatories[:2]):
        start = left + index * (width + gap)
        canvas.setStrokeColor(INK)
        canvas.setLineWidth(0.5)
        canvas.line(start, FOOT + 4, start + width, FOOT + 4)
        _draw_fitted(canvas, person["name"], start, FOOT - 8, Style(TEXT, 9, INK), width)
        _draw_fitted(canvas, person["office"], start, FOOT - 19, Style(ITALIC, 7.5, SOFT), width)


def _draw_fitted(canvas: Any, text: str, x: float, y: float, style: Style, width: float) -> None:
    fitted, lines = fit(text, style, width, one_line_down_to=4, smallest=4, lines=1)
    align = "end" if is_right_to_left(text) else "start"
    draw_line(canvas, lines[0], x + width if align == "end" else x, y, fitted, "end" if align == "end" else "start")


def _draw_check(canvas: Any, document: Document) -> None:
    """The QR code, and beside it all that a person needs to check by hand."""
    side = 72.0
    _draw_qr(canvas, document.check_url, RIGHT - side, FOOT - 33, side)
    edge = RIGHT - side - 10
    groups = group_code(document.code).split("-")
    rows: list[tuple[str, Style, float]] = [
        (document.serial, Style(TEXT, 9.5, INK, 0.5), FOOT + 27),
        (_("Check it at"), Style(ITALIC, 7, SOFT), FOOT + 13),
        (document.check_page, Style(TEXT, 7, INK), FOOT + 3.5),
        (_("with the code"), Style(ITALIC, 7, SOFT), FOOT - 9),
        (" – ".join(groups[:4]) + " –", Style(TEXT, 7.5, INK, 0.5), FOOT - 19.5),
        (" – ".join(groups[4:]), Style(TEXT, 7.5, INK, 0.5), FOOT - 30),
    ]
    for text, style, y in rows:
        fitted, lines = fit(text, style, 180, one_line_down_to=4, smallest=4, lines=1)
        draw_line(canvas, lines[0], edge, y, fitted, "end")


def _draw_qr(canvas: Any, address: str, x: float, y: float, side: float) -> None:
    """Dark modules as rectangles, neighbours in a row joined: no image, sharp at any size."""
    matrix = [bytes(row) for row in segno.make(address, error="m", micro=False).matrix]
    module = side / len(matrix)
    path = canvas.beginPath()
    for row_index, row in enumerate(matrix):
        column = 0
        while column < len(row):
            run = column
            while run < len(row) and row[run]:
                run += 1
            if run > column:
                path.rect(x + column * module, y + side - (row_index + 1) * module, (run - column) * module, module)
            column = max(run, column + 1)
    canvas.setFillColor(INK)
    canvas.drawPath(path, stroke=0, fill=1)
