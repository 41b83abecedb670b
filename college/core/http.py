"""Typed requests."""

from django.http import HttpRequest


class AuthenticatedHttpRequest(HttpRequest):
    """A request behind `login_required`: `user` is a person, never anonymous.

    The type is narrowed where it is used (`request.user`), because core knows no user model."""
