"""Limits of a session, a person's language and zone, and the staff's second factor."""

from collections.abc import Callable
from urllib.parse import urlencode
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from college.accounts.rules import has_second_factor_in_session, is_college_staff
from college.core import clock
from college.core.middleware import ADMIN_PREFIX

GetResponse = Callable[[HttpRequest], HttpResponse]
# What staff may reach without a second factor in the session.
OPEN_PREFIXES = (
    "/accounts/",
    "/language/",
    "/livez",
    "/readyz",
    settings.STATIC_URL,
    settings.MEDIA_URL,
    "/favicon.ico",
)
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


def _is_at_the_staff_door(request: HttpRequest) -> bool:
    """In the admin, rights may come from a group alone: whoever is signed in needs the second factor there.

    A person without any right there is turned away by the admin itself, and is not asked to set one up.
    """
    return (
        request.path.startswith(ADMIN_PREFIX)
        and request.user.is_authenticated
        and request.user.has_perm("wagtailadmin.access_admin")
    )


class StaffSecondFactorMiddleware:
    """People who work for the college do nothing here until their session was opened with a second factor.

    Deciding requests and looking at learners' records happen outside the admin too: every path counts, but those that
    sign in, set up the factor, and sign out.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if (
            request.path.startswith(OPEN_PREFIXES)
            or not (is_college_staff(request.user) or _is_at_the_staff_door(request))
            or has_second_factor_in_session(request)
        ):
            return self.get_response(request)
        if Authenticator.objects.filter(user_id=request.user.pk).exclude(type="recovery_codes").exists():
            messages.info(request, _("Confirm with your second factor to go on."))
            return redirect(f"{reverse('mfa_reauthenticate')}?{urlencode({'next': request.path})}")
        messages.info(
            request, _("People who work for the college need a second factor. Set one up here, then confirm with it.")
        )
        return redirect("mfa_index")
