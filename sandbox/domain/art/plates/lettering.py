"""The mark that every picture carries when it leaves the college."""

from PIL import Image, ImageDraw

from college.core.typesetting.fonts import TEXT
from college.core.typesetting.pixels import draw_pixel_line

MARK = "TRAINING – SYNTHETIC – NOT POLICE DATA"


def letter_mark(image: Image.Image) -> None:
    """Write the training mark on a band at the foot of the picture."""
    width, height = image.size
    band = max(14, height // 26)
    brush = ImageDraw.Draw(image)
    brush.rectangle((0, height - band, width, height), fill=(245, 221, 159))
    size = round(band * 0.58)
    draw_pixel_line(
        brush,
        MARK,
        (width / 2, height - band / 2 + size * 0.36),
        font=TEXT,
        size=size,
        fill=(43, 33, 5),
        align="centre",
    )
