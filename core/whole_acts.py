"""Make each act of Wagtail on a page whole: what its receivers refuse, a row of the audit chain say, never happened.

Wagtail saves the page, then sends its signal, without a transaction around both; views, bulk actions, the scheduler
and code all come through these classes. ``install`` stops the start when one of them is gone.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any

from django.db import transaction
from django.dispatch import Signal
from wagtail.actions.copy_page import CopyPageAction
from wagtail.actions.create_alias import CreatePageAliasAction
from wagtail.actions.delete_page import DeletePageAction
from wagtail.actions.move_page import MovePageAction
from wagtail.actions.publish_revision import PublishRevisionAction
from wagtail.actions.unpublish import UnpublishAction
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.log_actions import get_active_log_context
from wagtail.models import Page

ACTIONS = (
    PublishRevisionAction,
    UnpublishAction,
    UnpublishPageAction,
    MovePageAction,
    CopyPageAction,
    CreatePageAliasAction,
    DeletePageAction,
)

address_changed = Signal()
"""A page has another address: sent with ``instance`` and ``url_path_before`` while nothing is committed yet.

Wagtail's own ``page_slug_changed`` comes after the commit: a process that dies in between would leave the register
and the redirects behind for ever.
"""

page_copied = Signal()
"""A page was copied: sent with ``instance``, the copy, and ``source``, for each page of a copied branch."""

_PERSON: ContextVar[Any] = ContextVar("person", default=None)
_IS_PART: ContextVar[bool] = ContextVar("is_part", default=False)


def person_of_the_act() -> Any:
    """Return who publishes, takes down or moves at this moment, or None when no person does."""
    return _PERSON.get() or get_active_log_context().user


@contextmanager
def one_act() -> Iterator[None]:
    """Put one transaction around an act and its parts: what fails in a part takes the whole act back."""
    is_part = _IS_PART.get()
    token = _IS_PART.set(True)
    try:
        with transaction.atomic(savepoint=not is_part):
            yield
    finally:
        _IS_PART.reset(token)


def whole(execute: Callable[..., Any]) -> Callable[..., Any]:
    """Return the act in one transaction, its person known to the receivers."""

    @wraps(execute)
    def run(self: Any, *args: Any, **kwargs: Any) -> Any:
        token = _PERSON.set(self.user or _PERSON.get())
        try:
            with one_act():
                return execute(self, *args, **kwargs)
        finally:
            _PERSON.reset(token)

    return run


def tells_of_its_copies(execute: Callable[..., Page]) -> Callable[..., Page]:
    """Return the copying of a page, or of a branch, that says which page is whose copy."""

    @wraps(execute)
    def run(self: CopyPageAction, *args: Any, **kwargs: Any) -> Page:
        made = execute(self, *args, **kwargs)
        sources, copies = [self.page], [made]
        if self.recursive:
            sources += self.page.get_descendants().order_by("path")
            copies += made.get_descendants().order_by("path")
        for source, copy in zip(sources, copies, strict=True):
            page_copied.send(sender=type(copy), instance=copy, source=source)
        return made

    return run


def tells_of_its_address(save: Callable[..., Any]) -> Callable[..., Any]:
    """Return the saving of a page in one transaction with whatever follows from another address."""

    @wraps(save)
    def run(self: Page, *args: Any, **kwargs: Any) -> Any:
        stores_slug = kwargs.get("update_fields") is None or "slug" in kwargs["update_fields"]
        with one_act():
            pages = Page.objects.filter(pk=self.pk) if self.pk and stores_slug else Page.objects.none()
            before = pages.values_list("slug", "url_path").first()
            answer = save(self, *args, **kwargs)
            if before is not None and before[0] != self.slug:
                page = self.specific
                address_changed.send(sender=type(page), instance=page, url_path_before=before[1])
            return answer

    return run


def install() -> None:
    """Put the transaction around the acts, once."""
    if not hasattr(Page.save, "tells_of_its_address"):
        Page.save = tells_of_its_address(Page.save)
        Page.save.tells_of_its_address = True
    if not hasattr(CopyPageAction.execute, "__wrapped__"):
        CopyPageAction.execute = whole(tells_of_its_copies(CopyPageAction.execute))
    for action in ACTIONS:
        if not hasattr(vars(action)["execute"], "__wrapped__"):
            action.execute = whole(action.execute)
