"""What has to be known of a source and of a picture before approval (R3.3-3, R3.5-1, R3.5-3)."""

from datetime import date

import pytest

from core.enums import MediaLicence
from editorial.rules.sources import Permission, SourceFacts, licence_flaw, source_flaw

DAY = date(2026, 11, 23)
CATEGORY = "mo-hinh"


def source(**values):
    known = {"is_official": True, "needs_permission": False, "valid_from": date(2026, 1, 1), "valid_until": None}
    return SourceFacts(**known | values)


def permission(**values):
    return Permission(**{"valid_from": date(2026, 1, 1), "valid_until": None, "categories": frozenset()} | values)


def test_an_official_source_without_conditions_may_be_quoted():
    assert source_flaw(source(), day=DAY, category=CATEGORY) == ""


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (None, "chưa có trong Danh mục"),
        (source(is_official=False), "không phải nguồn chính thức"),
        (source(valid_until=DAY), "hiệu lực"),
        (source(valid_from=date(2026, 11, 24)), "hiệu lực"),
        (source(needs_permission=True), "văn bản chấp thuận"),
        (source(needs_permission=True, permissions=(permission(valid_until=DAY),)), "văn bản chấp thuận"),
        (source(needs_permission=True, permissions=(permission(categories=frozenset({"van-ban"})),)), "chấp thuận"),
    ],
)
def test_anything_else_is_named(found, words):
    assert words in source_flaw(found, day=DAY, category=CATEGORY)


def test_a_permission_covers_its_last_day():
    kept = source(needs_permission=True, permissions=(permission(valid_until=date(2026, 11, 24)),))
    assert source_flaw(kept, day=DAY, category=CATEGORY) == ""


@pytest.mark.parametrize(
    ("licence", "note", "author", "words"),
    [
        ("", "Số 5", "An", "chưa ghi quyền sử dụng"),
        ("khong-co", "Số 5", "An", "chưa ghi quyền sử dụng"),
        (MediaLicence.PERMITTED, "Số 5", " ", "chưa ghi tác giả"),
        (MediaLicence.OPEN, "", "An", "chưa ghi căn cứ"),
        (MediaLicence.PERMITTED, "Số 5", "An", ""),
        (MediaLicence.OWN, "", "", ""),
    ],
)
def test_rights_in_a_picture(licence, note, author, words):
    found = licence_flaw(licence=licence, licence_note=note, author_name=author)
    assert words in found
    assert bool(found) == bool(words)
