"""Hear the upload pipeline and Wagtail: files that change, pages that are handed in and published."""

from typing import Any

from django.db.models import Model
from django.dispatch import receiver
from wagtail.models import Page, WorkflowState
from wagtail.signals import page_published, workflow_submitted

from core.lib import clock
from core.models import StoredFile
from core.services import uploads
from core.whole_acts import page_copied, person_of_the_act
from editorial.services import acceptance, files


@receiver(uploads.state_changed)
def follow_the_file_of_an_entry(sender: type[Model], stored: StoredFile, **kwargs: Any) -> None:
    files.follow(stored, now=clock.now())


@receiver(page_published)
def note_the_publication_of_an_entry(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    acceptance.note_published(instance, now=clock.now())


@receiver(workflow_submitted, sender=WorkflowState)
def note_where_a_page_came_from(sender: type[Model], instance: WorkflowState, user: Any, **kwargs: Any) -> None:
    page = instance.content_object
    if isinstance(page, Page):
        acceptance.note_submitted(page, actor=user, now=clock.now())


@receiver(page_copied)
def follow_the_copy_of_a_page(sender: type[Page], instance: Page, source: Page, **kwargs: Any) -> None:
    acceptance.note_copied(source, instance, actor=person_of_the_act(), now=clock.now())
