from pathlib import Path

import pytest
from django.http import FileResponse, HttpRequest
from django.http.response import HttpResponseBase
from django.test import RequestFactory

from college.core.ranges import RangeMiddleware

CONTENT = bytes(range(256)) * 4

# Closing a file response looks at the database connections.
pytestmark = pytest.mark.django_db


@pytest.fixture
def serve(tmp_path: Path):
    film = tmp_path / "film.webm"
    film.write_bytes(CONTENT)

    def view(request: HttpRequest) -> HttpResponseBase:
        return FileResponse(film.open("rb"), content_type="video/webm")

    def get(header: str | None) -> tuple[int, bytes, dict[str, str]]:
        headers = {"Range": header} if header else {}
        response = RangeMiddleware(view)(RequestFactory().get("/film", headers=headers))
        body = b"".join(response) if response.streaming else response.content  # type: ignore[attr-defined]
        response.close()
        return response.status_code, body, dict(response.items())

    return get


@pytest.mark.parametrize(
    ("header", "start", "end"),
    [("bytes=0-99", 0, 99), ("bytes=1000-", 1000, 1023), ("bytes=-24", 1000, 1023), ("bytes=0-99999", 0, 1023),
     ("bytes=-99999", 0, 1023), ("bytes=1023-1023", 1023, 1023)],
)  # fmt: skip
def test_a_part_is_answered_with_that_part(serve, header: str, start: int, end: int) -> None:
    status, body, headers = serve(header)
    assert (status, body) == (206, CONTENT[start : end + 1])
    assert headers["Content-Range"] == f"bytes {start}-{end}/1024"
    assert headers["Content-Length"] == str(end - start + 1)


@pytest.mark.parametrize("header", ["bytes=1024-", "bytes=5-4", "bytes=-0", "bytes=-", "bytes=x-y", "lines=1-2"])
def test_a_part_outside_the_file_is_refused(serve, header: str) -> None:
    status, body, headers = serve(header)
    assert (status, body, headers["Content-Range"]) == (416, b"", "bytes */1024")


@pytest.mark.parametrize("header", [None, "bytes=0-1,5-6"])
def test_otherwise_the_whole_file_comes(serve, header: str | None) -> None:
    status, body, headers = serve(header)
    assert (status, body, headers["Accept-Ranges"]) == (200, CONTENT, "bytes")
