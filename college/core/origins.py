"""Where a posted form came from."""

from urllib.parse import urlsplit

from django.http import HttpRequest


def find_form_page(request: HttpRequest) -> str:
    """Address, on this site, of the page that the form stood on; empty when the browser does not say, or names another site."""
    parts = urlsplit(request.headers.get("Referer", ""))
    if parts.netloc != request.get_host():
        return ""
    # One slash: "//name" would be another site's address.
    path = "/" + parts.path.lstrip("/")
    return f"{path}?{parts.query}" if parts.query else path
