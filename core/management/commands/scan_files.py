"""Ask the scanner about files that wait, and again about all when its signatures have changed."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from core.lib import clock
from core.lib.files import ScannerUnavailableError
from core.services import uploads


class Command(BaseCommand):
    """Safe to run at any time and twice at once; a scanner that does not answer leaves every file as it is."""

    help = "Quét tệp đang chờ; quét lại tệp đã cho qua khi mẫu mã độc đổi; dọn tệp không ai nhận."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            version = uploads.scanner().version()
        except ScannerUnavailableError:
            self.stderr.write("Phần mềm quét không trả lời; các tệp vẫn chờ.")
            return
        if options["dry_run"]:
            waiting, outdated = uploads.backlog(version)
            self.stdout.write(f"Đang chờ: {waiting}; cần quét lại: {outdated}.")
            return
        now = clock.now()
        scanned, again = uploads.scan_waiting(now=now), uploads.rescan(version, now=now)
        gone = uploads.sweep(now=now)
        if scanned or again or gone:
            self.stdout.write(f"Đã quét: {scanned}; quét lại: {again}; đã dọn: {gone}.")
