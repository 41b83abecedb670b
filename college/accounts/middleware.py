"""Limits of a session, a person's language and zone, and the staff's second factor."""

from collections.abc import Callable
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from college.accounts.rules import has_second_factor_in_session
from college.core import clock

GetResponse = Callable[[HttpRequest], HttpResponse]
STAFF_PREFIXES = ("/admin/",)
REFRESH_SECONDS = 5 * 60


class SessionLimitsMiddleware:
    """Ends a session 12 hours after sign-in, and keeps it alive while it is used.

    The idle limit is the cookie's age; the session is written at most every five minutes, not at each request.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
            moment = int(clock.now().timestamp())
            opened = request.session.setdefault("opened_at", moment)
            if moment - opened > settings.SESSION_ABSOLUTE_AGE:
                logout(request)
                messages.info(request, _("You were signed out after 12 hours. Please sign in again."))
            elif moment - request.session.get("refreshed_at", 0) > REFRESH_SECONDS:
                request.session["refreshed_at"] = moment
        return self.get_response(request)


class PersonalSettingsMiddleware:
    """Shows pages in the person's own language and time zone."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME not in request.COOKIES or not request.user.is_authenticated:
            return self.get_response(request)
        if settings.LANGUAGE_COOKIE_NAME not in request.COOKIES and request.user.language in dict(settings.LANGUAGES):
            translation.activate(request.user.language)
            request.LANGUAGE_CODE = translation.get_language() or "en"
        try:
            zone = ZoneInfo(request.user.time_zone)
        except (ZoneInfoNotFoundError, ValueError):
            zone = ZoneInfo("UTC")
        with timezone.override(zone):
            return self.get_response(request)


class StaffSecondFactorMiddleware:
    """Staff paths open only to a session that was opened with a second factor."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if (
            request.path.startswith(STAFF_PREFIXES)
            and request.user.is_authenticated
            and not has_second_factor_in_session(request)
        ):
            if Authenticator.objects.filter(user=request.user).exclude(type="recovery_codes").exists():
                messages.info(request, _("Sign in again with your second factor to open the staff pages."))
                return redirect("account_reauthenticate") if request.method == "GET" else redirect("home:dashboard")
            messages.info(request, _("Staff pages need a second factor. Set one up here, then sign in again with it."))
            return redirect("mfa_index")
        return self.get_response(request)
