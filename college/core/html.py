"""The one place where HTML from people or files is cleaned.

bleach (its last release is 6.4.0, no more fixes) turns plain addresses into links; nh3 is the wall and comes
last. See docs/decisions/0003-html-cleaning.md.
"""

import re

import bleach
import nh3
from django.utils.safestring import SafeString, mark_safe

INLINE_TAGS = {"a", "abbr", "b", "bdi", "br", "cite", "code", "em", "i", "q", "s", "small", "strong", "sub", "sup"}
BLOCK_TAGS = {"blockquote", "dd", "dl", "dt", "h2", "h3", "h4", "hr", "li", "ol", "p", "pre", "ul"}
TABLE_TAGS = {"caption", "table", "tbody", "td", "th", "thead", "tr"}
ATTRIBUTES = {
    "a": {"href", "title", "id"},
    "abbr": {"title"},
    "bdi": {"dir"},
    "h2": {"id"},
    "h3": {"id"},
    "h4": {"id"},
    "ol": {"start", "type"},
    "p": {"dir", "lang"},
    "q": {"cite"},
    "sup": {"id"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
}
URL_SCHEMES = {"https", "http", "mailto"}
# A relative address has no colon before its path begins (RFC 3986, section 4.2). Browsers agree on what is not a scheme;
# the cleaner does not depend on it.
ADDRESS = re.compile(r"\s*(?:https?:|mailto:|[#/?]|[^:]*\Z)", re.IGNORECASE)


def clean_html(html: str, *, link_addresses: bool = False) -> SafeString:
    """HTML that is safe to show: unknown tags and attributes are dropped, their text kept; scripts and
    styles vanish whole; links get rel="noopener noreferrer". With `link_addresses`, plain web addresses become links.
    """
    text = html.replace("\x00", "")
    if link_addresses:
        text = bleach.linkify(text, parse_email=False, skip_tags={"pre", "code"})
    return mark_safe(
        nh3.clean(
            text,
            tags=INLINE_TAGS | BLOCK_TAGS | TABLE_TAGS,
            attributes=ATTRIBUTES,
            url_schemes=URL_SCHEMES,
            attribute_filter=_keep_attribute,
            link_rel="noopener noreferrer",
            clean_content_tags={"script", "style"},
        )
    )


def clean_inline(html: str) -> SafeString:
    """As `clean_html`, for one line: only inline tags stay."""
    return mark_safe(
        nh3.clean(
            html.replace("\x00", ""),
            tags=INLINE_TAGS,
            attributes={tag: names for tag, names in ATTRIBUTES.items() if tag in INLINE_TAGS},
            url_schemes=URL_SCHEMES,
            attribute_filter=_keep_attribute,
            link_rel="noopener noreferrer",
            clean_content_tags={"script", "style"},
        )
    )


def _keep_attribute(tag: str, name: str, value: str) -> str | None:
    if name in {"href", "cite"} and not ADDRESS.match(value):
        return None
    return value


def strip_html(html: str) -> str:
    """The text alone, with entities decoded by the reader's side: fit for `{{ }}`, not for markup."""
    return nh3.clean(html.replace("\x00", ""), tags=set(), clean_content_tags={"script", "style"})
