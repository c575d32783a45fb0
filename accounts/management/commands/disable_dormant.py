"""Close the accounts that nobody has used for the time of the setting DORMANT_AFTER."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from accounts.services.accounts import disable_dormant
from core.lib import clock


class Command(BaseCommand):
    """Run daily by the queue; each closed account has its row in the audit chain."""

    help = "Đóng các tài khoản lâu không đăng nhập; người quản lý tài khoản mở lại được."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="chỉ đếm, không đóng")

    def handle(self, *args: Any, **options: Any) -> None:
        people = disable_dormant(after=settings.DORMANT_AFTER, now=clock.now(), dry_run=options["dry_run"])
        verb = "cần đóng" if options["dry_run"] else "đã đóng"
        self.stdout.write(f"{len(people)} tài khoản lâu không dùng: {verb}.")
