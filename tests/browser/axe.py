"""axe-core on a page, in both themes."""

from pathlib import Path

from playwright.sync_api import Page

SOURCE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")
COLOUR_RULES = ("color-contrast", "link-in-text-block")


def find_violations(page: Page, *, rules: tuple[str, ...] = ()) -> list[str]:
    """Each violation as "rule: first node"; an empty list is what every page must give."""
    page.wait_for_load_state("load")
    if not page.evaluate("() => 'axe' in window"):
        # Evaluated by the debugger: the page's content policy does not stop it.
        page.evaluate(SOURCE)
    only = {"runOnly": list(rules)} if rules else {}
    result = page.evaluate("async (only) => await axe.run(document, {resultTypes: ['violations'], ...only})", only)
    return [f"{row['id']}: {row['nodes'][0]['html'][:160]}" for row in result["violations"]]


def assert_accessible(page: Page) -> None:
    """No violation in any theme: every rule in the light one, and in the dark one those that read colours."""
    found = {}
    for theme, rules in (("light", ()), ("dark", COLOUR_RULES)):
        # Without motion: a colour on its way from one theme to the other is nobody's contrast.
        page.emulate_media(color_scheme=theme, reduced_motion="reduce")  # type: ignore[arg-type]
        if violations := find_violations(page, rules=rules):
            found[f"{page.url} ({theme})"] = violations
    page.emulate_media(color_scheme="light")
    assert found == {}, found
