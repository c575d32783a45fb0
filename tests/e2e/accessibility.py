"""Which rules of accessibility a page breaks, so that a failing test names them."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = {"runOnly": {"type": "tag", "values": STANDARDS}, "resultTypes": ["violations"]}


def broken_rules(page: Page, *, dark: bool = False) -> dict[str, list[object]]:
    """Return the elements that break a rule of WCAG 2.2 AA in a scheme, by rule."""
    page.emulate_media(color_scheme="dark" if dark else "light")
    found = Axe().run(page, options=OPTIONS).response["violations"]
    return {rule["id"]: [node["target"] for node in rule["nodes"]] for rule in found}
