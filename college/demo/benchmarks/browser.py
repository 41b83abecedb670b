"""A frugal browser for load: one keep-alive connection, cookies, forms; it times each request."""

import gzip
import http.client
import json
import re
import time
from collections import defaultdict
from collections.abc import Mapping
from urllib.parse import urlencode

TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="([^"]+)"')


class Browser:
    """One person's browser. `timings` holds seconds by the name given to each request; `requests` counts them."""

    def __init__(self, port: int) -> None:
        self.connection = http.client.HTTPConnection("localhost", port, timeout=60)
        self.cookies: dict[str, str] = {}
        self.token = ""
        self.timings: dict[str, list[float]] = defaultdict(list)
        self.requests = 0
        self.body = b""
        self.location = ""
        self.path = ""
        self.status = 0

    def _send(self, name: str, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> None:
        headers |= {
            "Cookie": "; ".join(f"{key}={value}" for key, value in self.cookies.items()),
            "Accept-Encoding": "gzip",
            "Accept-Language": "en",
        }
        started = time.perf_counter()
        try:
            response = self._ask(method, path, body, headers)
        except (BrokenPipeError, ConnectionResetError, http.client.RemoteDisconnected):
            # The server had closed a connection that nobody used for a while: as any browser does, open another and ask again.
            self.connection.close()
            started = time.perf_counter()
            response = self._ask(method, path, body, headers)
        self.body = response.read()
        self.timings[name].append(time.perf_counter() - started)
        if response.getheader("Content-Encoding") == "gzip":
            self.body = gzip.decompress(self.body)
        self.requests += 1
        self.status, self.path = response.status, response.getheader("Content-Location") or path
        self.location = response.getheader("Location") or ""
        for cookie in response.headers.get_all("Set-Cookie") or []:
            key, _, rest = cookie.partition("=")
            self.cookies[key] = rest.partition(";")[0]
        found = TOKEN.search(self.body)
        if found:
            self.token = found[1].decode()
        if response.status >= 400:
            raise AssertionError(f"{method} {path} answered {response.status}: {self.body[:300]!r}")

    def _ask(self, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> http.client.HTTPResponse:
        self.connection.request(method, path, body=body, headers=headers)
        return self.connection.getresponse()

    def get(self, name: str, path: str) -> bytes:
        """The page's body. Follows a redirect as a browser does, counted and timed apart."""
        self._send(name, "GET", path, None, {})
        for _ in range(5):
            if not 300 <= self.status < 400:
                break
            self._send(name, "GET", self.location, None, {})
        return self.body

    def post(self, name: str, path: str, fields: Mapping[str, str | list[str]], *, follow: str = "") -> bytes:
        """Post a form with the token of the last page. With `follow`, get the page it redirects to under that name."""
        data = urlencode({"csrfmiddlewaretoken": self.token, **fields}, doseq=True).encode()
        self._send(
            name, "POST", path, data,
            {"Content-Type": "application/x-www-form-urlencoded", "Referer": f"http://localhost:{self.connection.port}/"},
        )  # fmt: skip
        if follow and 300 <= self.status < 400:
            return self.get(follow, self.location)
        return self.body

    def step(
        self, name: str, path: str, fields: Mapping[str, str | list[str]], *, header: str = "X-Quiz-Step"
    ) -> bytes:
        """Post a form as the page's script does: the answer is the part of the page that follows, with its address."""
        data = urlencode({"csrfmiddlewaretoken": self.token, **fields}, doseq=True).encode()
        self._send(
            name, "POST", path, data,
            {"Content-Type": "application/x-www-form-urlencoded", "Referer": f"http://localhost:{self.connection.port}/",
             "Accept": "text/html", header: "1"},
        )  # fmt: skip
        return self.body

    def post_json(self, name: str, path: str, content: object) -> object:
        """Post JSON as the page's script does; the answer is JSON."""
        self._send(
            name, "POST", path, json.dumps(content).encode(),
            {"Content-Type": "application/json", "X-CSRFToken": self.token, "Accept": "application/json",
             "Referer": f"http://localhost:{self.connection.port}/"},
        )  # fmt: skip
        return json.loads(self.body) if self.body else None
