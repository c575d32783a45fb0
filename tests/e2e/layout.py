"""What sticks out of a page, so that a failing test names it."""

from playwright.sync_api import Page

STICKING_OUT = """() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    return [...document.querySelectorAll("body *")]
        .filter((element) => element.getBoundingClientRect().right > width + 1)
        .map((element) => `${element.tagName.toLowerCase()}.${element.className}`);
}"""


def sticking_out(page: Page) -> list[str]:
    """Return the elements that make the page scroll sideways; none when it does not scroll."""
    found: list[str] = page.evaluate(STICKING_OUT)
    return found
