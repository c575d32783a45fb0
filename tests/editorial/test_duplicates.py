"""What may be the same is suggested, the surest first, and nothing else happens (Article 3.9 ground 7, R3.9-3)."""

import pytest
from django.db import connection

from editorial.enums import EntryState, Likeness
from editorial.rules.likeness import fingerprint, similarity
from editorial.services.duplicates import like_entries, like_items
from tests.factories import LegalDocumentPageFactory, ResultPageFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_now")]


def found(entry):
    return [(like.entry, like.likeness) for like in like_entries(entry)]


def test_the_same_number_is_suggested_however_it_is_typed(handed_in):
    first = handed_in(title="Kế hoạch", body="Một", number="043/2025/QĐ-UBND")
    second = handed_in(title="Quyết định", body="Hai", number="43/2025/qd-ubnd")
    assert found(second) == [(first, Likeness.NUMBER)]


def test_the_same_words_are_suggested_whatever_case_accents_and_spaces(handed_in):
    first = handed_in(title="Hoàn Kiếm", body="Mười thủ tục")
    assert found(handed_in(title="HOAN  KIEM", body="muoi thu tuc.")) == [(first, Likeness.TEXT)]


def test_a_title_nearly_alike_is_suggested(handed_in):
    first = handed_in(title="Phường Hoàn Kiếm trả kết quả trong ngày", body="Một")
    assert found(handed_in(title="Phường Hoàn Kiếm trả kết quả ngay trong ngày", body="Hai")) == [
        (first, Likeness.TITLE)
    ]


def test_another_matter_is_not_suggested(handed_in):
    handed_in(title="Phường Hoàn Kiếm trả kết quả trong ngày", body="Một")
    assert found(handed_in(title="Hội nghị chuyển đổi số cấp xã", body="Hai")) == []


def test_nothing_is_decided(handed_in):
    first = handed_in()
    second = handed_in()
    like_entries(second)
    first.refresh_from_db()
    second.refresh_from_db()
    assert {first.state, second.state} == {EntryState.RECEIVED}


def test_a_published_document_with_the_number_is_suggested(handed_in, site_tree):
    page = LegalDocumentPageFactory(number="15/2026/QĐ-UBND", title="Quyết định ban hành Quy chế")
    LegalDocumentPageFactory(number="16/2026/QĐ-UBND", title="Khác", published=False)
    [like] = like_items(handed_in(title="Văn bản mới", number="015/2026/qđ ubnd"))
    assert (like.item.page_id, like.likeness) == (page.pk, Likeness.NUMBER)


def test_a_public_item_with_a_title_nearly_alike_is_suggested_and_a_draft_is_not(handed_in, site_tree):
    page = ResultPageFactory(title="Hoàn Kiếm trả kết quả mười thủ tục trong ngày")
    ResultPageFactory(title="Hoàn Kiếm trả kết quả mười thủ tục trong buổi", published=False)
    [like] = like_items(handed_in(title="Phường Hoàn Kiếm trả kết quả mười thủ tục trong ngày"))
    assert (like.item.page_id, like.likeness) == (page.pk, Likeness.TITLE)


def test_a_title_of_signs_only_suggests_nothing(handed_in):
    entry = handed_in(title="…!?", body="…")
    assert (like_entries(entry), like_items(entry)) == ([], [])


def test_similarity_counts_as_the_database_does():
    pairs = [("phuong hoan kiem", "hoan kiem phuong"), ("a", "a b"), ("tra ket qua", "tra loi")]
    with connection.cursor() as cursor:
        for one, other in pairs:
            cursor.execute("SELECT similarity(%s, %s)", [one, other])
            assert similarity(one, other) == pytest.approx(cursor.fetchone()[0], abs=1e-6)


def test_texts_without_words_have_no_fingerprint():
    assert fingerprint("…", " ") == ""
