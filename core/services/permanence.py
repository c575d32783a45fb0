"""Permanent storage: what was public once cannot be deleted (Article 6.5, R6.5-1)."""

from collections.abc import Iterable

from django.db.models import Q
from wagtail.models import Page


def was_ever_public(pages: Iterable[Page]) -> bool:
    """Return whether one of the pages or a page below one of them has ever been published."""
    below = Q(pk__in=[])
    for page in pages:
        below |= Q(path__startswith=page.path)
    return bool(Page.objects.filter(below, first_published_at__isnull=False).exists())
