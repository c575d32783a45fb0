"""Bring to the leaders of the Board what nobody acts on."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from core.lib import clock
from editorial.services.escalation import due_cases, escalate
from editorial.services.urging import urge


class Command(BaseCommand):
    """Run by the queue several times a day; may be run at any time."""

    help = "Nhắc việc quá hạn và báo lên Lãnh đạo Ban Biên tập những tin, bài không ai xử lý."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="Chỉ liệt kê, không ghi và không gửi thư.")

    def handle(self, *args: Any, **options: Any) -> None:
        now = clock.now()
        if options["dry_run"]:
            for case in due_cases(now=now):
                self.stdout.write(f"{case.entry.code}: {case.cause.label}")
            return
        pages, emergencies = urge(now=now)
        raised = escalate(now=now)
        self.stdout.write(
            f"Đã báo lên {len(raised)} việc; quá hạn: {pages} trang trả lại, {emergencies} đăng khẩn cấp."
        )
