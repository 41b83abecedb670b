"""Parts of files (RFC 9110, section 14): without them a film cannot be sought in, and some browsers will not play it."""

import re
from collections.abc import Callable, Iterator
from typing import IO, cast

from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

_RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})")
_CHUNK = 64 * 1024


def _read_part(source: IO[bytes], start: int, length: int) -> Iterator[bytes]:
    source.seek(start)
    while length > 0:
        chunk = source.read(min(_CHUNK, length))
        if not chunk:
            return
        length -= len(chunk)
        yield chunk


def _find_part(header: str, size: int) -> tuple[int, int] | None:
    """First and last byte of the one part asked for, or None when it lies outside the file or cannot be read."""
    match = _RANGE.fullmatch(header.strip())
    if match is None or not any(match.groups()):
        return None
    first, last = match.groups()
    if not first:  # the last so many bytes
        return (max(0, size - int(last)), size - 1) if int(last) else None
    start, end = int(first), min(int(last) if last else size - 1, size - 1)
    return (start, end) if start <= end else None


class RangeMiddleware:
    """Answers a request for one part of a file with 206 and that part. Anything else passes through."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if (
            not isinstance(response, FileResponse)
            or response.status_code != 200
            or request.method not in {"GET", "HEAD"}
        ):
            return response
        source = getattr(response, "file_to_stream", None)
        if source is None or not source.seekable() or "Content-Encoding" in response:
            return response
        response["Accept-Ranges"] = "bytes"
        header = request.headers.get("Range")
        # Several parts at once are never needed by a film: the whole file is a correct answer to them.
        if header is None or "," in header or "If-Range" in request.headers:
            return response
        size = int(response["Content-Length"])
        part = _find_part(header, size)
        if part is None:
            response.close()
            return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
        start, end = part
        answer = StreamingHttpResponse(
            _read_part(cast("IO[bytes]", source), start, end - start + 1),
            status=206,
            content_type=response["Content-Type"],
        )
        for name in ("Content-Disposition", "Cache-Control", "Last-Modified", "ETag", "Content-Security-Policy"):
            if name in response:
                answer[name] = response[name]
        answer["Content-Length"] = str(end - start + 1)
        answer["Content-Range"] = f"bytes {start}-{end}/{size}"
        answer["Accept-Ranges"] = "bytes"
        answer._resource_closers.append(response.close)  # type: ignore[attr-defined]
        return answer
