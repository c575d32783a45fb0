"""What a reader does: find, read by article, cite; on a phone, without scripts, by keyboard."""

import re

import pytest
from playwright.sync_api import expect

from core.citation import CITATION_SOURCE
from tests.e2e.addresses import ARTICLE, KINDS, REGULATION

pytestmark = pytest.mark.browser

PHONE = 360
REGULATION_TITLE = "Quy chế hoạt động của Trang thông tin Cải cách hành chính của thành phố Hà Nội"


def search_for(page, words):
    field = page.get_by_role("searchbox").first
    field.fill(words)
    field.press("Enter")


def test_a_reader_finds_the_regulation_without_accents_reads_an_article_and_cites_it(open_page):
    page = open_page("/")
    page.context.grant_permissions(["clipboard-write"])
    search_for(page, "quy che hoat dong trang thong tin")
    page.locator("main").get_by_role("link", name=re.compile(REGULATION_TITLE)).first.click()
    expect(page).to_have_url(re.compile(REGULATION))

    page.locator("[data-contents]").get_by_role("link", name=re.compile(r"Điều 3\b")).first.click()
    expect(page).to_have_url(re.compile(r"#.*dieu-3$"))
    article = page.locator(f"[id='{page.url.partition('#')[2]}']")
    expect(article).to_be_in_viewport()
    expect(article).to_contain_text("Điều 3")

    page.get_by_role("button", name="Sao chép").first.click()
    expect(page.get_by_text("Đã sao chép")).to_be_visible()
    # Pages may write to the clipboard but not read it, so the reader pastes.
    field = page.locator("#tim-o-dau-trang")
    field.evaluate("field => field.removeAttribute('maxlength')")
    field.press("Control+V")
    copied = field.input_value()
    assert REGULATION_TITLE in copied
    assert CITATION_SOURCE in copied
    assert REGULATION in copied


def test_an_address_of_an_article_opens_there(open_page):
    first = open_page(REGULATION).locator("[data-article]").nth(5).get_attribute("id")
    page = open_page(f"{REGULATION}#{first}")
    expect(page.locator(f"[id='{first}']")).to_be_in_viewport()


@pytest.mark.parametrize("path", KINDS.values(), ids=KINDS.keys())
def test_a_page_shows_its_heading_and_who_stands_behind_it_without_scripts(open_page, path):
    page = open_page(path, javascript=False)
    expect(page.locator("h1")).to_have_count(1)
    expect(page.locator("h1")).to_be_visible()
    expect(page.get_by_role("contentinfo")).to_contain_text("Cơ quan quản lý")


def test_search_menu_and_contents_work_without_scripts(open_page):
    page = open_page("/", width=PHONE, javascript=False)
    search_for(page, "QUY CHẾ")
    expect(page.locator("main")).to_contain_text("Quy chế")

    page.get_by_role("link", name="Danh mục").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sơ đồ trang")
    page.locator("main").get_by_role("link", name="Văn bản", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Văn bản")

    document = open_page(REGULATION, width=PHONE, javascript=False)
    expect(document.get_by_text(CITATION_SOURCE).first).to_be_visible()
    document.locator("[data-contents] summary").first.click()
    document.locator("[data-contents] a").first.click()
    assert "#" in document.url


def test_the_menu_of_a_phone_opens_and_closes_by_keyboard(open_page):
    page = open_page("/", width=PHONE)
    button = page.get_by_role("button", name="Danh mục")
    menu = page.get_by_role("navigation", name="Chuyên mục")
    expect(menu).to_be_hidden()
    button.press("Enter")
    expect(menu).to_be_visible()
    button.press("Escape")
    expect(menu).to_be_hidden()


def test_the_first_stop_of_the_keyboard_leads_to_the_content(open_page):
    page = open_page(ARTICLE)
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Đến nội dung chính")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_suggestions_appear_while_typing_and_open_a_page(open_page):
    page = open_page("/")
    page.get_by_role("searchbox").first.press_sequentially("quy che", delay=30)
    suggestion = page.get_by_role("link", name=REGULATION_TITLE).first
    expect(suggestion).to_be_visible()
    suggestion.click()
    expect(page).to_have_url(re.compile(REGULATION))


def test_print_shows_the_citation_and_hides_the_menu(open_page):
    page = open_page(REGULATION)
    page.emulate_media(media="print")
    expect(page.get_by_text(CITATION_SOURCE).first).to_be_visible()
    expect(page.get_by_role("navigation", name="Chuyên mục")).to_be_hidden()
    expect(page.get_by_role("searchbox")).to_be_hidden()
