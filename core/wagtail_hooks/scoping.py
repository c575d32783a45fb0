"""Actions on several rows at once keep to the person's rows too (docs/features/access.md)."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from wagtail import hooks

from core.views.scoping import outside


@hooks.register("before_bulk_action")
def refuse_rows_of_others(
    request: HttpRequest, action_type: str, objects: list[Any], action_class_instance: Any
) -> None:
    """Refuse the whole action when one of the rows is not the person's."""
    if outside(request.user, objects):
        raise PermissionDenied
