"""Publish what was approved and is due: what failed before, and what had to wait for a later time."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from core.lib import clock
from editorial.services import publishing


class Command(BaseCommand):
    """Safe to run at any time and twice at once; one page that is refused does not stop the others."""

    help = "Đăng các trang đã duyệt mà chưa đăng; --dry-run chỉ đếm."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        now = clock.now()
        if options["dry_run"]:
            self.stdout.write(f"Đã duyệt, chưa đăng: {publishing.due(now).count()}.")
            return
        published, failed = publishing.publish_due(now=now)
        if published or failed:
            self.stdout.write(f"Đã đăng: {published}; không đăng được: {failed}.")
