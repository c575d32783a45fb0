"""A reader sees what is known of a document, every article with its address, its files and what it is related to."""

import logging
import re
from datetime import date

import pytest
from django.core.files.base import ContentFile

from core.enums import Category
from core.models import PortalDocument
from documents.enums import LegalStatus, RelationKind
from documents.models import DocumentFile, DocumentRelation
from portal.content.pages import publish
from tests.factories import AgencyFactory, LegalDocumentPageFactory, SectionPageFactory, stored_section

pytestmark = pytest.mark.django_db

UNKNOWN = "đang cập nhật"
TEXT = "QUYẾT ĐỊNH\nVề việc thử\nĐiều 1. Phạm vi\n1. Một.\na) A;\nb) B.\nĐiều 2. Thi hành\nThi hành.\n"


def content_of(client, page) -> str:
    response = client.get(page.public_path)
    assert response.status_code == 200
    return response.content.decode()


def file_of(name: str = "quyet-dinh.txt") -> PortalDocument:
    return PortalDocument.objects.create(title="Bản ký", file=ContentFile("Nội dung".encode(), name))


def test_an_unknown_attribute_reads_that_it_is_being_updated():
    facts = dict(LegalDocumentPageFactory(number="", issued_on=None).facts())
    for label in ("Số, ký hiệu", "Cơ quan ban hành", "Người ký", "Ngày ban hành", "Ngày có hiệu lực"):
        assert facts[label] == UNKNOWN
    assert "Ngày hết hiệu lực" not in facts


def test_known_attributes_are_shown_as_they_are(client):
    page = LegalDocumentPageFactory(
        number="43/2026/QĐ-UBND",
        issuer=AgencyFactory(name="Sở Nội vụ"),
        signer="Nguyễn Văn A",
        effective_on=date(2026, 12, 1),
        expires_on=date(2027, 1, 5),
    )
    content = content_of(client, page)
    for value in ("43/2026/QĐ-UBND", "Sở Nội vụ", "Nguyễn Văn A", "03/11/2026", "01/12/2026", "05/01/2027"):
        assert value in content
    assert UNKNOWN not in content.partition("<article>")[2].partition("</article>")[0]


@pytest.mark.parametrize(
    ("effective", "status"), [(date(2026, 11, 23), LegalStatus.IN_FORCE), (date(2026, 11, 24), LegalStatus.NOT_YET)]
)
def test_the_state_of_today_stands_on_the_page(client, frozen_now, effective, status):
    page = LegalDocumentPageFactory(effective_on=effective)
    assert f'data-state="{status.value}">{status.label}<' in content_of(client, page)


def test_every_row_has_an_address_of_its_own_and_the_contents_lead_to_articles(client):
    page = LegalDocumentPageFactory(full_text=TEXT)
    content = content_of(client, page)
    ids = re.findall(r'\bid="([^"]+)"', content)
    assert len(ids) == len(set(ids))
    assert {row.anchor for row in page.legal_text.rows} <= set(ids)
    contents = content.partition('aria-label="Mục lục"')[2].partition("</nav>")[0]
    assert re.findall(r'href="#([^"]+)"', contents) == ["dieu-1", "dieu-2"]
    assert 'href="#dieu-1.khoan-1"' in content


def test_relations_are_read_from_both_ends(client):
    first = LegalDocumentPageFactory(title="Văn bản cũ", number="1/2020/QĐ-UBND")
    second = LegalDocumentPageFactory(
        title="Văn bản mới",
        relations=[
            DocumentRelation(kind=RelationKind.REPLACES, target=first),
            DocumentRelation(kind=RelationKind.BASIS, target_text="Luật Tổ chức chính quyền địa phương"),
        ],
    )
    seen = content_of(client, second)
    assert "Thay thế" in seen
    assert f'href="{first.public_path}"' in seen
    assert "Luật Tổ chức chính quyền địa phương" in seen
    seen = content_of(client, first)
    assert "Được thay thế bởi" in seen
    assert f'href="{second.public_path}"' in seen


def test_a_draft_is_named_at_neither_end(client):
    draft = LegalDocumentPageFactory(title="Bản thảo kín", published=False)
    page = LegalDocumentPageFactory(relations=[DocumentRelation(kind=RelationKind.BASIS, target=draft)])
    DocumentRelation.objects.create(page=draft, target=page, kind=RelationKind.REPLACES)
    content = content_of(client, page)
    assert "Bản thảo kín" not in content
    assert "Được thay thế bởi" not in content


def test_a_document_that_was_taken_down_is_named_without_a_link(client):
    gone = LegalDocumentPageFactory(title="Văn bản đã gỡ")
    page = LegalDocumentPageFactory(relations=[DocumentRelation(kind=RelationKind.BASIS, target=gone)])
    gone.unpublish()
    content = content_of(client, page)
    assert "Văn bản đã gỡ" in content
    assert gone.public_path not in content


def test_a_file_is_offered_with_its_kind_and_size(client):
    content = content_of(client, LegalDocumentPageFactory(files=[DocumentFile(file=file_of(), label="Bản ký số")]))
    assert re.search(r"Bản ký số</span> <span[^>]*>TXT, \d", content)


@pytest.mark.parametrize("size_known", [True, False])
def test_a_file_missing_on_disk_is_said_to_be_and_logged(client, caplog, size_known):
    file = file_of()
    page = LegalDocumentPageFactory(files=[DocumentFile(file=file)])
    file.get_file_size()
    PortalDocument.objects.filter(pk=file.pk).update(file_size=file.file_size if size_known else None)
    file.file.storage.delete(file.file.name)
    caplog.clear()
    with caplog.at_level(logging.ERROR):
        content = content_of(client, page)
    assert "Tệp tạm thời chưa tải được" in content
    assert f'href="{file.url}"' not in content
    (record,) = caplog.records
    assert record.levelname == "ERROR"
    assert file.file.name in caplog.text


def test_asking_for_a_missing_file_is_no_server_error(client):
    file = file_of()
    LegalDocumentPageFactory(files=[DocumentFile(file=file)])
    file.file.storage.delete(file.file.name)
    assert client.get(file.url).status_code == 404


def test_the_text_of_the_page_and_of_its_files_is_found(client):
    page = LegalDocumentPageFactory(full_text=TEXT, signer="Trần Văn Bê", files=[DocumentFile(file=file_of())])
    for words in ("Thi hành.", "Trần Văn Bê", "Nội dung"):
        assert words in page.search_body()


def test_related_documents_last_update_and_path_stand_on_the_page(client):
    section = SectionPageFactory(title="Văn bản của Thành phố", parent=stored_section(Category.DOCUMENTS))
    other = LegalDocumentPageFactory(title="Quyết định bên cạnh", parent=section)
    page = LegalDocumentPageFactory(parent=section)
    page.title = "Tên đã sửa"
    publish(page)
    content = content_of(client, page)
    assert other.title in content.partition("Cùng chuyên mục")[2]
    assert "Đăng lần đầu" in content
    trail = content.partition('class="breadcrumb"')[2].partition("</nav>")[0]
    assert re.findall(r'href="([^"]+)"', trail) == ["/", "/van-ban/", section.public_path]


def test_a_document_costs_six_queries_at_most(client, django_assert_max_num_queries):
    first = LegalDocumentPageFactory(issuer=AgencyFactory())
    page = LegalDocumentPageFactory(
        issuer=AgencyFactory(),
        full_text=TEXT,
        files=[DocumentFile(file=file_of()), DocumentFile(file=file_of("phu-luc.txt"))],
        relations=[
            DocumentRelation(kind=RelationKind.BASIS, target=first),
            DocumentRelation(kind=RelationKind.AMENDS, target=LegalDocumentPageFactory()),
        ],
    )
    client.get(page.public_path)
    with django_assert_max_num_queries(6):
        content_of(client, page)
