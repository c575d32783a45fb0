"""Write the register of public items anew from the pages, after a restore or a change of what it holds."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from core.services.register import rebuild


class Command(BaseCommand):
    """Compare with ``--dry-run``, else write every row anew; the portal stays readable meanwhile."""

    help = "Dựng lại sổ mục công khai từ các trang đang công khai."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        counted = rebuild(dry_run=options["dry_run"])
        self.stdout.write(f"Đang công khai: {counted.public}; thiếu: {counted.missing}; thừa: {counted.surplus}.")
