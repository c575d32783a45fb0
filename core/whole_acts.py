"""Make each act of Wagtail on a page whole: what its receivers refuse, a row of the audit chain say, never happened.

Wagtail saves the page, then sends its signal, without a transaction around both; views, bulk actions, the scheduler
and code all come through these classes. ``install`` stops the start when one of them is gone.
"""

from collections.abc import Callable
from contextvars import ContextVar
from functools import wraps
from typing import Any

from django.db import transaction
from wagtail.actions.copy_page import CopyPageAction
from wagtail.actions.create_alias import CreatePageAliasAction
from wagtail.actions.delete_page import DeletePageAction
from wagtail.actions.move_page import MovePageAction
from wagtail.actions.publish_revision import PublishRevisionAction
from wagtail.actions.unpublish import UnpublishAction
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.log_actions import get_active_log_context

ACTIONS = (
    PublishRevisionAction,
    UnpublishAction,
    UnpublishPageAction,
    MovePageAction,
    CopyPageAction,
    CreatePageAliasAction,
    DeletePageAction,
)

_PERSON: ContextVar[Any] = ContextVar("person", default=None)


def person_of_the_act() -> Any:
    """Return who publishes, takes down or moves at this moment, or None when no person does."""
    return _PERSON.get() or get_active_log_context().user


def whole(execute: Callable[..., Any]) -> Callable[..., Any]:
    """Return the act in one transaction, its person known to the receivers."""

    @wraps(execute)
    def run(self: Any, *args: Any, **kwargs: Any) -> Any:
        token = _PERSON.set(self.user or _PERSON.get())
        try:
            with transaction.atomic():
                return execute(self, *args, **kwargs)
        finally:
            _PERSON.reset(token)

    return run


def install() -> None:
    """Put the transaction around the acts, once."""
    for action in ACTIONS:
        if not hasattr(vars(action)["execute"], "__wrapped__"):
            action.execute = whole(action.execute)
