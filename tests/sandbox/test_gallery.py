"""The gallery of published notices: what stands in it, how it is narrowed, its map, and a notice as a PDF."""

import io
import unicodedata
from datetime import date, timedelta

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from sandbox.domain.base_world.building import build_base_world
from sandbox.domain.desk import fold_events
from sandbox.domain.gallery.filtering import Choice, Order, choose_notices, count_countries, count_types, find_linked
from sandbox.domain.gallery.network import list_network_notices
from sandbox.domain.gallery.published import PublishedNotice, Standing, Subject, find_countries, read_own
from sandbox.domain.gallery.sheet_pdf import draw_sheet
from sandbox.domain.gallery.wording import read_texts
from sandbox.domain.geography import BUREAUS
from sandbox.domain.messages.texts import LANGUAGES, find_language
from sandbox.domain.notice_catalogue import NOTICE_TYPES
from sandbox.domain.notice_life import withdraw_notice
from sandbox.domain.notices import save_draft, submit_notice
from sandbox.domain.runs import refresh_run
from sandbox.domain.text import find_real_patterns
from sandbox.domain.writing import read_event
from sandbox.enums import NoticeState, PersonStatus
from sandbox.models import PersonRecord
from tests.sandbox.conftest import START
from tests.sandbox.test_notice_catalogue import VALID

BACKEND = "college.accounts.backends.PasswordBackend"
TODAY = date(2027, 5, 14)
MARK = "TRAINING – SYNTHETIC – NOT POLICE DATA"


def make_notice(number: int = 1, **values) -> PublishedNotice:
    given_values = {
        "reference": f"TR-RN-2027-{number:07d}", "type_key": "red", "bureau": "QMA", "language": "en", "title": "Wanted: smuggling",
        "published_on": TODAY - timedelta(days=number), "expires_on": TODAY + timedelta(days=900), "fields": {},
        "countries": ("QMB",),
    }  # fmt: skip
    return PublishedNotice(**(given_values | values))


NOTICES = st.builds(
    make_notice,
    number=st.integers(1, 2000),
    type_key=st.sampled_from(sorted(NOTICE_TYPES)),
    bureau=st.sampled_from([*BUREAUS, "SEC"]),
    countries=st.lists(st.sampled_from(sorted(BUREAUS)), max_size=3).map(tuple),
    state=st.sampled_from([NoticeState.PUBLISHED, NoticeState.SUSPENDED, NoticeState.WITHDRAWN]),
    expires_on=st.dates(date(2027, 1, 1), date(2032, 1, 1)),
)
CHOICES = st.builds(
    Choice,
    type_key=st.sampled_from(["", *NOTICE_TYPES]),
    subject=st.sampled_from(["", *Subject.values]),
    standing=st.sampled_from(["", *Standing.values]),
    country=st.sampled_from(["", *BUREAUS]),
    role=st.sampled_from(["", "from", "about"]),
    order=st.sampled_from(Order.values),
)


@given(st.lists(NOTICES, max_size=30), CHOICES)
def test_each_filter_only_narrows_and_the_counts_add_up(notices, choice):
    found = choose_notices(notices, choice, today=TODAY)
    wider = [Choice(), Choice(standing=choice.standing), Choice(standing=choice.standing, country=choice.country)]
    for filters in wider[1:]:
        assert {id(n) for n in found} <= {id(n) for n in choose_notices(notices, filters, today=TODAY)}
    if not choice.standing:
        assert all(notice.find_standing(TODAY) != Standing.ENDED for notice in found)
    counts = count_types(notices, choice, today=TODAY)
    assert len(found) == (counts[choice.type_key] if choice.type_key else sum(counts.values()))
    sent, about = count_countries(found)
    assert sent.total() == len(found)
    assert all(about[code] == sum(code in find_linked(n, "about") for n in found) for code in BUREAUS)


def test_words_are_found_without_accents_in_every_script():
    notice = make_notice(
        name="Zéa Álvez", original_name="Щеглова", fields={"facts": "Δοκιμή at Calverra", "contact": "الضابط"}
    )
    for words in ("zea ALVEZ", "щеглова", "δοκιμη calverra", "الضابط", "tolvaria", "tr-rn-2027"):
        assert choose_notices([notice], Choice(words=words), today=TODAY) == [notice], words
    assert not choose_notices([notice], Choice(words="zea nobody"), today=TODAY)


def test_orders():
    notices = [make_notice(n, title=title) for n, title in ((3, "b"), (1, "Á"), (2, "c"))]
    for order, found in (("newest", [1, 2, 3]), ("oldest", [3, 2, 1]), ("title", [1, 3, 2])):
        chosen = choose_notices(notices, Choice(order=order), today=TODAY)
        assert [int(notice.reference[-7:]) for notice in chosen] == found


def test_a_text_names_its_countries():
    assert find_countries("From Dhamir by way of Kallimos to Tolvaria") == ("QMB", "QMC", "QMF")


def test_every_language_says_the_same_things_with_safe_values():
    """The same texts in all four; what is invented names countries of the map and looks like no real identifier."""
    english = read_texts("en")
    for language in LANGUAGES:
        texts = read_texts(language)
        assert set(texts) == set(english), language
        for source in texts["invented"]:
            keys = {spec.key for spec in NOTICE_TYPES[source["type"]].fields}
            assert set(source) - {"type", "route"} <= keys
            assert set(source.get("route", [])) <= set(BUREAUS)
            route = source.get("route")
            assert route is None or any(find_language(code) == language for code in route), (language, route)
            assert not find_real_patterns(str(source), known=())


@pytest.fixture
def run(ada, begin):
    """A practice desk in a world of persons and works, with a published red notice of its own."""
    build_base_world(seed="gallery", size=600, counts={"persons": 590, "artworks": 10})
    made = begin(ada, "practice-desk")
    save_draft(run=made, type_key="red", fields=VALID, now=START)
    submit_notice(run=made, number=1, now=START)
    refresh_run(run=made, now=START + timedelta(minutes=1))
    return made


@pytest.fixture
def page(client, ada, run):
    client.force_login(ada, backend=BACKEND)

    def ask(name="notice-gallery", *, of=run, **query):
        kwargs = {"run_id": of.pk} | ({"reference": query.pop("reference")} if "reference" in query else {})
        return client.get(reverse(f"sandbox:{name}", kwargs=kwargs), query)

    return ask


def find_own(run):
    return next(iter(fold_events(read_event(e) for e in run.events.all()).notices.values()))


def test_the_networks_notices_belong_to_records_and_hide_what_is_kept_from_the_bureau(run):
    notices = list_network_notices(run=run, bureau="QMA", today=TODAY)
    assert {"red", "blue", "green", "yellow", "black", "purple", "orange", "artwork", "sanctions"} == {
        n.type_key for n in notices
    }
    assert len({notice.reference for notice in notices}) == len(notices)
    records = {r.notice_reference: r for r in PersonRecord.objects.exclude(notice_reference="")}
    about_persons = [notice for notice in notices if notice.reference in records]
    assert len(about_persons) > 50
    for notice in about_persons:
        record = records[notice.reference]
        assert "QMA" not in record.hidden_from.split()
        if notice.type_key == "black" or record.status == PersonStatus.UNIDENTIFIED:
            assert not notice.name
            assert record.given_names not in " ".join([notice.title, notice.original_name, *notice.fields.values()])
        else:
            assert notice.name == record.name
    hidden = next(notice for notice in about_persons if not records[notice.reference].hidden_from)
    PersonRecord.objects.filter(notice_reference=hidden.reference).update(hidden_from="QMA QMB")
    again = list_network_notices(run=run, bureau="QMA", today=TODAY)
    assert hidden.reference not in {notice.reference for notice in again}
    assert {notice.language for notice in notices} == set(LANGUAGES)


def test_the_gallery_narrows_from_its_address_and_pages(page, run):
    reference = find_own(run).reference
    first = page()
    assert first.status_code == 200
    assert first.context["total"] > 24
    assert len(first.context["cards"]) == 24
    assert page(page="2").context["page_obj"].number == 2
    own = page(words=reference)
    assert [card["notice"].reference for card in own.context["cards"]] == [reference]
    red = page(type_key="red", country="QMA", role="from")
    assert {(c["notice"].type_key, c["notice"].bureau) for c in red.context["cards"]} == {("red", "QMA")}
    assert reference in {card["notice"].reference for card in red.context["cards"]}
    assert b"No notice fits all of this" in page(words="zzzz").content


def test_a_withdrawn_notice_leaves_unless_it_is_asked_for(page, run):
    notice = find_own(run)
    withdraw_notice(run=run, number=1, reason="The court set the warrant aside.", now=START + timedelta(minutes=2))
    assert page(words=notice.reference).context["total"] == 0
    assert page(words=notice.reference, standing="ended").context["total"] == 1


@pytest.mark.parametrize(
    "query", [{"words": "x" * 5000}, {"words": "a\0b"}, {"type_key": "pink"}, {"country": "FRA"}, {"order": "1; drop"}]
)
def test_hostile_filters_are_refused_with_a_sentence(page, query):
    answer = page(**query)
    assert answer.status_code == 422
    assert b"error-summary" in answer.content


def test_the_map_counts_what_the_gallery_shows(page):
    drawn = page("notice-map", type_key="purple", country="QMC")
    rows = {row["code"]: row for row in drawn.context["rows"]}
    sent = page(type_key="purple", country="QMC", role="from").context["total"]
    assert rows["QMC"]["sent"] == sent > 0
    assert drawn.context["arcs"]
    marker = next(m for m in drawn.context["markers"] if m["kind"] == "from" and m["count"] == sent)
    assert "type_key=purple" in marker["href"]
    assert page("notice-map", country="FRA").status_code == 422


def test_a_sheet_its_file_and_its_picture(page, run):
    own = page("notice-sheet", reference=find_own(run).reference)
    assert VALID["family_name"].encode() in own.content
    assert own.content.count(MARK.encode()) >= 2
    file = page("notice-file", reference=find_own(run).reference)
    assert file["Content-Type"] == "application/pdf"
    assert "TRAINING-SYNTHETIC-notice-TR-" in file["Content-Disposition"]
    work = page(type_key="artwork").context["cards"][0]["notice"]
    assert page("notice-picture", reference=work.reference).content.startswith(b"<svg")
    assert page("notice-picture", reference=find_own(run).reference).status_code == 404
    for name in ("notice-sheet", "notice-file", "notice-picture"):
        assert page(name, reference="TR-RN-2027-0000000").status_code == 404


def test_another_runs_notices_are_not_there(page, run, ulla, begin):
    theirs = begin(ulla, "practice-desk")
    save_draft(run=theirs, type_key="red", fields=VALID, now=START)
    submit_notice(run=theirs, number=1, now=START)
    refresh_run(run=theirs, now=START + timedelta(minutes=1))
    reference = find_own(theirs).reference
    assert page(of=theirs).status_code == 404
    assert page("notice-file", of=theirs, reference=reference).status_code == 404
    assert page(words=reference).context["total"] == 0 or reference == find_own(run).reference


def test_an_own_notice_keeps_its_days_when_it_stood_on_file(run):
    refresh_run(run=run, now=START + timedelta(minutes=4))
    notices = fold_events(read_event(e) for e in run.events.all()).notices
    shown = read_own(notices[101], bureau="QMA", today=TODAY)
    assert shown.published_on < TODAY < shown.expires_on
    assert shown.find_standing(TODAY) == Standing.ENDS_SOON


def read_pdf(content: bytes) -> list[str]:
    pages = PdfReader(io.BytesIO(content)).pages
    return [" ".join(unicodedata.normalize("NFKC", page.extract_text()).split()) for page in pages]


def test_a_pdf_bears_the_mark_on_every_page_and_all_its_text():
    words = [f"word{n}" for n in range(1500)]
    notice = make_notice(name="Vesna Щеглова", fields={"facts": " ".join(words), "charge": "Law 12, article 3"})
    pages = read_pdf(draw_sheet(notice, work=None, today=TODAY))
    assert len(pages) > 2
    for number, text in enumerate(pages, 1):
        assert text.count(MARK) == 2, number
        assert notice.reference in text
        assert f"Page {number} of {len(pages)}" in text
    whole = " ".join(pages).split()
    assert [word for word in whole if word.startswith("word")] == words
    assert "Щеглова" in pages[0]


@pytest.mark.parametrize(
    ("language", "title", "label"),
    [("fr", "Médicaments falsifiés", "Demandé par"), ("es", "Cigarrillos", None), ("ar", "أدوية مزيفة", None), ("en", "李小龙 Δοκιμή", "Requested by")],
)  # fmt: skip
def test_a_pdf_is_in_the_notices_language(language, title, label):
    notice = make_notice(
        language=language, title=title, type_key="purple", fields={"object": title, "route": "Vesk\nAglas"}
    )
    content = draw_sheet(notice, work=None, today=TODAY)
    text = read_pdf(content)[0]
    assert MARK in text
    assert content == draw_sheet(notice, work=None, today=TODAY)
    if language == "ar":
        assert set(unicodedata.normalize("NFKC", title).replace(" ", "")) <= set(text)
    else:
        assert title in text
    if label == "Requested by":
        assert label in text
