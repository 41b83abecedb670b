"""The chart by hand: places that are saved, conflicts, the picture as a file, the map, the chart on mail."""

import json
import uuid
from io import BytesIO
from xml.etree import ElementTree as ET

import pytest
from django.test import Client
from django.urls import reverse
from PIL import Image, ImageChops

from college.core.errors import CollegeError
from sandbox.domain.case import Entity, Link, fold_chart, raster, save_entity, save_layout, save_link
from sandbox.domain.case.chart import Chart, drop_entity, put_entity, put_link
from sandbox.domain.case.layout import BOX, draw_chart
from sandbox.domain.case.pinning import put_layout, read_places
from sandbox.domain.case.raster import SAND, draw_png
from sandbox.domain.case.sheet import Sheet, make_sheet
from sandbox.domain.case.sites import list_routes, list_sites
from sandbox.domain.desk import fold_events
from sandbox.domain.messages.attachments import freeze_attachment
from sandbox.domain.messages.sending import Extras, send_message
from sandbox.models import Run
from sandbox.queries import load_run
from tests.sandbox.conftest import START

BACKEND = "college.accounts.backends.PasswordBackend"
MARK = "TRAINING – SYNTHETIC – NOT POLICE DATA"
NAMES = ("Vela", "قاسم الحداد", "Драгомир", "Θεοφάνης", "林沈敏")


def chart_of(*labels: str) -> Chart:
    chart = Chart()
    for label in labels:
        chart = put_entity(chart, Entity(0, "person", label))
    return chart


def test_pinned_boxes_stand_where_they_were_put_and_new_ones_keep_clear() -> None:
    chart = put_layout(chart_of("A", "B"), {1: (600, 500), 2: (140, 90)})
    chart = put_link(put_entity(chart, Entity(0, "place", "C")), Link(0, 3, 1, "at", certainty="assumed"))
    nodes = {node.entity.number: (node.x, node.y) for node in draw_chart(chart).nodes}
    assert (nodes[1], nodes[2]) == ((600, 500), (140, 90))
    assert all(abs(nodes[3][0] - x) > BOX[0] or abs(nodes[3][1] - y) > BOX[1] for x, y in (nodes[1], nodes[2]))
    assert abs(nodes[3][0] - 600) < 400  # beside the box that it is linked with
    drawing = draw_chart(chart)
    assert (drawing.width, drawing.height) > (600 + BOX[0] // 2, 500 + BOX[1] // 2)
    assert [place[0] for place in drop_entity(chart, 1).places] == [2]
    assert put_layout(drop_entity(chart, 1), {1: (200, 200), 2: (300, 300)}).places == ((2, 300, 300),)


@pytest.mark.parametrize("text", [
    "", "null", "[]", '"x"', "{", '{"1": 3}', '{"1": [1]}', '{"1": [1, 2, 3]}', '{"1": [200.5, 200]}', '{"1": [true, 200]}', '{"1": ["200", 200]}',
    '{"1": [NaN, 200]}', '{"1": [1e999, 200]}', '{"-1": [200, 200]}', '{"x": [200, 200]}', '{"\u0663": [200, 200]}', '{"9999999": [200, 200]}', "[" * 15_000,
    '{"1": [' + "9" * 5_000 + ", 200]}", '{"1": [200, 200]' + " " * 20_000 + "}", json.dumps({str(n): [200, 200] for n in range(1, 202)}),
    '{"1": [123, 200]}', '{"1": [200, 6001]}', '{"1": [-200, 200]}', '{"0": [200, 200]}', '{"2": [200, 200]}',
])  # fmt: skip
def test_hostile_places_are_refused(text: str) -> None:
    with pytest.raises(CollegeError) as refusal:
        put_layout(chart_of("A"), read_places(text))
    assert refusal.value.code == "layout_unreadable"


@pytest.fixture
def desk(begin, ada, client: Client) -> Run:
    """Ada's practice desk with two linked entities at two places, signed in."""
    run = begin(ada, "practice-desk")
    for revision, (label, site) in enumerate((("Vela", "Calverra"), ("<b>Haulier</b>", "QMB"))):
        save_entity(run=run, revision=revision, entity=Entity(0, "person", label, site=site), now=START)
    save_link(run=run, revision=2, link=Link(0, 1, 2, "pays", certainty="assumed"), now=START)
    client.force_login(ada, backend=BACKEND)
    return run


def test_a_layout_is_saved_once_a_form_and_never_over_another_devices(desk: Run) -> None:
    key = uuid.uuid4()
    saved = save_layout(run=desk, layout=0, places={1: (500, 300)}, key=key, now=START)
    assert save_layout(run=desk, layout=0, places={1: (500, 300)}, key=key, now=START) == saved
    with pytest.raises(CollegeError) as refusal:
        save_layout(run=desk, layout=0, places={1: (200, 200)}, now=START)
    assert refusal.value.code == "layout_moved"
    # Moving boxes makes no form old, and adding an entity no layout.
    save_entity(run=desk, revision=3, entity=Entity(0, "place", "Quay", site="QMA"), now=START)
    save_layout(run=desk, layout=1, places={1: (520, 300), 2: (200, 200)}, now=START)
    chart = fold_chart(load_run(desk).events)
    assert (chart.places, chart.layout, chart.revision, len(chart.links)) == (((1, 520, 300), (2, 200, 200)), 2, 4, 1)
    with pytest.raises(CollegeError, match="not on the map"):
        save_entity(run=desk, revision=4, entity=Entity(0, "place", "X", site="Lyon"), now=START)


def test_the_page_saves_by_script_and_lets_go_by_form(desk: Run, client: Client) -> None:
    address = reverse("sandbox:case-layout", args=[desk.pk])

    def post(places: str, layout: object, **headers: str):  # type: ignore[no-untyped-def]
        return client.post(address, {"key": uuid.uuid4(), "layout": layout, "places": places}, headers=headers)

    first = post('{"1": [500, 300], "2": [200, 200]}', 0, **{"X-Autosave": "1"})
    assert (first.status_code, first.json()["layout"], first.json()["said"]) == (200, 1, "The layout is saved.")
    late = post('{"1": [300, 300]}', 0, **{"X-Autosave": "1"})
    assert (late.status_code, late.json()["layout"]) == (409, 1)
    assert "Nothing was saved" in late.json()["said"]
    for places, layout in (("{", 1), ("\x00", 1), ("x" * 70_000, 1), ("{}", "9" * 60), ('{"7": [200, 200]}', 1)):
        refused = post(places, layout, **{"X-Autosave": "1"})
        assert (refused.status_code, refused.json()["said"][-1]) == (422, ".")
    page = client.get(reverse("sandbox:case-chart", args=[desk.pk])).content.decode()
    assert f"translate({500 - BOX[0] // 2} {300 - BOX[1] // 2})" in page
    assert "Let the chart arrange itself" in page
    freed = client.post(address, {"key": uuid.uuid4(), "layout": 1, "places": "{}"}, follow=True).content.decode()
    assert "The chart arranges itself again." in freed
    assert fold_chart(load_run(desk).events).places == ()
    log = client.get(reverse("sandbox:run-log", args=[desk.pk])).content.decode()
    assert "The layout of the chart was saved." in log
    assert "The chart was left to arrange itself." in log


def sheet_of(chart: Chart, *, is_mirrored: bool = False) -> Sheet:
    return make_sheet(chart, case_reference="TR-1", day="14 May 2027", is_right_to_left=is_mirrored)


@pytest.mark.parametrize("is_mirrored", [False, True])
def test_the_png_holds_every_script_the_mark_and_the_legend(is_mirrored: bool) -> None:
    sheet = sheet_of(chart_of(*NAMES), is_mirrored=is_mirrored)
    image = Image.open(BytesIO(draw_png(sheet)))
    image.load()
    assert (image.mode, image.text["Comment"]) == ("RGB", MARK)  # type: ignore[attr-defined]
    assert image.width >= 2 * sheet.size[0]
    for band in (image.crop((0, 0, image.width, 58)), image.crop((0, image.height - 58, image.width, image.height))):
        colours = band.getcolors(1 << 20) or []
        assert max(colours)[1] == SAND
        assert len(colours) > 2  # and letters on it
    blank = Image.open(BytesIO(draw_png(sheet_of(chart_of(*["\u2003·"] * len(NAMES)), is_mirrored=is_mirrored))))
    changed = ImageChops.difference(image, blank.convert("RGB"))
    for node in sheet.drawing.nodes:  # each name drew something in its own box
        x, y = node.x + (image.width // 2 - sheet.size[0]) // 2, node.y + 100
        assert changed.crop((2 * x - 120, 2 * y - 10, 2 * x + 120, 2 * y + 40)).getbbox(), node.entity.label


def test_the_mark_crosses_the_whole_png(monkeypatch: pytest.MonkeyPatch) -> None:
    """Cut out of any quarter, the picture still bears it."""
    marked = Image.open(BytesIO(draw_png(sheet_of(chart_of("A", "B")))))
    monkeypatch.setattr(raster, "GHOST", raster.PAPER)
    changed = ImageChops.difference(marked, Image.open(BytesIO(draw_png(sheet_of(chart_of("A", "B"))))))
    half = (marked.width // 2, marked.height // 2)
    assert all(changed.crop((x, y, x + half[0], y + half[1])).getbbox() for x in (0, half[0]) for y in (0, half[1]))


def test_the_largest_png_stays_bounded() -> None:
    entities = tuple(Entity(n, "person", "Somebody") for n in range(1, 4))
    chart = Chart(1, entities, (), 3, 0, ((1, 6000, 6000), (2, 124, 70), (3, 6000, 70)), 1)
    assert Image.open(BytesIO(draw_png(sheet_of(chart)))).size < (4000, 4000)


def test_files_bear_the_mark_and_what_was_typed_is_text(desk: Run, client: Client) -> None:
    image = client.get(reverse("sandbox:case-image", args=[desk.pk]))
    assert (image.headers["Content-Type"], image.content[:4]) == ("image/png", b"\x89PNG")
    svg = client.get(reverse("sandbox:case-picture", args=[desk.pk]))
    for answer in (image, svg):
        assert "TRAINING-SYNTHETIC-NOT-POLICE-DATA" in answer.headers["Content-Disposition"]
    text = "".join(ET.fromstring(svg.content).itertext())
    assert text.count(MARK) >= 4
    assert all(word in text for word in ("<b>Haulier</b>", "Case chart", "2 entities", "Confirmed"))


def test_the_map_shows_places_and_what_runs_between_them(desk: Run, client: Client) -> None:
    opened = load_run(desk)
    chart = fold_chart(opened.events)
    assert [(r.source, r.words, r.target) for r in list_routes(chart)] == [("Vela", "pays", "<b>Haulier</b>")]
    assert {"Calverra", "Tolvaria"} <= {site.name for site in list_sites(fold_events(opened.events), chart)}
    page = client.get(reverse("sandbox:case-map", args=[desk.pk])).content.decode()
    assert "<b>Haulier" not in page
    assert page.count("pays") == 2  # on the line and in the list
    assert 'href="#site-1"' in page
    assert 'id="site-1"' in page


def test_a_sent_chart_is_drawn_as_it_was(desk: Run, client: Client) -> None:
    events = load_run(desk).events
    token = f"chart:{events[-1].sequence}"
    sent = send_message(
        run=desk, to="QME", subject="The chart", case_reference="", priority="routine", handling="open", purpose="information",
        body="As it stands.", records=[], extras=Extras(attachments=(token,)), now=START,
    )  # fmt: skip
    save_entity(run=desk, revision=3, entity=Entity(0, "person", "Came later"), now=START)
    page = client.get(reverse("sandbox:message-detail", args=[desk.pk, sent.sequence])).content.decode()
    sheet = client.get(reverse("sandbox:message-attachment", args=[desk.pk, sent.sequence, 1])).content.decode()
    for html in (page, sheet):
        assert html.count("chart__box") == 2
        assert html.count("Vela") >= 3  # in its box, among the entities, at its link
        assert "Came later" not in html
        assert "<b>Haulier" not in html
    with pytest.raises(CollegeError):
        freeze_attachment("chart:999", fold_events(events), events)
