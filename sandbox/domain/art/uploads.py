"""Reading a picture that somebody sends to be compared. It is decoded in memory, never stored, never shown."""

import struct
from typing import IO

from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from college.core.errors import CollegeError

MAX_BYTES = 8 * 1024 * 1024
MAX_PIXELS = 40_000_000
MIN_SIDE = 48
FORMATS = ("JPEG", "PNG", "WEBP")
_STARTS = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF")
# A picture that is also something else is refused, though nothing here would run it.
_FOREIGN = (b"<html", b"<script", b"<!doctype", b"<svg", b"<?php", b"%pdf-", b"pk\x03\x04")


def read_picture(upload: IO[bytes]) -> Image.Image:
    """The picture upright, as colours alone: whatever else its file held (place, camera, person) is left behind.

    The format is read from the content, not from the name. Raises CollegeError (picture_…) for anything that is not one plain picture.
    """
    data = upload.read(MAX_BYTES + 1)
    if not data:
        raise CollegeError("picture_empty", _("The file is empty. Choose a picture."))
    if len(data) > MAX_BYTES:
        raise CollegeError("picture_too_large", _("The file is larger than 8 MB. Choose a smaller picture."))
    if not data.startswith(_STARTS):
        raise CollegeError(
            "picture_format", _("Only JPEG, PNG and WebP pictures can be compared. Drawings (SVG), pages and documents cannot.")
        )  # fmt: skip
    lowered = data.lower()
    if any(mark in lowered for mark in _FOREIGN):
        raise CollegeError(
            "picture_mixed",
            _("The file holds something besides a picture. Save the picture anew and choose that file."),
        )
    upload.seek(0)
    try:
        return _decode(upload)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _refuse_pixels() from None
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, IndexError, struct.error) as error:
        raise CollegeError(
            "picture_broken", _("The picture cannot be read: its file is broken or incomplete.")
        ) from error


def _decode(upload: IO[bytes]) -> Image.Image:
    with Image.open(upload, formats=FORMATS) as image:
        width, height = image.size
        if width * height > MAX_PIXELS:
            raise _refuse_pixels()
        if min(width, height) < MIN_SIDE or max(width, height) > 12 * min(width, height):
            raise CollegeError(
                "picture_small", _("The picture is too small or too narrow to compare: 48 pixels a side at least.")
            )
        image.draft("RGB", (1024, 1024))  # JPEG: decode no more than is needed
        upright = ImageOps.exif_transpose(image)
        flat = (
            upright.convert("RGBA") if "transparency" in upright.info or "A" in upright.mode else upright.convert("RGB")
        )
    if flat.mode == "RGBA":
        ground = Image.new("RGB", flat.size, (190, 188, 182))
        ground.paste(flat, mask=flat.getchannel("A"))
        flat = ground
    flat.thumbnail((1024, 1024))
    clean = Image.new("RGB", flat.size)
    clean.paste(flat)
    return clean


def _refuse_pixels() -> CollegeError:
    return CollegeError("picture_pixels", _("The picture has more than 40 million pixels. Choose a smaller one."))
