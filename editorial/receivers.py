"""Hear the upload pipeline: what becomes of a file stands in its entry."""

from typing import Any

from django.db.models import Model
from django.dispatch import receiver

from core.lib import clock
from core.models import StoredFile
from core.services import uploads
from editorial.services import files


@receiver(uploads.state_changed)
def follow_the_file_of_an_entry(sender: type[Model], stored: StoredFile, **kwargs: Any) -> None:
    files.follow(stored, now=clock.now())
