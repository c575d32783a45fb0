"""A reader says what a page was worth: the browser does the proof of work, and those that cannot are not shut out."""

import re

import pytest
from django.db import connection
from playwright.sync_api import expect

from home.models import PageOpinion
from tests.e2e.accessibility import broken_rules
from tests.e2e.addresses import ARTICLE
from tests.e2e.layout import sticking_out

pytestmark = pytest.mark.browser

QUESTION = "Trang này có hữu ích không?"
LEAST_FILL_MS = 3_200


def form_of(open_page, **how):
    page = open_page(ARTICLE, **how)
    page.get_by_role("link", name=QUESTION).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(QUESTION)
    return page


def newest():
    opinion = PageOpinion.objects.order_by("-pk").first()
    connection.close()  # the test runs in a context of its own: its connection would hold up the end of the run
    return opinion


def test_the_browser_solves_the_challenge_and_the_opinion_is_taken(open_page, shoot):
    page = form_of(open_page)
    page.get_by_label("Có", exact=True).check()
    page.get_by_label(re.compile("Điều gì cần sửa")).fill("Rõ ràng, dễ đọc")
    shoot(page, "1280-y-kien")
    page.wait_for_timeout(LEAST_FILL_MS)
    page.get_by_role("button", name="Gửi ý kiến").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("cảm ơn")
    shoot(page, "1280-y-kien-cam-on")
    assert (newest().words, newest().is_useful, newest().needs_review) == ("Rõ ràng, dễ đọc", True, False)


def test_a_reader_who_is_too_quick_or_forgets_something_goes_on_where_he_was(open_page, shoot):
    page = form_of(open_page, width=360)
    page.get_by_label(re.compile("Điều gì cần sửa")).fill("Thiếu biểu mẫu")
    page.get_by_role("button", name="Gửi ý kiến").click()
    expect(page.get_by_role("alert")).to_be_focused()
    shoot(page, "360-y-kien-qua-nhanh")
    page.wait_for_timeout(LEAST_FILL_MS)
    page.get_by_role("button", name="Gửi ý kiến").click()
    expect(page.get_by_role("alert")).to_contain_text("Hãy chọn Có hoặc Không.")
    shoot(page, "360-y-kien-can-sua")
    page.get_by_label("Không", exact=True).check()
    expect(page.get_by_label(re.compile("Điều gì cần sửa"))).to_have_value("Thiếu biểu mẫu")
    page.get_by_role("button", name="Gửi ý kiến").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("cảm ơn")
    assert (newest().words, newest().is_useful) == ("Thiếu biểu mẫu", False)


def test_without_scripts_the_opinion_is_taken_and_held(open_page, shoot):
    page = form_of(open_page, width=360, javascript=False)
    page.get_by_label("Có", exact=True).check()
    shoot(page, "360-y-kien-khong-js")
    page.wait_for_timeout(LEAST_FILL_MS)
    page.get_by_role("button", name="Gửi ý kiến").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("cảm ơn")
    assert newest().needs_review


def test_the_trap_is_out_of_reach_for_people(open_page):
    page = form_of(open_page)
    trap = page.locator("input[name=contact_website]")
    assert trap.get_attribute("tabindex") == "-1"
    assert page.locator(".guard__trap").bounding_box()["width"] <= 1
    names = []
    page.get_by_label("Có", exact=True).focus()
    for _ in range(6):
        page.keyboard.press("Tab")
        names.append(page.evaluate("document.activeElement.name"))
    assert "contact_website" not in names


@pytest.mark.parametrize("where", ["y-kien", "gioi-han-gui"])
def test_form_and_limits_break_no_rule_of_accessibility_and_fit_a_narrow_phone(open_page, shoot, where):
    page = form_of(open_page) if where == "y-kien" else open_page("/gioi-han-gui/")
    assert broken_rules(page) == {}
    shoot(page, f"1280-{where}")
    assert broken_rules(page, dark=True) == {}
    shoot(page, f"1280-{where}-toi")
    page.set_viewport_size({"width": 320, "height": 800})
    assert sticking_out(page) == []
    page.set_viewport_size({"width": 360, "height": 800})
    shoot(page, f"360-{where}")
