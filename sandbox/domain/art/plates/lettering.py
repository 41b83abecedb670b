"""The mark that every picture carries when it leaves the college."""

from PIL import Image, ImageDraw, ImageFont

MARK = "TRAINING – SYNTHETIC – NOT POLICE DATA"


def letter_mark(image: Image.Image) -> None:
    """Write the training mark on a band at the foot of the picture."""
    width, height = image.size
    band = max(14, height // 26)
    brush = ImageDraw.Draw(image)
    brush.rectangle((0, height - band, width, height), fill=(245, 221, 159))
    font = ImageFont.load_default(size=band * 0.62)
    brush.text((width / 2, height - band / 2), MARK, fill=(43, 33, 5), font=font, anchor="mm")
