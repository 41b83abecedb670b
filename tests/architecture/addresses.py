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


def _spell_sandbox(name: str, objects: dict[str, Any]) -> dict[str, Any]:
    partner = name.startswith(("sandbox:partner", "sandbox:products"))
    play = objects["partner" if partner else "notice" if "notice" in name else "passport"]
    play = objects["notice" if "notice" in name else "persons" if name.startswith("sandbox:person") else "passport"]
    play = objects["notice" if "notice" in name else "passport"]
    if name.partition(":")[2].startswith(
        ("register-", "lookup-", "found-", "record-enter", "record-change", "record-withdraw", "trace-")
    ):
        play = objects["registers"]
        first = play["events"]
        reference = first[EventKind.RECORD_ENTERED].payload["record"]["reference"]
        sequence = first[EventKind.REGISTER_QUERIED].sequence
        return {"run_id": play["run"].pk, "register": "vehicles", "reference": reference, "sequence": sequence}
    first = play["events"]
    values = {"run_id": play["run"].pk, "slug": play["run"].exercise.slug, "type_key": "purple", "number": 1}
    if name.startswith("sandbox:message-"):
        values["sequence"] = first[EventKind.MESSAGE_SENT].sequence
    if name.startswith("sandbox:partner-answer"):
        values["sequence"] = first[EventKind.PARTNER_CHECKED].sequence
    if name.startswith("sandbox:partner-key"):
        values |= {"slug": objects["partner_key"].organisation.slug, "key_id": objects["partner_key"].pk}
    if name == "sandbox:message-consent":
        values["sequence"] = first[EventKind.MESSAGE_RECEIVED].sequence
    if name == "sandbox:message-attachment":
        values |= {"sequence": objects["letter"].sequence, "position": 1}
    if name.startswith("sandbox:query-detail"):
        values["sequence"] = first[EventKind.REGISTER_QUERIED].sequence
    if name.startswith("sandbox:record"):
        values["reference"] = first[EventKind.RECORD_OPENED].payload["record"]["reference"]
    if name.startswith("sandbox:person-query"):
        values["sequence"] = first[EventKind.REGISTER_QUERIED].sequence
    if name.startswith(("sandbox:person-record", "sandbox:person-open")):
        values["reference"] = first[EventKind.RECORD_OPENED].payload["record"]["reference"]
    if name.startswith("sandbox:art"):
        values |= {"sequence": 1, "reference": "AR-QMA-0000001", "form": "csv"}
    if name.startswith("sandbox:decision"):
        values["reference"] = first[EventKind.DECISION_MADE].payload["traveller"]
    return values


# Arguments whose meaning depends on the part of the admin that they stand in.
_PK = {
    "award": "award", "certificate": "certificate", "memberships": "membership", "organisations": "organisation",
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
        "run_id": objects["learner_run"].pk, "client_reference": "desk-1", "rest": "records",
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
