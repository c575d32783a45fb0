"""Bring all encrypted fields to the first key of the key file; afterwards an old key may be taken out."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from core.services.field_encryption import encrypted_fields, reencrypt


class Command(BaseCommand):
    """May be stopped and started again; see docs/runbooks/field-keys.md."""

    help = "Mã hóa lại mọi trường được mã hóa bằng khóa đứng đầu tệp khóa."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--batch", type=int, default=500, help="số dòng trong một giao dịch")
        parser.add_argument("--dry-run", action="store_true", help="chỉ đếm, không ghi")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["batch"] < 1:
            raise CommandError("--batch phải từ 1 trở lên.")
        unreadable = 0
        for model, field in encrypted_fields():
            report = reencrypt(model, field, batch_size=options["batch"], dry_run=options["dry_run"])
            unreadable += len(report.unreadable)
            verb = "cần mã hóa lại" if options["dry_run"] else "đã mã hóa lại"
            self.stdout.write(f"{report.name}: {report.current} đang dùng khóa hiện tại, {verb} {report.rewritten}.")
            for pk in report.unreadable:
                self.stderr.write(f"{report.name}: không đọc được dòng {pk}.")
        if unreadable:
            raise CommandError(f"{unreadable} dòng không đọc được: chưa được bỏ khóa cũ nào.")
