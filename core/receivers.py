"""Hear Wagtail: whatever publishes, withdraws or moves a page changes the register in the same transaction."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Model
from django.db.models.signals import post_save, pre_delete, pre_save
from django.dispatch import receiver
from django.utils.translation import gettext as _
from django_q.signals import post_execute, pre_execute
from wagtail.models import BaseLogEntry, ModelLogEntry, Page, PageLogEntry
from wagtail.signals import page_published, page_unpublished, post_page_move

from core.enums import AuditAct
from core.lib import acting
from core.models import BasePage, PortalDocument, PortalImage, StoredFile
from core.models.pages import public_path_of
from core.services import audit, audit_watch, media, permanence, register, uploads, withdrawn
from core.whole_acts import address_changed, person_of_the_act


@receiver(page_published)
def register_published_page(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    if isinstance(instance, BasePage):
        register.register(instance)
        media.review(instance)
    revision = kwargs.get("revision")
    detail = {"revision": revision.pk if revision else None}
    audit.record(AuditAct.PAGE_PUBLISHED, actor=person_of_the_act(), subject=instance, detail=detail)


@receiver(page_unpublished)
def withdraw_unpublished_page(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    register.withdraw(instance.pk)
    withdrawn.keep_address(instance)
    media.review(instance)
    detail = {"expired": instance.expired}
    audit.record(AuditAct.PAGE_UNPUBLISHED, actor=person_of_the_act(), subject=instance, detail=detail)


@receiver(address_changed)
def relocate_renamed_pages(sender: type[Page], instance: Page, url_path_before: str, **kwargs: Any) -> None:
    before, after = public_path_of(url_path_before), public_path_of(instance.url_path)
    register.relocate(before, after)
    detail = {"from": before, "to": after}
    audit.record(AuditAct.PAGE_RENAMED, actor=person_of_the_act(), subject=instance, detail=detail)


@receiver(post_page_move)
def replace_moved_pages(
    sender: type[Page], instance: Page, url_path_before: str, url_path_after: str, **kwargs: Any
) -> None:
    if url_path_before == url_path_after:
        return
    register.replace(instance)
    detail = {"from": url_path_before, "to": url_path_after}
    audit.record(AuditAct.PAGE_MOVED, actor=person_of_the_act(), subject=instance.specific_deferred, detail=detail)


@receiver(post_save, sender=PageLogEntry)
@receiver(post_save, sender=ModelLogEntry)
def record_what_wagtail_logs(sender: type[Model], instance: BaseLogEntry, *, created: bool, **kwargs: Any) -> None:
    if created:
        audit_watch.hear(instance)


@receiver(pre_delete, sender=Page)
def refuse_deletion_of_public_pages(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    """Stop every deletion of a page that was ever public, whatever code asks for it (Article 6.5)."""
    if instance.first_published_at is not None:
        raise permanence.KeptForeverError(str(_("Trang đã từng công khai được lưu trữ vĩnh viễn.")), {instance})


@receiver(pre_delete, sender=PortalImage)
@receiver(pre_delete, sender=PortalDocument)
def refuse_deletion_of_media(sender: type[Model], instance: Model, **kwargs: Any) -> None:
    """Stop every deletion of a picture or file that is in use or was ever public (Article 6.5)."""
    if reason := permanence.media_refusal([instance]):
        raise permanence.KeptForeverError(reason, {instance})


@receiver(pre_execute)
def name_the_job(sender: str, func: Any, task: Mapping[str, Any], **kwargs: Any) -> None:
    """A job of the queue acts under its own name, a command under the command's."""
    name = str(task.get("func")) if isinstance(task.get("func"), str) else getattr(func, "__qualname__", "")
    is_command = name.endswith("call_command") and task.get("args")
    acting.begin(acting.Acting(str(task["args"][0]) if is_command else name))


@receiver(post_execute)
def forget_the_job(sender: str, **kwargs: Any) -> None:
    acting.end()


@receiver(pre_save, sender=PortalImage)
@receiver(pre_save, sender=PortalDocument)
def admit_files_of_the_media_library(
    sender: type[Model], instance: PortalImage | PortalDocument, **kwargs: Any
) -> None:
    """Let no file into the media library past the upload pipeline, whatever code saves it."""
    if not kwargs.get("raw"):
        uploads.admit(instance)


@receiver(uploads.state_changed)
def follow_the_state_of_a_file(sender: type[Model], stored: StoredFile, **kwargs: Any) -> None:
    uploads.follow(stored)
