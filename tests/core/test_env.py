import pytest
from django.core.exceptions import ImproperlyConfigured

from college.settings.env import read_bool, read_cache, read_database, read_int, read_list, read_str


def test_a_missing_value_without_default_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COLLEGE_X", raising=False)
    with pytest.raises(ImproperlyConfigured, match="Set COLLEGE_X: it has no safe default."):
        read_str("COLLEGE_X")


@pytest.mark.parametrize("value", ["true", "1", "yes", ""])
def test_only_true_and_false_are_booleans(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("COLLEGE_X", value)
    with pytest.raises(ImproperlyConfigured, match=f"Unexpected value COLLEGE_X={value}, use 'True' or 'False'."):
        read_bool("COLLEGE_X", default=True)


def test_values_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLLEGE_X", "False")
    assert read_bool("COLLEGE_X", default=True) is False
    monkeypatch.setenv("COLLEGE_X", "12")
    assert read_int("COLLEGE_X", default=1) == 12
    monkeypatch.setenv("COLLEGE_X", "a, b,,c ")
    assert read_list("COLLEGE_X") == ["a", "b", "c"]


@pytest.mark.parametrize("value", ["5", "six", "-1", ""])
def test_a_number_below_its_least_is_refused(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("COLLEGE_X", value)
    with pytest.raises(
        ImproperlyConfigured, match=f"Unexpected value COLLEGE_X={value}, use a whole number of 6 or more"
    ):
        read_int("COLLEGE_X", default=6, least=6)


def test_addresses_of_databases(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLLEGE_X", "postgres://someone:p%40ss@db.example:5433/college?sslmode=require")
    read = read_database("COLLEGE_X", default="")
    assert {key: read[key] for key in ("NAME", "USER", "PASSWORD", "HOST", "PORT", "OPTIONS")} == {
        "NAME": "college", "USER": "someone", "PASSWORD": "p@ss", "HOST": "db.example", "PORT": "5433",
        "OPTIONS": {"sslmode": "require", "server_side_binding": True, "prepare_threshold": 3},
    }  # fmt: skip
    monkeypatch.setenv("COLLEGE_X", "postgres://someone@:5433/college?host=/run/db&server_side_binding=False")
    read = read_database("COLLEGE_X", default="")
    assert (read["HOST"], read["PORT"]) == ("/run/db", "5433")
    assert read["OPTIONS"] == {"server_side_binding": False, "prepare_threshold": None}
    monkeypatch.setenv("COLLEGE_X", "mysql://x")
    with pytest.raises(ImproperlyConfigured, match="Unexpected value COLLEGE_X=mysql://x"):
        read_database("COLLEGE_X", default="")


def test_addresses_of_caches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLLEGE_X", "redis://cache.example:6379/0")
    assert read_cache("COLLEGE_X", default="")["LOCATION"] == "redis://cache.example:6379/0"
    monkeypatch.setenv("COLLEGE_X", "memcached://x")
    with pytest.raises(ImproperlyConfigured, match="Unexpected value COLLEGE_X=memcached://x"):
        read_cache("COLLEGE_X", default="")
