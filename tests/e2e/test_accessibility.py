"""WCAG 2.2 AA as far as a machine can tell, in both schemes (RX-3)."""

from itertools import pairwise

import pytest

from tests.e2e.accessibility import broken_rules
from tests.e2e.addresses import KINDS
from tests.e2e.layout import sticking_out

pytestmark = pytest.mark.browser

PHONE = 360
WIDTH_AT_400_PERCENT = 320  # of a window of 1280 pixels: WCAG 2.1, 1.4.10
LEAST_TARGET_PX = 24  # WCAG 2.2, 2.5.8


@pytest.mark.parametrize("name", KINDS)
def test_a_page_breaks_no_rule_of_accessibility_in_either_scheme(open_page, shoot, name):
    page = open_page(KINDS[name])
    shoot(page, f"1280-{name}")
    assert broken_rules(page) == {}
    assert broken_rules(page, dark=True) == {}
    shoot(page, f"1280-{name}-toi")


@pytest.mark.parametrize("name", KINDS)
def test_nothing_scrolls_sideways_on_a_narrow_phone_or_four_times_as_large(open_page, shoot, name):
    page = open_page(KINDS[name], width=PHONE)
    shoot(page, f"360-{name}")
    assert sticking_out(page) == []
    page.set_viewport_size({"width": WIDTH_AT_400_PERCENT, "height": 800})
    assert sticking_out(page) == []


def test_headings_of_the_regulation_descend_without_gaps(open_page):
    levels = open_page(KINDS["van-ban"]).eval_on_selector_all(
        "main h1, main h2, main h3, main h4, main h5, main h6", "all => all.map(h => Number(h.tagName[1]))"
    )
    assert levels[0] == 1
    assert all(deeper - above <= 1 for above, deeper in pairwise(levels))


def test_controls_of_a_phone_are_large_enough(open_page):
    page = open_page(KINDS["trang-chu"], width=PHONE)
    boxes = [
        (control.inner_text() or control.get_attribute("name"), control.bounding_box())
        for control in page.locator("header a:visible, header button:visible, header input:visible").all()
    ]
    small = [name for name, box in boxes if box["width"] < LEAST_TARGET_PX or box["height"] < LEAST_TARGET_PX]
    assert small == []
