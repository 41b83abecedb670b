"""`manage.py bench names FILE` on files of invented names."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from college.demo.benchmarks.names import find_best_threshold, rate, rate_unseen

PAIRS = """name1,name2,is_match,note
Terenti Velism,VELISM Terenti,true,order
Draga Kovgomovik,Драга Ковгомовик,true,script
"Halmar, Grümven",Gruemven Halmar,TRUE,umlaut
Terenti Velism,Corinna Velism,false,given name
Stenwick GmbH,Halmar GmbH,0,form
Terenti Velism,Terenti Velisk,false,a slip that is none
"""


@pytest.fixture
def folder(tmp_path: Path, settings) -> Path:
    settings.BASE_DIR = tmp_path
    return tmp_path


def write(folder: Path, text: str, encoding: str = "utf-8") -> str:
    path = folder / "pairs.csv"
    path.write_bytes(text.encode(encoding))
    return str(path)


def test_figures_are_printed_and_kept_beside_others(folder: Path) -> None:
    other = {"name": "journey.p95", "value": 1.0, "unit": "ms", "baseline": None, "note": ""}
    (folder / "bench.json").write_text(json.dumps([other]))
    out = StringIO()
    call_command("bench", "names", write(folder, PAIRS, "utf-8-sig"), stdout=out)
    rows = {row["name"]: row for row in json.loads((folder / "bench.json").read_text())}
    assert rows.pop("journey.p95") == other
    assert {name: row["value"] for name, row in rows.items() if "us_" not in name} == {
        "names.f1": 0.857, "names.precision": 0.75, "names.recall": 1.0, "names.best_f1": 1.0, "names.unseen_f1": 0.857,
    }  # fmt: skip
    assert {name for name in rows if "us_" in name} == {
        "names.us_per_pair", "names.us_per_pair_prepared_anew", "names.us_per_pair_new_words",
    }  # fmt: skip
    assert all(row["value"] > 0 for row in rows.values())
    assert all(name in out.getvalue() for name in rows)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "is empty"),
        (" \n", "is empty"),
        ("name1,name2\na,b\n", "has no column is_match. It needs name1, name2, is_match."),
        ("a;b;c\n", "has no column name1, name2, is_match."),
        ("name1,name2,is_match\n", "has columns but no pairs."),
        ("name1,name2,is_match\na,b,true\nc,d,maybe\n", "line 3: is_match is 'maybe'; write true or false."),
        ("name1,name2,is_match\na,b\n", "line 2: is_match is ''; write true or false."),
        ("name1,name2,is_match\na,b,true\n", "has only pairs with is_match true: F1 needs both kinds."),
        (f"name1,name2,is_match\n{'a' * 200_000},b,true\n", "not CSV after line 1: field larger than"),
    ],
)
def test_a_file_that_does_not_fit_is_refused_in_a_sentence(folder: Path, text: str, sentence: str) -> None:
    with pytest.raises(CommandError, match=sentence):
        call_command("bench", "names", write(folder, text))
    assert not (folder / "bench.json").exists()


def test_another_encoding_is_named(folder: Path) -> None:
    with pytest.raises(CommandError, match="is not UTF-8 .byte 0.. Save it as UTF-8."):
        call_command("bench", "names", write(folder, PAIRS, "utf-16"))


def test_a_file_is_needed_and_only_here(folder: Path) -> None:
    with pytest.raises(CommandError, match="There is no file"):
        call_command("bench", "names", str(folder / "nowhere.csv"))
    with pytest.raises(CommandError, match="There is no file"):
        call_command("bench", "names", str(folder))
    with pytest.raises(CommandError, match="Which file?"):
        call_command("bench", "names")
    with pytest.raises(CommandError, match="Only names takes a file"):
        call_command("bench", "queries", "pairs.csv")


def test_quality_by_hand() -> None:
    scores, labels = [0.9, 0.8, 0.4, 0.3], [True, False, True, False]
    quality = rate(scores, labels, 0.5)
    assert (quality.precision, quality.recall, quality.f1) == (0.5, 0.5, 0.5)
    assert 0.3 < find_best_threshold(scores, labels) <= 0.4
    assert rate([0.0, 0.0], [True, False], 0.5).f1 == 0


def test_unseen_pairs_are_called_by_a_threshold_from_the_others() -> None:
    assert rate_unseen([0.9, 0.1] * 10, [True, False] * 10).f1 == 1
