"""Tell the public what a new version corrects or changes; approved with it, never edited afterwards (R3.3-1)."""

from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page

from accounts.models import User
from core.enums import AuditAct, ChangeNoteKind
from core.models import ChangeNote
from core.services import audit


def may_write(page: Page, actor: User) -> bool:
    """Return whether somebody may edit the draft of a page that was public, and so may say what is new in it."""
    may = page.permissions_for_user(actor)
    return bool(page.first_published_at and may.can_edit() and not may.page_locked())


@transaction.atomic
def write_note(page: Page, *, kind: str, text: str, wrong: str = "", actor: User, now: datetime) -> ChangeNote:
    """Save the draft of a page once more with a note on it, and return the note.

    The new revision makes its writer one of the editors: somebody else approves, and an earlier approval is void.
    Raises PermissionDenied for who may not edit the page now, ValidationError by field for what is missing.
    """
    locked = Page.objects.select_for_update(of=("self",)).get(pk=page.pk)
    if not may_write(locked, actor):
        raise PermissionDenied(_("Bạn không sửa được trang này nên không ghi chú được."))
    flaws: dict[str, str] = {}
    if kind not in ChangeNoteKind.values:
        flaws["kind"] = _("Hãy chọn loại ghi chú.")
    if kind == ChangeNoteKind.CORRECTION and not wrong.strip():
        flaws["wrong"] = _("Hãy ghi nội dung đã đăng sai.")
    if kind != ChangeNoteKind.NONE and not text.strip():
        flaws["text"] = _("Hãy ghi nội dung đúng, hoặc điều đã thay đổi.")
    if flaws:
        raise ValidationError(flaws)
    draft = locked.specific.get_latest_revision_as_object()
    revision = draft.save_revision(user=actor, log_action=True, clean=False)
    note = ChangeNote.objects.create(
        page_id=page.pk,
        revision=revision,
        kind=kind,
        wrong=wrong.strip() if kind == ChangeNoteKind.CORRECTION else "",
        text=text.strip() if kind != ChangeNoteKind.NONE else "",
        written_by_id=actor.pk,
        written_at=now,
    )
    detail: dict[str, audit.JSON] = {"note": note.pk, "kind": kind, "revision": revision.pk}
    audit.record(AuditAct.PAGE_CHANGE_NOTED, actor=actor, subject=locked, detail=detail, now=now)
    return note
