"""Wagtail's own sign-in and password pages lead to the college's, which ask for the second factor."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme


def redirect_to_login(request: HttpRequest) -> HttpResponse:
    """To the college's sign-in page, keeping a safe `next`. Never signs anyone in."""
    target = request.GET.get("next", "/admin/")
    if not url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        target = "/admin/"
    return redirect(f"{reverse('account_login')}?{urlencode({'next': target})}")


def redirect_to_reset(request: HttpRequest) -> HttpResponse:
    """To the college's password reset."""
    return redirect("account_reset_password")
