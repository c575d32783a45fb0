"""Remind suppliers who stay silent, and forget drafts whose time is over; run every hour by the queue."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from core.lib import clock
from editorial.models import SupplyDraft
from editorial.services.drafts import forget
from editorial.services.reminders import remind


class Command(BaseCommand):
    """Letters stand in the ledger: running twice, or after days of standstill, sends each once."""

    help = "Nhắc người gửi chưa bổ sung, báo quá hạn, xóa bản nháp hết hạn."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="Chỉ đếm bản nháp hết hạn.")

    def handle(self, *args: Any, **options: Any) -> None:
        now = clock.now()
        if options["dry_run"]:
            over = SupplyDraft.objects.filter(expires_at__lte=now).count()
            self.stdout.write(f"{over} bản nháp hết hạn.")
            return
        reminders, overdue = remind(now=now)
        gone = forget(now=now)
        self.stdout.write(f"Đến hạn nhắc {reminders}, quá hạn {overdue}; xóa {gone} bản nháp.")
