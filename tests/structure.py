"""Move live pages in tests as the set-up may: with the approval of a new place."""

from typing import Any

from django.db import transaction
from wagtail.models import Page

from core.services import approvals


def move(page: Page, target: Page, pos: str, *, user: Any = None) -> None:
    """Move a page to a place beside or below another, as ``Page.move`` does."""
    parent = target if pos in {"first-child", "last-child", "sorted-child"} else target.get_parent()
    with transaction.atomic():
        approvals.record_move(page, parent, reason="Để thử")
        page.move(target, pos=pos, user=user)
        approvals.check_pages_now()
