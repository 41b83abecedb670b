"""The case chart by hand in a browser: mouse, keyboard, tidying up, saving, a conflict with another device, the picture."""

import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Locator, Page, expect

from tests.browser.axe import assert_accessible
from tests.browser.college import RunningCollege
from tests.browser.steps import OPEN_DESK

NOUR = "nour.elhadi@velmora.example"
DRAW = """
from sandbox.domain.case import Entity, Link, save_entity, save_link
from sandbox.models import Run

run = Run.objects.get(pk={run!r})
for revision, label in enumerate(("Driver", "Haulier", "Depot")):
    save_entity(run=run, revision=revision, entity=Entity(0, "person", label))
for revision, (source, target) in enumerate(((1, 2), (2, 3)), start=3):
    save_link(run=run, revision=revision, link=Link(0, source, target, "owns", certainty="assumed"))
"""


def read_place(box: Locator) -> tuple[int, int]:
    x, y = re.findall(r"-?\d+", box.get_attribute("transform") or "")
    return int(x), int(y)


def test_boxes_are_moved_tidied_saved_and_taken_away(open_as: Callable[..., Page], college: RunningCollege) -> None:
    page, other = open_as(NOUR, language="en"), open_as(NOUR, language="en")
    run = college.run_python(OPEN_DESK.format(email=NOUR))
    college.run_python(DRAW.format(run=run))
    chart = f"/sandbox/runs/{run}/case/"
    page.goto(chart)
    other.goto(chart)
    boxes = [page.locator(f"[data-node='{number}']") for number in (1, 2, 3)]
    state, save = page.locator("[data-state]"), page.get_by_role("button", name="Save the layout")
    loaded = "() => performance.getEntriesByType('resource').some((entry) => /d3-force/.test(entry.name))"
    assert page.evaluate(loaded) is False

    # A mouse drags a box, and its lines go with it; the click at the end opens nothing.
    start, line = read_place(boxes[0]), page.locator("[data-ends='1 2']").get_attribute("d")
    boxes[0].scroll_into_view_if_needed()
    frame = boxes[0].bounding_box()
    assert frame
    page.mouse.move(frame["x"] + 40, frame["y"] + 20)
    page.mouse.down()
    page.mouse.move(frame["x"] + 70, frame["y"] + 60, steps=4)
    page.mouse.move(frame["x"] + 140, frame["y"] + 120, steps=4)
    page.mouse.up()
    expect(state).to_have_text("Moved, not yet saved.")
    dragged = read_place(boxes[0])
    assert (dragged[0] - start[0], dragged[1] - start[1]) == (100, 100)
    assert page.locator("[data-ends='1 2']").get_attribute("d") != line
    assert page.url.endswith(chart)

    # The keyboard walks along a link, and moves what it has reached.
    page.get_by_role("button", name="Tidy up").click()
    expect(state).to_contain_text("tidied up")
    assert page.evaluate(loaded) is True
    expect(boxes[0]).not_to_have_attribute("transform", f"translate({dragged[0]} {dragged[1]})")
    save.click()
    expect(state).to_have_text("The layout is saved.")
    first, second = read_place(boxes[0]), read_place(boxes[1])
    wide, high = second[0] - first[0], second[1] - first[1]
    arrow = ("Right" if wide > 0 else "Left") if abs(wide) >= abs(high) else ("Down" if high > 0 else "Up")
    boxes[0].focus()
    page.keyboard.press(f"Arrow{arrow}")
    expect(boxes[1]).to_be_focused()
    expect(state).to_have_text("by “owns” (Assumed). Links: 2.")
    page.keyboard.press("m")
    page.keyboard.press("Shift+ArrowDown")
    page.keyboard.press("ArrowRight")
    expect(state).to_contain_text("Haulier:")
    assert read_place(boxes[1]) == (second[0] + 16, second[1] + 64)
    assert_accessible(page)
    page.keyboard.press("Escape")
    expect(state).to_have_text("Moving has ended.")
    page.get_by_role("button", name="Zoom out").click()
    expect(state).to_have_text("80 per cent of its size.")
    save.click()
    expect(state).to_have_text("The layout is saved.")
    page.reload()
    assert read_place(boxes[1]) == (second[0] + 16, second[1] + 64)

    # The other device has an older layout: nothing is lost unsaid, and saving again is a choice.
    other.get_by_role("button", name="Save the layout").click()
    expect(other.locator("[data-state]")).to_contain_text("Nothing was saved.")
    page.reload()
    assert read_place(boxes[1]) == (second[0] + 16, second[1] + 64)
    other.get_by_role("button", name="Save the layout").click()
    expect(other.locator("[data-state]")).to_have_text("The layout is saved.")

    with page.expect_download() as download:
        page.get_by_role("link", name="PNG").click()
    assert download.value.suggested_filename.startswith("TRAINING-SYNTHETIC-NOT-POLICE-DATA-chart-")
    assert Image.open(BytesIO(Path(download.value.path()).read_bytes())).format == "PNG"
