"""An accepted entry becomes a draft page of the right type, and every page says where it came from (R6.2-4)."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from core.enums import AuditAct, Category, FileState, MediaLicence
from core.models import AuditEvent, Notification, PortalImage, StoredFile
from documents.enums import DocumentType
from documents.models import LegalDocumentPage
from editorial.enums import Channel, EntryKind, EntryState
from editorial.models import Entry, EntryPage
from editorial.rules.comparison import Change
from editorial.services import acceptance, supplements
from editorial.services.files import Brought
from editorial.services.origins import compared
from editorial.services.readiness import flaws
from editorial.services.sorting import sort
from editorial.services.workflow_seeding import seed_workflow
from news.models import CommitteePage, LeaderActivityPage, ModelPage, ResultPage
from portal.content.pages import publish
from tests.conftest import FROZEN_NOW
from tests.core.uploads import harmless
from tests.editorial.test_entry_files import sent
from tests.factories import ResultPageFactory, stored_section

pytestmark = pytest.mark.django_db

DAY = date(2026, 11, 24)
LEGAL = """ỦY BAN NHÂN DÂN THÀNH PHỐ HÀ NỘI

Số: 15/2026/QĐ-UBND
Hà Nội, ngày 20 tháng 11 năm 2026

QUYẾT ĐỊNH
Ban hành Quy định về tiếp nhận hồ sơ

Điều 1. Phạm vi điều chỉnh
Quy định này quy định việc tiếp nhận hồ sơ.

Điều 2. Hiệu lực thi hành
Quyết định này có hiệu lực từ ngày 01 tháng 12 năm 2026."""


@pytest.fixture
def sorted_into(in_processing, people, site_tree):
    """Return a function that takes in, with files, and sorts an entry into a category."""

    def sort_into(category=Category.RESULTS, kind=EntryKind.NEWS, **values) -> Entry:
        stored_section(category)
        entry = in_processing(declared_category=category, **values)
        found = {
            "kind": kind,
            "category": category,
            "origin": "Công văn số 5",
            "content": "Rút ngắn",
            "purpose": "Đăng",
        }
        kept = {name: getattr(entry, name) for name in ("starts_at", "ends_at", "issued_on")}
        return sort(entry, found | kept, actor=people.editor, now=FROZEN_NOW)

    return sort_into


@pytest.fixture
def accept(people):
    return lambda entry, **values: acceptance.accept(entry, **{"actor": people.editor, "now": FROZEN_NOW} | values)


def page_of(made):
    return made.page.specific


@pytest.mark.parametrize(
    ("category", "model"),
    [
        (Category.LEADERS, LeaderActivityPage),
        (Category.COMMITTEE, CommitteePage),
        (Category.RESULTS, ResultPage),
        (Category.MODELS, ModelPage),
        (Category.DOCUMENTS, LegalDocumentPage),
    ],
)
def test_the_category_says_which_page_is_made_and_where_it_is_filed(category, model, sorted_into, accept):
    page = page_of(accept(sorted_into(category)))
    assert type(page) is model
    assert (page.live, page.get_parent().slug) == (False, "2026")
    assert page.get_parent().get_parent().specific.main_category == category
    assert page.latest_revision is not None


def test_the_page_has_what_the_entry_says(sorted_into, accept, people, home_affairs):
    entry = sorted_into(Category.COMMITTEE)
    page = page_of(accept(entry))
    assert (page.title, page.source_name, page.source_reference) == (entry.title, "Sở Nội vụ", "Công văn số 5")
    assert (page.agency, page.starts_at, page.ends_at) == (home_affairs, entry.starts_at, entry.ends_at)
    assert (page.summary, page.owner) == ("Rút ngắn", people.editor)
    assert "mười thủ tục" in page.body[0].value.source


def test_a_word_file_becomes_paragraphs_and_a_picture_goes_into_the_library(sorted_into, accept):
    photograph = Brought(sent("anh.jpg", harmless.picture("JPEG")), "Bộ phận một cửa", "Minh", MediaLicence.OWN)
    entry = sorted_into(body="", files=[Brought(sent("tin.docx", text="Toàn văn bản tin")), photograph])
    page = page_of(accept(entry))
    assert [block.block_type for block in page.body] == ["paragraph", "picture"]
    assert page.body[0].value.source == "<p>Toàn văn bản tin</p>"
    picture = PortalImage.objects.get()
    assert (picture.description, picture.author_name, picture.licence) == ("", "Minh", MediaLicence.OWN)
    assert picture.is_public is False
    assert picture.stored_file == photograph.stored
    assert page.body[1].value["caption"] == "Bộ phận một cửa"


def test_a_pdf_gives_its_text_where_there_is_no_word_file(sorted_into, accept):
    page = page_of(accept(sorted_into(body="", files=[Brought(sent("a.pdf", harmless.pdf("Noi dung PDF")))])))
    assert "Noi dung PDF" in page.body[0].value.source


def test_other_files_are_attached(sorted_into, accept):
    files = [Brought(sent("tin.docx", text="Tin")), Brought(sent("bảng.xlsx", harmless.open_xml("xlsx")), "Bảng số")]
    page = page_of(accept(sorted_into(files=files)))
    assert [file.title for file in page.body[-1].value["files"]] == ["Bảng số"]


def test_a_legal_document_is_read_by_articles_with_the_signed_copy(sorted_into, accept):
    data = LEGAL.encode()
    entry = sorted_into(
        Category.DOCUMENTS,
        EntryKind.DOCUMENT,
        title="Quyết định ban hành Quy định về tiếp nhận hồ sơ",
        number="15/2026/QĐ-UBND",
        issued_on=date(2026, 11, 20),
        starts_at=None,
        ends_at=None,
        files=[Brought(sent("quyet-dinh.txt", data)), Brought(sent("ban-ky.pdf", harmless.pdf()), "Bản ký")],
    )
    page = page_of(accept(entry))
    assert len(page.legal_text.articles()) == 2
    assert (page.number, page.issued_on, page.document_type) == (entry.number, entry.issued_on, DocumentType.DECISION)
    assert [row.file.title for row in page.files.all()] == ["quyet-dinh", "Bản ký"]
    assert len(page.body) == 0


def test_a_document_without_articles_keeps_its_words_and_the_kind_of_its_number(sorted_into, accept):
    entry = sorted_into(Category.DOCUMENTS, EntryKind.DOCUMENT, number="12/TB-SNV", body="Thông báo về việc nghỉ.")
    page = page_of(accept(entry))
    assert page.document_type == DocumentType.NOTICE
    assert "Thông báo về việc nghỉ." in page.body[0].value.source


def test_a_held_file_stays_behind_and_a_broken_one_does_not_spoil_the_rest(sorted_into, accept):
    held = sent("Mật - a.docx", text="TUYỆT MẬT")
    assert held.state == FileState.QUARANTINED
    page = page_of(accept(sorted_into(files=[Brought(held), Brought(sent("tốt.docx", text="Lời tốt"))])))
    assert "Lời tốt" in str(page.body)
    assert "TUYỆT MẬT" not in str(page.body)


def test_a_file_that_waits_for_the_scanner_is_waited_for(sorted_into, accept):
    stored = sent()
    entry = sorted_into(files=[Brought(stored)])
    StoredFile.objects.filter(pk=stored.pk).update(state=FileState.WAITING)
    with pytest.raises(ValidationError, match="chờ quét"):
        accept(entry)
    assert not EntryPage.objects.exists()


def test_what_is_not_sorted_or_is_no_news_is_not_accepted(in_processing, sorted_into, accept):
    with pytest.raises(ValidationError, match="Phải phân loại xong"):
        accept(in_processing())
    with pytest.raises(ValidationError, match="Chỉ tin, bài và văn bản"):
        accept(sorted_into(kind=EntryKind.PETITION, title="Phản ánh", body="x"))


def test_who_may_not_sort_may_not_accept(sorted_into, accept, people):
    entry = sorted_into()
    for person in (people.approver, people.leader, people.security_officer):
        with pytest.raises(PermissionDenied):
            accept(entry, actor=person)


def test_a_portal_without_the_section_says_so(sorted_into, accept, monkeypatch):
    entry = sorted_into()
    monkeypatch.setattr("home.wagtail_hooks.SectionPage.objects.filter", lambda **values: Entry.objects.none())
    with pytest.raises(ValidationError, match="chưa có mục"):
        accept(entry)
    entry.refresh_from_db()
    assert entry.state == EntryState.PROCESSING


def test_an_entry_led_back_goes_on_with_the_same_page(sorted_into, accept, people):
    entry = sorted_into()
    first = accept(entry)
    acceptance.lead_back(entry, actor=people.editor, now=FROZEN_NOW)
    entry.refresh_from_db()
    assert entry.state == EntryState.PROCESSING
    assert accept(entry) == first


# Publication


def test_the_first_publication_ends_the_entry_and_tells_the_supplier_once(sorted_into, accept):
    entry = sorted_into()
    page = page_of(accept(entry))
    publish(page)
    publish(page)
    entry.refresh_from_db()
    assert entry.state == EntryState.PUBLISHED
    letter = Notification.objects.get(kind="editorial.published")
    assert letter.context == {"code": entry.code, "address": page.permanent_link}
    assert AuditEvent.objects.filter(act=AuditAct.ENTRY_PUBLISHED).count() == 1
    assert entry.pages.get().published_at is not None


def test_a_page_of_nobody_changes_no_entry(site_tree):
    ResultPageFactory()
    assert not EntryPage.objects.exists()


def test_a_page_begun_by_hand_gets_an_entry_when_it_is_handed_in(site_tree, people):
    page = ResultPageFactory(title="Tin tự soạn", owner=people.collaborator, published=False)
    seed_workflow()
    page.get_workflow().start(page, people.collaborator)
    made = EntryPage.objects.get(page=page)
    assert (made.entry.channel, made.entry.state, made.entry.sender) == (
        Channel.OWN_PAGE,
        EntryState.ACCEPTED,
        people.collaborator,
    )
    acceptance.note_submitted(page, actor=people.collaborator, now=FROZEN_NOW)
    assert EntryPage.objects.count() == 1


def test_a_page_waits_while_its_supplier_is_asked_and_goes_on_when_the_entry_is_accepted_again(
    sorted_into, accept, people
):
    entry = sorted_into()
    made = accept(entry)
    supplements.ask(entry, request="Ngày bắt đầu", due_on=DAY, actor=people.editor, now=FROZEN_NOW)
    assert [flaw.message for flaw in flaws(page_of(made), day=DAY) if flaw.field == "entry"] == [
        f"{entry.code} đang ở trạng thái “Trả lại bổ sung”; nhận đăng lại rồi mới duyệt trang."
    ]
    supplements.take_in(entry, answer="Từ 02/11/2026", actor=people.editor, now=FROZEN_NOW)
    assert accept(entry).page_id == made.page_id
    assert [flaw for flaw in flaws(page_of(made), day=DAY) if flaw.field == "entry"] == []


# What the screens show


def test_the_screen_sets_the_original_beside_the_draft(sorted_into, accept, client_of, people, frozen_now):
    made = accept(sorted_into(title="Tiêu đề gốc", body="Mười thủ tục được trả trong ngày."))
    page = page_of(made)
    page.title = "Tiêu đề mới"
    page.save_revision()
    changes = {(piece.change, piece.text) for piece in compared(made, page)}
    assert {(Change.DROPPED, "gốc"), (Change.ADDED, "mới")} <= changes
    answer = client_of(people.editor).get(reverse("page_origin", args=[page.pk]))
    assert "<del>gốc</del>" in answer.text
    assert "<ins>mới</ins>" in answer.text


def test_the_editor_is_led_to_the_origin_and_told_what_is_missing(sorted_into, accept, client_of, people, frozen_now):
    made = accept(sorted_into(files=[Brought(sent("anh.png", harmless.picture()))]))
    answer = client_of(people.editor).get(reverse("wagtailadmin_pages:edit", args=[made.page_id]))
    assert reverse("page_origin", args=[made.page_id]) in answer.text
    assert "việc trước khi duyệt" in answer.text


def test_the_act_is_offered_and_leads_to_the_page(sorted_into, client_of, people, frozen_now):
    entry = sorted_into()
    client = client_of(people.editor)
    client.post(reverse("inbox:act", args=[entry.pk, "nhan-dang"]))
    made = entry.pages.get()
    assert (
        reverse("wagtailadmin_pages:edit", args=[made.page_id])
        in client.get(reverse("inbox:inspect", args=[entry.pk])).text
    )


def test_accepting_takes_a_bounded_number_of_queries(sorted_into, accept, django_assert_max_num_queries):
    entry = sorted_into(files=[Brought(sent("tin.docx", text="Tin")), Brought(sent("a.png", harmless.picture()))])
    with django_assert_max_num_queries(120):
        accept(entry)
