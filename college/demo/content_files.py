"""Reading the files of docs/content-format.md. Every error names the file and says what is wrong in a sentence."""

import hashlib
import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from college.core.markdown import render_markdown
from college.core.yaml_text import parse_yaml

_FRONT = re.compile(r"\A---\n(?P<meta>.*?)\n---\n(?P<body>.*)\Z", re.DOTALL)
_BLOCK = re.compile(r"^:::(?P<name>[a-z]+)[ \t]*\n(?P<yaml>.*?)^:::[ \t]*$", re.DOTALL | re.MULTILINE)
_SECTION = re.compile(r"^(?=## )", re.MULTILINE)
_MARK = re.compile(r"\[\^(\d{1,3})\]")
_NAMESPACE = uuid.UUID("5b4c0c8e-6d3f-5f0a-9c43-6d1f6f0d2a11")
LEVELS = ("introductory", "intermediate", "industry")
AUDIENCES = ("everyone", "law_enforcement")
BLOCK_KEYS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "figure": (frozenset({"file", "alt", "caption", "credit"}), frozenset()),
    "callout": (frozenset({"kind", "text"}), frozenset({"title"})),
    "table": (frozenset({"caption", "columns", "rows"}), frozenset()),
    "timeline": (frozenset({"title", "events"}), frozenset()),
    "definition": (frozenset({"term", "text"}), frozenset({"source"})),
    "accordion": (frozenset({"items"}), frozenset()),
    "media": (frozenset({"file", "captions", "title", "transcript"}), frozenset()),
    "check": (frozenset({"question"}), frozenset()),
}


class ContentError(ValueError):
    """A content file that doesn't follow the format."""


@dataclass(frozen=True, slots=True)
class BlockFile:
    """One block of a lesson: prose (Markdown) or a named block with its values."""

    name: str
    values: dict[str, Any]


@dataclass(frozen=True, slots=True)
class LessonFile:
    """One lesson file."""

    path: Path
    slug: str
    title: str
    minutes: int
    summary: str
    sources: list[dict[str, Any]]
    blocks: list[BlockFile]
    digest: str


@dataclass(frozen=True, slots=True)
class CourseFile:
    """One course folder."""

    path: Path
    slug: str
    meta: dict[str, Any]
    about: str
    lessons: list[LessonFile]
    questions: list[dict[str, Any]]
    digest: str


def read_courses(folder: Path) -> list[CourseFile]:
    """All courses of a folder, by level and place. Raises ContentError."""
    courses = [read_course(path.parent) for path in sorted(folder.glob("*/course.md"))]
    return sorted(courses, key=lambda course: (LEVELS.index(course.meta["level"]), course.meta["position"]))


def read_course(folder: Path) -> CourseFile:
    """One course with its lessons and questions. Raises ContentError."""
    path = folder / "course.md"
    meta, about = read_front_matter(path)
    _need(path, meta, {"title", "level", "position", "audience", "minutes", "summary", "outcomes"})
    if meta["level"] not in LEVELS or meta["audience"] not in AUDIENCES:
        raise ContentError(
            f"{path}: the level is one of {', '.join(LEVELS)}, the audience one of {', '.join(AUDIENCES)}."
        )
    questions = _read_questions(folder / "questions.yaml")
    lessons = [read_lesson(lesson) for lesson in sorted((folder / "lessons").glob("*.md"))]
    asked = {question["key"] for question in questions if question["use"] == "check"}
    for lesson in lessons:
        for block in lesson.blocks:
            if block.name == "check" and block.values["question"] not in asked:
                raise ContentError(f"{lesson.path}: no question “{block.values['question']}” with `use: check`.")
    return CourseFile(
        path=folder,
        slug=folder.name,
        meta=meta,
        about=about.strip(),
        lessons=lessons,
        questions=questions,
        digest=_digest(path, folder / "questions.yaml"),
    )


def read_lesson(path: Path) -> LessonFile:
    """One lesson. Raises ContentError for an unknown block, a missing key or a source that is not listed."""
    meta, text = read_front_matter(path)
    _need(path, meta, {"title", "minutes", "summary"})
    sources = meta.get("sources") or []
    listed = {int(source["id"]) for source in sources}
    cited = {int(number) for number in _MARK.findall(text)}
    if cited - listed:
        raise ContentError(f"{path}: cites sources that it does not list: {sorted(cited - listed)}.")
    blocks = list(_read_blocks(path, text))
    files = [path.parent.parent / kind / str(block.values["file"])
             for block in blocks for kind in ("figures", "media") if block.name == kind.removesuffix("s")]  # fmt: skip
    for file in files:
        if not file.is_file():
            raise ContentError(f"{path}: the file {file.name} is not in {file.parent.name}/.")
    return LessonFile(
        path=path,
        slug=re.sub(r"^\d+-", "", path.stem),
        title=str(meta["title"]),
        minutes=int(meta["minutes"]),
        summary=str(meta["summary"]),
        sources=sources,
        blocks=blocks,
        digest=_digest(path, *files),
    )


def render_text(text: str) -> str:
    """Markdown as cleaned HTML, with `[^1]` as a link to source 1."""
    return _MARK.sub(r'<sup><a href="#source-\1">\1</a></sup>', render_markdown(str(text)))


def name_block(*parts: object) -> str:
    """An id that stays the same from one import to the next, so that answers and places keep their block."""
    return str(uuid.uuid5(_NAMESPACE, "/".join(map(str, parts))))


def _read_blocks(path: Path, text: str) -> Iterator[BlockFile]:
    position = 0
    for match in _BLOCK.finditer(text):
        yield from _read_prose(text[position : match.start()])
        yield _read_named(path, match["name"], match["yaml"])
        position = match.end()
    rest = text[position:]
    if re.search(r"^:::", rest, re.MULTILINE):
        raise ContentError(f"{path}: a block after character {position} has no closing line “:::”.")
    yield from _read_prose(rest)


def _read_prose(text: str) -> Iterator[BlockFile]:
    """A block for each `##` section: a reader resumes at the section where they stopped."""
    for section in _SECTION.split(text):
        if section.strip():
            yield BlockFile("prose", {"text": section.strip()})


def _read_named(path: Path, name: str, text: str) -> BlockFile:
    if name not in BLOCK_KEYS:
        raise ContentError(f"{path}: unknown block “:::{name}”; known are {', '.join(sorted(BLOCK_KEYS))}.")
    values = _parse(path, text)
    required, optional = BLOCK_KEYS[name]
    _need(path, values, required)
    extra = set(values) - required - optional
    if extra:
        raise ContentError(f"{path}: “:::{name}” does not take {', '.join(sorted(extra))}.")
    return BlockFile(name, values)


def _read_questions(path: Path) -> list[dict[str, Any]]:
    questions = parse_yaml(path.read_text(encoding="utf-8")) if path.exists() else []
    if not isinstance(questions, list):
        raise ContentError(f"{path}: must be a list of questions.")
    keys: set[str] = set()
    for question in questions:
        _need(path, question, {"key", "kind", "stem", "outcome", "difficulty", "explanation"})
        question.setdefault("use", "quiz")
        if question["key"] in keys:
            raise ContentError(f"{path}: the key {question['key']} stands twice.")
        keys.add(question["key"])
    return questions


def read_front_matter(path: Path) -> tuple[dict[str, Any], str]:
    match = _FRONT.match(path.read_text(encoding="utf-8"))
    if match is None:
        raise ContentError(f"{path}: must start with front matter between two lines “---”.")
    return _parse(path, match["meta"]), match["body"]


def _parse(path: Path, text: str) -> dict[str, Any]:
    try:
        values = parse_yaml(text)
    except yaml.YAMLError as error:
        raise ContentError(f"{path}: {error}") from error
    if not isinstance(values, dict):
        raise ContentError(f"{path}: expected “key: value” lines, found {text.strip()[:60]!r}.")
    return values


def _need(path: Path, values: dict[str, Any], keys: set[str] | frozenset[str]) -> None:
    missing = sorted(keys - set(values))
    if missing:
        raise ContentError(
            f"{path}: {', '.join(missing)} missing in {str(values.get('key') or values.get('title') or values)[:60]}."
        )


def _digest(*paths: Path) -> str:
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in paths if path.exists())).hexdigest()
