"""Every address of the college × every kind of person × method. An address that is not listed fails."""

from collections.abc import Iterator

import pytest
from django.http import HttpResponse

from tests.architecture.access_table import ACCOUNTS, ADMIN, OWN
from tests.architecture.addresses import spell_path, walk
from tests.architecture.mini_college import PEOPLE, STAFF, MiniCollege

pytestmark = pytest.mark.django_db
ROUTES = dict(walk())
ALLOWED = {
    "public": set(PEOPLE), "staff": STAFF, "team": {"instructor", "administrator"}, "administrator": {"administrator"},
    "author": {"instructor"}, "absent": set(),
}  # fmt: skip
# Wrong methods are asked by one person of each kind.
# Let in, and yet no page: Wagtail's own test of a failure, and the history of a workflow that the mini college has not run.
MISSING = {"wagtailadmin_error_test", "wagtailadmin_pages:workflow_history_detail"}
SAMPLE = ("anonymous", "trainee", "instructor", "administrator", "no-factor")
# How much is asked of a door that must stay shut.
DENIED_METHODS = {
    "anonymous": ("GET", "POST", "PUT", "DELETE"), "trainee": ("GET", "POST"), "manager": ("GET", "POST"),
    "instructor": ("GET", "POST"), "instructor-else": ("GET", "POST", "DELETE"), "no-factor": ("GET", "POST"),
    "administrator": ("GET", "POST"),
}  # fmt: skip
# Answer any method alike: they change nothing.
ANY_METHOD = {
    "set-language", "favicon.ico", "wagtaildocs_serve", "wagtaildocs_authenticate_with_password", "admin/login/", "_util/login/",
    "wagtailadmin_login", "wagtailcore_login", "wagtailcore_authenticate_with_password",
}  # fmt: skip


def _read_own() -> dict[str, dict[str, str]]:
    table: dict[str, dict[str, str]] = {}
    for line in OWN.strip().splitlines()[1:]:
        name, method, *cells = line.split()
        assert len(cells) == len(PEOPLE), line
        table.setdefault(name, {})[method] = "".join(cells)
    return table


def _read_areas(areas: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Pairs of an address's name and its area. `space: a b` stands for `space:a space:b`, to the next space."""
    for area, text in areas.items():
        space = ""
        for line in text.splitlines():
            if line.startswith("        ") and not line.startswith("            "):
                space = ""
            for word in line.split():
                if word.endswith(":"):
                    space = word
                else:
                    yield space + word, area


OWN_TABLE, ADMIN_TABLE, ACCOUNTS_TABLE = _read_own(), dict(_read_areas(ADMIN)), dict(_read_areas(ACCOUNTS))


def tell(response: HttpResponse) -> str:
    """The class of an answer, in the table's letters; `m` for 405, the status itself for what nobody may ever see."""
    where = response.headers.get("Location", "")
    if where.startswith(("/accounts/login/", "/admin/login/")):
        return "L"
    if where.startswith("/accounts/2fa/"):
        return "F"
    known = {404: "-", 403: "x", 401: "!", 405: "m"}.get(response.status_code, "+")
    return known if response.status_code < 500 else str(response.status_code)


def find_path(college: MiniCollege, name: str) -> str:
    """The address of a line; `[police]` is the same of the course for law enforcement alone."""
    plain = name.removesuffix("[police]")
    objects = college.objects | {"course": college.objects["police"]} if plain != name else college.objects
    return spell_path(plain, ROUTES[plain], objects)


def test_every_address_is_listed_once() -> None:
    listed = [name.removesuffix("[police]") for name in OWN_TABLE if "[" not in name]
    listed += [*ADMIN_TABLE, *ACCOUNTS_TABLE]
    assert sorted(set(ROUTES) - set(listed)) == []
    assert sorted(set(listed) - set(ROUTES)) == []
    assert len(listed) == len(set(listed))


@pytest.mark.parametrize("name", OWN_TABLE)
def test_own_addresses(college: MiniCollege, name: str) -> None:
    path, found, wanted = find_path(college, name), {}, OWN_TABLE[name]
    for method, cells in wanted.items():
        found[method] = "".join(tell(college.ask(part, method, path)) for part in PEOPLE)
        assert (name, method, found[method]) == (name, method, cells)


@pytest.mark.parametrize("name", sorted({name for name in OWN_TABLE if "[" not in name} - ANY_METHOD))
def test_wrong_methods_are_refused(college: MiniCollege, name: str) -> None:
    path = find_path(college, name)
    for method in {"GET", "POST", "PUT", "DELETE"} - set(OWN_TABLE[name]):
        for part in SAMPLE:
            answer = tell(college.ask(part, method, path))
            # Who asks is looked at before how: the sign-in and the second factor may come first.
            accepted = {"anonymous": {"m", "L"}, "no-factor": {"m", "F"}}.get(part, {"m"})
            assert answer in accepted, (name, method, part, answer)


def _check_denied(college: MiniCollege, name: str, part: str, method: str, path: str) -> None:
    response = college.ask(part, method, path)
    answer = tell(response)
    if part in STAFF:
        # Wagtail's refusal leads to the first page of the admin.
        is_refused = answer in {"-", "x", "m"} or response.headers.get("Location") == "/admin/"
    elif part == "no-factor":
        is_refused = answer == "F"
    else:
        is_refused = answer == "L" or (ADMIN_TABLE[name] == "absent" and answer == "-")
    assert is_refused, (name, method, part, answer, response.headers.get("Location"))


@pytest.mark.parametrize("name", ADMIN_TABLE)
def test_staff_addresses(college: MiniCollege, name: str) -> None:
    path, allowed = find_path(college, name), ALLOWED[ADMIN_TABLE[name]]
    for part in PEOPLE:
        if part == "instructor-else" and part in allowed:
            continue  # the same rights as the other instructor, over other courses
        if part in allowed and part != "no-factor":
            response = college.ask(part, "GET", path)
            is_welcome = tell(response) in {"+", "m"} and response.headers.get("Location") != "/admin/"
            assert is_welcome or name in MISSING, (name, part, response.status_code, response.headers.get("Location"))
            continue
        methods = DENIED_METHODS.get(part, ("GET",))
        for method in methods:
            _check_denied(college, name, part, method, path)


@pytest.mark.parametrize("name", ACCOUNTS_TABLE)
def test_account_addresses(college: MiniCollege, name: str) -> None:
    """Of allauth's own pages only the doors are looked at: what they do is allauth's."""
    path, is_open = find_path(college, name), ACCOUNTS_TABLE[name] == "open"
    for method in ("GET", "POST", "PUT", "DELETE"):
        response = college.ask("anonymous", method, path)
        assert response.status_code < 500
        if not is_open:
            assert tell(response) == "L", (name, method, response.status_code)
        for part in ("trainee", "administrator", "no-factor"):
            assert college.ask(part, method, path).status_code < 500, (name, method, part)
