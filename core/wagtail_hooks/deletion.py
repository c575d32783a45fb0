"""What was public is never deleted, and what holds something is emptied first (Article 6.5, R2.2b-1)."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.models import Page

from core.services import permanence


def page_refusal(pages: Sequence[Page]) -> str:
    """Return why one of the pages cannot be deleted, or an empty text."""
    if permanence.was_ever_public(pages):
        return _("Không xóa được: trang đã từng công khai được lưu trữ vĩnh viễn, chỉ có thể gỡ xuống.")
    if any(page.get_children_count() for page in pages):
        return _("Không xóa được: bên trong còn trang khác. Hãy chuyển các trang đó đi trước.")
    return ""


@hooks.register("before_delete_page")
def refuse_deletion(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Lead back to the page with the reason when it has to stay."""
    reason = page_refusal([page])
    if not reason:
        return None
    permanence.record_refusal([page.specific_deferred], actor=request.user)
    messages.error(request, reason)
    return redirect("wagtailadmin_pages:edit", page.pk)


@hooks.register("before_bulk_action")
def refuse_bulk_deletion(
    request: HttpRequest, action_type: str, objects: list[Any], action_class_instance: Any
) -> HttpResponse | None:
    """The same for several pages, pictures or files at once."""
    if action_type != "delete" or not objects:
        return None
    if isinstance(objects[0], Page):
        reason, back = page_refusal(objects), "wagtailadmin_explore_root"
    else:
        reason, back = permanence.media_refusal(objects), "wagtailadmin_home"
    if not reason:
        return None
    permanence.record_refusal(objects, actor=request.user)
    messages.error(request, reason)
    return redirect(action_class_instance.next_url or back)
