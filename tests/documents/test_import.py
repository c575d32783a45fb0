"""A file becomes a document whole or not at all, and the reasons are told in Vietnamese (R0-1, R4.1-1)."""

import re
from html import unescape
from io import BytesIO, StringIO
from pathlib import Path

import docx
import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from wagtail.models import Page, Revision

from core.enums import Category
from core.lib.text import nfc
from documents.enums import DocumentLevel
from documents.models import LegalDocumentPage
from documents.services.importing import Attributes, document_from_file
from home.services.filing import year_page
from portal.content.pages import publish_latest
from tests.factories import AgencyFactory, LegalDocumentPageFactory, SectionPageFactory, stored_section

pytestmark = pytest.mark.django_db

REGULATION = Path(settings.BASE_DIR, "documents", "data", "regulation.txt")
DECISION = "QUYẾT ĐỊNH\nVề việc thử nghiệm\nĐiều 1. Phạm vi\nQuy định.\nĐiều 2. Thi hành\nThi hành."


@pytest.fixture(autouse=True)
def section(db):
    return SectionPageFactory(title="Thành phố", slug="thanh-pho", parent=stored_section(Category.DOCUMENTS))


@pytest.fixture
def stored(tmp_path):
    """Return a function that stores bytes or text as a file and returns its path."""

    def store(content: bytes | str, name: str = "van-ban.txt") -> Path:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return store


def word_file(text: str) -> bytes:
    document = docx.Document()
    for line in text.splitlines():
        document.add_paragraph(line)
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def pdf_file(text: str) -> bytes:
    """Return a PDF whose one page has these lines, in a font that only says which letters its codes mean."""
    letters = sorted(set(text) - {"\n"})
    meaning = "\n".join(f"<{ord(letter):04x}> <{ord(letter):04x}>" for letter in letters)
    cmap = (
        "begincmap\n1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n"
        f"{len(letters)} beginbfchar\n{meaning}\nendbfchar\nendcmap"
    )
    shown = "\n".join(f"<{line.encode('utf-16-be').hex()}> Tj T*" for line in text.splitlines())
    ordering = "<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        _stream(f"BT /F1 12 Tf 14 TL 40 800 Td\n{shown}\nET"),
        "<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/DescendantFonts[6 0 R]/ToUnicode 7 0 R>>",
        f"<</Type/Font/Subtype/CIDFontType2/BaseFont/A/CIDSystemInfo{ordering}/DW 500>>",
        _stream(cmap),
    ]
    body, places = "%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(body))
        body += f"{number} 0 obj\n{content}\nendobj\n"
    rows = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    table = f"xref\n0 {size}\n0000000000 65535 f \n{rows}"
    return f"{body}{table}trailer<</Root 1 0 R/Size {size}>>\nstartxref\n{len(body)}\n%%EOF\n".encode()


def _stream(content: str) -> str:
    return f"<</Length {len(content)}>>stream\n{content}\nendstream"


def run(path: Path, *options: str, section: str = "van-ban/thanh-pho") -> str:
    out = StringIO()
    call_command("import_legal_text", str(path), "--section", section, *options, stdout=out)
    return out.getvalue()


def counts() -> tuple[int, int]:
    return Page.objects.count(), Revision.objects.count()


def refusal(path: Path, *options: str, section: str = "van-ban/thanh-pho") -> str:
    """Return why an import is refused, having made sure that it left nothing behind."""
    before = counts()
    with pytest.raises(CommandError) as error:
        run(path, *options, section=section)
    assert counts() == before
    return str(error.value)


def test_a_text_becomes_a_draft(stored):
    out = run(stored(DECISION))
    page = LegalDocumentPage.objects.get()
    assert (page.title, page.document_type, page.live) == ("Về việc thử nghiệm", "quyet-dinh", False)
    assert "2 điều" in out
    assert page.public_path in out


def test_once_approved_it_can_be_read(stored, client):
    run(stored(DECISION), "--number", "5/2026/QĐ-UBND", "--issued-on", "03/02/2026")
    page = publish_latest(LegalDocumentPage.objects.get())
    assert (page.number, page.issued_on.isoformat()) == ("5/2026/QĐ-UBND", "2026-02-03")
    assert "/2026/" in page.public_path
    assert "Về việc thử nghiệm" in client.get(page.public_path).content.decode()


def test_a_dry_run_stores_nothing(stored):
    before = counts()
    assert "2 điều" in run(stored(DECISION), "--dry-run")
    assert counts() == before


def test_a_word_file_gives_the_same_rows(stored):
    run(stored(word_file(DECISION), "van-ban.docx"))
    assert [row.label for row in LegalDocumentPage.objects.get().legal_text.rows if row.label] == ["Điều 1.", "Điều 2."]


def test_a_pdf_file_gives_the_same_rows(stored):
    run(stored(pdf_file(DECISION), "van-ban.pdf"))
    page = LegalDocumentPage.objects.get()
    assert page.title == "Về việc thử nghiệm"
    assert [row.label for row in page.legal_text.rows if row.label] == ["Điều 1.", "Điều 2."]


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.txt", "", "Tệp rỗng"),
        ("a.txt", " \n\t\n", "Văn bản không có nội dung."),
        ("a.txt", b"\xff\xfe\x00\x01", "không dùng bảng mã Unicode"),
        ("a.txt", b"\x00\x01\x02\x03" * 100, "không đúng với phần mở rộng"),
        ("a.pdf", b"%PDF-1.7 broken", "Tệp bị hỏng hoặc không đầy đủ"),
        ("a.docx", b"PK\x03\x04 broken", "Tệp bị hỏng hoặc không đầy đủ"),
        ("a.docx", word_file(DECISION)[:500], "Tệp bị hỏng hoặc không đầy đủ"),
        ("a.exe", b"MZ", "không có trong danh mục cho phép"),
        ("a.txt", f"TỐI MẬT\n{DECISION}", "dấu chỉ độ mật"),
        ("a.txt", "QUYẾT ĐỊNH\nVề việc thử\nChỉ là một câu.", "Không tìm thấy Điều nào"),
        ("a.txt", f"{DECISION}\nĐiều 2. Lại\nHai.", "Dòng 7: Điều 2 đã có ở dòng 5."),
        ("a.txt", "Điều 1. Không có tên\nMột.", "Không tìm thấy tên văn bản"),
        ("a.txt", "a\n" * 100_001, "Văn bản có quá"),
    ],
)
def test_a_file_that_is_no_document_is_refused(stored, name, content, reason):
    assert reason in refusal(stored(content, name))


def test_a_reason_names_its_line_once(stored):
    assert refusal(stored(f"{DECISION}\nĐiều 2. Lại\nHai.")).count("Dòng") == 1


def test_dates_in_the_wrong_order_are_refused(stored):
    told = refusal(stored(DECISION), "--issued-on", "03/02/2026", "--effective-on", "01/02/2026")
    assert told == "Ngày có hiệu lực 01/02/2026 trước ngày ban hành 03/02/2026."


def test_an_expiry_before_the_issue_is_refused(stored):
    told = refusal(stored(DECISION), "--issued-on", "03/02/2026", "--expires-on", "01/02/2026")
    assert "phải sau ngày ban hành" in told


@pytest.mark.parametrize("typed", ["31/02/2026", "2026-02-03", "hôm nay"])
def test_a_date_that_is_none_is_refused(stored, typed):
    assert "dd/mm/yyyy" in refusal(stored(DECISION), "--issued-on", typed)


def test_an_unbelievable_year_is_refused(stored):
    assert "Ngày ban hành" in refusal(stored(DECISION), "--issued-on", "01/01/0001")


def test_a_document_that_is_known_is_refused(stored):
    LegalDocumentPageFactory(title="Bản đã có", number="005/2026/QĐ-UBND")
    told = refusal(stored(DECISION), "--number", "5/2026/qd-ubnd", "--issued-on", "03/11/2026")
    assert told == "Văn bản này đã có trong kho: Bản đã có"


def test_importing_a_file_twice_is_refused(stored):
    run(stored(DECISION))
    assert "đã có trong kho" in refusal(stored(DECISION))


def test_the_same_number_of_another_agency_is_another_document(stored):
    LegalDocumentPageFactory(number="5/2026/QĐ-SNV", issuer=AgencyFactory(code="so-noi-vu"))
    AgencyFactory(code="so-tu-phap")
    run(stored(DECISION), "--number", "5/2026/QĐ-SNV", "--issued-on", "03/11/2026", "--issuer", "so-tu-phap")
    assert LegalDocumentPage.objects.count() == 2


@pytest.mark.parametrize(
    ("section", "reason"),
    [
        ("khong-co", "Không có chuyên mục"),
        ("", "Không có chuyên mục"),
        ("thanh-pho", "Không có chuyên mục"),
        ("tin-tuc/ket-qua", "không thuộc mục Văn bản"),
    ],
)
def test_a_section_that_holds_no_documents_is_refused(stored, section, reason):
    stored_section(Category.RESULTS)
    assert reason in refusal(stored(DECISION), section=section)


def test_an_unknown_agency_is_refused(stored):
    assert refusal(stored(DECISION), "--issuer", "khong-co") == "Không có cơ quan mang mã khong-co."


def test_a_file_that_is_not_there_or_a_folder_is_refused(tmp_path):
    assert "Không có tệp" in refusal(tmp_path / "khong-co.txt")
    assert "không phải là tệp" in refusal(tmp_path)


def test_what_fails_while_it_is_filed_leaves_nothing(section, stored, monkeypatch):
    year_page(section, 2026)

    def broken(*args):
        raise CommandError("hỏng")

    monkeypatch.setattr("portal.management.commands.import_legal_text.file_page", broken)
    assert refusal(stored(DECISION), "--issued-on", "03/11/2026") == "hỏng"


def test_a_title_longer_than_its_column_is_cut_between_words(stored):
    title = "Về việc " + "thử nghiệm dài " * 30
    run(stored(DECISION.replace("Về việc thử nghiệm", title)))
    page = LegalDocumentPage.objects.get()
    assert len(page.title) <= 255
    assert re.search(r" (thử|nghiệm|dài)…$", page.title)


def test_the_regulation_goes_in_complete_and_is_shown_by_article(client):
    run(REGULATION, "--summary", "Quy chế")
    page = publish_latest(LegalDocumentPage.objects.get())
    source = nfc(REGULATION.read_text(encoding="utf-8")).split()
    assert page.legal_text.words() == source
    facts = dict(page.facts())
    assert facts["Số, ký hiệu"] == facts["Ngày ban hành"] == "đang cập nhật"

    content = client.get(page.public_path).content.decode()
    shown = content.partition('class="legal" data-legal>')[2].partition('<div class="after">')[0]
    shown = re.sub(r'<a class="row__anchor".*?</a>', "", shown)
    words = unescape(re.sub(r"<[^>]+>", lambda tag: "" if "unbroken" in tag[0] or tag[0] == "</span>" else " ", shown))
    assert words.split() == source
    for number in range(1, 13):
        assert f'id="quy-che.dieu-{number}"' in shown
        assert f'href="#quy-che.dieu-{number}"' in content
    for number in range(1, 4):
        assert f'id="quyet-dinh.dieu-{number}"' in shown
    assert len(re.findall(r'id="quy-che\.chuong-[iv]+"', shown)) == 4


def test_the_issuer_printed_in_capitals_is_the_agency_of_the_register():
    agency = AgencyFactory(name="Ủy ban nhân dân thành phố Hà Nội")
    page = document_from_file(REGULATION.read_bytes(), REGULATION.name, Attributes(level=DocumentLevel.CITY))
    assert page.issuer == agency
    assert page.issuer_name == ""


def test_an_unknown_issuer_stays_as_printed():
    page = document_from_file(REGULATION.read_bytes(), REGULATION.name, Attributes(level=DocumentLevel.CITY))
    assert page.issuer is None
    assert page.issuer_name == "ỦY BAN NHÂN DÂN THÀNH PHỐ HÀ NỘI"
