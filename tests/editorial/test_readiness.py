"""What keeps a page from approval is named with its field: category, author, source, rights, words for pictures."""

from datetime import date, timedelta

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from core.enums import Category, MediaLicence
from core.models import AuditEvent, Notification, PortalDocument, PortalImage
from editorial.enums import SourceKind, SourceNews
from editorial.models import Source, SourceMark, SourcePermission
from editorial.services.readiness import flaws
from editorial.services.sources import warn_of_ending
from tests.conftest import FROZEN_NOW
from tests.core.uploads import harmless
from tests.factories import AgencyFactory, LegalDocumentPageFactory, ResultPageFactory, StandardPageFactory

pytestmark = pytest.mark.django_db

DAY = date(2026, 11, 23)
PRESS = "Báo Hà Nội mới"


@pytest.fixture
def draft(site_tree):
    """Return a function that makes a draft that lacks nothing, but for what the test says."""

    def make(**values):
        return ResultPageFactory(**{"published": False, "author_name": "Minh Anh"} | values)

    return make


@pytest.fixture
def source(db):
    """Return a function that enters a source of the press."""

    def enter(*permissions, **values):
        known = {"name": PRESS, "kind": SourceKind.PRESS, "valid_from": date(2026, 1, 1), "reason": "Thỏa thuận"}
        made = Source.objects.create(**known | values)
        for one in permissions:
            base = {"number": "5/CV", "signer": "A", "signed_on": DAY, "scope": "Bài", "valid_from": date(2026, 1, 1)}
            SourcePermission.objects.create(source=made, **base | one)
        return made

    return enter


@pytest.fixture
def picture(db):
    def make(**values):
        known = {"title": "Một cửa", "description": "Người dân nộp hồ sơ", "licence": MediaLicence.OWN}
        return PortalImage.objects.create(file=ContentFile(harmless.picture(), "a.png"), **known | values)

    return make


def fields(page, day=DAY):
    return [flaw.field for flaw in flaws(page, day=day)]


def words(page, day=DAY):
    return " ".join(f"{flaw.label}: {flaw.message}" for flaw in flaws(page, day=day))


def with_picture(image):
    return [{"type": "picture", "value": {"image": image.pk, "caption": ""}}]


def test_a_complete_page_has_no_flaw(draft, picture):
    assert flaws(draft(body=with_picture(picture())), day=DAY) == []


def test_a_page_without_a_body_of_its_own_kind_is_not_looked_at(site_tree):
    assert flaws(StandardPageFactory(published=False), day=DAY) == []


def test_news_needs_an_author_or_a_source(draft):
    assert fields(draft(author_name="")) == ["author_name"]


def test_a_document_needs_its_issuer(site_tree):
    page = LegalDocumentPageFactory(published=False, issuer=None, issuer_name="")
    assert fields(page) == ["issuer_name"]


def test_an_unknown_source_is_named_and_one_of_the_city_is_not(draft):
    quoted = {"source_reference": "Bài ngày 20/11/2026"}
    assert fields(draft(source_name="Trang không rõ", **quoted)) == ["source_name"]
    agency = AgencyFactory(name="Sở Tài chính")
    assert flaws(draft(source_name=agency.name, **quoted), day=DAY) == []


def test_a_source_is_found_however_its_name_is_typed(draft, source):
    source()
    assert flaws(draft(source_name="báo hà nội  MỚI", source_reference="Bài"), day=DAY) == []


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"is_official": False}, "không phải nguồn chính thức"),
        ({"valid_until": DAY}, "hiệu lực"),
        ({"needs_permission": True}, "văn bản chấp thuận"),
    ],
)
def test_a_source_that_may_not_be_quoted_is_named(values, told, draft, source):
    source(**values)
    assert told in words(draft(source_name=PRESS, source_reference="Bài"))


def test_a_permission_must_cover_the_day_and_the_category(draft, source):
    page = {"source_name": PRESS, "source_reference": "Bài"}
    source({"valid_until": DAY + timedelta(days=1), "categories": [Category.RESULTS]}, needs_permission=True)
    assert flaws(draft(**page), day=DAY) == []
    assert fields(draft(**page), DAY + timedelta(days=1)) == ["source_name"]
    SourcePermission.objects.update(categories=[Category.MODELS])
    assert fields(draft(**page)) == ["source_name"]


def test_what_is_quoted_has_an_author_and_a_reference(draft, source):
    source()
    assert fields(draft(source_name=PRESS, author_name="")) == ["author_name", "source_reference"]


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"licence": ""}, "quyền sử dụng"),
        ({"licence": MediaLicence.PERMITTED, "licence_note": "5/CV"}, "tác giả"),
        ({"licence": MediaLicence.OPEN, "author_name": "An"}, "căn cứ"),
        ({"description": ""}, "văn bản thay thế"),
    ],
)
def test_a_picture_is_named_with_what_it_lacks(values, told, draft, picture):
    page = draft(body=with_picture(picture(**values)))
    (flaw,) = flaws(page, day=DAY)
    assert flaw.label == "Hình ảnh “Một cửa”"
    assert told in flaw.message


def test_sound_needs_rights_and_a_text_does_not(draft):
    sound = PortalDocument.objects.create(title="Phỏng vấn", file=ContentFile(harmless.wav(), "a.wav"))
    report = PortalDocument.objects.create(title="Báo cáo", file=ContentFile(harmless.pdf(), "a.pdf"))
    body = [{"type": "files", "value": {"heading": "Tệp", "files": [sound.pk, report.pk]}}]
    (flaw,) = flaws(draft(body=body), day=DAY)
    assert flaw.label == "Tệp “Phỏng vấn”"


def test_a_file_that_is_not_released_is_named(draft, picture):
    image = picture()
    image.stored_file.state = "waiting"
    image.stored_file.save()
    assert "khâu kiểm tra" in words(draft(body=with_picture(image)))


def test_a_page_elsewhere_than_its_category_is_named(draft, monkeypatch):
    page = draft()
    monkeypatch.setattr(type(page), "belongs_to", Category.LEADERS)
    assert "category" in fields(page)


def test_word_of_a_withdrawal_blocks_until_it_is_dealt_with(draft, people):
    page = draft()
    mark = SourceMark.objects.create(
        page=page,
        news=SourceNews.WITHDRAWN,
        reference="Tin ngày 20/11",
        noted_by=people.standing_body,
        noted_at=FROZEN_NOW,
    )
    assert "thu hồi" in words(page)
    mark.handling = "Đã bỏ đoạn trích"
    mark.save()
    assert flaws(page, day=DAY) == []


def test_queries_do_not_grow_with_the_page(draft, picture, source, django_assert_max_num_queries):
    source({}, needs_permission=True)
    body = [block for _ in range(6) for block in with_picture(picture())]
    page = draft(source_name=PRESS, source_reference="Bài", body=body)
    with django_assert_max_num_queries(14):
        assert flaws(type(page).objects.get(pk=page.pk), day=DAY) == []


# The register


def posted(**values):
    return {
        "name": PRESS,
        "kind": "press",
        "is_official": "on",
        "valid_from": "01/01/2026",
        "reason": "Thỏa thuận số 5",
        "permissions-TOTAL_FORMS": "0",
        "permissions-INITIAL_FORMS": "0",
        "permissions-MIN_NUM_FORMS": "0",
        "permissions-MAX_NUM_FORMS": "1000",
    } | values


def test_the_standing_body_enters_a_source_with_the_reason(client_of, people, frozen_now):
    client = client_of(people.standing_body)
    answer = client.post(reverse("sources:add"), posted(reason=""))
    assert answer.status_code == 200
    assert not Source.objects.exists()
    client.post(reverse("sources:add"), posted())
    assert Source.objects.get().name_key == "bao ha noi moi"
    assert AuditEvent.objects.get(act="source.kept").detail["reason"] == "Thỏa thuận số 5"


def test_a_source_stands_once_however_it_is_typed(client_of, people, source, frozen_now):
    source()
    answer = client_of(people.standing_body).post(reverse("sources:add"), posted(name="BÁO HÀ NỘI MỚI"))
    assert answer.status_code == 200
    assert "đã có trong Danh mục" in answer.text


def test_the_register_is_exported_and_never_deleted(client_of, people, source, frozen_now):
    made = source()
    client = client_of(people.standing_body)
    answer = client.get(reverse("sources:index"), {"export": "csv"})
    assert PRESS in b"".join(answer.streaming_content).decode()
    assert client.post(f"/quan-tri/sources/delete/{made.pk}/").status_code == 404


def test_a_mark_says_who_noted_it(client_of, people, draft, frozen_now):
    page = draft()
    client_of(people.standing_body).post(
        reverse("source_marks:add"), {"page": page.pk, "news": "withdrawn", "reference": "Tin gốc", "handling": ""}
    )
    mark = SourceMark.objects.get()
    assert (mark.noted_by, mark.noted_at) == (people.standing_body, FROZEN_NOW)


def test_an_ending_permission_is_told_once_and_again_when_it_is_over(people, source):
    source({"valid_until": DAY + timedelta(days=30)}, needs_permission=True)
    assert warn_of_ending(now=FROZEN_NOW - timedelta(days=1)) == 0
    for _again in range(2):
        warn_of_ending(now=FROZEN_NOW)
    assert Notification.objects.filter(kind="editorial.permission_ends").count() == 1
    warn_of_ending(now=FROZEN_NOW + timedelta(days=31))
    assert Notification.objects.filter(kind="editorial.permission_ends", context__is_over=True).count() == 1


def test_a_renewed_permission_is_not_told(people, source):
    source({"valid_until": DAY + timedelta(days=5)}, {"number": "6/CV", "valid_until": None}, needs_permission=True)
    assert warn_of_ending(now=FROZEN_NOW) == 0
