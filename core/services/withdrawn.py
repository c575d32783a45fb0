"""What stands at an address whose page was taken out: a notice, never the content (R6.5-1)."""

from dataclasses import dataclass
from datetime import datetime

from wagtail.models import Page

from core.enums import WithdrawalOutcome
from core.lib import clock
from core.models import FormerAddress, PublishedItem, Withdrawal
from core.models.pages import public_path


@dataclass(frozen=True)
class Notice:
    """What the public reads of a page that was taken out; title, ground and text may be withheld."""

    page_id: int
    at: datetime | None
    title: str = ""
    ground: str = ""
    text: str = ""
    replacement: PublishedItem | None = None


def keep_address(page: Page) -> None:
    """Note that a page is not public any more at its address; one that nobody published has no readers."""
    if page.first_published_at is None:
        return
    row = FormerAddress(path=public_path(page), page_id=page.pk, left_at=clock.now())
    FormerAddress.objects.bulk_create(
        [row], update_conflicts=True, unique_fields=["path"], update_fields=["page_id", "left_at"]
    )


def withdrawal_of(page: Page) -> Withdrawal | None:
    """Return the decision by which a page is out now, or None when it is public or went down by its approved day."""
    if page.live:
        return None
    done = Withdrawal.objects.filter(page_id=page.pk, outcome=WithdrawalOutcome.DONE)
    return done.order_by("-decided_at", "-pk").first()


def notice_of(page: Page) -> Notice:
    """Return the notice of a page that is out (two queries); what nobody gave a reason for stays without a title."""
    found = None if page.expired else withdrawal_of(page)
    at = found.decided_at if found is not None else _left_at(page)
    if page.expired:
        return Notice(page.pk, at, title=page.title)
    if found is None or found.is_hidden:
        return Notice(page.pk, at)
    return Notice(
        page.pk,
        at,
        title=page.title,
        ground=found.get_ground_display(),
        text=found.public_text,
        replacement=PublishedItem.objects.narrow().filter(page_id=found.replacement_id or 0).first(),
    )


def _left_at(page: Page) -> datetime | None:
    newest = FormerAddress.objects.filter(page_id=page.pk).order_by("-left_at")
    return newest.values_list("left_at", flat=True).first()
