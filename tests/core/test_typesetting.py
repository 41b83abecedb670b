"""Lines on a picture: placed where they were asked for, in any script."""

import pytest
from PIL import Image, ImageDraw

from college.core.typesetting.fonts import TEXT
from college.core.typesetting.pixels import draw_pixel_line, measure_pixels


@pytest.mark.parametrize("text", ["Calverra", "Щеглова", "أمينة حداد", "李小龙", "AR-QMB-0000001 · تدريب"])
@pytest.mark.parametrize(("align", "share"), [("start", 0.0), ("centre", 0.5), ("end", 1.0)])
def test_a_line_stands_where_it_was_asked_for(text, align, share):
    image = Image.new("L", (900, 100), 0)
    width = draw_pixel_line(ImageDraw.Draw(image), text, (450, 60), font=TEXT, size=32, fill="white", align=align)
    assert width == measure_pixels(text, TEXT, 32)
    left, top, right, bottom = image.getbbox()
    assert left == pytest.approx(450 - width * share, abs=5)
    assert right == pytest.approx(450 + width * (1 - share), abs=5)
    assert (top > 20, bottom < 80) == (True, True)
