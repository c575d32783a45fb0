"""Delete what the guard of public forms no longer needs, and the words of old opinions."""

from typing import Any

from django.core.management.base import BaseCommand

from core.lib import clock
from core.services.abuse import sweep
from home.services.opinions import forget_words


class Command(BaseCommand):
    """Run hourly by the queue; may be run at any time."""

    help = "Xóa dấu vết chống gửi tự động đã hết hạn và lời của các ý kiến cũ."

    def handle(self, *args: Any, **options: Any) -> None:
        now = clock.now()
        self.stdout.write(f"Đã xóa {sweep(now=now)} dấu vết, làm trống {forget_words(now=now)} ý kiến cũ.")
