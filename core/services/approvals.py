"""Record approvals and publish exactly what was approved; who may approve is decided above core."""

from collections.abc import Sequence
from datetime import datetime

from django.db import connection
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.models import Page, Revision
from wagtail.signal_handlers import disable_reference_index_auto_update

from core.enums import ApprovalKind
from core.lib import clock
from core.models import Approval
from core.services.audit import JSON
from core.whole_acts import one_act

ROWS_TRIGGER = "core_page_rows_are_approved"
ADDRESS_TRIGGER = "core_address_follows"


def content_hash(revision: Revision) -> str:
    """Return the hash of a stored revision's content as the database computes it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT core_content_hash(content) FROM wagtailcore_revision WHERE id = %s", [revision.pk])
        return str(cursor.fetchone()[0])


def record(
    page: Page,
    revision: Revision,
    *,
    kind: ApprovalKind,
    approver_id: int | None = None,
    answers: Sequence[JSON] = (),
    reason: str = "",
    publish_after: datetime | None = None,
    read_hash: str = "",
    now: datetime | None = None,
) -> Approval:
    """Store the approval of a page's latest revision and return it.

    ``read_hash`` is the hash of what the approver read; the database refuses another. It refuses too, by
    IntegrityError, a revision that is not the latest, a set-up approval by the application's role, and a filing
    approval of anything but a bare year page.
    """
    return Approval.objects.create(
        kind=kind,
        page=page,
        revision=revision,
        approver_id=approver_id,
        approved_at=now or clock.now(),
        answers=list(answers),
        reason=reason,
        publish_after=publish_after,
        content_hash=read_hash,
    )


def prepared(revision: Revision) -> PublishPageRevisionAction:
    """Return the act that makes a revision live; ``object`` is the page as it will be."""
    return PublishPageRevisionAction(revision, changed=True)


def publish(approval: Approval, act: PublishPageRevisionAction | None = None) -> None:
    """Make the approved revision live, whole or not at all; raises IntegrityError when the database refuses.

    Whoever may approve needs no right of Wagtail's to publish: the row is the right. ``act`` is what was prepared of
    the same revision. References are written once, by ``media.review``.
    """
    revision = approval.revision
    if revision is None:
        raise ValueError("A change of the structure has nothing to publish.")
    with one_act(), disable_reference_index_auto_update():
        (act or prepared(revision)).execute(skip_permission_checks=True)
        check_pages_now()
        approval.refresh_from_db(fields=["published_at", "published_in", "content_hash"])


def check_pages_now() -> None:
    """Let what the database would refuse at the commit fail here, where it can still be answered for."""
    names = f"{ROWS_TRIGGER}, {ADDRESS_TRIGGER}"
    with connection.cursor() as cursor:
        cursor.execute(f"SET CONSTRAINTS {names} IMMEDIATE; SET CONSTRAINTS {names} DEFERRED")


def record_move(
    page: Page,
    parent: Page,
    *,
    reason: str,
    approver_id: int | None = None,
    requester_id: int | None = None,
    now: datetime | None = None,
) -> Approval:
    """Store the approval of a new place for a live page; the move has to follow in the same transaction.

    ``parent`` is the page below which it will stand: its other children may make room.
    """
    return Approval.objects.create(
        kind=ApprovalKind.STRUCTURE,
        page_id=page.pk,
        approver_id=approver_id,
        requester_id=requester_id,
        approved_at=now or clock.now(),
        reason=reason,
        moved_path=page.path,
        target_path=parent.path,
    )
