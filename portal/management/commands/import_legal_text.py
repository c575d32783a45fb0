"""Import a legal text from a .txt, .docx or .pdf file into the document library."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from accounts.models import Agency
from core.lib import clock, dates
from documents.enums import DocumentLevel, RowKind
from documents.models import LegalDocumentPage
from documents.services.importing import Attributes, ImportRefusedError, document_from_file
from home.models import SectionPage
from home.services.filing import file_page


class Command(BaseCommand):
    """Read a file, say what was found, file it as a draft; ``--publish`` makes it public at once."""

    help = "Nhập toàn văn một văn bản vào kho văn bản."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--section", required=True, help="Đường dẫn của chuyên mục, ví dụ van-ban/thanh-pho")
        parser.add_argument("--level", choices=DocumentLevel.values, default=DocumentLevel.CITY.value)
        parser.add_argument("--title")
        parser.add_argument("--summary", default="")
        parser.add_argument("--number", help="Khi văn bản không ghi số")
        parser.add_argument("--issued-on", type=dates.parse_short_date, help="dd/mm/yyyy, khi văn bản không ghi ngày")
        parser.add_argument("--issuer", help="Mã cơ quan ban hành của Thành phố")
        parser.add_argument("--publish", action="store_true")
        parser.add_argument("--dry-run", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        page = self._read(options)
        self.stdout.write(self._summary(page))
        if options["dry_run"]:
            return
        with transaction.atomic():
            filed = file_page(page, self._section(options["section"]), dates.local_date(clock.now()).year)
            if options["publish"]:
                filed.get_latest_revision().publish()
        self.stdout.write(f"Đã nhập: {filed.public_path}")

    def _read(self, options: dict[str, Any]) -> LegalDocumentPage:
        attributes = Attributes(
            level=DocumentLevel(options["level"]),
            title=options["title"],
            summary=options["summary"],
            number=options["number"],
            issued_on=options["issued_on"],
        )
        try:
            page = document_from_file(options["file"].read_bytes(), options["file"].name, attributes)
        except OSError as error:
            raise CommandError(f"Không đọc được tệp: {error.strerror}") from error
        except ImportRefusedError as error:
            raise CommandError("\n".join(error.messages)) from error
        if options["issuer"]:
            page.issuer = self._issuer(options["issuer"])
            page.issuer_name = ""
        return page

    def _summary(self, page: LegalDocumentPage) -> str:
        rows = page.legal_text.rows
        counted = ", ".join(
            f"{sum(row.kind == kind for row in rows)} {kind.label.lower()}"
            for kind in (RowKind.CHAPTER, RowKind.ARTICLE, RowKind.CLAUSE, RowKind.POINT)
        )
        facts = "; ".join(f"{label}: {value}" for label, value in page.facts())
        return f"{page.title}\n{facts}\n{len(page.legal_text.parts)} phần, {counted}"

    def _section(self, path: str) -> SectionPage:
        slug_path = path.strip("/")
        found = SectionPage.objects.filter(url_path__endswith=f"/{slug_path}/").first()
        if found is None:
            raise CommandError(f"Không có chuyên mục /{slug_path}/.")
        return found

    def _issuer(self, code: str) -> Agency:
        found = Agency.objects.filter(code=code).first()
        if found is None:
            raise CommandError(f"Không có cơ quan mang mã {code}.")
        return found
