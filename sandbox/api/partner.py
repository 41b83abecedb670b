"""The partner check over HTTP: `POST checks`, `GET checks/<client_reference>`, and the description of both.

Numbers, countries and types in, one of two words out. Unknown fields are refused, so that no name can be sent by mistake. Every
error is a sentence in JSON and never repeats what was sent.
"""

from datetime import datetime
from http import HTTPStatus
from typing import Annotated, Any, Literal, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from ninja import NinjaAPI, Path, Schema
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.security import HttpBearer
from pydantic import ConfigDict, Field

from college.core.errors import CollegeError, Conflict
from sandbox.api.limits import MOST_WRONG_KEYS, count_use, find_network, most_checks
from sandbox.domain.geography import BUREAUS
from sandbox.domain.partner.keys import find_key, may_hold_keys
from sandbox.domain.partner.service import answer_partner, find_check
from sandbox.enums import DocumentType, PartnerAnswer
from sandbox.models import PartnerCheck, PartnerKey

MOST_BYTES = 2048
TRAINING = "TRAINING – SYNTHETIC – NOT POLICE DATA"
Reference = Annotated[str, Field(pattern=r"^[A-Za-z0-9._-]{1,40}$", description="Yours, one for each check; the same again gets the same answer.")]  # fmt: skip


class TooManyError(HttpError):
    """429, with the seconds to wait."""

    def __init__(self, seconds: int) -> None:
        super().__init__(HTTPStatus.TOO_MANY_REQUESTS, _("Too many requests. Wait as long as the header Retry-After says."))  # fmt: skip
        self.seconds = seconds


def refuse_body(request: HttpRequest) -> None:
    """Raise 413 or 415 before anything of a body is read into values."""
    length = request.headers.get("Content-Length", "")
    if (length.isdigit() and int(length[:9]) > MOST_BYTES) or len(request.body) > MOST_BYTES:
        raise HttpError(
            HTTPStatus.REQUEST_ENTITY_TOO_LARGE, _("The request is too large: a check needs four short fields.")
        )
    if request.content_type != "application/json":
        raise HttpError(
            HTTPStatus.UNSUPPORTED_MEDIA_TYPE, _("Send JSON, with the header Content-Type: application/json.")
        )


class KeyBearer(HttpBearer):
    """`Authorization: Bearer tr-partner-…`. Counts the key's uses, and wrong keys by the address that they come from."""

    def __call__(self, request: HttpRequest) -> PartnerKey:
        key = cast("PartnerKey | None", super().__call__(request))
        if key is None:
            if wait := count_use(f"wrong:{find_network(request)}", most=MOST_WRONG_KEYS):
                raise TooManyError(wait)
            raise AuthenticationError(message=_("Send a live key in the header Authorization: Bearer. Keys expire and can be revoked: ask the manager of your organisation."))  # fmt: skip
        if not may_hold_keys(key.organisation):
            raise HttpError(HTTPStatus.FORBIDDEN, _("The partner check is for verified organisations of the private sector."))  # fmt: skip
        if wait := count_use(f"key:{key.pk}", most=most_checks()):
            raise TooManyError(wait)
        if request.method == "POST":
            refuse_body(request)
        return key

    def authenticate(self, request: HttpRequest, token: str) -> PartnerKey | None:
        return find_key(token)


class CheckIn(Schema):
    """All that may be sent."""

    model_config = ConfigDict(extra="forbid", strict=True, title="Check")

    document_number: str = Field(min_length=1, max_length=40, description="As printed. Spaces and hyphens do not matter; the letter O and the digit 0 are different.")  # fmt: skip
    country: Literal[tuple(BUREAUS)] = Field(description="Issuing country, three letters.")  # type: ignore[valid-type]
    document_type: Literal[tuple(DocumentType.values)]  # type: ignore[valid-type]
    client_reference: Reference


class CheckOut(Schema):
    """All that is ever answered."""

    answer: Literal[tuple(PartnerAnswer.values)]  # type: ignore[valid-type]
    client_reference: str
    checked_at: datetime
    is_training: Literal[True] = True
    notice: str = TRAINING


class Problem(Schema):
    """A refusal. `fields` says by field what to mend."""

    code: str
    message: str
    fields: dict[str, str] = {}


api = NinjaAPI(
    title="Partner check", version="1", urls_namespace="partner-api", docs_url=None, openapi_url="openapi.json",
    auth=KeyBearer(),
    docs_decorator=require_safe,
    description="Training: answers come from the college's synthetic world. Number, country and type in; “proceed” or “secondary check” out.",
)  # fmt: skip
PROBLEMS: dict[Any, Any] = dict.fromkeys((400, 401, 403, 404, 409, 413, 415, 422, 429), Problem)


@api.post("checks", response={200: CheckOut, **PROBLEMS}, url_name="make-check", summary="Check one document")
def make_check(request: HttpRequest, check: CheckIn) -> HttpResponse | dict[str, Any]:
    """One document. Sent again with the same client_reference it gets the same answer, and is not counted as a new check."""
    key = cast("PartnerKey", request.auth)  # type: ignore[attr-defined]
    made, _is_new = answer_partner(
        key=key, number=check.document_number, country=check.country, document_type=check.document_type,
        client_reference=check.client_reference,
    )  # fmt: skip
    return _describe(made)


@api.get("checks/{client_reference}", response={200: CheckOut, **PROBLEMS}, url_name="read-check", summary="Read an earlier answer")  # fmt: skip
def read_check(request: HttpRequest, client_reference: Path[Reference]) -> dict[str, Any]:
    """The answer to an earlier check of the same key."""
    key = cast("PartnerKey", request.auth)  # type: ignore[attr-defined]
    found = find_check(key=key, client_reference=client_reference)
    if found is None:
        raise Http404
    return _describe(found)


@api.api_operation(
    ["GET", "POST", "PUT", "PATCH", "DELETE"], "{path:rest}", include_in_schema=False, url_name="nothing"
)
def find_nothing(request: HttpRequest, rest: str) -> HttpResponse:
    """Every other address, in JSON."""
    raise Http404


def _describe(check: PartnerCheck) -> dict[str, Any]:
    return {"answer": check.answer, "client_reference": check.client_reference, "checked_at": check.at}


def _refuse(
    request: HttpRequest, status: int, code: str, message: str, fields: dict[str, str] | None = None
) -> HttpResponse:
    response = api.create_response(request, {"code": code, "message": message, "fields": fields or {}}, status=status)
    response.headers["Cache-Control"] = "no-store"
    return response


@api.exception_handler(TooManyError)
def refuse_haste(request: HttpRequest, error: TooManyError) -> HttpResponse:
    response = _refuse(request, error.status_code, "too_many", error.message)
    response.headers["Retry-After"] = str(error.seconds)
    return response


@api.exception_handler(HttpError)
def refuse_request(request: HttpRequest, error: HttpError) -> HttpResponse:
    status = HTTPStatus(error.status_code)
    message = _("The request is no JSON that can be read.") if status == HTTPStatus.BAD_REQUEST else error.message
    response = _refuse(request, status, status.name.lower(), message)
    if error.status_code == HTTPStatus.UNAUTHORIZED:
        response.headers["WWW-Authenticate"] = 'Bearer realm="partner check"'
    return response


@api.exception_handler(Http404)
def refuse_address(request: HttpRequest, error: Http404) -> HttpResponse:
    return _refuse(
        request, HTTPStatus.NOT_FOUND, "not_found", _("There is no such address, or no such check of this key.")
    )


@api.exception_handler(CollegeError)
def refuse_check(request: HttpRequest, error: CollegeError) -> HttpResponse:
    status = HTTPStatus.CONFLICT if isinstance(error, Conflict) else HTTPStatus.UNPROCESSABLE_ENTITY
    return _refuse(request, status, error.code, str(error))


@api.exception_handler(ValidationError)
def refuse_fields(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """By field what to mend. An unknown field is not named back: it may hold a name."""
    fields: dict[str, str] = {}
    for problem in error.errors:
        name, kind = str(problem["loc"][-1]), str(problem["type"])
        if kind.startswith("model"):
            fields["body"] = _("Send one JSON object with the four fields of a check.")
        elif kind == "extra_forbidden":
            fields["other"] = _("Unknown fields are refused: the partner check takes no names and nothing else beyond its four fields.")  # fmt: skip
        elif kind == "missing":
            fields[name] = _("This field is missing.")
        elif name == "client_reference":
            fields[name] = _("Use 1 to 40 letters, digits, dots, hyphens and underscores.")
        elif name == "country":
            fields[name] = _("Use the code of a country of this world: QMA to QML.")
        elif name == "document_type":
            fields[name] = _("Use one of: %(types)s.") % {"types": ", ".join(DocumentType.values)}
        else:
            fields[name] = _("Give the document's number as a text of at most 40 characters.")
    return _refuse(request, HTTPStatus.UNPROCESSABLE_ENTITY, "fields", _("The check was not made: mend the fields named here."), fields)  # fmt: skip
