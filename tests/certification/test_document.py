"""The PDF: every script drawn right, the same bytes for the same facts, nothing read as markup."""

import unicodedata
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from reportlab.lib.colors import black

from certification.codes import ALPHABET, LENGTH, clean_code, group_code, parse_code
from certification.facts import add_months, compute_digest
from certification.pdf.document import Document, render_document
from certification.pdf.guilloche import Pattern
from college.core.typesetting.fonts import DISPLAY, find_unprintable, to_display
from college.core.typesetting.text import Style, fit, measure, wrap

CODE = "7K3M9QZTXW2B4N8VCF6H0JDRS5PG"
LONG = (
    "Bartholomew-Maximilian Featherstonehaugh-Cholmondeley de la Vega y Fernández de Córdoba von Hohenzollern-Ansbach"
)
NAMES = [
    "Ada Lindqvist", LONG, "María-José Ñúñez de la Peña", "Élodie d'Aubigné-Çelik", "Щеглова Юлия", "Παπαδοπούλου Ελένη",
    "李小龙", "陳大文", "Nguyễn Thị Ánh Tuyết", "W" * 120,
]  # fmt: skip
ARABIC = ["محمد عبد الرحمن الأندلسي", "أمينة حداد", "گلزار پژمان", "فاطِمة الزهراء"]


def make_document(
    name: str = "Ada Lindqvist", *, courses: int = 3, serial: str = "IC-2026-000001", **facts: Any
) -> Document:
    levels = [
        {
            "level": level,
            "courses": [{"title": f"Course {level} {index}", "completed_on": "2026-11-02"} for index in range(courses)],
        }
        for level in ("introductory", "intermediate")
    ]
    return Document(
        serial=serial,
        code=CODE,
        printed_name=name,
        facts={
            "language": "en",
            "issuer": "The Investigators' College",
            "award": {"slug": "both", "title": "Certificate in Tools", "wording": "has completed both levels."},
            "levels": levels,
            "signatories": [{"name": "Ines Okonjo-Varga", "office": "Director of Studies"}],
            "issued_on": "2026-11-22",
            "expires_on": "2030-11-22",
            **facts,
        },
        issued_at=datetime(2026, 11, 22, 10, 30, tzinfo=UTC),
        check_url=f"https://college.example/certificates/check/{CODE}/",
        check_page="college.example/certificates/check",
    )


def read_text(pdf: bytes) -> str:
    """The page's text with presentation forms taken back to letters, in one line."""
    text = PdfReader(BytesIO(pdf)).pages[0].extract_text()
    return " ".join(unicodedata.normalize("NFKC", text).split())


@pytest.mark.parametrize("name", NAMES)
def test_names_are_printable_and_stand_on_the_page(name: str) -> None:
    assert find_unprintable(name) == []
    text = read_text(render_document(make_document(name)))
    assert name.replace(" ", "") in text.replace(" ", "")


@pytest.mark.parametrize("name", ARABIC)
def test_arabic_is_joined_and_runs_from_the_right(name: str) -> None:
    assert find_unprintable(name) == []
    drawn = to_display(name)
    words = ["".join(c for c in unicodedata.normalize("NFKC", word)[::-1]) for word in drawn.split()]
    letters = ["".join(c for c in word if unicodedata.category(c) == "Lo") for word in name.split()]
    assert len(words) == len(letters)
    # Drawn from left to right, the first word of the name is the last.
    assert [sorted(word) for word in reversed(words)] == [sorted(word) for word in letters]
    assert not any("\u0620" <= character <= "\u064a" for character in drawn)
    render_document(make_document(name))


def test_two_scripts_stand_below_each_other() -> None:
    text = read_text(render_document(make_document("Amina Haddad / أمينة حداد")))
    assert "Amina Haddad" in text
    assert "/" not in text.replace("college.example/certificates/check", "")


@pytest.mark.parametrize(
    ("name", "missing"),
    [("สมชาย", ["ส", "ม", "ช", "า", "ย"]), ("김", ["김"]), ("ئاراز ڕەسوڵ", None), ("देवी", None), ("ټول", None)],
)
def test_what_no_font_draws_right_is_named(name: str, missing: list[str] | None) -> None:
    found = find_unprintable(name)
    assert found
    if missing is not None:
        assert found == missing


def test_the_same_facts_give_the_same_bytes() -> None:
    first = render_document(make_document("李小龙"))
    render_document(make_document("محمد"))
    assert render_document(make_document("李小龙")) == first


def test_another_serial_draws_other_lines() -> None:
    patterns = {Pattern.from_serial(f"IC-2026-{number:06d}") for number in range(200)}
    assert len(patterns) == 200


def test_metadata_speaks_of_the_certificate() -> None:
    reader = PdfReader(BytesIO(render_document(make_document())))
    assert reader.metadata is not None
    assert (reader.metadata.title, reader.metadata.author) == (
        "Certificate in Tools – Ada Lindqvist",
        "The Investigators' College",
    )
    assert reader.metadata.creation_date == datetime(2026, 11, 22, 10, 30, tzinfo=UTC)
    assert reader.trailer["/Root"]["/Lang"] == "en"
    assert len(reader.pages) == 1


def test_markup_in_a_title_is_text() -> None:
    award = {
        "slug": "x",
        "title": "<b>Bold</b> & <img src='/etc/passwd'>",
        "wording": "{{ settings.SECRET_KEY }} %(x)s <para>",
    }
    text = read_text(render_document(make_document(award=award)))
    assert "<b>Bold</b>" in text
    assert "{{ settings.SECRET_KEY }} %(x)s <para>" in text


@pytest.mark.parametrize("courses", [1, 5, 8, 9, 40])
def test_any_number_of_courses(courses: int) -> None:
    text = read_text(render_document(make_document(courses=courses)))
    assert "Course introductory 0" in text
    assert (f"and {courses - 8} more" in text) == (courses > 8)


@pytest.mark.parametrize("language", ["en", "fr", "es", "ar"])
def test_every_language_of_the_interface(language: str) -> None:
    pdf = render_document(make_document("محمد", language=language))
    assert PdfReader(BytesIO(pdf)).trailer["/Root"]["/Lang"] == language


# The first example may load a font.
@settings(deadline=None)
@given(st.text(alphabet="Ww il-éЖΩ李", min_size=1, max_size=120))
def test_a_name_always_fits_in_its_width(name: str) -> None:
    style, lines = fit(name, Style(DISPLAY, 38, black), 620, one_line_down_to=24, smallest=8, lines=2)
    assert all(measure(line, style) <= 620 for line in lines)
    assert len(lines) <= 2
    assert "".join("".join(lines).split()) == "".join(name.split())


@settings(deadline=None)
@given(st.lists(st.text(alphabet="abcdefgéЖ", min_size=1, max_size=12), min_size=1, max_size=30))
def test_wrapping_loses_nothing_and_keeps_the_order(words: list[str]) -> None:
    style = Style(DISPLAY, 10, black)
    lines = wrap(" ".join(words), style, 200)
    assert " ".join(lines).split() == words
    assert all(measure(line, style) <= 200 for line in lines)


@settings(deadline=None)
@given(st.text(max_size=500))
def test_any_text_is_read_as_a_code_or_refused(text: str) -> None:
    code = parse_code(text)
    assert code is None or (len(code) == LENGTH and set(code) <= set(ALPHABET))
    assert len(clean_code(text)) <= 40


@settings(deadline=None)
@given(st.text(alphabet=ALPHABET, min_size=LENGTH, max_size=LENGTH), st.randoms())
def test_a_code_survives_any_spelling(code: str, random: Any) -> None:
    spelled = "".join(
        random.choice([character, character.lower(), *{"0": ["O", "o", "٠"], "1": ["I", "l", "١"]}.get(character, [])])
        + random.choice(["", "", " ", "-", "–"])
        for character in code
    )
    assert parse_code(spelled) == code
    assert parse_code(group_code(code)) == code


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 11, 22), 48, date(2030, 11, 22)),
        (date(2024, 2, 29), 48, date(2028, 2, 29)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
    ],
)
def test_months_are_added_by_the_calendar(day: date, months: int, expected: date) -> None:
    assert add_months(day, months) == expected


def test_the_digest_depends_on_every_fact_and_not_on_their_order() -> None:
    base = {"serial": "IC-1", "printed_name": "Ada", "facts": {"a": 1, "b": [1, 2]}}
    assert compute_digest(**base) == compute_digest(serial="IC-1", printed_name="Ada", facts={"b": [1, 2], "a": 1})  # type: ignore[arg-type]
    others = [{**base, "serial": "IC-2"}, {**base, "printed_name": "Eve"}, {**base, "facts": {"a": 1, "b": [2, 1]}}]
    assert len({compute_digest(**one) for one in [base, *others]}) == 4  # type: ignore[arg-type]
