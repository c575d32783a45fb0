"""Hear Wagtail: a change of the tree rebuilds the frame and keeps old addresses working."""

from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver
from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished, post_page_move

from core.models import SiteIdentity
from core.whole_acts import address_changed
from home.models import SectionPage, StandardPage
from home.services.frame import rebuild_frame
from home.services.redirects import redirect_old_addresses


@receiver([page_published, page_unpublished, address_changed, post_page_move])
def rebuild_frame_of_changed_tree(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    if issubclass(sender, SectionPage | StandardPage):
        rebuild_frame()


@receiver(address_changed)
def redirect_renamed_pages(sender: type[Page], instance: Page, url_path_before: str, **kwargs: Any) -> None:
    redirect_old_addresses(instance, url_path_before)


@receiver(post_page_move)
def redirect_moved_pages(sender: type[Page], instance: Page, url_path_before: str, **kwargs: Any) -> None:
    redirect_old_addresses(instance.specific, url_path_before)


@receiver(post_save, sender=SiteIdentity)
def rebuild_frame_of_changed_identity(sender: type[SiteIdentity], **kwargs: Any) -> None:
    rebuild_frame()
