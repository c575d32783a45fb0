"""Hear Wagtail: whatever publishes, withdraws or moves a page changes the register in the same transaction."""

from typing import Any

from django.db.models import Model
from django.db.models.signals import pre_delete
from django.dispatch import receiver
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from core.models import BasePage, PortalDocument, PortalImage
from core.models.pages import public_path
from core.services import media, permanence, register


@receiver(page_published)
def register_published_page(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    if isinstance(instance, BasePage):
        register.register(instance)
        media.review(instance)


@receiver(page_unpublished)
def withdraw_unpublished_page(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    register.withdraw(instance.pk)
    media.review(instance)


@receiver(page_slug_changed)
def relocate_renamed_pages(sender: type[Page], instance: Page, instance_before: Page, **kwargs: Any) -> None:
    register.relocate(public_path(instance_before), public_path(instance))


@receiver(post_page_move)
def replace_moved_pages(
    sender: type[Page], instance: Page, url_path_before: str, url_path_after: str, **kwargs: Any
) -> None:
    if url_path_before != url_path_after:
        register.replace(instance)


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
