"""Wagtail's own sign-in and password pages lead to the college's, which ask for the second factor."""

from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme


def redirect_to_login(request: HttpRequest) -> HttpResponse:
    """To the college's sign-in page, keeping a safe `next`. Never signs anyone in.

    Whoever is signed in already goes on to the staff pages, or is told that they are not theirs (403): the sign-in page
    would send them straight back here, for ever.
    """
    target = request.GET.get("next", "/admin/")
    if not url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        target = "/admin/"
    if request.user.is_authenticated:
        if not request.user.has_perm("wagtailadmin.access_admin"):
            raise PermissionDenied
        return redirect(target)
    return redirect(f"{reverse('account_login')}?{urlencode({'next': target})}")


def redirect_to_reset(request: HttpRequest) -> HttpResponse:
    """To the college's password reset."""
    return redirect("account_reset_password")


def refuse_listing(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
    """Not found, whoever asks: Wagtail would list the files of every course to every instructor."""
    raise Http404
