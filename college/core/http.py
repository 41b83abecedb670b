"""Typed requests."""

from http import HTTPMethod

from django.http import HttpRequest

# What a page that is only read answers to; anything else is 405.
READ_METHODS = [HTTPMethod.GET, HTTPMethod.HEAD, HTTPMethod.OPTIONS]


class AuthenticatedHttpRequest(HttpRequest):
    """A request behind `login_required`: `user` is a person, never anonymous.

    The type is narrowed where it is used (`request.user`), because core knows no user model."""
