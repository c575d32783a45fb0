"""Make pictures and files public while a live page uses them, and only then."""

from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Exists, OuterRef
from django.db.models.functions import Cast
from wagtail.models import Page, ReferenceIndex

from core.lib import clock
from core.models import PortalDocument, PortalImage, PublishedItem

MEDIA_MODELS: tuple[type[models.Model], ...] = (PortalImage, PortalDocument)


def review(page: Page) -> None:
    """Set anew whether the pictures and files that the page refers to are public."""
    ReferenceIndex.create_or_update_for_object(page.specific)
    places = dict(enumerate(MEDIA_MODELS))
    rows = [_concerned(model, place, page) for place, model in places.items()]
    concerned = set(rows[0].union(*rows[1:]))
    for place, model in places.items():
        keys = {key for of, key in concerned if of == place}
        if keys:
            review_media(model, keys)


def _concerned(model: type[models.Model], place: int, page: Page) -> models.QuerySet:
    """Return the keys of what the page refers to and of what no page refers to any more, with the model's place."""
    of = models.Value(place)
    used = _references(model).filter(object_id=str(page.pk), base_content_type=_page_type())
    return (
        used.order_by().annotate(of=of, key=models.F("to_object_id")).values_list("of", "key")
        .union(_forgotten(model).order_by().annotate(of=of).values_list("of", "key"))
    )  # fmt: skip


def review_media(model: type[models.Model], keys: Iterable[str]) -> None:
    """Set ``is_public`` of each picture or file to whether some public page refers to it."""
    ids = {int(key) for key in keys}
    public_pages = PublishedItem.objects.annotate(page_key=Cast("page_id", models.CharField())).values("page_key")
    used = {
        int(pk)
        for pk in _references(model)
        .filter(to_object_id__in=[str(pk) for pk in ids], base_content_type=_page_type(), object_id__in=public_pages)
        .values_list("to_object_id", flat=True)
    }
    model._default_manager.filter(pk__in=used, first_public_at__isnull=True).update(first_public_at=clock.now())
    model._default_manager.filter(pk__in=used).update(is_public=True)
    model._default_manager.filter(pk__in=ids - used).update(is_public=False)


def _forgotten(model: type[models.Model]) -> models.QuerySet:
    """Return the keys of public pictures or files that no page refers to any more."""
    left = _references(model).filter(to_object_id=OuterRef("key"), base_content_type=_page_type())
    public = model._default_manager.filter(is_public=True).annotate(key=Cast("pk", models.CharField()))
    return public.filter(~Exists(left))


def _references(model: type[models.Model]) -> models.QuerySet:
    return ReferenceIndex.objects.filter(to_content_type=ContentType.objects.get_for_model(model))


def _page_type() -> ContentType:
    return ContentType.objects.get_for_model(Page)
