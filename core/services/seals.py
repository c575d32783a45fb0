"""What is sealed as a possible state secret is not there for anybody who works with pages and media (R3.9-2, R3.3-2).

An app above says which pages and received files are sealed; a file that a security officer refused for its marking is
sealed without more. The officer has one door, the sealed entry itself, and each look is recorded there.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Model, Q, QuerySet
from django.db.models.functions import Cast
from wagtail.models import Page

from core.enums import FileState
from core.lib.files import Rule
from core.models import PortalDocument, PortalImage, StoredFile

Keys = Callable[[], QuerySet]
MEDIA: tuple[type[Model], ...] = (PortalImage, PortalDocument)


@dataclass
class _Declared:
    pages: Keys | None = None
    files: Keys | None = None


_declared = _Declared()


def declare(*, pages: Keys, files: Keys) -> None:
    """Name the queries for the ids of sealed pages and of sealed received files."""
    _declared.pages, _declared.files = pages, files


def sealed(model: type[Model]) -> QuerySet:
    """Return the sealed ones among all pages, pictures or files of the library.

    A picture or file is sealed that holds what was sealed, and a private one with the same bytes: a public one may
    stand in a page that has nothing to do with it.
    """
    if issubclass(model, Page):
        return model._default_manager.filter(pk__in=_declared.pages() if _declared.pages else [])
    marked = Q(state=FileState.REFUSED, rule=Rule.SECRECY.value)
    files = StoredFile.objects.filter(marked | Q(pk__in=_declared.files() if _declared.files else [])).order_by()
    same_bytes = Q(is_public=False, stored_file__sha256__in=files.values("sha256"))
    return model._default_manager.filter(Q(stored_file__in=files.values("pk")) | same_bytes)


def without_sealed(objects: QuerySet) -> QuerySet:
    """Return those of the pages, pictures or files that are not sealed; the seal costs no query of its own."""
    model: type[Model] = objects.model
    if not issubclass(model, (Page, *MEDIA)):
        return objects
    return objects.exclude(pk__in=sealed(model).order_by().values("pk"))


def hides(model: type[Model], keys: Iterable[str]) -> bool:
    """Return whether one of the keys names something sealed (one query)."""
    return bool(sealed(model).filter(pk__in=list(keys)).exists())


def without_entries_of_sealed(entries: QuerySet) -> QuerySet:
    """Return the lines of Wagtail's log without those of sealed pictures and files: a line holds the title."""
    for model in MEDIA:
        keys = sealed(model).order_by().annotate(key=Cast("pk", CharField())).values("key")
        entries = entries.exclude(content_type=ContentType.objects.get_for_model(model), object_id__in=keys)
    return entries


def cut(method: Callable[..., QuerySet], rows: Callable[[QuerySet], QuerySet] = without_sealed) -> Callable[..., Any]:
    """Return a method that answers with a query, the sealed rows left out."""

    def run(self: Any, *args: Any, **kwargs: Any) -> QuerySet:
        return rows(method(self, *args, **kwargs))

    run.__wrapped__ = method  # type: ignore[attr-defined]  # says that it was cut
    return run
