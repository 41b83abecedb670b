"""Pictures of pages. Documents are never served from here: they go through Wagtail's view, which asks who reads."""

import posixpath

from django.conf import settings
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe
from django.views.static import serve

FOLDERS = ("images/", "original_images/")
# A drawing may carry a style sheet; opened by itself it may run nothing and load nothing.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"


@require_safe
def picture(request: HttpRequest, path: str) -> HttpResponseBase:
    """A picture that pages show. 404 for anything outside the folders of pictures."""
    clean = posixpath.normpath(path)
    if clean != path or not clean.startswith(FOLDERS):
        raise Http404
    response = serve(request, clean, document_root=str(settings.MEDIA_ROOT))
    response["Content-Security-Policy"] = POLICY
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    return response
