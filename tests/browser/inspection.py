"""What every page must be: accessible in both themes, never wider than the window, with one heading of the first rank,
and with a focus that one can see."""

from playwright.sync_api import Page

from tests.browser.axe import find_violations

PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
TAB_STOPS = 15
# The outline or the shadow of the focused element, or of the label that stands for a hidden input.
FOCUS = """() => {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const drawn = [element, element.closest('label'), element.closest('li'), element.closest('article'), element.nextElementSibling].filter(Boolean);
  const isDrawn = (node) => {
    const styles = [null, '::before', '::after'].map((part) => getComputedStyle(node, part));
    return styles.some((style) => (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2) || (node === element && style.boxShadow !== 'none'));
  };
  const box = element.getBoundingClientRect();
  const isSeen = box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  return {name: element.outerHTML.slice(0, 120), isVisible: drawn.some(isDrawn) && isSeen};
}"""


def find_sideways_scroll(page: Page) -> list[str]:
    """The window's width and the page's, where the page is wider."""
    inner, outer = page.evaluate("[document.documentElement.clientWidth, document.documentElement.scrollWidth]")
    return [f"scrolls sideways: {outer} px in a window of {inner} px"] if outer > inner else []


def find_hidden_focus(page: Page) -> list[str]:
    """Places among the first stops of the Tab key where nobody could see that they have the focus."""
    page.evaluate("() => { document.activeElement.blur(); scrollTo(0, 0); }")
    found, last = [], ""
    for _stop in range(TAB_STOPS):
        page.keyboard.press("Tab")
        focus = page.evaluate(FOCUS)
        if focus is None:
            break
        # The same element again: a part of a date's field, which the browser itself draws.
        if not focus["isVisible"] and focus["name"] != last:
            found.append(f"focus not visible: {focus['name']}")
        last = focus["name"]
    return found


def inspect_page(page: Page) -> list[str]:
    """Everything that is wrong with the page, at both widths and in both themes."""
    headings = page.locator("h1").count()
    problems = [] if headings == 1 else [f"{headings} headings of the first rank"]
    for size, theme in ((PHONE, "light"), (DESK, "dark")):
        page.set_viewport_size(size)
        # Without motion: a colour on its way from one theme to the other is nobody's contrast.
        page.emulate_media(color_scheme=theme, reduced_motion="reduce")  # type: ignore[arg-type]
        wrong = find_sideways_scroll(page) + find_violations(page)
        problems += [f"{size['width']} px, {theme}: {problem}" for problem in wrong]
    return problems + find_hidden_focus(page)


def inspect_right_to_left(page: Page) -> list[str]:
    """What is wrong with the page in Arabic, on a phone."""
    page.set_viewport_size(PHONE)
    page.emulate_media(reduced_motion="reduce")
    direction = page.locator("html").get_attribute("dir")
    return [
        *([] if direction == "rtl" else [f"runs {direction}"]),
        *find_sideways_scroll(page),
        *find_violations(page),
    ]
