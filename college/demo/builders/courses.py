"""The demo college's catalogue and courses, from their files, through the domain functions that editors' pages call."""

import hashlib
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.db import transaction
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection, Page

from college.accounts.models import User
from college.core.markdown import render_markdown
from college.demo.content_files import BlockFile, CourseFile, LessonFile, name_block, read_courses, render_text
from college.home.models import HomePage
from courses.domain.authoring import (
    CourseText,
    LessonText,
    ensure_catalogue,
    ensure_programme,
    save_course,
    save_lesson,
)
from courses.domain.questions import save_question
from courses.domain.quizzes import save_quiz
from courses.domain.teaching import ensure_course_team
from courses.models import CataloguePage, CoursePage, LessonPage, Programme, Question

FOLDER = Path(__file__).resolve().parent.parent / "content" / "courses"
PROGRAMME = "investigation"


def build_courses(*, actor: User | None, now: datetime, folder: Path = FOLDER, parent: Page | None = None) -> Programme:
    """Make what is missing, and bring up to date what has changed in the files since it was last built.

    What editors have changed since stays, as long as the file behind it is the same.
    """
    programme = ensure_programme(
        slug=PROGRAMME,
        title="International police tools and illicit-trade investigation",
        summary="Two levels and industry modules for investigators of illicit trade, in law enforcement and in industry.",
        actor=actor,
        now=now,
    )
    catalogue = ensure_catalogue(
        parent=parent or HomePage.objects.get(),
        title="Courses",
        introduction=(
            "Two levels for investigators of illicit trade, with industry modules beside them. "
            "Every course ends with a quiz; two of them send you into the sandbox."
        ),
        actor=actor,
    )
    for course in read_courses(folder):
        build_course(course=course, catalogue=catalogue, programme=programme, actor=actor, now=now)
    return programme


@transaction.atomic
def build_course(*, course: CourseFile, catalogue: CataloguePage, programme: Programme, actor: User | None,
                 now: datetime) -> CoursePage:  # fmt: skip
    """One course with its bank, quiz and lessons: all of it, or nothing."""
    page: CoursePage | None = CoursePage.objects.child_of(catalogue).filter(slug=course.slug).first()
    if page is None or page.source_digest != course.digest:
        page = _save_course(course=course, catalogue=catalogue, programme=programme, actor=actor, now=now)
    known = dict(LessonPage.objects.child_of(page).values_list("slug", "source_digest"))
    changed = [lesson for lesson in course.lessons if known.get(lesson.slug) != lesson.digest]
    if changed:
        collection = ensure_course_team(course=page).collection
        questions = dict(Question.objects.filter(course=page).values_list("key", "pk"))
        for lesson in changed:
            body = [
                _convert(
                    block=block, place=place, lesson=lesson, course=course, collection=collection, questions=questions
                )
                for place, block in enumerate(lesson.blocks)
            ]
            text = LessonText(
                title=lesson.title,
                minutes=lesson.minutes,
                summary=lesson.summary,
                body=[*body, *_sources(course, lesson)],
            )
            save_lesson(course=page, slug=lesson.slug, text=text, source_digest=lesson.digest, actor=actor)
    return page


def _save_course(*, course: CourseFile, catalogue: CataloguePage, programme: Programme, actor: User | None,
                 now: datetime) -> CoursePage:  # fmt: skip
    meta = course.meta
    page = save_course(
        catalogue=catalogue,
        programme=programme,
        slug=course.slug,
        text=CourseText(
            title=meta["title"], level=meta["level"], position=meta["position"], audience=meta["audience"],
            minutes=meta["minutes"], summary=meta["summary"], about=render_markdown(course.about),
            outcomes=[str(outcome) for outcome in meta["outcomes"]],
            is_required=meta.get("required", meta["level"] != "industry"),
        ),
        exercises=meta.get("exercises") or [],
        source_digest=course.digest,
        actor=actor,
        now=now,
    )  # fmt: skip
    for question in course.questions:
        content, answer_key = convert_question(question)
        save_question(
            course=page, key=question["key"], use=question["use"], kind=question["kind"], stem=question["stem"],
            content=content, answer_key=answer_key, explanation=question["explanation"], outcome=question["outcome"],
            difficulty=question["difficulty"], actor=actor, now=now,
        )  # fmt: skip
    quiz = meta.get("quiz")
    if quiz:
        save_quiz(
            course=page, title=f"Quiz: {meta['title']}", draw_count=quiz["draw"], pass_mark=quiz["pass_mark"],
            minutes=quiz["minutes"], actor=actor, now=now,
        )  # fmt: skip
    return page


def convert_question(question: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """A question of a file as what is shown and what is right."""
    if question["kind"] in {"single", "multiple"}:
        choices = question["choices"]
        shown: dict[str, Any] = {"choices": [{"id": row["id"], "text": str(row["text"])} for row in choices]}
        right: dict[str, Any] = {
            "correct": [row["id"] for row in choices if row.get("correct")],
            "feedback": {row["id"]: row["feedback"] for row in choices if row.get("feedback")},
        }
        return shown, right
    if question["kind"] == "numeric":
        answer = question["answer"]
        return {"unit": answer.get("unit", "")}, {
            "value": str(answer["value"]),
            "tolerance": str(answer.get("tolerance", 0)),
        }
    pairs, distractors = question["pairs"], question.get("distractors") or []
    left = [{"id": f"l{place}", "text": str(pair["left"])} for place, pair in enumerate(pairs, 1)]
    right_texts = [str(pair["right"]) for pair in pairs] + [str(text) for text in distractors]
    return (
        {"left": left, "right": [{"id": f"r{place}", "text": text} for place, text in enumerate(right_texts, 1)]},
        {"pairs": {row["id"]: f"r{place}" for place, row in enumerate(left, 1)}},
    )


def _convert(*, block: BlockFile, place: int, lesson: LessonFile, course: CourseFile, collection: Collection,
             questions: dict[str, UUID]) -> dict[str, Any]:  # fmt: skip
    """One block of a file in the raw form of a StreamField."""
    values = block.values
    key = values["question"] if block.name == "check" else place
    value: Any
    match block.name:
        case "prose":
            value = render_text(values["text"])
        case "check":
            value = str(questions[values["question"]])
        case "figure":
            image = _save_image(
                course.path / "figures" / values["file"], title=f"{course.slug}/{values['file']}", collection=collection
            )
            value = {"image": image, "alt": values["alt"], "caption": values["caption"], "credit": values["credit"]}
        case "media":
            value = {
                "title": values["title"],
                "file": _save_document(course.path / "media" / values["file"], collection=collection),
                "captions": _save_document(course.path / "media" / values["captions"], collection=collection),
                "transcript": render_text(values["transcript"]),
            }
        case "callout":
            value = {"kind": values["kind"], "title": values.get("title") or "", "text": render_text(values["text"])}
        case "accordion":
            value = {
                "entries": [{"title": str(row["title"]), "text": render_text(row["text"])} for row in values["items"]]
            }
        case "table":
            value = values | {"columns": [str(cell) for cell in values["columns"]],
                              "rows": [[str(cell) for cell in row] for row in values["rows"]]}  # fmt: skip
        case "timeline":
            value = {
                "title": values["title"],
                "events": [
                    {"when": str(row["when"]), "title": str(row["title"]), "text": str(row.get("text") or "")}
                    for row in values["events"]
                ],
            }
        case _:
            value = {"term": values["term"], "text": values["text"], "source": values.get("source")}
    return {"id": name_block(course.slug, lesson.slug, block.name, key), "type": block.name, "value": value}


def _sources(course: CourseFile, lesson: LessonFile) -> list[dict[str, Any]]:
    if not lesson.sources:
        return []
    entries = [
        {"number": int(source["id"]), "text": str(source["text"]), "url": source.get("url") or ""}
        for source in lesson.sources
    ]
    return [{"id": name_block(course.slug, lesson.slug, "sources"), "type": "sources", "value": {"entries": entries}}]


def _save_image(path: Path, *, title: str, collection: Collection) -> int:
    """The drawing as an image of the course's collection; replaced when the file has changed."""
    content = path.read_bytes()
    digest = hashlib.sha1(content, usedforsecurity=False).hexdigest()
    model = get_image_model()
    image = model.objects.filter(title=title, collection=collection).first()
    if image is None or image.file_hash != digest:
        image = image or model(title=title, collection=collection)
        image.file = ImageFile(ContentFile(content), name=path.name)
        image.file_size, image.file_hash = len(content), digest
        image.save()
    return int(image.pk)


def _save_document(path: Path, *, collection: Collection) -> int:
    content = path.read_bytes()
    digest = hashlib.sha1(content, usedforsecurity=False).hexdigest()
    model = get_document_model()
    document = model.objects.filter(title=path.name, collection=collection).first()
    if document is None or document.file_hash != digest:
        document = document or model(title=path.name, collection=collection)
        document.file = ContentFile(content, name=path.name)
        document.file_size, document.file_hash = len(content), digest
        document.save()
    return int(document.pk)
