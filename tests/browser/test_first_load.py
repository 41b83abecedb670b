"""What a first visit costs: at most 120 KB compressed without pictures, and nothing from anyone else."""

from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import Page

from tests.browser.college import RunningCollege
from tests.browser.people import Newcomers
from tests.browser.steps import open_exercise, start_quiz

OpenPage = Callable[..., Page]
LIMIT = 120 * 1024


@dataclass
class Load:
    """What came over the line for one page: bytes by address, pictures apart, and the hosts that were asked."""

    weights: dict[str, int] = field(default_factory=dict)
    hosts: set[str] = field(default_factory=set)


def measure(page: Page, address: str) -> Load:
    """Load a page with an empty cache, as on a first visit."""
    load, kinds, addresses = Load(), {}, {}
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.clearBrowserCache")

    def remember(event: dict) -> None:  # type: ignore[type-arg]
        kinds[event["requestId"]], addresses[event["requestId"]] = event["type"], event["request"]["url"]

    def weigh(event: dict) -> None:  # type: ignore[type-arg]
        url = addresses.get(event["requestId"], "")
        if urlsplit(url).scheme in {"http", "https"} and kinds[event["requestId"]] != "Image":
            load.weights[url] = load.weights.get(url, 0) + int(event["encodedDataLength"])

    session.on("Network.requestWillBeSent", remember)
    session.on("Network.loadingFinished", weigh)
    page.goto(address)
    page.wait_for_load_state("networkidle")
    load.hosts = {urlsplit(url).netloc for url in addresses.values() if urlsplit(url).scheme in {"http", "https"}}
    session.detach()
    return load


def test_first_loads_are_light(college: RunningCollege, open_as: OpenPage, newcomers: Newcomers) -> None:
    email = next(newcomers.trainees)
    page = open_as(email)
    start_quiz(page, "databases-and-hits")
    question = page.url
    desk = open_exercise(page, "databases-and-hits", "passport-control")
    addresses = [
        "/", "/courses/", "/dashboard/", "/learn/databases-and-hits/", "/learn/databases-and-hits/reading-the-mrz/",
        question, desk, f"{desk}messages/compose/", "/certificates/",
    ]  # fmt: skip
    for language in ("en", "ar"):
        visitor = open_as(email, language=language)
        for address in addresses:
            load = measure(visitor, address)
            assert load.hosts == {urlsplit(college.address).netloc}
            heaviest = sorted(load.weights.items(), key=lambda item: -item[1])[:8]
            assert 0 < sum(load.weights.values()) <= LIMIT, (language, address, sum(load.weights.values()), heaviest)
