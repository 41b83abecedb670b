"""Hostile input at every form of the journey, as the person whom the form is for: never a failure of the server, nothing odd kept."""

import re
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from college.accounts.models import User
from college.demo.people import PASSWORD
from courses.models import AttemptItem, CheckAnswer, Enrolment, LessonProgress
from sandbox.models import RunEvent
from tests.architecture.mini_college import MiniCollege
from tests.architecture.test_access_matrix import ANY_METHOD, OWN_TABLE, find_path

pytestmark = pytest.mark.django_db

HOSTILE = {
    "long": "A" * 10_000, "nul": "a\x00b", "right-to-left": "a\u202egnp.exe", "escaped": "%00%0d%0aSet-Cookie:a=b",
    "sql": "' OR 1=1; DROP TABLE accounts_user; --", "markup": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "template": "{{ 7*7 }}{% debug %}%(name)s${7*7}", "emoji": "👩🏽‍⚖️🏴‍☠️", "surrogate": "\\ud800\\udfff", "huge": "9" * 400,
    "negative": "-1", "exponent": "1e309", "float": "NaN", "list": "[1, 2]", "object": '{"$gt": ""}', "null": "null",
    "path": "../../../../etc/passwd", "formula": "=cmd|' /C calc'!A0", "combining": "e" + "\u0301" * 500,
    "spaces": " \t\r\n\u3000\u200b", "digits": "٣٫٥", "other-id": "00000000-0000-0000-0000-000000000000",
}  # fmt: skip
# Address, who the form is for, its fields; those in `choices` take no free text at all.
FORMS: dict[str, tuple[str, list[str]]] = {
    "accounts:settings": ("trainee", ["full_name", "language", "time_zone"]),
    "courses:enrol": ("instructor", ["organisation", "organisation_name", "motivation"]),
    "courses:enrolment-decide": ("manager-else", ["decision", "reason"]),
    "courses:enrolment-withdraw": ("trainee", ["reason"]),
    "courses:attempt-question": ("trainee", ["choice", "choices", "number", "pair-1", "pair-x", "key", "base", "go", "flagged"]),
    "courses:attempt-finish": ("trainee", ["score"]),
    "courses:quiz-detail": ("private", ["seed", "score"]),
    "courses:lesson-position": ("trainee", ["block"]),
    "courses:lesson-finish": ("private", ["score"]),
    "courses:lesson-check": ("trainee", ["choice", "choices", "number", "pair-1"]),
    "courses:exercise-detail": ("private", ["exercise"]),
    "courses:review-act": ("instructor", ["suggested", "own", "key"]),
    "sandbox:run-start": ("trainee", ["seed"]),
    "sandbox:screening": ("trainee", ["text", "key"]),
    "sandbox:identifiers": ("trainee", ["text", "key"]),
    "sandbox:documents": ("trainee", ["number", "country", "document_type", "reason", "case_reference", "key"]),
    "sandbox:artworks": ("trainee", ["words", "kind", "stolen_from", "reason", "case_reference", "key"]),
    "sandbox:art-look-alikes": ("trainee", ["picture", "reason", "case_reference", "key"]),
    "sandbox:art-open": ("trainee", ["key"]),
    "sandbox:art-enter": ("trainee", ["kind", "title", "height", "stolen_on", "key"]),
    "sandbox:message-compose": (
        "trainee", ["to", "purpose", "priority", "handling", "case_reference", "records", "subject", "body", "key", "also_to",
                    "deadline", "officer", "attachments", "note", "in_reply_to", "forwards", "repeats", "recalls"],
    ),
    "sandbox:message-draft-save": ("trainee", ["subject", "body", "to", "key"]),
    "sandbox:message-draft-discard": ("trainee", ["key"]),
    "sandbox:message-read": ("trainee", ["key"]),
    "sandbox:message-acknowledge": ("trainee", ["key"]),
    "sandbox:message-consent": ("trainee", ["share_with", "reason", "key"]),
    "sandbox:run-pause": ("trainee", ["key"]),
    "sandbox:run-resume": ("trainee", ["key"]),
    "sandbox:hint-detail": ("trainee", ["key"]),
    "sandbox:decision-edit": ("trainee", ["choice", "rationale", "key"]),
    "sandbox:record-renew": ("trainee", ["reason", "key"]),
    "sandbox:record-restrict": ("trainee", ["bureaus", "reason", "key"]),
    "sandbox:notice-cite": ("trainee", ["notice", "key"]),
    "sandbox:notice-create": ("trainee", ["title", "modus_operandi", "key"]),
    "sandbox:notice-edit": ("trainee", ["title", "key"]),
    "sandbox:notice-validate": ("trainee", ["key"]),
    "sandbox:notice-submit": ("trainee", ["key"]),
    "sandbox:notice-answer": ("trainee", ["answer", "key"]),
    "sandbox:notice-update": ("trainee", ["title", "reason", "key"]),
    "sandbox:notice-addendum": ("trainee", ["text", "key"]),
    "sandbox:notice-withdraw": ("trainee", ["reason", "key"]),
    "sandbox:notice-renew": ("trainee", ["reason", "key"]),
    "sandbox:notice-extract": ("trainee", ["reason", "key"]),
    "sandbox:notice-diffuse": ("trainee", ["to", "ground", "reason", "key"]),
    "sandbox:notice-recall": ("trainee", ["reason", "key"]),
    "sandbox:case-layout": ("trainee", ["places", "layout", "key"]),
    "sandbox:run-finish": ("trainee", ["key"]),
    "certification:check": ("anonymous", ["code"]),
    "certification:retry": ("trainee", ["award"]),
    "set-language": ("anonymous", ["language", "next"]),
    "questions:add": ("instructor", ["course", "key", "use", "kind", "stem", "outcome", "difficulty", "choice_1_text", "number_value"]),
    "quizzes:add": ("instructor", ["course", "title", "draw_count", "pass_mark", "minutes", "feedback"]),
    "certificate:revoke": ("administrator", ["reason"]),
    "account_login": ("anonymous", ["login", "password", "next"]),
    "account_signup": ("anonymous", ["email", "password1", "full_name", "sector"]),
    "account_reset_password": ("anonymous", ["email"]),
    "account_email": ("trainee", ["email", "action_add"]),
    "account_change_password": ("trainee", ["oldpassword", "password1", "password2"]),
    "account_reauthenticate": ("trainee", ["password", "next"]),
}  # fmt: skip
KEY = "6f1f2d3c-0000-4000-8000-000000000001"


# Addresses that read a query string or a number: name, person, the parameters that they know.
QUERIES: dict[str, tuple[str, list[str]]] = {
    "home:dashboard": ("trainee", ["page", "next"]),
    "courses:enrol": ("instructor", ["programme"]),
    "courses:enrolment-requests": ("manager-else", ["page"]),
    "courses:organisation-progress": ("manager", ["page"]),
    "courses:review-list": ("instructor", ["page"]),
    "courses:attempt-question": ("trainee", ["kept"]),
    "sandbox:screening": ("trainee", ["traveller"]),
    "sandbox:notice-gallery": (
        "trainee",
        ["words", "type_key", "subject", "standing", "country", "role", "order", "page"],
    ),
    "sandbox:notice-map": ("trainee", ["type_key", "subject", "country"]),
    "sandbox:message-compose": (
        "trainee",
        ["record", "to", "template", "reply", "forward", "repeat", "recall", "draft"],
    ),
    "sandbox:message-list": ("trainee", ["q", "box", "page"]),
    "core:outbox": ("anonymous", ["page"]),
    "teaching:learners": ("instructor", ["state", "q", "page"]),
    "teaching:exercise": ("instructor", ["attempts", "version", "sort"]),
    "course_attempts": ("instructor", ["p"]),
    "questions:preview": ("instructor", ["version"]),
    "quizzes:index": ("instructor", ["q", "p", "ordering"]),
    "questions:index": ("instructor", ["q", "p", "course", "outcome", "ordering"]),
    "certificate:index": ("administrator", ["q", "p", "state", "ordering"]),
    "account_login": ("anonymous", ["next"]),
    "admin/login/": ("anonymous", ["next"]),
    "wagtail_serve": ("anonymous", ["page", "q"]),
}
HUGE = "9" * 30
NUMBERED = [
    "/outbox/{}/", "/admin/teaching/{}/", "/admin/teaching/{}/learners/{}/", "/admin/teaching/{}/exercises/passport-control/",
    "/admin/teaching/courses/{}/attempts/",
    "/admin/quizzes/edit/{}/", "/documents/{}/x.pdf", "/learn/attempts/{attempt}/{}/", "/sandbox/runs/{run}/messages/{}/",
    "/sandbox/runs/{run}/registers/documents/queries/{}/", "/sandbox/runs/{notice}/notices/{}/",
    "/learn/reviews/{reviewed}/notices/{}/", "/_util/authenticate_with_password/{}/{}/",
]  # fmt: skip


def read_stored(person: User | None) -> str:
    """Everything that the forms of the journey may have written for this person, as text."""
    if person is None:
        return "".join(User.objects.values_list("full_name", flat=True))
    person.refresh_from_db()
    rows: list[Any] = [person.full_name, person.language, person.time_zone]
    rows += Enrolment.objects.values_list("organisation_name", "motivation", "decision_reason")
    rows += AttemptItem.objects.filter(attempt__learner=person).values_list("answer", "writer")
    rows += CheckAnswer.objects.filter(learner=person).values_list("answer", flat=True)
    rows += LessonProgress.objects.filter(learner=person).values_list("last_block_id", flat=True)
    rows += RunEvent.objects.filter(run__learner=person).values_list("payload", flat=True)
    return repr(rows)


@pytest.mark.parametrize("name", FORMS)
def test_no_form_breaks_or_keeps_junk(college: MiniCollege, name: str) -> None:
    part, fields = FORMS[name]
    path = find_path(college, name)
    for kind, text in HOSTILE.items():
        bodies: list[dict[str, Any]] = [dict.fromkeys(fields, text), {key: [text, text] for key in fields}]
        if "key" in fields:
            bodies.append({**dict.fromkeys(fields, text), "key": KEY})
        for body in bodies:

            def look(kind: str = kind) -> None:
                stored = read_stored(college.people.get(part))
                assert "\\x00" not in stored, (name, kind)
                assert HOSTILE["long"] not in stored, (name, kind)

            response = college.ask(part, "POST", path, body, then=look)
            assert response.status_code < 500, (name, kind, response.status_code)
            assert "evil" not in response.headers.get("Location", ""), (name, kind)
            assert HOSTILE["markup"].encode() not in response.content, (name, kind)


@pytest.mark.parametrize("name", QUERIES)
def test_no_query_string_breaks_a_page(college: MiniCollege, name: str) -> None:
    part, parameters = QUERIES[name]
    path = find_path(college, name)
    for kind, text in HOSTILE.items():
        for query in (dict.fromkeys(parameters, text), {key: [text, "1"] for key in parameters}):
            response = college.ask(part, "GET", path, query)
            assert response.status_code < 500, (name, kind, response.status_code)
            assert HOSTILE["markup"].encode() not in response.content, (name, kind)


@pytest.mark.parametrize("template", NUMBERED)
@pytest.mark.parametrize("number", ["0", "2147483648", "9223372036854775808", HUGE])
def test_a_number_beyond_all_measure_is_not_found(college: MiniCollege, template: str, number: str) -> None:
    objects = college.objects
    path = re.sub(r"\{\}", number, template).format(
        attempt=objects["attempt"].pk,
        run=objects["passport"]["run"].pk,
        notice=objects["notice"]["run"].pk,
        reviewed=objects["reviewed"].pk,
    )
    part = "administrator" if path.startswith(("/admin/", "/learn/reviews/")) else "trainee"
    assert college.ask(part, "GET", path).status_code == 404


@pytest.mark.parametrize(
    "target",
    ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)", "https:evil.example"],
)
def test_no_redirect_leads_elsewhere(college: MiniCollege, target: str) -> None:
    login = {"login": college.people["trainee"].email, "password": PASSWORD, "next": target}
    responses = [
        college.ask("anonymous", "POST", "/language/", {"language": "fr", "next": target}),
        college.ask("anonymous", "POST", "/language/", {"language": "fr"}, HTTP_REFERER=target),
        college.ask("anonymous", "POST", f"/accounts/login/?{urlencode({'next': target})}", login),
        college.ask("trainee", "GET", "/accounts/login/", {"next": target}),
        college.ask("trainee", "POST", "/accounts/logout/", {"next": target}),
        college.ask("trainee", "POST", "/accounts/reauthenticate/", {"password": PASSWORD, "next": target}),
        college.ask("administrator", "GET", "/admin/login/", {"next": target}),
    ]
    for response in responses:
        assert response.status_code in {200, 302}
        assert not re.search("evil|javascript", response.headers.get("Location", ""))


@pytest.mark.parametrize("host", ["evil.example", "localhost:80@evil.example", "localhost, evil.example", "a" * 300])
def test_an_unknown_host_is_refused(college: MiniCollege, host: str) -> None:
    for path in ("/", "/accounts/login/", "/accounts/password/reset/"):
        assert college.ask("anonymous", "GET", path, HTTP_HOST=host).status_code == 400


def test_a_forwarded_host_is_not_believed(college: MiniCollege) -> None:
    response = college.ask("anonymous", "GET", "/accounts/password/reset/", HTTP_X_FORWARDED_HOST="evil.example")
    assert (response.status_code, b"evil.example" in response.content) == (200, False)


@pytest.mark.parametrize(
    "name", sorted(name for name, cells in OWN_TABLE.items() if "POST" in cells and "[" not in name)
)
def test_a_form_without_its_token_is_refused(college: MiniCollege, name: str) -> None:
    """Every form of the college's own; what answers before it looks at the form (a door, a file) is not one."""
    if name in ANY_METHOD - {"set-language"} or name.startswith("partner-api:"):  # a key in a header, never a cookie
        return
    part = FORMS.get(name, ("trainee", []))[0]
    strict = Client(enforce_csrf_checks=True)
    if part in college.sessions:
        strict.cookies["sessionid"] = college.sessions[part]
    assert strict.post(find_path(college, name), {"key": KEY}).status_code == 403


@pytest.mark.parametrize(
    "name", sorted(name for name, cells in OWN_TABLE.items() if "GET" in cells and "[" not in name)
)
def test_reading_changes_nothing_but_what_was_read(college: MiniCollege, name: str) -> None:
    """A GET writes to the session and to a lesson's place at most; in the sandbox it delivers what the world owes by now."""
    part, path = FORMS.get(name, ("trainee", []))[0], find_path(college, name)
    with CaptureQueriesContext(connection) as captured:
        college.ask(part, "GET", path)
    written = {
        match[1]
        for query in captured
        for match in re.finditer(r'(?:INSERT INTO|UPDATE|DELETE FROM) "(\w+)"', query["sql"])
    }
    delivered = {"sandbox_run", "sandbox_runevent"} if name.startswith("sandbox:") else set()
    assert written <= {"django_session", "courses_lessonprogress"} | delivered
