"""Bring everybody's groups to the roles they hold today."""

from typing import Any

from django.core.management.base import BaseCommand

from accounts.services.memberships import apply_memberships
from core.lib import clock, dates


class Command(BaseCommand):
    """Run daily by the queue, so that a role begins and ends on its day."""

    help = "Cấp và thu quyền theo các phân công vai trò có hiệu lực hôm nay."

    def handle(self, *args: Any, **options: Any) -> None:
        changed = apply_memberships(day=dates.local_date(clock.now()))
        self.stdout.write(f"Đã thay đổi quyền của {changed} người.")
