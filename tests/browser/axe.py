"""axe-core on a page, in both themes."""

from pathlib import Path

from playwright.sync_api import Page

SOURCE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")


def find_violations(page: Page) -> list[str]:
    """Each violation as "rule: first node"; an empty list is what every page must give."""
    page.wait_for_load_state("load")
    # Evaluated by the debugger: the page's content policy does not stop it.
    page.evaluate(SOURCE)
    result = page.evaluate("async () => await axe.run(document, {resultTypes: ['violations']})")
    return [f"{row['id']}: {row['nodes'][0]['html'][:160]}" for row in result["violations"]]


def assert_accessible(page: Page, *, themes: tuple[str, ...] = ("light", "dark")) -> None:
    """No violation in any theme."""
    found = {}
    for theme in themes:
        # Without motion: a colour on its way from one theme to the other is nobody's contrast.
        page.emulate_media(color_scheme=theme, reduced_motion="reduce")  # type: ignore[arg-type]
        if violations := find_violations(page):
            found[f"{page.url} ({theme})"] = violations
    page.emulate_media(color_scheme="light")
    assert found == {}, found
