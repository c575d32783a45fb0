"""Tags that draw what many pages show: a picture of an article, a line of facts, unbroken document numbers."""

from datetime import UTC, datetime

import pytest
from django.utils.safestring import SafeString
from wagtail.images.tests.utils import get_test_image_file

from core.models import PortalImage
from core.templatetags.core_tags import article_picture, facts_line, keep_numbers

MOMENT = datetime(2026, 11, 23, 18, tzinfo=UTC)  # the next day in Hà Nội


@pytest.fixture
def image(db) -> PortalImage:
    return PortalImage.objects.create(title="Ảnh", description="Bộ phận một cửa", file=get_test_image_file())


def again(image: PortalImage, **changes: object) -> SafeString:
    PortalImage.objects.filter(pk=image.pk).update(**changes)
    return article_picture(PortalImage.objects.get(pk=image.pk))


def test_a_picture_comes_in_three_widths_with_its_words(image):
    drawn = article_picture(image)
    assert drawn.count(".webp") == 4
    assert 'alt="Bộ phận một cửa"' in drawn


def test_a_picture_that_is_the_same_is_drawn_once(image, django_assert_num_queries):
    first = article_picture(image)
    with django_assert_num_queries(0):
        assert article_picture(image) == first


def test_new_words_and_a_new_file_show_at_once(image):
    first = article_picture(image)
    assert 'alt="Trụ sở"' in again(image, description="Trụ sở")
    image.file = get_test_image_file()
    image.save()
    image.renditions.all().delete()
    assert article_picture(image) != first


def test_a_picture_that_is_not_released_is_not_drawn_and_tried_again(image):
    stored = image.stored_file
    assert "not-found" in again(image, stored_file=None)
    assert "not-found" not in again(image, stored_file=stored)


def test_pages_bring_their_pictures_by_key(image):
    assert PortalImage.objects.in_bulk([image.pk, 0]) == {image.pk: image}


def test_facts_stand_in_one_line_and_empty_ones_are_left_out():
    assert facts_line(date=MOMENT, unit="Sở Nội vụ", category="", source="Báo <b>") == (
        '<ul class="facts"><li><time datetime="2026-11-24">24/11/2026</time></li>'
        "<li>Sở Nội vụ</li><li>Nguồn: Báo &lt;b&gt;</li></ul>"
    )


def test_a_date_of_posting_only_says_so():
    assert "<li>Đăng <time" in facts_line(date=MOMENT, dated=False)
    assert facts_line(date=None) == '<ul class="facts"></ul>'


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("Tờ trình 206/TTr-SNV & kèm", 'Tờ trình <span class="unbroken">206/TTr-SNV</span> &amp; kèm'),
        ("Ngày 17/11 <b>", "Ngày 17/11 &lt;b&gt;"),
        (SafeString('<a href="/1/QĐ">2/QĐ</a>'), '<a href="/1/QĐ"><span class="unbroken">2/QĐ</span></a>'),
    ],
)
def test_document_numbers_do_not_break(value, shown):
    assert keep_numbers(value) == shown
