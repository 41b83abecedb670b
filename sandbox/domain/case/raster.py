"""The chart's sheet as a PNG, drawn by Pillow from the same layout as the picture of the page. Pure."""

import math
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise
from typing import Literal

from PIL import Image, ImageDraw
from PIL.PngImagePlugin import PngInfo

from college.core.typesetting.fonts import DISPLAY, TEXT
from college.core.typesetting.pixels import draw_pixel_line, measure_pixels
from sandbox.domain.case.chart import EntityKind
from sandbox.domain.case.frame import BAND, EDGE, Frame, make_frame
from sandbox.domain.case.layout import Edge, Node
from sandbox.domain.case.pinning import BOX
from sandbox.domain.case.sheet import GROUPS, MARK, MUTUAL, Sheet, name_link

Colour = tuple[int, int, int]
Align = Literal["start", "centre", "end"]

INK, SOFT, RULE, PAPER, SUNKEN = (22, 32, 46), (68, 78, 92), (122, 119, 104), (255, 255, 255), (241, 237, 228)
SAND, SAND_INK, GHOST = (245, 221, 159), (43, 33, 5), (238, 233, 222)
TONES: dict[str, Colour] = {
    "accent": (11, 107, 98),
    "indigo": (45, 74, 124),
    "brick": (156, 47, 31),
    "amber": (125, 78, 0),
}
_KINDS = {kind.value: TONES[tone] for tone, kinds in GROUPS.items() for kind in kinds}
# Pixels of the finished picture, and up to which it is drawn twice as large and reduced, for smooth lines.
MOST, SMOOTH = 12_000_000, 5_000_000
_DASHES = {"confirmed": (), "reported": (9.0, 5.0), "assumed": (2.0, 5.0)}
_STEPS = 48


def draw_png(sheet: Sheet) -> bytes:
    """The sheet as a file; twice its size where that stays bounded. Its metadata bear the training mark too."""
    frame = make_frame(sheet)
    scale = min(2.0, math.sqrt(MOST / (frame.width * frame.height)))
    size = (round(frame.width * scale), round(frame.height * scale))
    fine = 2 if size[0] * size[1] <= SMOOTH else 1
    image = Image.new("RGB", (size[0] * fine, size[1] * fine), PAPER)
    _draw_ghosts(image, scale * fine)
    brush = ImageDraw.Draw(image)
    _draw_shapes(brush, sheet, frame, scale * fine)
    if fine > 1:
        image = image.reduce(fine)
    _letter(ImageDraw.Draw(image), sheet, frame, scale)
    facts = PngInfo()
    facts.add_itxt("Title", sheet.title)
    facts.add_itxt("Comment", MARK)
    file = BytesIO()
    image.save(file, "PNG", pnginfo=facts, compress_level=4)
    return file.getvalue()


def _draw_ghosts(image: Image.Image, scale: float) -> None:
    """The mark across the whole sheet, pale: a cut-out of the picture still says what it is."""
    size, step = round(15 * scale), (round(430 * scale), round(120 * scale))
    width = round(measure_pixels(MARK, TEXT, size))
    stamp = Image.new("L", (width, round(size * 1.6)), 0)
    draw_pixel_line(ImageDraw.Draw(stamp), MARK, (0, size * 1.2), font=TEXT, size=size, fill="white")
    stamp = stamp.rotate(18, expand=True, resample=Image.Resampling.BICUBIC)
    for row, top in enumerate(range(-stamp.height // 2, image.height, step[1])):
        for left in range(-(row % 2) * step[0] // 2, image.width, step[0]):
            image.paste(GHOST, (left, top), stamp)


def _draw_shapes(brush: ImageDraw.ImageDraw, sheet: Sheet, frame: Frame, scale: float) -> None:
    width, height = frame.width * scale, frame.height * scale
    for top in (0.0, height - BAND * scale):
        brush.rectangle((0, top, width, top + BAND * scale), fill=SAND)
    for edge in sheet.drawing.edges:
        _draw_edge(brush, edge, frame, scale)
    for node in sheet.drawing.nodes:
        _draw_box(brush, node, frame, scale)
    key = frame.key
    brush.line((0, key * scale, width, key * scale), fill=RULE, width=max(1, round(scale)))
    for item in frame.certainties:
        _dash(brush, [(item.mark_x, key + 20.0), (item.mark_x + 36.0, key + 20.0)], _DASHES[item.name], scale)
    for item in frame.groups:
        x = item.mark_x
        brush.rectangle((x * scale, (key + 38) * scale, (x + 10) * scale, (key + 50) * scale), fill=TONES[item.name])


def _draw_edge(brush: ImageDraw.ImageDraw, edge: Edge, frame: Frame, scale: float) -> None:
    start, bend, end = edge.start, edge.bend, edge.end
    points = []
    for step in range(_STEPS + 1):
        part = step / _STEPS
        near, middle, far = (1 - part) ** 2, 2 * part * (1 - part), part**2
        points.append((
            near * start[0] + middle * bend[0] + far * end[0] + frame.left,
            near * start[1] + middle * bend[1] + far * end[1] + frame.top,
        ))  # fmt: skip
    _dash(brush, points, _DASHES[edge.link.certainty], scale)
    if edge.link.kind not in MUTUAL:
        (x1, y1), (x2, y2) = points[-4], points[-1]
        length = math.hypot(x2 - x1, y2 - y1) or 1.0
        ux, uy = (x2 - x1) / length * 9, (y2 - y1) / length * 9
        tip = [(x2, y2), (x2 - ux - uy / 2.2, y2 - uy + ux / 2.2), (x2 - ux + uy / 2.2, y2 - uy - ux / 2.2)]
        brush.polygon([(x * scale, y * scale) for x, y in tip], fill=SOFT)


def _dash(
    brush: ImageDraw.ImageDraw, points: list[tuple[float, float]], pattern: tuple[float, ...], scale: float
) -> None:
    """A line through the points, in dashes and gaps of these lengths."""
    width, travelled = max(1, round(1.8 * scale)), 0.0
    pattern = tuple(
        part * max(1.0, 1 / scale) for part in pattern
    )  # seen as dashes on a sheet that was made small, too
    period = sum(pattern)
    for (x1, y1), (x2, y2) in pairwise(points):
        length = math.hypot(x2 - x1, y2 - y1)
        at, end = travelled, travelled + length
        while at < end:
            phase = at % period if pattern else 0.0
            is_dash = not pattern or phase < pattern[0]
            stop = min(end, max(at + 0.2, at + (pattern[0] if is_dash else period) - phase)) if pattern else end
            if is_dash:
                ends = [((x1 + (x2 - x1) * t) * scale, (y1 + (y2 - y1) * t) * scale)
                        for t in ((at - travelled) / length, (stop - travelled) / length)]  # fmt: skip
                brush.line(ends, fill=SOFT, width=width)
            at = stop
        travelled = end


def _draw_box(brush: ImageDraw.ImageDraw, node: Node, frame: Frame, scale: float) -> None:
    left, top = node.x - BOX[0] / 2 + frame.left, node.y - BOX[1] / 2 + frame.top
    corners = [value * scale for value in (left, top, left + BOX[0], top + BOX[1])]
    brush.rounded_rectangle(corners, radius=3 * scale, fill=SUNKEN, outline=RULE, width=max(1, round(1.2 * scale)))
    brush.rectangle((corners[0], corners[1], corners[0] + 6 * scale, corners[3]), fill=_KINDS[node.entity.kind])


def _letter(brush: ImageDraw.ImageDraw, sheet: Sheet, frame: Frame, scale: float) -> None:
    """All that is written, on the finished picture: letters are smooth by themselves."""
    is_mirrored = sheet.is_right_to_left
    put = _Pen(brush, scale)
    for y in (20, frame.height - 10):
        put.write(MARK, frame.width / 2, y, 13, SAND_INK, "centre")
    edge: float = frame.width - EDGE if is_mirrored else EDGE
    align: Align = "end" if is_mirrored else "start"
    put.write(sheet.title, edge, BAND + 34, 26, INK, align, font=DISPLAY)
    for index, words in enumerate(sheet.lines):  # one by one: each may run in a direction of its own
        for text in (" · ", words) if index else (words,):
            width = put.write(text, edge, BAND + 58, 13, SOFT, align)
            edge += -width if is_mirrored else width
    for line in sheet.drawing.edges:
        words = name_link(line.link.kind, line.link.label)
        put.write_on_paper(words, line.x + frame.left, line.y + frame.top + 4, 12)
    for node in sheet.drawing.nodes:
        middle, y = node.x + frame.left + 3, node.y + frame.top
        put.write(str(EntityKind(node.entity.kind).label), middle, y - BOX[1] / 2 + 17, 11, SOFT, "centre")
        for index, text in enumerate(node.lines):
            put.write(
                text, middle, y + (11 if len(node.lines) == 1 else 3 + 16 * index), 13, INK, "centre", most=BOX[0] - 16
            )
    for row, y in ((frame.certainties, 24), (frame.groups, 49)):
        for item in row:
            put.write(item.words, item.words_x, frame.key + y, 12, INK)


@dataclass(frozen=True, slots=True)
class _Pen:
    """Writes in units of the drawing."""

    brush: ImageDraw.ImageDraw
    scale: float

    def write(
        self, text: str, x: float, y: float, size: float, fill: Colour, align: Align = "start", *, font: str = TEXT, most: int = 0
    ) -> float:  # fmt: skip
        """One line, smaller where it would be wider than `most`. Returns its width."""
        pixels = max(6, round(size * self.scale))
        if most and (width := measure_pixels(text, font, pixels)) > most * self.scale:
            pixels = max(6, int(pixels * most * self.scale / width))
        at = (x * self.scale, y * self.scale)
        return draw_pixel_line(self.brush, text, at, font=font, size=pixels, fill=fill, align=align) / self.scale

    def write_on_paper(self, text: str, x: float, y: float, size: float) -> None:
        """One line on a slip of paper, so that the line beneath does not cross it out."""
        half = measure_pixels(text, TEXT, max(6, round(size * self.scale))) / 2 + 4 * self.scale
        at, line = x * self.scale, y * self.scale
        self.brush.rectangle(
            (at - half, line - size * self.scale, at + half, line + size * 0.3 * self.scale), fill=PAPER
        )
        self.write(text, x, y, size, INK, "centre")
