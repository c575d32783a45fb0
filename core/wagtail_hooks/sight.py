"""Choosers and the menu show what the person sees (core.services.sight)."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from wagtail import hooks

from core.services.sight import seen_by, sees_everything


@hooks.register("construct_page_chooser_queryset")
@hooks.register("construct_image_chooser_queryset")
@hooks.register("construct_document_chooser_queryset")
def choose_among_what_is_seen(objects: QuerySet, request: HttpRequest) -> QuerySet:
    return seen_by(request.user, objects)


@hooks.register("construct_explorer_page_queryset")
def explore_what_is_seen(parent_page: Any, pages: QuerySet, request: HttpRequest) -> QuerySet:
    return seen_by(request.user, pages)


@hooks.register("construct_reports_menu")
def hide_reports_on_the_work_of_others(request: HttpRequest, menu_items: list[Any]) -> None:
    if not sees_everything(request.user):
        menu_items[:] = []
