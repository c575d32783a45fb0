"""Write docs/personal-data.md from what the models declare."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from core.services.personal_data import as_markdown


class Command(BaseCommand):
    """Run after a field was added or its declaration changed; a test compares."""

    help = "Ghi danh mục dữ liệu cá nhân vào docs/personal-data.md."

    def handle(self, *args: Any, **options: Any) -> None:
        Path(settings.BASE_DIR, "docs", "personal-data.md").write_text(as_markdown(), encoding="utf-8")
