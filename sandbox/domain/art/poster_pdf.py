"""The poster of wanted works as a PDF: six plates on a page of A3, in a layout of our own, marked as training."""

from functools import cache
from io import BytesIO

from django.conf import settings
from django.utils.text import Truncator
from reportlab.lib.pagesizes import A3
from reportlab.lib.utils import ImageReader, simpleSplit
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas as Page

from sandbox.domain.art.pictures import draw_record
from sandbox.domain.art.plates.canvas import to_image
from sandbox.domain.art.plates.lettering import MARK
from sandbox.domain.geography import name_country
from sandbox.models import ArtworkRecord

INK = (0.086, 0.125, 0.18)
SOFT = (0.27, 0.31, 0.36)
PAPER = (0.98, 0.973, 0.957)
VERDIGRIS = (0.043, 0.42, 0.384)
SAND = (0.96, 0.867, 0.624)
_WIDTH, _HEIGHT = A3
_EDGE = 48
_GAP = 28


@cache
def _load_fonts() -> tuple[str, str]:
    """Display and text font of the repository, made known to reportlab."""
    folder = settings.BASE_DIR / "certification" / "fonts"
    names = ("NotoSerifDisplay-Regular", "NotoSerif-Regular")
    for name in names:
        pdfmetrics.registerFont(TTFont(f"Poster-{name}", str(folder / f"{name}.ttf")))
    return f"Poster-{names[0]}", f"Poster-{names[1]}"


def draw_poster(*, title: str, subtitle: str, works: list[ArtworkRecord]) -> bytes:
    """The poster as a file. Its words are English: posters go out in one language, and the records are written in it."""
    display, text = _load_fonts()
    buffer = BytesIO()
    page = Page(buffer, pagesize=A3, pageCompression=1, invariant=1)
    page.setTitle(f"{MARK}: {title}")
    page.setAuthor("Investigators' College")
    page.setFillColorRGB(*PAPER)
    page.rect(0, 0, _WIDTH, _HEIGHT, stroke=0, fill=1)
    _draw_mark(page, text)
    page.setFillColorRGB(*INK)
    page.setFont(display, 46)
    page.drawString(_EDGE, _HEIGHT - 112, title[:44])
    page.setFont(text, 15)
    page.setFillColorRGB(*SOFT)
    page.drawString(_EDGE, _HEIGHT - 140, subtitle[:110])
    page.setStrokeColorRGB(*VERDIGRIS)
    page.setLineWidth(3)
    page.line(_EDGE, _HEIGHT - 156, _EDGE + 120, _HEIGHT - 156)
    column, row = (_WIDTH - 2 * _EDGE - 2 * _GAP) / 3, 450
    for index, work in enumerate(works):
        left, top = _EDGE + (index % 3) * (column + _GAP), _HEIGHT - 182 - (index // 3) * row
        _draw_work(page, work, left, top, column, fonts=(display, text))
    page.setFillColorRGB(*SOFT)
    page.setFont(text, 11)
    page.drawString(
        _EDGE,
        58,
        "Seen one of them? In the exercise: tell your own bureau, and the bureau that owns the record. Buy nothing, promise nothing.",
    )
    page.showPage()
    page.save()
    return buffer.getvalue()


def _draw_mark(page: Page, font: str) -> None:
    for bottom in (_HEIGHT - 34, 0):
        page.setFillColorRGB(*SAND)
        page.rect(0, bottom, _WIDTH, 34, stroke=0, fill=1)
        page.setFillColorRGB(*INK)
        page.setFont(font, 14)
        page.drawCentredString(_WIDTH / 2, bottom + 12, MARK)


def _draw_work(
    page: Page, work: ArtworkRecord, left: float, top: float, width: float, *, fonts: tuple[str, str]
) -> None:
    display, text = fonts
    image = to_image(draw_record(work), 900).resize((600, 600))
    page.drawImage(ImageReader(image), left, top - width, width, width)
    page.setFillColorRGB(*SOFT)
    page.setFont(text, 8)
    page.drawString(left, top - width - 11, "Drawn – synthetic")
    y = top - width - 30
    page.setFillColorRGB(*INK)
    y = _draw_lines(page, work.title, left, y, width, font=display, size=16, most=2)
    page.setFillColorRGB(*SOFT)
    y = _draw_lines(page, f"{work.materials}. {work.period}.", left, y - 2, width, font=text, size=10.5, most=2)
    page.setFillColorRGB(*INK)
    y = _draw_lines(page, work.distinguishing_features, left, y - 2, width, font=text, size=10.5, most=3)
    page.setFillColorRGB(*SOFT)
    place = f"Stolen in {name_country(work.theft_country)}, {work.stolen_on.year}. Record {work.reference}"
    _draw_lines(page, place, left, y - 2, width, font=text, size=9.5, most=2)


def _draw_lines(
    page: Page, words: str, left: float, y: float, width: float, *, font: str, size: float, most: int
) -> float:
    """Text as text, wrapped; where it goes on is the answer."""
    page.setFont(font, size)
    lines = simpleSplit(Truncator(words).chars(240), font, size, width)
    for line in lines[:most]:
        page.drawString(left, y, line)
        y -= size * 1.32
    return y
