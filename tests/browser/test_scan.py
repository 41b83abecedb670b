"""The camera reads a code: a real browser, with a film of a code in place of a camera. Without a camera the code is typed."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import segno
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import assert_accessible
from tests.browser.college import RunningCollege
from tests.browser.conftest import FLAGS
from tests.browser.people import enter
from tests.browser.steps import OPEN_DESK

WIDTH, HEIGHT, FRAMES = 640, 480, 20
GTIN, SEPARATOR = "09520000000011", "\x1d"
CODE = f"01{GTIN}1728063010LOT7A{SEPARATOR}21TR0001"
NOUR = "nour.elhadi@velmora.example"
LOADED = (
    "() => performance.getEntriesByType('resource').map((entry) => entry.name).filter((name) => /zxing/.test(name))"
)


def write_film(path: Path, text: str) -> None:
    """An uncompressed film (YUV4MPEG2) that shows a code on white and nothing else."""
    rows = [[bool(cell) for cell in row] for row in segno.make_qr(text, error="m").matrix_iter(scale=10, border=4)]
    top, left = (HEIGHT - len(rows)) // 2, (WIDTH - len(rows[0])) // 2
    light = bytearray(b"\xeb" * WIDTH * HEIGHT)
    for y, row in enumerate(rows):
        for x, is_dark in enumerate(row):
            if is_dark:
                light[(top + y) * WIDTH + left + x] = 16
    frame = b"FRAME\n" + bytes(light) + b"\x80" * (WIDTH * HEIGHT // 2)
    path.write_bytes(f"YUV4MPEG2 W{WIDTH} H{HEIGHT} F10:1 Ip A1:1 C420jpeg\n".encode() + frame * FRAMES)


@pytest.fixture
def page_with_camera(browser: Browser, college: RunningCollege, tmp_path: Path) -> Iterator[Page]:
    film, problems = tmp_path / "code.y4m", []
    write_film(film, CODE)
    names = ("chromium-headless-shell", "chromium", "chromium-browser")
    flags = [
        *FLAGS, "--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream",
        f"--use-file-for-fake-video-capture={film}",
    ]  # fmt: skip
    started = browser.browser_type.launch(executable_path=next(filter(None, map(shutil.which, names))), args=flags)
    context = started.new_context(base_url=college.address, permissions=["camera"])
    context.set_default_timeout(20_000)
    page = context.new_page()
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("console", lambda message: problems.append(message.text) if "Content Security" in message.text else None)
    yield page
    started.close()
    assert problems == []


def test_the_camera_reads_a_pack(page_with_camera: Page, college: RunningCollege) -> None:
    page = page_with_camera
    enter(page, NOUR)
    page.context.add_cookies([{"name": "django_language", "value": "en", "url": college.address}])
    run_id = college.run_python(OPEN_DESK.format(email=NOUR))
    page.goto(f"/sandbox/runs/{run_id}/products/")
    assert page.evaluate(LOADED) == []  # nothing heavy before it is asked for
    page.locator("[data-scan-start]").click()
    field = page.locator("#id_text")
    expect(field).to_have_value(CODE.replace(SEPARATOR, "<GS>"))
    assert len(page.evaluate(LOADED)) == 2
    expect(page.locator("[data-scan-picture]")).to_be_hidden()
    page.locator("main form.form button[type=submit]").click()
    expect(page.locator("main .result")).to_contain_text("21TR0001".removeprefix("21"))
    assert_accessible(page)
