"""Headers that depend on where a page lives; records that others cite; forms that outlive their session."""

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

from django.conf import settings
from django.contrib import messages
from django.db.models import ProtectedError, RestrictedError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils.translation import gettext as _

from college.core.origins import find_form_page

ADMIN_PREFIX = "/admin/"
ACCOUNTS_PREFIX = "/accounts/"
# Shorter values are choices and codes, which nobody minds giving again.
WORTH_SHOWING = 20
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


class KeptRecordsMiddleware:
    """In the admin, says what a deletion would have torn apart, and changes nothing: records that others cite stay.

    Wagtail's own pages know nothing of the relations that the college protects, and would fail.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The view's transaction has been rolled back by now."""
        if not request.path.startswith(ADMIN_PREFIX) or not isinstance(exception, ProtectedError | RestrictedError):
            return None
        held = exception.protected_objects if isinstance(exception, ProtectedError) else exception.restricted_objects
        kinds = sorted({str(record._meta.verbose_name_plural) for record in held})
        messages.error(
            request,
            _("Nothing was deleted: other records depend on this (%(kinds)s).") % {"kinds": ", ".join(kinds)},
        )
        return redirect(find_form_page(request) or ADMIN_PREFIX)


class SignedOutFormMiddleware:
    """Shows what was written in a form that was sent after its session had ended, instead of a sign-in without it.

    For the college's own forms alone: the admin has its own drafts, and the account pages hold passwords.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        page = find_form_page(request) if request.method == "POST" else ""
        if (
            not page
            or request.path.startswith((ADMIN_PREFIX, ACCOUNTS_PREFIX))
            or not _asks_to_sign_in(request, response)
        ):
            return response
        texts = [str(value).strip() for value in request.POST.values()]
        context = {"page": page, "texts": [text for text in texts if len(text) >= WORTH_SHOWING and " " in text]}
        return render(request, "core/signed_out.html", context, status=403)


def _asks_to_sign_in(request: HttpRequest, response: HttpResponse) -> bool:
    """The answer of `login_required`. A view that carries its input through the sign-in leads elsewhere afterwards."""
    target = urlsplit(response.headers.get("Location", ""))
    is_sign_in = response.status_code == 302 and target.path == resolve_url(settings.LOGIN_URL)
    return is_sign_in and parse_qs(target.query).get("next") == [request.get_full_path()]
