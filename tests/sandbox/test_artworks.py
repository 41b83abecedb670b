"""The works-of-art register: asking, look-alikes, entering, trends, posters."""

import io
import random
import unicodedata
import uuid
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation
from openpyxl import load_workbook
from PIL import Image, ImageOps, PngImagePlugin
from pypdf import PdfReader

from college.core.errors import CollegeError, Conflict
from sandbox.domain.art.entry import enter_work, invent_report, read_measure
from sandbox.domain.art.exports import write_csv, write_xlsx
from sandbox.domain.art.invention import draw_artwork
from sandbox.domain.art.pictures import draw_record, index_pictures
from sandbox.domain.art.plates.canvas import to_marked_image, to_svg
from sandbox.domain.art.poster_pdf import draw_poster
from sandbox.domain.art.posters import find_imbalance, find_refusals, list_poster_works, suggest_six
from sandbox.domain.art.register import list_art_queries, open_work, query_picture, query_works
from sandbox.domain.art.search import ArtKeys
from sandbox.domain.art.trends import count_thefts
from sandbox.domain.art.uploads import read_picture
from sandbox.domain.registers import verify_queries
from sandbox.enums import ArtKind, EventKind
from sandbox.models import ArtworkRecord, Run, World
from sandbox.queries import list_events

TODAY = date(2027, 5, 14)
WORKS = 160
ASK = {"reason": "Auction seen on the web", "case_reference": "TR-PR-00001"}


@pytest.fixture
def world(db) -> World:
    world = World.objects.create(seed="art", size=0, is_current=True)
    rng = random.Random(4)
    ArtworkRecord.objects.bulk_create(
        ArtworkRecord(world=world, **draw_artwork(rng, place=place, today=TODAY)) for place in range(WORKS)
    )
    index_pictures(world=world)
    return world


@pytest.fixture
def run(world, begin, ada) -> Run:
    run = begin(ada, "practice-desk")
    Run.objects.filter(pk=run.pk).update(world=world)
    run.refresh_from_db()
    return run


def as_file(image: Image.Image, form: str = "PNG", **options) -> io.BytesIO:
    buffer = io.BytesIO()
    image.save(buffer, form, **options)
    buffer.seek(0)
    return buffer


def test_the_same_draws_make_the_same_work_and_picture():
    first, second = (draw_artwork(random.Random(9), place=3, today=TODAY) for _ in range(2))
    assert first == second
    works = [ArtworkRecord(**draw_artwork(random.Random(seed), place=1, today=TODAY)) for seed in range(40)]
    drawings = {to_svg(draw_record(work)) for work in works}
    assert len(drawings) == 40
    assert not [svg for svg in drawings if "style=" in svg or "<script" in svg or "href" in svg]


CHANGES = {
    "cropped": lambda image: image.crop((30, 60, 430, 460)),
    "mirrored": ImageOps.mirror,
    "recompressed": lambda image: Image.open(as_file(image, "JPEG", quality=40)),
    "resized": lambda image: image.resize((180, 180)),
    "turned": lambda image: image.rotate(3, fillcolor=(120, 120, 120)),
}


def test_changed_copies_of_a_picture_are_found(run):
    for number, (name, change) in enumerate(CHANGES.items()):
        work = ArtworkRecord.objects.order_by("pk")[7 + 11 * number]
        copy = change(to_marked_image(draw_record(work), 500))
        event = query_picture(run=run, picture=as_file(copy), **ASK)
        found = [candidate["reference"] for candidate in event.payload["candidates"]]
        assert found[0] == work.reference, name
        assert event.payload["candidates"][0]["likeness"]["is_mirrored"] == (name == "mirrored")
    assert verify_queries(run.pk) is None


def test_the_log_keeps_no_picture(run):
    work = ArtworkRecord.objects.first()
    event = query_picture(run=run, picture=as_file(to_marked_image(draw_record(work), 300)), **ASK)
    assert set(event.payload["asked"]) == {"picture"}
    assert len(event.payload["asked"]["picture"]) == 16


def bomb() -> bytes:
    return as_file(Image.new("1", (9000, 9000))).getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "picture_empty"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "picture_format"),
        (b"GIF89a....", "picture_format"),
        (as_file(Image.new("RGB", (90, 90))).getvalue() + b"<script>alert(1)</script>", "picture_mixed"),
        (as_file(Image.new("RGB", (90, 90))).getvalue()[:60], "picture_broken"),
        (b"\xff\xd8\xff" + b"\x00" * 300, "picture_broken"),
        (b"RIFF" + b"\x00" * 300, "picture_broken"),
        (as_file(Image.new("RGB", (20, 20))).getvalue(), "picture_small"),
        (bomb(), "picture_pixels"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * (8 * 1024 * 1024), "picture_too_large"),
    ],
)
def test_what_is_no_plain_picture_is_refused(data, code):
    with pytest.raises(CollegeError) as refused:
        read_picture(io.BytesIO(data))
    assert refused.value.code == code


def test_a_picture_loses_all_but_its_colours():
    exif = Image.Exif()
    exif[0x010F] = "Camera of somebody"
    extra = PngImagePlugin.PngInfo()
    extra.add_text("Author", "somebody")
    picture = read_picture(as_file(Image.new("RGB", (100, 80)), exif=exif, pnginfo=extra))
    assert (picture.info, dict(picture.getexif()), picture.size) == ({}, {}, (100, 80))


def test_facets_narrow_and_accents_do_not_matter(run):
    work = ArtworkRecord.objects.filter(kind="coin").first()
    keys = ArtKeys(
        words="CÓIN", kind="coin", country=work.theft_country, stolen_from=work.stolen_on.year, state=work.state
    )
    found = {c["reference"] for c in query_works(run=run, keys=keys, **ASK).payload["candidates"]}
    assert found == set(
        ArtworkRecord.objects.filter(
            kind="coin", subtype="Coin", theft_country=work.theft_country, stolen_on__year__gte=work.stolen_on.year, state=work.state
        ).values_list("reference", flat=True)
    )  # fmt: skip
    assert query_works(run=run, keys=ArtKeys(words="%_%"), **ASK).payload["candidates"] == []
    with pytest.raises(CollegeError, match="at least one thing"):
        query_works(run=run, keys=ArtKeys(), **ASK)


def test_what_is_hidden_from_the_bureau_reads_as_no_record(run):
    work = ArtworkRecord.objects.first()
    copy = as_file(to_marked_image(draw_record(work), 300))
    ArtworkRecord.objects.filter(pk=work.pk).update(hidden_from="QMB QMA")
    asked = [
        query_works(run=run, keys=ArtKeys(kind=work.kind, country=work.theft_country), **ASK),
        query_picture(run=run, picture=copy, **ASK),
    ]
    assert [c for event in asked for c in event.payload["candidates"] if c["reference"] == work.reference] == []
    assert count_thefts(run=run, bureau="QMA").total == WORKS - 1


def test_a_record_opens_from_an_answer_alone(run):
    work = ArtworkRecord.objects.filter(kind="mask").first()
    with pytest.raises(Conflict):
        open_work(run=run, reference=work.reference)
    query_works(run=run, keys=ArtKeys(kind="mask"), **ASK)
    first = open_work(run=run, reference=work.reference, key=uuid.uuid4())
    assert open_work(run=run, reference=work.reference).pk == first.pk
    assert first.payload["record"]["title"] == work.title


def form_of(report, **changes):
    names = ("kind", "subtype", "title", "subject", "maker", "period", "materials", "techniques", "inscriptions",
             "distinguishing_features", "description", "theft_region", "theft_place", "circumstance", "stolen_on")  # fmt: skip
    return {name: report.values[name] for name in names} | {"height": "32 cm", "weight": "1,2 kg"} | changes


def test_a_work_is_entered_complete_searched_and_without_its_owner(run, begin, eve):
    report = invent_report(seed=run.seed, number=1, bureau="QMA", today=TODAY)
    refused = {}
    for changes in (
        {}, {"height": ""}, {"height": "32"}, {"weight": "3 cm"}, {"description": f"Belonged to {report.surname}, a jar."},
        {"description": "A jar owned by the man at the corner."}, {"stolen_on": date(2028, 1, 1)},
    ):  # fmt: skip
        with pytest.raises(CollegeError) as error:
            enter_work(run=run, report=report, values=form_of(report, **changes))
        refused[str(changes)[:40]] = error.value.code
        if not changes:
            query_works(run=run, keys=ArtKeys(kind=report.kind), **ASK)
    assert list(refused.values()) == [
        "duplicate_search_first", "dimension_missing", "unit_missing", "unit_missing", "owner_name", "owner_name", "stolen_later",
    ]  # fmt: skip
    key = uuid.uuid4()
    _event, reference = enter_work(run=run, report=report, values=form_of(report), key=key)
    assert enter_work(run=run, report=report, values=form_of(report), key=key)[1] == reference
    record = ArtworkRecord.objects.get(run=run)
    assert (record.height_mm, record.weight_g, record.owner_bureau) == (320, 1200, "QMA")
    twin = query_picture(run=run, picture=as_file(to_marked_image(draw_record(report), 400)), **ASK)
    assert twin.payload["candidates"][0]["reference"] == reference
    other = begin(eve, "partner-desk")
    Run.objects.filter(pk=other.pk).update(world=run.world)
    other.refresh_from_db()
    found = query_works(run=other, keys=ArtKeys(kind=report.kind), **ASK).payload["candidates"]
    assert found
    assert reference not in {candidate["reference"] for candidate in found}


@pytest.mark.parametrize(("text", "value"), [("32 cm", 320), ("1,5 m", 1500), ("7mm", 7)])
def test_measurements_are_read_with_their_unit(text, value):
    assert read_measure(text) == value


def test_spreadsheets_hold_no_formula():
    tables = [("=1+1", [("=cmd()", 3), ("Coin", 2)])]
    assert b"'=cmd()" in write_csv(tables)
    sheet = load_workbook(io.BytesIO(write_xlsx(tables))).active
    assert [[cell.value for cell in row] for row in sheet] == [
        ["TRAINING – SYNTHETIC – NOT POLICE DATA", None], ["'=1+1", None], ["'=cmd()", 3], ["Coin", 2],
    ]  # fmt: skip


def test_a_poster_is_balanced_and_refusals_say_why(run):
    works = list_poster_works(run=run, bureau="QMA", today=TODAY)
    by_reference = {work.record.reference: work for work in works}
    six = [by_reference[reference].record for reference in suggest_six(works, is_special=False)]
    assert find_imbalance(six, is_special=False) == []
    assert [find_refusals(record, today=TODAY) for record in six] == [[]] * 6
    assert all(work.refusals for work in works[18:])
    six[0].state = "recovered"
    six[0].has_poster_consent = False
    six[0].inscriptions = "Property of Mr X"
    assert len(find_refusals(six[0], today=TODAY)) == 3


def test_pages_of_the_register(client, run, ada):
    client.force_login(ada)

    def at(name, **kwargs):
        return reverse(f"sandbox:{name}", kwargs={"run_id": run.pk, **kwargs})

    answer = client.post(at("artworks"), {"kind": "coin", "key": uuid.uuid4(), **ASK}, follow=True)
    reference = list_art_queries(list_events(run))[0].candidates[0]["reference"]
    assert answer.status_code == 200
    assert reference in answer.text
    record = client.post(at("art-open", reference=reference), {"key": uuid.uuid4()}, follow=True)
    assert "Drawn – synthetic" in record.text
    picture = client.get(at("art-picture-file", reference=reference))
    assert Image.open(io.BytesIO(picture.content)).size == (800, 800)
    upload = SimpleUploadedFile("x.png", picture.content)
    alike = client.post(at("art-look-alikes"), {"picture": upload, "key": uuid.uuid4(), **ASK}, follow=True)
    assert reference in alike.text
    bad = client.post(
        at("art-look-alikes"), {"picture": SimpleUploadedFile("x.png", b"<svg/>"), "key": uuid.uuid4(), **ASK}
    )
    assert bad.status_code == 422
    never = ArtworkRecord.objects.filter(state="recovered").exclude(kind="coin").first()
    assert client.get(at("art-picture", reference=never.reference)).status_code == 404
    for name in ("art-trends", "art-poster", "art-look-alikes"):
        assert client.get(at(name)).status_code == 200
    assert client.get(at("art-enter", number=1)).status_code == 200
    assert client.get(at("art-enter", number=9)).status_code == 404
    assert client.get(at("run-log")).status_code == 200
    chosen = client.get(at("art-poster")).context["chosen"]
    assert [client.get(at("art-picture", reference=work.record.reference)).status_code for work in chosen] == [200] * 6
    pdf = client.get(at("art-poster-file"), {"work": [work.record.reference for work in chosen]})
    assert pdf.content.startswith(b"%PDF-")
    assert client.get(at("art-poster-file"), {"work": ["x"]}).status_code == 422
    assert EventKind.RECORD_OPENED in {event.kind for event in list_events(run)}


@pytest.mark.parametrize("language", ["en", "fr", "es", "ar"])
def test_a_poster_speaks_the_language_of_who_asks(language):
    works = [ArtworkRecord(**draw_artwork(random.Random(seed), place=seed, today=TODAY)) for seed in range(2)]
    with translation.override(language):
        pdf = draw_poster(title="Marenia", subtitle="2027", works=works)
        kind = str(ArtKind(works[0].kind).label)
    text = " ".join(unicodedata.normalize("NFKC", PdfReader(io.BytesIO(pdf)).pages[0].extract_text()).split())
    assert "TRAINING – SYNTHETIC – NOT POLICE DATA" in text
    assert works[0].title in text
    assert [word for word in kind.split() if word not in text] == []
