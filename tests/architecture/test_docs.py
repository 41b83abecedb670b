"""Laws over the documentation: what the code has is documented, and what is documented exists."""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import get_commands

from college.core.components import load_declaration

ROOT = Path(settings.BASE_DIR)
OPERATIONS = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
ARCHITECTURE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
DOCUMENTS = sorted([ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").rglob("*.md")])
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("*.md"))
SECTIONS = ["Context", "Decision", "Consequences"]
VARIABLE = re.compile(r"\bCOLLEGE_[A-Z]+(?:_[A-Z]+)*\b(?!_)")
LINK = re.compile(r"\]\((?P<target>[^)\s]+)\)")
PATH = re.compile(r"`((?:college|courses|sandbox|certification|tests|templates|docs|requirements|\.ci)/[\w./-]+)`")


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def list_variables() -> set[str]:
    """The environment that the settings, the demo, the Makefile and continuous integration read."""
    sources = [
        *(ROOT / "college" / "settings").glob("*.py"),
        *(ROOT / "college" / "demo").rglob("*.py"),
        *(path for path in (ROOT / ".ci").iterdir() if path.is_file()),
        ROOT / "Makefile",
    ]
    return {found for path in sources for found in VARIABLE.findall(path.read_text(encoding="utf-8"))}


def list_own_commands() -> set[str]:
    return {
        path.stem
        for app in apps.get_app_configs()
        if Path(app.path).is_relative_to(ROOT) and ".venv" not in Path(app.path).parts
        for path in (Path(app.path) / "management" / "commands").glob("[!_]*.py")
    }


def test_every_variable_is_documented_and_every_documented_one_is_read() -> None:
    documented = set(re.findall(r"`(COLLEGE_[A-Z_]*[A-Z])`", OPERATIONS))
    assert documented == list_variables()


def test_every_variable_that_a_person_sets_has_a_row_with_its_default() -> None:
    settings_read = {
        found
        for path in (ROOT / "college" / "settings").glob("*.py")
        for found in re.findall(r"read_\w+\(\s*\"(COLLEGE_[A-Z_]+)\"", path.read_text(encoding="utf-8"))
    }
    rows = dict(re.findall(r"^\| `(COLLEGE_[A-Z_]+)` \|[^|]+\|([^|]+)\|", OPERATIONS, re.MULTILINE))
    assert set(rows) == settings_read
    assert {variable for variable, default in rows.items() if not default.strip()} == set()


def test_every_command_is_documented_and_every_documented_one_exists() -> None:
    table = set(re.findall(r"^\| `([a-z_]+)` \|", OPERATIONS, re.MULTILINE))
    assert list_own_commands() - table == set()
    assert table - set(get_commands()) == set()


@pytest.mark.parametrize("document", DOCUMENTS, ids=name)
def test_every_linked_file_exists(document: Path) -> None:
    targets = [match["target"] for match in LINK.finditer(document.read_text(encoding="utf-8"))]
    local = [target.partition("#")[0] for target in targets if "://" not in target and not target.startswith("mailto:")]
    assert [target for target in local if target and not (document.parent / target).exists()] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=name)
def test_every_named_file_exists(document: Path) -> None:
    paths = PATH.findall(document.read_text(encoding="utf-8"))
    assert [path for path in paths if not (ROOT / path).exists()] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=name)
def test_no_document_names_a_package_registry(document: Path) -> None:
    hosts = re.compile(r"(pyp" r"i|pythonhost" r"ed|npm" r"js|debi" r"an|crat" r"es)\.(org|com|io)")
    assert hosts.findall(document.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("decision", DECISIONS, ids=name)
def test_a_decision_has_its_three_parts(decision: Path) -> None:
    text = decision.read_text(encoding="utf-8")
    assert text.startswith(f"# {decision.name[:4]} ")
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == SECTIONS
    assert [part for part in re.split(r"^## .+$", text, flags=re.MULTILINE)[1:] if len(part.split()) < 15] == []
    assert text.count("\n") <= 60


def test_decisions_are_numbered_without_a_gap() -> None:
    assert [int(path.name[:4]) for path in DECISIONS] == list(range(1, len(DECISIONS) + 1))


def test_every_component_is_documented_with_its_props() -> None:
    rows = dict(re.findall(r"^\| `(\w+)`[^|]*\|(.+)\|$", ARCHITECTURE.partition("## Components")[2], re.MULTILINE))
    folder = ROOT / "templates" / "components"
    assert set(rows) == {path.stem for path in folder.glob("*.html")}
    missing = []
    for component, row in rows.items():
        declaration = load_declaration(component)
        props = declaration.required | {prop for prop, _default in declaration.defaults}
        missing += [(component, prop) for prop in sorted(props) if not re.search(rf"\b{prop}\b", row)]
    assert missing == []


def test_every_signal_is_documented() -> None:
    signals = {
        found
        for path in ROOT.glob("*/signals.py")
        for found in re.findall(r"^(\w+) = Signal\(\)", path.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert len(signals) > 2
    assert {signal for signal in signals if f"`{signal}`" not in ARCHITECTURE} == set()


def test_the_picture_of_the_layers_names_each_of_them() -> None:
    picture = (ROOT / "docs" / "images" / "architecture.svg").read_text(encoding="utf-8")
    layers = re.search(r"layers = \[(.*?)\]", (ROOT / "pyproject.toml").read_text(encoding="utf-8"), re.DOTALL)
    assert layers is not None
    names = [layer.rpartition(".")[2] for layer in re.findall(r'"([\w.]+)"', layers[1])]
    boxes = " ".join(re.findall(r'<text class="name"[^>]*>([^<]+)<', picture))
    assert [layer for layer in names if layer not in boxes] == []
    assert "<title" in picture
    assert "prefers-color-scheme: dark" in picture
    assert re.findall(r"<script|<image|href=", picture) == []


@pytest.mark.parametrize(("guide", "most"), [("trainees.md", 150), ("sandbox.md", 100), ("instructors.md", 200)])
def test_guides_stay_short(guide: str, most: int) -> None:
    assert (ROOT / "docs" / guide).read_text(encoding="utf-8").count("\n") <= most
