"""Structure and contact stand in English, and the page says that all else is in Vietnamese only (R2.2b-2)."""

import re
from html.parser import HTMLParser

from core.enums import Category
from portal.views.english import ENGLISH

CITED = "Nguồn: Trang thông tin Cải cách hành chính"


class Languages(HTMLParser):
    """Collect each text of the main part with the language that is marked for it."""

    VOID = {"br", "img", "input", "link", "meta", "hr"}

    def __init__(self):
        super().__init__()
        self.stack, self.texts = [("", "")], []

    def handle_starttag(self, tag, attributes):
        if tag not in self.VOID:
            self.stack.append((tag, dict(attributes).get("lang") or self.stack[-1][1]))

    def handle_endtag(self, tag):
        if tag not in self.VOID:
            assert self.stack.pop()[0] == tag

    def handle_data(self, data):
        if data.strip():
            self.texts.append((self.stack[-1][1], data.strip()))


def main_texts(client):
    content = client.get("/en/").content.decode()
    reader = Languages()
    reader.feed(re.search(r"<main.*?</main>", content, re.DOTALL).group())
    return reader.texts


def test_sections_and_contact_are_named_in_english(client, site_tree):
    said = " ".join(words for language, words in main_texts(client) if language == "en")
    for name in (*ENGLISH.values(), "Managing body", "Telephone", "published in Vietnamese only"):
        assert name in said
    assert ENGLISH.keys() == set(Category.values)


def test_every_vietnamese_word_is_marked_as_such(client, site_tree):
    texts = main_texts(client)
    assert [words for language, words in texts if language != "vi" and not words.replace("’", "").isascii()] == []
    assert ("vi", CITED) in texts


def test_every_page_leads_to_it(client, site_tree):
    assert '<a href="/en/" lang="en" hreflang="en">English</a>' in client.get("/").content.decode()
