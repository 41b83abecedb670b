"""Every address of the project, with a real object for every argument."""

import re
from collections.abc import Iterator
from typing import Any

from django.urls import get_resolver
from django.urls.resolvers import URLPattern, URLResolver

from sandbox.enums import EventKind

_ARGUMENT = re.compile(r"<(?:[a-z]+:)?([a-z_A-Z0-9]+)>")
# Addresses made of a pattern, or without a name: what stands in their place.
SPELT = {
    "documents/^(\\d+)/(.*)$": "documents/{document.pk}/{document.filename}",
    "^((?:[\\w\\-]+/)*)$": "courses/{course.slug}/",
    "admin/^.*/$": "admin/no/such/page/",
    "^admin/api/main/(?:documents|images)/": "admin/api/main/images/{image.pk}/",
}


def walk(patterns: list[Any] | None = None, route: str = "", space: str = "") -> Iterator[tuple[str, str]]:
    """Name (the route where there is no name) and route of every address."""
    for entry in get_resolver().url_patterns if patterns is None else patterns:
        full = route + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from walk(entry.url_patterns, full, f"{space}{entry.namespace}:" if entry.namespace else space)
        elif isinstance(entry, URLPattern):
            yield (f"{space}{entry.name}" if entry.name else full), full


def _choose_play(name: str) -> str:
    """Which of Ada's (or the partner's) runs an address speaks of."""
    page = name.partition(":")[2]
    if page.startswith(("partner", "products")):
        return "partner"
    if page.startswith(
        (
            "case-",
            "list-",
            "register-",
            "lookup-",
            "found-",
            "record-enter",
            "record-change",
            "record-withdraw",
            "record-renew",
            "record-restrict",
            "notice-cite",
            "trace-",
        )
    ):
        return "registers"
    if page.startswith("person"):
        return "persons"
    if page.startswith("answer-"):
        return "reading"
    return "notice" if "notice" in page else "passport"


# What stands in the place of `sequence` or `reference`: the first event of this kind, by the beginning of the address's name.
_SEQUENCES = {
    "message-consent": EventKind.MESSAGE_RECEIVED, "message-": EventKind.MESSAGE_SENT,
    "partner-answer": EventKind.PARTNER_CHECKED, "person-query": EventKind.REGISTER_QUERIED, "lookup-": EventKind.REGISTER_QUERIED,
}  # fmt: skip
_REFERENCES = {
    "person-": EventKind.RECORD_OPENED, "record-": EventKind.RECORD_ENTERED, "notice-cite": EventKind.RECORD_ENTERED, "found-": EventKind.RECORD_ENTERED,
}  # fmt: skip


def _find_kind(page: str, kinds: dict[str, EventKind]) -> EventKind | None:
    return next((kind for start, kind in kinds.items() if page.startswith(start)), None)


def _spell_sandbox(name: str, objects: dict[str, Any]) -> dict[str, Any]:
    page = name.partition(":")[2]
    play = objects[_choose_play(name)]
    first = play["events"]
    values = {
        "run_id": play["run"].pk, "slug": play["run"].exercise.slug, "type_key": "purple", "number": 1, "register": "vehicles",
    }  # fmt: skip
    if (kind := _find_kind(page, _SEQUENCES)) in first:
        values["sequence"] = first[kind].sequence
    if (kind := _find_kind(page, _REFERENCES)) in first:
        values["reference"] = first[kind].payload["record"]["reference"]
    if page == "message-attachment":
        values |= {"sequence": objects["letter"].sequence, "position": 1}
    if page.startswith("partner-key"):
        values |= {"slug": objects["partner_key"].organisation.slug, "key_id": objects["partner_key"].pk}
    if page.startswith("art"):
        values |= {"sequence": 1, "reference": "AR-QMA-0000001", "form": "csv"}
    if page.startswith("answer-"):
        values["question"] = "cues"
    if page.startswith("hint-"):
        values["hint"] = "reading"
    if page in {"notice-sheet", "notice-picture", "notice-file"}:
        values["reference"] = first[EventKind.NOTICE_PUBLISHED].payload["reference"]
    if page.startswith("decision"):
        values["reference"] = first[EventKind.DECISION_MADE].payload["traveller"]
    return values


# Arguments whose meaning depends on the part of the admin that they stand in.
_PK = {
    "award": "award", "exercises": "source", "certificate": "certificate", "memberships": "membership", "organisations": "organisation",
    "questions": "question", "quizzes": "quiz", "wagtailadmin_collections": "collection",
    "wagtailadmin_workflows": "workflow", "wagtailadmin_api:pages": "lesson", "wagtailadmin_api:images": "image",
    "wagtailadmin_api:documents": "document", "wagtaildocs_chooser": "document", "wagtailimages_chooser": "image",
    "wagtailsites": "site", "wagtailusers_groups": "group", "wagtailusers_users": "learner", "check_chooser": "own_check",
    "wagtailadmin_pages": "lesson",
}  # fmt: skip
_TASKS = {"edit_task", "disable_task", "enable_task"}


def _spell(name: str, objects: dict[str, Any]) -> dict[str, Any]:
    """A value for every argument that an address of this name may have."""
    space, _, last = name.rpartition(":")
    course, lesson = objects["course"], objects["lesson"]
    values: dict[str, Any] = {
        "attempt_id": objects["attempt"].pk, "position": 1, "course_slug": course.slug, "lesson_slug": lesson.slug,
        "block_id": objects["check"], "exercise_slug": "passport-control", "organisation_slug": "marenia-customs",
        "enrolment_id": objects["request" if "decide" in name else "enrolment"].pk, "award_slug": objects["award"].slug,
        "certificate_id": objects["certificate"].pk, "code": objects["certificate"].code, "mail_id": objects["mail"].pk,
        "path": objects["image"].file.name, "course_id": course.pk, "learner_id": objects["graduate"].pk,
        "run_id": objects["learner_run"].pk, "comment_id": objects["comment"].pk, "client_reference": "desk-1", "rest": "records",
        "parent_page_id": course.pk, "page_id": lesson.pk, "page_to_move_id": lesson.pk, "page_pk": lesson.pk,
        "destination_id": course.pk, "revision_id": objects["revision"].pk, "revision_id_a": "earliest",
        "revision_id_b": "live", "content_type_app_name": "courses", "content_type_model_name": "lessonpage",
        "app_label": "courses", "model_name": "lessonpage", "app_name": "courses", "action": "delete",
        "action_name": "copy", "object_id": str(lesson.pk), "session_id": 1, "document_id": objects["document"].pk,
        "doc_id": objects["document"].pk, "image_id": objects["image"].pk, "filter_spec": "original",
        "uploaded_file_id": 1, "redirect_id": objects["redirect"].pk, "collection_id": objects["collection"].pk,
        "task_id": objects["task"].pk, "workflow_pk": objects["workflow"].pk, "task_state_id": 1,
        "workflow_state_id": 1, "restriction_id": 1, "page_view_restriction_id": 1, "uidb64": "MQ", "token": "x-y",
    }  # fmt: skip
    if space in _PK:
        values["pk"] = objects["task" if last in _TASKS else _PK[space]].pk
    if name.startswith("courses:review"):
        values |= {"run_id": objects["reviewed"].pk, "number": 1, "name": "question"}
    if name.startswith("sandbox:"):
        values |= _spell_sandbox(name, objects)
    if name.startswith("wagtail_bulk_action"):
        values |= {"app_label": "wagtailcore", "model_name": "page"}
    return {"pk": 1, **values}


def spell_path(name: str, route: str, objects: dict[str, Any]) -> str:
    """The address with its arguments, as a visitor types it."""
    if route in SPELT:
        return "/" + SPELT[route].format(**objects)
    values = _spell(name, objects)
    if route.endswith("$"):  # the comparison of revisions is the one pattern among Wagtail's
        return f"/admin/pages/{values['pk']}/revisions/compare/earliest...live/"
    return "/" + _ARGUMENT.sub(lambda match: str(values[match[1]]), route.replace("^", ""))
