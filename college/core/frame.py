"""The frame of a page: what stands in the head, the header and the footer of every page.

It is the same for everyone but for a name, an address and a token. So it is rendered once for each language, part of the
college and kind of visitor, with marks in the places of those three, and filled in for each request. Translating some sixty
words anew each time cost more than most pages. Whatever else a frame is to depend on must stand in `FrameKey`.
"""

import re
from dataclasses import asdict, dataclass
from functools import lru_cache

from django.conf import settings
from django.template import Context
from django.template.loader import render_to_string
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

# A control character stands in no template, and survives escaping.
_MARK = "\x01"
_MARKS = {name: f"{_MARK}{name}{_MARK}" for name in ("person", "address", "csrf_token")}
_SECTIONS = (
    ("/dashboard/", "dashboard"),
    ("/courses/", "courses"),
    ("/learn/", "courses"),
    ("/sandbox/", "sandbox"),
    ("/certificates/check/", "check"),
    ("/certificates/", "certificates"),
    ("/accounts/login/", "sign_in"),
    ("/accounts/signup/", "sign_up"),
)


@dataclass(frozen=True, slots=True)
class FrameKey:
    """All that a frame depends on, beside its marks."""

    template: str
    language: str | None
    section: str
    is_signed_in: bool
    is_staff: bool
    site_name: str
    show_outbox: bool


def find_section(path: str) -> str:
    """The part of the college that an address belongs to; empty for none of those in the header."""
    return next((section for prefix, section in _SECTIONS if path.startswith(prefix)), "")


def _split(key: FrameKey) -> list[str]:
    """The frame's HTML, cut at its marks: text, name of a mark, text, …"""
    return re.split(f"{_MARK}([a-z_]+){_MARK}", render_to_string(key.template, {**asdict(key), **_MARKS}))


_split_once = lru_cache(maxsize=512)(_split)


def render_frame(template: str, context: Context) -> SafeString:
    """One part of the frame for the page with this context."""
    request, user = context.get("request"), context.get("user")
    path = getattr(request, "path", "")
    key = FrameKey(
        template=template,
        language=get_language(),
        section=find_section(path),
        is_signed_in=bool(user and user.is_authenticated),
        is_staff=bool(user and user.is_staff),
        site_name=str(context.get("site_name", "")),
        show_outbox=bool(context.get("show_outbox")),
    )
    parts = list(_split(key) if settings.DEBUG else _split_once(key))
    if len(parts) > 1:
        values = {
            "person": str(user or ""),
            "address": request.get_full_path() if request else "/",
            "csrf_token": str(context.get("csrf_token", "")),
        }
        parts[1::2] = [conditional_escape(values[name]) for name in parts[1::2]]
    return mark_safe("".join(parts))
