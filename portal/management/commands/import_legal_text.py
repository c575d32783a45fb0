"""Import a legal text from a .txt, .docx or .pdf file into the document library."""

from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from accounts.models import Agency
from core.lib import dates
from core.lib.files import Kind, Request
from core.services.uploads.checking import check
from documents.enums import DocumentLevel, RowKind
from documents.models import LegalDocumentPage
from documents.services.importing import Attributes, ImportRefusedError, document_from_file
from home.models import HomePage, SectionPage
from home.services.filing import file_page

TEXTS = frozenset({Kind.TEXT})
COUNTED = (RowKind.CHAPTER, RowKind.ARTICLE, RowKind.CLAUSE, RowKind.POINT)


class Command(BaseCommand):
    """Read a file, say what was found, file it as a draft for the Board to approve."""

    help = "Nhập toàn văn một văn bản vào kho văn bản."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--section", required=True, help="Đường dẫn của chuyên mục, ví dụ van-ban/thanh-pho")
        parser.add_argument("--level", choices=DocumentLevel.values, default=DocumentLevel.CITY.value)
        parser.add_argument("--title", help="Khi văn bản không ghi tên")
        parser.add_argument("--summary", default="")
        parser.add_argument("--number", help="Khi văn bản không ghi số")
        parser.add_argument("--issued-on", help="dd/mm/yyyy, khi văn bản không ghi ngày")
        parser.add_argument("--effective-on", help="dd/mm/yyyy")
        parser.add_argument("--expires-on", help="dd/mm/yyyy, ngày đầu tiên không còn hiệu lực")
        parser.add_argument("--issuer", help="Mã cơ quan ban hành của Thành phố")
        parser.add_argument("--dry-run", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        section = self._section(options["section"])
        page = self._read(options)
        self.stdout.write(self._summary(page))
        if options["dry_run"]:
            return
        try:
            filed = self._file(page, section)
        except ValidationError as error:
            raise CommandError("\n".join(error.messages)) from error
        self.stdout.write(f"Đã nhập: {filed.public_path}")

    @transaction.atomic
    def _file(self, page: LegalDocumentPage, section: SectionPage) -> LegalDocumentPage:
        filed: Any = file_page(page, section, dates.local_date(page.listed_at).year)
        return filed

    def _read(self, options: dict[str, Any]) -> LegalDocumentPage:
        attributes = Attributes(
            level=DocumentLevel(options["level"]),
            title=options["title"],
            summary=options["summary"],
            number=options["number"],
            issued_on=self._day(options["issued_on"]),
            effective_on=self._day(options["effective_on"]),
            expires_on=self._day(options["expires_on"]),
            issuer=self._issuer(options["issuer"]),
        )
        try:
            return document_from_file(self._bytes(options["file"]), options["file"].name, attributes)
        except ImportRefusedError as error:
            raise CommandError("\n".join(error.messages)) from error

    def _bytes(self, file: Path) -> bytes:
        if not file.exists():
            raise CommandError(f"Không có tệp {file}.")
        if not file.is_file():
            raise CommandError(f"{file} không phải là tệp.")
        try:
            data = file.read_bytes()
        except OSError as error:
            raise CommandError(f"Không đọc được tệp {file}.") from error
        checked = check(ContentFile(data, file.name), Request(file.name, TEXTS, staff=True))
        checked.incoming.discard()
        # Only the text is kept: a file that the scanner has not seen yet is read all the same.
        if checked.finding is not None:
            raise CommandError(f"Không nhập được: {checked.finding.message}")
        return data

    def _day(self, written: str | None) -> date | None:
        if not written:
            return None
        try:
            return dates.parse_short_date(written)
        except ValueError as error:
            raise CommandError(f"Ngày phải viết theo dạng dd/mm/yyyy: {written}") from error

    def _summary(self, page: LegalDocumentPage) -> str:
        text = page.legal_text
        counted = ", ".join(f"{sum(row.kind == kind for row in text.rows)} {kind.label.lower()}" for kind in COUNTED)
        facts = "; ".join(f"{label}: {value}" for label, value in page.facts())
        return f"{page.title}\n{facts}\n{len(text.parts)} phần, {counted}"

    def _section(self, path: str) -> SectionPage:
        slug_path = path.strip("/")
        home = HomePage.objects.first()
        found = SectionPage.objects.filter(url_path=f"{home.url_path}{slug_path}/").first() if home else None
        if found is None:
            raise CommandError(f"Không có chuyên mục /{slug_path}/.")
        if not LegalDocumentPage.fits_below(found):
            raise CommandError(f"Chuyên mục /{slug_path}/ không thuộc mục Văn bản.")
        return found

    def _issuer(self, code: str | None) -> Agency | None:
        if not code:
            return None
        found = Agency.objects.filter(code=code).first()
        if found is None:
            raise CommandError(f"Không có cơ quan mang mã {code}.")
        return found
