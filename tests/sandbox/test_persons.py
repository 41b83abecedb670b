"""The register of persons: the index in the database, the answer, the log and the audit; each run sees its own records alone."""

import random
import uuid
from datetime import date

import numpy as np
import pytest
from django.urls import reverse

from college.core import clock
from college.core.errors import CollegeError, Conflict
from college.demo.benchmarks.persons import VARIANTS, Person
from sandbox.domain.name_index import vocabulary
from sandbox.domain.name_index.packing import list_near_days, list_slips, number_day, pack_days, pack_pair, pack_world
from sandbox.domain.name_index.vocabulary import encode_beginning, open_vocabulary, pack_deletions
from sandbox.domain.name_index.writer import drop_name_index, write_name_index
from sandbox.domain.names.evidence import BirthDate
from sandbox.domain.names.index import list_deletions
from sandbox.domain.persons import PersonKeys, open_person, query_persons, search_persons
from sandbox.domain.registers import verify_queries
from sandbox.enums import EventKind, PersonStatus, QueryResult
from sandbox.models import NameIndex, NameKey, NameWord, PersonRecord, RegisterQuery, World
from tests.sandbox.conftest import START

# Given names, family name, own script, date of birth, nationality.
PEOPLE = [
    ("Ragomrad Slavovich", "Dolavokov", "Рагомрад Славович Долавоков", (1971, 4, 12), "QMB"),
    ("Theanos", "Panakinis", "Θεανος Πανακινης", (1980, 11, 3), "QMF"),
    ("Khasiim bin Tamour", "al Qasoudani", "خسيم بن تمور القسوداني", (1966, 7, 30), "QMC"),
    ("Minhua", "Lin", "林敏华", (1990, 1, 9), "QMG"),
    ("Alvedo", "Cresanza Montibales", "", (1958, 2, 28), "QMI"),
    ("Hjørvar Stendelev", "Fjellingås", "", (1977, 9, None), "QME"),
    ("Corwibert Anna", "Thorningfield", "", (1985, None, None), "QML"),
    ("Srirutri", "", "", (1993, 6, 21), "QMD"),
    ("Corwibert", "Thorningfeld", "", (1949, 10, 5), "QML"),
]


def record(number, given, family, original, birth, country, **more):
    values = {
        "reference": f"TR-{country}-{number:04d}", "given_names": given, "family_name": family, "original_name": original,
        "birth_year": birth[0], "birth_month": birth[1], "birth_day": birth[2], "nationalities": country, "owner_bureau": country,
        "status": PersonStatus.SUSPECT, "recorded_on": date(2026, 1, 2), "review_on": date(2031, 1, 2),
    }  # fmt: skip
    return PersonRecord(**(values | more))


@pytest.fixture
def world(db) -> World:
    made = World.objects.create(seed="persons", size=0, is_current=True)
    PersonRecord.objects.bulk_create([record(n, *row, world=made) for n, row in enumerate(PEOPLE, start=1)])
    write_name_index(made)
    return made


def ask(world, name, birth=None, **more):
    keys = PersonKeys(name, BirthDate(*birth) if birth else None, more.pop("country", ""), more.pop("sex", ""))
    return search_persons(keys=keys, world_id=world.pk, **more)


def references(answer):
    return [candidate.row.reference for candidate in answer.candidates]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("DOLAVOKOV, Ragomrad", "TR-QMB-0001"),
        ("Рагомрад Долавоков", "TR-QMB-0001"),
        ("Ragmorad Slavovich Dolavokow", "TR-QMB-0001"),
        ("Ragomradslavovich Dolavokov", "TR-QMB-0001"),
        ("Πανακινης Θεανος", "TR-QMF-0002"),
        ("Teanos Panakinis", "TR-QMF-0002"),
        ("خسيم القسوداني", "TR-QMC-0003"),
        ("Hassim Al-Qasudani", "TR-QMC-0003"),
        ("林敏华", "TR-QMG-0004"),
        ("Min Hua LIN", "TR-QMG-0004"),
        ("Alvedo Cresanza", "TR-QMI-0005"),
        ("Alvedo Montibales", "TR-QMI-0005"),
        ("Hjorvar Fjellingaas", "TR-QME-0006"),
        ("Hjoervar Stende Lev Fjellingas", "TR-QME-0006"),
        ("Corwibert Anna Thorning Field", "TR-QML-0007"),
        ("Sriruti", "TR-QMD-0008"),
    ],
)
def test_a_name_is_found_in_any_order_spelling_and_script(world, name, expected):
    assert references(ask(world, name))[:1] == [expected]


def test_every_way_of_getting_a_name_wrong_finds_it(world):
    rng = random.Random(7)
    missed = []
    for number, (given, family, original, birth, country) in enumerate(PEOPLE, start=1):
        person = Person(f"TR-{country}-{number:04d}", given, family, original, BirthDate(*birth))
        for kind, change in VARIANTS.items():
            name = change(rng, person)
            if person.reference not in references(ask(world, name, birth)):
                missed.append((kind, name))
    assert missed == []


def test_the_answer_is_in_the_order_of_its_scores_and_says_why(world):
    """Literal, because SQLite and PostgreSQL must give the same."""
    first, second = ask(world, "Corwibert Thorningfield").candidates
    assert (first.row.reference, first.score) == ("TR-QML-0009", pytest.approx(0.97, abs=0.03))
    assert (second.row.reference, second.score) == ("TR-QML-0007", pytest.approx(0.92))
    assert [part.kind for part in first.parts] == ["same", "similar"]


def test_equals_stand_by_their_references_whatever_their_rows_are_numbered(world):
    twins = [record(n, *PEOPLE[1], world=world) for n in (90, 88, 89)]
    PersonRecord.objects.bulk_create(twins)
    write_name_index(world)
    assert references(ask(world, "Theanos Panakinis")) == [f"TR-QMF-00{n}" for n in ("02", "88", "89", "90")]


def test_a_date_of_birth_divides_namesakes(world):
    answer = ask(world, "Corwibert Thorningfeld", (1949, 10, 5))
    assert references(answer) == ["TR-QML-0009"]
    answer = ask(world, "Corwibert Thorningfeld", (1949, 5, 10), country="QML")
    kinds = [part.kind for part in answer.candidates[0].parts]
    assert references(answer) == ["TR-QML-0009"]
    assert {"birth_swapped", "country_agrees"} <= set(kinds)
    answer = ask(world, "Corwibert Thorningfeld", (1962, 3, 14))
    assert references(answer) == []
    assert [found.row.reference for found in answer.contradicted] == ["TR-QML-0009", "TR-QML-0007"]


def test_a_year_alone_is_enough_to_find(world):
    assert references(ask(world, "Dolavokov Ragomrad", (1971,))) == ["TR-QMB-0001"]


def test_a_hidden_record_reads_as_none_and_is_counted(world):
    PersonRecord.objects.filter(reference="TR-QMB-0001").update(hidden_from="QMA QMD")
    answer = ask(world, "Ragomrad Dolavokov", bureau="QMA")
    assert (references(answer), answer.withheld) == ([], 1)
    assert references(ask(world, "Ragomrad Dolavokov", bureau="QMC")) == ["TR-QMB-0001"]


@pytest.mark.parametrize(
    "name", ["a" * 200, "% _ * ?", "x " * 100, "\u202e\u200f", "林" * 200, "a b c d e f g h i j k l m n o p"]
)
def test_a_hostile_name_finds_nobody_and_ends(world, name):
    assert references(ask(world, name)) == []


def test_an_index_goes_on_where_it_stopped(world):
    before = NameIndex.objects.get(world=world)
    assert write_name_index(world) == 0
    record(50, "Dovelar", "Zhumirovka", "", (1970, 1, 1), "QMB", world=world).save()
    assert references(ask(world, "Dovelar Zhumirovka")) == []
    assert write_name_index(world) == 1
    assert references(ask(world, "Dovelar Zhumirovka")) == ["TR-QMB-0050"]
    assert NameIndex.objects.get(world=world).digest != before.digest
    drop_name_index(world)
    assert (NameKey.objects.count(), NameWord.objects.count()) == (0, 0)


def test_two_worlds_do_not_mix(world):
    other = World.objects.create(seed="other", size=0)
    record(1, "Dovelar", "Zhumirovka", "", (1970, 1, 1), "QMB", world=other).save()
    write_name_index(other)
    assert references(ask(world, "Dovelar Zhumirovka")) == []
    assert references(ask(other, "Dovelar Zhumirovka")) == ["TR-QMB-0001"]


def test_deletions_in_columns_are_those_of_each_word():
    words = ["lin", "dolavokov", "ab", "zhu", "x", "minhua"]
    found = {(int(n) >> 24, int(n) & 0xFFFFFF) for n in pack_deletions(words)}
    expected = {(encode_beginning(d), n) for n, word in enumerate(words, start=1) for d in list_deletions(word)}
    assert found == expected


@pytest.mark.parametrize("block", [1, 2, 3, 100])
def test_repeats_are_dropped_in_place_whatever_the_blocks(monkeypatch, block):
    monkeypatch.setattr(vocabulary, "_BLOCK", block)
    numbers = np.array([1, 1, 1, 2, 3, 3, 5, 8, 8], dtype=np.uint64)
    assert vocabulary._drop_repeats(numbers).tolist() == [1, 2, 3, 5, 8]


def test_packed_numbers_keep_worlds_and_words_apart():
    base, top = pack_world(3), pack_world(4)
    assert pack_pair(base, 5, 9) == pack_pair(base, 9, 5)
    assert base < pack_pair(base, 2**24 - 1, 2**24 - 1) < top
    low, high = pack_days(base, 7)
    assert low < high < pack_days(base, 6)[0]
    with pytest.raises(CollegeError):
        pack_world(2**14)


def test_near_days():
    days = list_near_days(BirthDate(1984, 3, 12))
    assert number_day(1984, 12, 3) in days
    assert number_day(1983, 3, 12) in days
    assert number_day(1984, 3, 17) in list_slips(BirthDate(1984, 3, 12))
    assert list_near_days(BirthDate(1984)) == []


def test_the_vocabulary_is_made_again_when_its_files_are_gone(world, settings, tmp_path):
    settings.VAR_DIR = tmp_path
    vocabulary._open.cache_clear()
    assert open_vocabulary(NameIndex.objects.get(world=world)).find_near("dolavkov") != []
    assert [path.name for path in (tmp_path / "name-index").iterdir() if path.name.startswith("building-")] == []


@pytest.fixture
def run(world, ada, begin):
    with clock.travel(to=START):
        made = begin(ada, "practice-desk")
    assert made.world_id == world.pk
    return made


def put(run, name="Ragomrad Dolavokov", **more):
    asked = {"reason": "Entry check", "case_reference": "TR-PR-1", "now": START} | more
    return query_persons(run=run, name=name, **asked)


def test_a_query_is_an_event_and_an_audit_row_once(run):
    key = uuid.uuid4()
    event = put(run, birth=BirthDate(1971, 4, 12), key=key)
    assert put(run, birth=BirthDate(1971, 4, 12), key=key) == event
    assert event.payload["result"] == QueryResult.POSSIBLE_MATCH
    assert event.payload["candidates"][0]["reference"] == "TR-QMB-0001"
    row = RegisterQuery.objects.get(run_key=run.pk)
    assert (row.database, row.keys["name"], row.references) == ("persons", "Ragomrad Dolavokov", ["TR-QMB-0001"])
    assert verify_queries(run.pk) is None


def test_a_record_is_opened_from_an_answer_only(run):
    with pytest.raises(Conflict):
        open_person(run=run, reference="TR-QMB-0001", now=START)
    put(run)
    event = open_person(run=run, reference="TR-QMB-0001", now=START)
    assert open_person(run=run, reference="TR-QMB-0001", now=START) == event
    assert (event.kind, event.payload["record"]["original_name"]) == (EventKind.RECORD_OPENED, PEOPLE[0][2])
    assert RegisterQuery.objects.filter(run_key=run.pk).count() == 2


def test_a_run_finds_its_own_records_and_no_other_runs(run, begin, ulla):
    record(90, "Velotar", "Quismandel", "", (1980, 1, 1), "QMA", run=run).save()
    other = begin(ulla, "passport-control")
    record(91, "Velotar", "Quismandel", "", (1980, 1, 1), "QMA", run=other).save()
    event = put(run, "Velotar Quismandel")
    assert [candidate["reference"] for candidate in event.payload["candidates"]] == ["TR-QMA-0090"]


@pytest.mark.parametrize(
    ("name", "code"),
    [("***", "name_unreadable"), ("x", "name_unreadable"), ("a" * 201, "name_too_long"), ("AB1234567", "real_data")],
)
def test_what_is_no_name_is_refused_in_a_sentence(run, name, code):
    with pytest.raises(CollegeError) as refused:
        put(run, name)
    assert refused.value.code == code


def url(name, run, **kwargs):
    return reverse(f"sandbox:{name}", kwargs={"run_id": run.pk, **kwargs})


def test_the_pages(client, ada, run):
    client.force_login(ada)
    form = {
        "name": "خسيم القسوداني",
        "birth": "30.7.1966",
        "country": "QMC",
        "sex": "",
        "reason": "Entry check",
        "case_reference": "TR-PR-1",
    }
    with clock.travel(to=START):
        assert "Your queries" in client.get(url("persons", run)).content.decode()
        answer = client.post(url("persons", run), form | {"key": str(uuid.uuid4())}, follow=True)
        text = answer.content.decode()
        assert "TR-QMC-0003" in text
        assert "The dates of birth agree: 1966-07-30." in text
        reference = "TR-QMC-0003"
        opened = client.post(url("person-open", run, reference=reference), {"key": str(uuid.uuid4())}, follow=True)
        assert "Khasiim bin Tamour" in opened.content.decode()
        assert client.get(url("person-record", run, reference="TR-QMB-0001")).status_code == 404
        assert client.get(url("found-detail", run, register="documents", reference=reference)).status_code == 404
        log = client.get(url("run-log", run)).content.decode()
        assert "Person خسيم القسوداني, 1966-07-30, QMC: 1 candidate." in log
        nobody = client.post(url("persons", run), form | {"name": "Zzyx Qqwov", "key": str(uuid.uuid4())}, follow=True)
        assert "No record proves nothing" in nobody.content.decode()


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("name", "Anna\x00Lin", "Null characters are not allowed."),
        ("name", "?*", "There is no name in this that can be read."),
        ("birth", "31.2.1980", "There is no such day."),
        ("birth", "yesterday", "Write the date as far as it is known"),
        ("country", "DEU", "Select a valid choice."),
    ],
)
def test_a_wrong_form_is_kept_and_explained(client, ada, run, field, value, sentence):
    client.force_login(ada)
    form = {
        "name": "Anna Lin",
        "birth": "",
        "country": "",
        "sex": "",
        "reason": "Entry check",
        "case_reference": "TR-PR-1",
    }
    with clock.travel(to=START):
        response = client.post(url("persons", run), form | {field: value, "key": str(uuid.uuid4())})
    assert response.status_code == 422
    assert sentence in response.content.decode()
