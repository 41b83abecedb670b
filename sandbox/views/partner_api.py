from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sandbox.api.limits import most_checks
from sandbox.api.partner import MOST_BYTES, api
from sandbox.enums import DocumentType

# The refusals of which the guide speaks, in its order.
STATUSES = (400, 401, 403, 404, 409, 413, 415, 422, 429)


@require_safe
def partner_api_guide(request: HttpRequest) -> HttpResponse:
    """How a partner's system uses the check: made from the same description as openapi.json, without a script."""
    schema: dict[str, Any] = api.get_openapi_schema()
    context = {
        "paths": _list_operations(schema), "base": f"{settings.BASE_URL}/api/partner/v1/", "limit": most_checks(),
        "bytes": MOST_BYTES, "types": DocumentType.choices, "statuses": STATUSES,
    }  # fmt: skip
    return render(request, "sandbox/partner_api.html", context)


def _list_operations(schema: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {"path": path, "method": method.upper(), "summary": operation["summary"], "text": operation["description"]}
        for path, operations in schema["paths"].items()
        for method, operation in operations.items()
    ]
