"""Permanent storage: what was public once cannot be deleted (Article 6.5, R6.5-1)."""

from collections.abc import Iterable

from django.db import models
from django.db.models import ProtectedError, Q
from django.utils.translation import gettext as _
from wagtail.models import Page, ReferenceIndex

from core.enums import AuditAct
from core.models import PortalDocument, PortalImage
from core.services import audit


class KeptForeverError(ProtectedError):
    """A deletion that Article 6.5 forbids; the first argument says why, in Vietnamese."""


def was_ever_public(pages: Iterable[Page]) -> bool:
    """Return whether one of the pages or a page below one of them has ever been published."""
    below = Q(pk__in=[])
    for page in pages:
        below |= Q(path__startswith=page.path)
    return bool(Page.objects.filter(below, first_published_at__isnull=False).exists())


def media_refusal(media: Iterable[models.Model]) -> str:
    """Return why one of the pictures and files cannot be deleted, or an empty text.

    Objects of other models are never refused here.
    """
    for item in media:
        if not isinstance(item, PortalImage | PortalDocument):
            continue
        if item.first_public_at is not None:
            return _("Không xóa được “%(title)s”: đã từng công khai nên được lưu trữ vĩnh viễn.") % {"title": item}
        if ReferenceIndex.get_references_to(item).exists():
            return _("Không xóa được “%(title)s”: đang được trang khác sử dụng.") % {"title": item}
    return ""


def record_refusal(objects: Iterable[models.Model], *, actor: audit.Actor | None) -> None:
    """Keep in the audit chain who wanted to delete what has to stay.

    Call it outside the transaction that the refusal undoes.
    """
    for one in objects:
        audit.record(AuditAct.DELETION_REFUSED, actor=actor, subject=one)
