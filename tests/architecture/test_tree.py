"""Laws over the files: names, lengths, marks of trust, no registry addresses, no pending migration."""

import re
import subprocess
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
CODE = sorted(
    path
    for folder in ("college", "sandbox", "courses", "certification")
    for path in (ROOT / folder).rglob("*.py")
    if "migrations" not in path.parts
)
FORBIDDEN_NAMES = {"utils.py", "helpers.py", "misc.py", "common.py"}
# Every place that declares text to be safe markup, and why it may.
MARKS_OF_TRUST = {
    "college/core/html.py",  # the wall itself
    "college/core/templatetags/components.py",  # output of the template engine
    "college/core/kept.py",  # the same
    "college/core/frame.py",  # output of the frame's templates, with escaped values put into their places
    "courses/queries/editions.py",  # output of block templates, kept in the cache
    "courses/templatetags/lessons.py",  # cleaned Markdown, with links to sources made from digits
}
# Help texts are written by us and by Django's password validators, never by people.
UNESCAPED = {"templates/includes/field_notes.html"}


def list_committed() -> list[Path]:
    names = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, check=True, text=True,
    ).stdout.split("\0")  # fmt: skip
    return [ROOT / name for name in names if name and (ROOT / name).is_file()]


def test_no_room_without_a_name() -> None:
    assert [str(path) for path in CODE if path.name in FORBIDDEN_NAMES] == []


def test_files_stay_short() -> None:
    assert [(str(path.relative_to(ROOT)), lines) for path in CODE
            if (lines := path.read_text(encoding="utf-8").count("\n")) > 450] == []  # fmt: skip


def test_text_is_declared_safe_in_known_places_only() -> None:
    users = {
        str(path.relative_to(ROOT))
        for path in CODE
        if re.search(r"\b(mark_safe|SafeString)\((?!\"\"\))", path.read_text(encoding="utf-8"))
    }
    assert users == MARKS_OF_TRUST


def test_no_template_switches_escaping_off() -> None:
    offenders = [
        str(path.relative_to(ROOT))
        for path in list_committed()
        if path.suffix in {".html", ".txt"}
        and "templates" in path.parts
        and path.suffix == ".html"
        and re.search(r"\|\s*safe\b|autoescape off", path.read_text(encoding="utf-8"))
    ]
    assert set(offenders) == UNESCAPED


def test_no_package_registry_is_named() -> None:
    hosts = re.compile(r"(pyp" r"i|pythonhost" r"ed|npm" r"js|debi" r"an)\.(org|com)")
    offenders = [
        str(path.relative_to(ROOT))
        for path in list_committed()
        if path.suffix not in {".woff2", ".ttf", ".png", ".webm", ".mp3", ".mp4", ".webp", ".mo"}
        and hosts.search(path.read_text(encoding="utf-8", errors="replace"))
    ]
    assert offenders == []


def test_readme_is_short_and_starts_with_the_commands() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert readme.count("\n") <= 150
    assert "make demo" in readme[:800]
    assert "make test" in readme[:1200]


@pytest.mark.django_db
def test_no_migration_is_pending(capsys: pytest.CaptureFixture[str]) -> None:
    from django.core.management import call_command

    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


def test_minimum_versions() -> None:
    """The versions in which known holes were mended: no audit service is reachable from a closed network."""
    from importlib.metadata import version

    def parts(text: str) -> tuple[int, ...]:
        return tuple(int(piece) for piece in re.findall(r"\d+", text)[:3])

    floors = {"django": "5.2.19", "wagtail": "8.0.1", "django-allauth": "65.21.1", "pillow": "13.0.0",
              "nh3": "0.3.8", "bleach": "6.4.0", "reportlab": "5.1.0"}  # fmt: skip
    assert {name: version(name) for name in floors if parts(version(name)) < parts(floors[name])} == {}
