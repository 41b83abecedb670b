import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from college.accounts.names import MAX_LENGTH, normalise_name, validate_name

GOOD = [
    "Ada Lindqvist",
    "Élodie d’Aubigné-Çelik",
    "María-José Ñúñez de la Peña",
    "محمد عبد الرحمن الأندلسي",
    "Щеглова Юлия Сергеевна",
    "Παπαδοπούλου Ελένη",
    "李小龍",
    "Amina Haddad / أمينة حداد",
    "Nguyễn Thị Minh Khai",
    "O'Brien, J. R.",
]
BAD = [
    ("", "name_empty"),
    ("   ", "name_empty"),
    ("A" * (MAX_LENGTH + 1), "name_too_long"),
    ("x" * 10_000, "name_too_long"),
    ("Ada <b>Lindqvist</b>", "name_character"),
    ("Ada \u202etsivqdniL", "name_invisible"),
    ("Ada\u2066", "name_invisible"),
    ("Ada\x00", "name_character"),
    ("Ada 😀", "name_character"),
    ("Ada {{ 7*7 }}", "name_character"),
    ("=cmd()", "name_character"),
    ("Ada4", "name_character"),
    ("---", "name_no_letter"),
]


@pytest.mark.parametrize("name", GOOD)
def test_names_of_people_are_accepted(name: str) -> None:
    validate_name(name)


@pytest.mark.parametrize(("name", "code"), BAD)
def test_what_cannot_be_printed_is_refused_with_its_reason(name: str, code: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        validate_name(name)
    assert refusal.value.code == code
    assert refusal.value.messages[0].endswith(".")


@given(st.text(max_size=200))
def test_every_text_is_accepted_or_refused_in_a_sentence(text: str) -> None:
    refusals: list[str] = []
    try:
        validate_name(text)
    except ValidationError as refusal:
        refusals = refusal.messages
    assert all(sentence.strip() for sentence in refusals)
    if not refusals:
        name = normalise_name(text)
        assert name == normalise_name(name)
        assert not set(name) & set("<>{}&=\x00\n")
