"""List screening: reading lists safely, answers as single queries give them, one event and one audit row."""

import io
import uuid
import zipfile
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse
from django.utils import translation
from openpyxl import Workbook, load_workbook

from college.core import clock
from college.core.errors import CollegeError, Conflict
from sandbox.domain.lists import screening
from sandbox.domain.lists.lines import list_lines
from sandbox.domain.lists.reading import read_list
from sandbox.domain.lists.screening import screen_list, take_list
from sandbox.domain.lists.tables import check_workbook, read_table, read_text
from sandbox.domain.lists.working import read_answers, take_file, work_on_list
from sandbox.domain.registers import query_documents, verify_queries
from sandbox.domain.runs import finish_run
from sandbox.enums import EventKind
from sandbox.models import RegisterQuery, Run, RunEvent, ScreeningFile, ScreeningList, TravelDocumentRecord, World
from tests.sandbox.conftest import START

HEAD = "number,country,type\n"
LIST = HEAD + "TO1203456,QMB,passport\nT01203456,QMB,P\nTA9999990,QMB,passport\nDolavokov,QMB,passport\n=1+1,QMB,P\n"
ASK = {"reason": "Flight at the border", "case_reference": "TR-1"}


@pytest.fixture
def run(ada, begin):
    run = begin(ada, "practice-desk")
    Run.objects.filter(pk=run.pk).update(world=World.objects.create(seed="lists", size=0))
    run.refresh_from_db()
    return run


def plant(number="TO1203456", *, run=None, world=None, **values):
    values = {"country": "QMB", "document_type": "passport", "fraud_type": "lost", "owner_bureau": "QMB"} | values
    dates = {"recorded_on": date(2027, 1, 1), "review_on": date(2037, 1, 1)} | values
    return TravelDocumentRecord.objects.create(
        run=run, world=world, reference=f"D-{TravelDocumentRecord.objects.count()}", number=number,
        folded_number=number.replace("O", "0").replace("I", "1"), **dates,
    )  # fmt: skip


def screen(run, text=LIST, key=None):
    kept = take_list(run=run, read=read_list(read_text(text)), key=key or uuid.uuid4(), now=START, **ASK)
    return work_on_list(screening_list=kept, now=START)


def make_workbook(*rows):
    book, buffer = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(buffer)
    return buffer.getvalue()


def pack(**parts):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/") + ".xml", content)
    return buffer.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        "Surname;Document number;Issuing country;Document type\nVel;TO 120-3456;Tolvaria;P\n".encode("utf-8-sig"),
        "Numéro\tPays\tType de document\tNom\nto1203456\tqmb\tPasseport\tVel\n".encode("utf-16"),
        "Número,País,Tipo\nTO1203456,QMB,pasaporte\n".encode("cp1252"),
        make_workbook(["Name", "Number", "Country", "Type"], [], ["Vel", "TO1203456", "QMB", "Passport"]),
    ],
)
def test_lists_of_all_kinds_read_alike_and_no_name_is_kept(data):
    read = read_list(read_table(data))
    assert [row[1:] for row in read.rows] == [("TO1203456", "QMB", "passport")]
    assert read.faults == []


@pytest.mark.parametrize(
    ("cells", "fault"),
    [
        (",QMB,P", "no_number"), ("Dolavokov,QMB,P", "not_a_number"), ("=1+1,QMB,P", "formula"), ("1.2E+08,QMB,P", "rounded"),
        ("A1,QMB,P", "number_shape"), ("ТО1203456,QMB,P", "number_shape"), ("TO1203456,FRA,P", "country"),
        ("TO1203456,QMB,boat", "document_type"), ("TO1203456", "country"),
    ],
)  # fmt: skip
def test_a_line_that_cannot_be_asked_for_says_why(cells, fault):
    read = read_list(read_text(HEAD + cells))
    assert ([row.fault for row in read.faults], read.rows) == ([fault], [])
    if fault == "not_a_number":
        assert read.faults[0].number == ""


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b" ", "list_empty"), (HEAD.encode(), "list_empty"), (b"\x00\x01\x02", "list_format"), (b"PK\x03\x04nonsense", "list_broken"),
        (b"name,country,type\nVel,QMB,P", "list_names"), (b"TO1203456,QMB,P", "list_headings"), (b"x" * (8 * 1024 * 1024 + 1), "list_too_large"),
        (HEAD.encode() + b'"' + b"x" * 200_000, "list_broken"), (HEAD.encode() + b"TO1203456,QMB,P\n" * 100_001, "list_too_long"),
        (pack(xl__workbook=b" " * 30_000_000), "list_bomb"), (pack(**{f"part{n}": "" for n in range(300)}), "list_bomb"),
        (pack(xl__workbook='<!DOCTYPE x [<!ENTITY a "aa">]><x>&a;</x>'), "list_broken"), (pack(document="<x/>"), "list_format"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_hostile_files_are_refused_with_a_reason(data, code):
    with pytest.raises(CollegeError) as refused:
        read_list(read_table(data))
    assert refused.value.code == code


def test_a_formula_in_a_workbook_stays_text():
    data = make_workbook(["number", "country", "type"], ["=HYPERLINK(A1)", "QMB", "P"], [120345678, "QMB", "P"])
    check_workbook(data)
    read = read_list(read_table(data))
    assert (read.faults[0].fault, read.rows[0].number) == ("formula", "120345678")


def test_a_list_is_answered_as_single_queries_are(run, begin, ulla):
    other = begin(ulla, "practice-desk")
    base, own = plant(world=run.world), plant("T01203456", run=run)
    plant(run=other)
    plant(world=World.objects.create(seed="elsewhere", size=0))
    plant(world=run.world, review_on=date(2027, 1, 2))
    plant(world=run.world, hidden_from="QMA")
    done = screen(run)
    assert (done.state, done.screened, done.matched, done.clear, done.malformed, done.hidden) == ("done", 5, 2, 1, 2, 2)
    lines = list(list_lines(done))
    assert [line.line for line in lines] == [2, 3, 4, 5, 6]
    assert lines[0].candidates == [(base.reference, 3), (own.reference, 2)]
    assert lines[1].candidates == [(own.reference, 3), (base.reference, 2)]
    single = query_documents(run=run, number="TO1203456", country="QMB", document_type="passport", now=START, **ASK)
    assert [candidate["reference"] for candidate in single.payload["candidates"]] == [c[0] for c in lines[0].candidates]


def test_a_list_makes_one_event_and_one_audit_row_however_often_it_is_sent(run):
    record = plant(world=run.world)
    key = uuid.uuid4()
    done = screen(run, key=key)
    again = screen(run, key=key)
    assert again.pk == done.pk
    event = RunEvent.objects.get(run=run, kind=EventKind.LIST_SCREENED)
    assert (event.key, event.payload["matched"], event.payload["clear"]) == (key, 2, 1)
    audit = RegisterQuery.objects.get(run_key=run.pk)
    assert (audit.keys["digest"], audit.keys["lines"], audit.result) == (done.digest, 5, "possible_match")
    assert audit.references == [record.reference]
    assert verify_queries(run.pk) is None


def test_a_list_goes_on_where_it_was_broken_off(run):
    text = HEAD + "".join(f"TA{n:07d},QMB,P\n" for n in range(5_200))
    plant("TA0005100", world=run.world)
    kept = take_list(run=run, read=read_list(read_text(text)), key=uuid.uuid4(), now=START, **ASK)
    first, _second = kept.chunks.values_list("pk", flat=True)
    screening._screen_chunk(kept, first, bureau="QMA", today=date(2027, 5, 14))
    screening._screen_chunk(kept, first, bureau="QMA", today=date(2027, 5, 14))
    kept.refresh_from_db()
    assert (kept.state, kept.screened) == ("waiting", 4_998)
    done = screen_list(screening_list=kept, now=START)
    assert (done.state, done.screened, done.matched) == ("writing", 5_200, 1)
    assert work_on_list(screening_list=done, now=START).state == "done"
    assert RunEvent.objects.filter(run=run, kind=EventKind.LIST_SCREENED).count() == 1


def test_a_list_whose_run_ended_is_stopped(run):
    kept = take_list(run=run, read=read_list(read_text(LIST)), key=uuid.uuid4(), now=START, **ASK)
    Run.objects.filter(pk=run.pk).update(state="finished", finished_at=START, score=0)
    assert screen_list(screening_list=kept, now=START).state == "stopped"
    assert not RunEvent.objects.filter(run=run, kind=EventKind.LIST_SCREENED).exists()


def test_the_workbook_bears_the_mark_and_no_formula(run):
    plant(world=run.world)
    done = screen(run)
    book = load_workbook(io.BytesIO(read_answers(done)), data_only=False)
    rows = list(book.active.iter_rows(values_only=True))
    assert rows[0][0] == "TRAINING – SYNTHETIC – NOT POLICE DATA"
    assert [row[4] for row in rows[2:]] == ["Possible match", "Possible match", "No record", "Malformed", "Malformed"]
    assert rows[6][1] == "'=1+1"
    assert {cell.data_type for row in book.active.iter_rows() for cell in row} <= {"s", "n"}


def test_pages_take_a_file_show_its_lines_and_give_it_back(client, ada, run, django_capture_on_commit_callbacks):
    plant(world=run.world)
    client.force_login(ada)
    page = reverse("sandbox:list-page", kwargs={"run_id": run.pk})
    sent = {"key": uuid.uuid4(), "file": SimpleUploadedFile("list.csv", b"Surname," + LIST.encode()), **ASK}
    refused = client.post(page, {"key": uuid.uuid4(), "text": "name\nVel", **ASK})
    assert refused.status_code == 422
    assert "This register holds no names." in refused.content.decode()
    assert client.post(page, {"key": uuid.uuid4(), **ASK}).status_code == 422
    with django_capture_on_commit_callbacks(execute=True):
        sent["file"] = SimpleUploadedFile("list.csv", LIST.replace("type\n", "type,surname\n", 1).encode())
        detail = client.post(page, sent)
    assert detail.status_code == 302
    text = client.get(detail["Location"]).content.decode()
    assert "Possible match" in text
    assert "surname" in text
    assert (
        "Words stand in the place of the number" in client.get(f"{detail['Location']}?show=malformed").content.decode()
    )
    assert "No record" in client.get(f"{detail['Location']}?show=all&page=x").content.decode()
    file = client.get(f"{detail['Location']}file.xlsx")
    assert "TRAINING-SYNTHETIC" in file["Content-Disposition"]
    assert b"".join(file.streaming_content).startswith(b"PK")
    assert (
        "List 1 was screened, 5 lines"
        in client.get(reverse("sandbox:run-log", kwargs={"run_id": run.pk})).content.decode()
    )


def test_a_list_in_work_shows_how_far_it_is_and_gives_no_file_yet(client, ada, run):
    kept = take_list(run=run, read=read_list(read_text(LIST)), key=uuid.uuid4(), **ASK)
    client.force_login(ada)
    url = reverse("sandbox:list-detail", kwargs={"run_id": run.pk, "number": kept.number})
    text = client.get(url).content.decode()
    assert 'max="5"' in text
    assert "Look again" in text
    assert client.get(f"{url}file.xlsx")["Location"] == url


SHEET = (["Name", "Number", "Country", "Type"], ["Vel", "TO1203456", "QMB", "Passport"])


def test_a_workbook_is_read_and_written_in_the_background(client, ada, run):
    """The person leaves the page; each look shows one step further, and the upload is gone when it is read."""
    plant(world=run.world)
    client.force_login(ada)
    page = reverse("sandbox:list-page", kwargs={"run_id": run.pk})
    sent = client.post(page, {"key": uuid.uuid4(), "file": SimpleUploadedFile("l.xlsx", make_workbook(*SHEET)), **ASK})
    kept = ScreeningList.objects.get()
    assert (kept.state, kept.total, ScreeningFile.objects.count()) == ("reading", 0, 1)
    assert "The workbook is being read" in client.get(sent["Location"]).text
    assert client.get(f"{sent['Location']}file.xlsx")["Location"] == sent["Location"]
    assert "Being read" in client.get(page).text
    done = work_on_list(screening_list=kept)
    assert (done.state, done.matched, done.left_out) == ("done", 1, ["Name"])
    assert list(ScreeningFile.objects.values_list("is_answer", flat=True)) == [True]
    assert "Download the answers" in client.get(sent["Location"]).text
    assert b"".join(client.get(f"{sent['Location']}file.xlsx").streaming_content).startswith(b"PK")
    finish_run(run=run)
    assert not ScreeningFile.objects.exists()


def test_workbooks_are_removed_after_their_time(client, ada, run):
    done = screen(run)
    unread = take_file(run=run, data=make_workbook(*SHEET), key=uuid.uuid4(), now=START, **ASK)
    with clock.travel(to=START + timedelta(days=30)):
        call_command("purge_registers")
        assert ScreeningFile.objects.count() == 2
    with clock.travel(to=START + timedelta(days=31)):
        call_command("purge_registers")
    assert not ScreeningFile.objects.exists()
    assert work_on_list(screening_list=ScreeningList.objects.get(pk=unread.pk)).state == "refused"
    client.force_login(ada)
    text = client.get(reverse("sandbox:list-detail", kwargs={"run_id": run.pk, "number": done.number})).text
    assert "removed after its time" in text
    assert "Possible matches" in text


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([["name", "born"], ["Vel", "1970"]], "This register holds no names."),
        ([["number", "country", "type"]], "no lines under them"),
        ([], "The first line must have headings."),
    ],
)
def test_a_workbook_that_cannot_be_read_says_why_and_is_not_kept(client, ada, run, rows, sentence):
    kept = take_file(run=run, data=make_workbook(*rows), key=uuid.uuid4(), **ASK)
    done = work_on_list(screening_list=kept)
    assert (done.state, ScreeningFile.objects.count()) == ("refused", 0)
    assert work_on_list(screening_list=done).state == "refused"
    client.force_login(ada)
    text = client.get(reverse("sandbox:list-detail", kwargs={"run_id": run.pk, "number": 1})).text
    assert sentence in text
    assert not RegisterQuery.objects.filter(run_key=run.pk).exists()


def test_a_workbook_packed_to_do_harm_is_refused_at_once(client, ada, run):
    client.force_login(ada)
    bomb = SimpleUploadedFile("l.xlsx", pack(xl__workbook=b" " * 30_000_000))
    page = reverse("sandbox:list-page", kwargs={"run_id": run.pk})
    assert client.post(page, {"key": uuid.uuid4(), "file": bomb, **ASK}).status_code == 422
    assert (ScreeningList.objects.count(), ScreeningFile.objects.count()) == (0, 0)


def test_the_workbook_speaks_the_language_of_whoever_sent_it(run):
    run.learner.language = "fr"
    run.learner.save()
    done = screen(run)
    rows = list(load_workbook(io.BytesIO(read_answers(done))).active.iter_rows(values_only=True))
    with translation.override("fr"):
        assert rows[1][0] == translation.gettext("Line") != "Line"


def test_nobody_reaches_the_list_of_another_run(client, ada, ulla, run, begin):
    screen(run)
    client.force_login(ada)
    assert client.get(reverse("sandbox:list-detail", kwargs={"run_id": run.pk, "number": 2})).status_code == 404
    client.force_login(ulla)
    own = begin(ulla, "practice-desk")
    for name in ("list-detail", "list-file"):
        assert client.get(reverse(f"sandbox:{name}", kwargs={"run_id": run.pk, "number": 1})).status_code == 404
        assert client.get(reverse(f"sandbox:{name}", kwargs={"run_id": own.pk, "number": 1})).status_code == 404


def test_private_sector_people_screen_no_lists(begin, eve):
    run = begin(eve, "partner-desk")
    with pytest.raises(Conflict):
        take_list(run=run, read=read_list(read_text(LIST)), key=uuid.uuid4(), now=START, **ASK)
    assert not ScreeningList.objects.exists()
