"""Look for anything public that nobody approved, or that differs from what was approved (R6.3a-1)."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from core.services.public_check import CHECKS


class Command(BaseCommand):
    """Every part of the check is a function registered in ``core.services.public_check``."""

    help = "Tìm nội dung công khai không có phê duyệt hoặc khác với phê duyệt."

    def handle(self, *args: Any, **options: Any) -> None:
        found = [finding for check in CHECKS for finding in check()]
        for finding in found:
            self.stderr.write(finding)
        if found:
            raise CommandError(f"Có {len(found)} điểm không khớp.")
        self.stdout.write("Mọi nội dung công khai đều có phê duyệt.")
