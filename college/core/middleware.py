"""Headers that depend on where a page lives."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

ADMIN_PREFIX = "/admin/"
PERMISSIONS_POLICY = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), interest-cohort=()"


class HeadersMiddleware:
    """The admin's own content policy; no caching of a signed-in person's pages; no unneeded browser powers."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        user = getattr(request, "user", None)
        # A page that never looked at its visitor is the same for everyone.
        if (
            getattr(request, "session", None) is not None
            and request.session.accessed
            and user
            and user.is_authenticated
        ):
            response.headers["Cache-Control"] = "no-store, private"
        return response


class AdminPolicyMiddleware:
    """Inside the CSP middleware: swaps in the admin's policy for the admin's paths."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.path.startswith(ADMIN_PREFIX):
            response._csp_config = {**settings.ADMIN_CONTENT_SECURITY_POLICY}  # type: ignore[attr-defined]
        return response
