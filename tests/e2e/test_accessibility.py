"""WCAG 2.2 AA as far as a machine can tell, in both schemes (RX-3)."""

from itertools import pairwise

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.e2e.addresses import KINDS
from tests.e2e.layout import sticking_out

pytestmark = pytest.mark.browser

STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDTH_AT_400_PERCENT = 320  # of a window of 1280 pixels: WCAG 2.1, 1.4.10
LEAST_TARGET_PX = 24  # WCAG 2.2, 2.5.8


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("path", KINDS.values(), ids=KINDS.keys())
def test_a_page_breaks_no_rule_of_accessibility(open_page, shoot, path, dark):
    page = open_page(path, dark=dark)
    shoot(page, f"1280-{next(name for name, known in KINDS.items() if known == path)}{'-toi' if dark else ''}")
    options = {"runOnly": {"type": "tag", "values": STANDARDS}, "resultTypes": ["violations"]}
    found = Axe().run(page, options=options).response["violations"]
    assert {rule["id"]: [node["target"] for node in rule["nodes"]] for rule in found} == {}


@pytest.mark.parametrize("path", KINDS.values(), ids=KINDS.keys())
def test_a_page_four_times_as_large_is_read_without_scrolling_sideways(open_page, path):
    page = open_page(path, width=WIDTH_AT_400_PERCENT)
    assert sticking_out(page) == []


def test_headings_of_the_regulation_descend_without_gaps(open_page):
    levels = open_page(KINDS["van-ban"]).eval_on_selector_all(
        "main h1, main h2, main h3, main h4, main h5, main h6", "all => all.map(h => Number(h.tagName[1]))"
    )
    assert levels[0] == 1
    assert all(deeper - above <= 1 for above, deeper in pairwise(levels))


def test_controls_of_a_phone_are_large_enough(open_page):
    page = open_page(KINDS["trang-chu"], width=360)
    boxes = [
        (control.inner_text() or control.get_attribute("name"), control.bounding_box())
        for control in page.locator("header a:visible, header button:visible, header input:visible").all()
    ]
    small = [name for name, box in boxes if box["width"] < LEAST_TARGET_PX or box["height"] < LEAST_TARGET_PX]
    assert small == []
