"""The stored frame: menu, section tree and identity in one row, so that no page builds them anew."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field, replace
from types import SimpleNamespace
from typing import Any

from django.db import models
from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from core.rules.personal_data import PUBLIC_DUTY


@dataclass(frozen=True)
class MenuItem:
    """A section or plain page in the menu."""

    page_id: int
    title: str
    url: str
    label: str = ""
    category: str = ""
    in_menu: bool = True
    children: tuple["MenuItem", ...] = field(default=())


class Frame(models.Model):
    """The one row that masthead, menu, breadcrumb and footer are drawn from (decision 15)."""

    SINGLETON = 1

    data = models.JSONField(_("Dữ liệu khung"), default=dict)
    built_at = models.DateTimeField(_("Dựng lúc"))

    personal_data = {"data": PUBLIC_DUTY}

    class Meta:
        verbose_name = _("khung trang")
        verbose_name_plural = _("khung trang")
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="frame_is_one_row")]

    def __str__(self) -> str:
        return f"{self.built_at:%d/%m/%Y %H:%M}"

    @cached_property
    def tree(self) -> tuple[MenuItem, ...]:
        """Return every live section and plain page below the home page."""
        return tuple(_menu_item(entry) for entry in self.data.get("tree", ()))

    @cached_property
    def menu(self) -> tuple[MenuItem, ...]:
        """Return the tree as far as it stands in the menu."""
        return _shown(self.tree)

    @cached_property
    def bar(self) -> tuple[MenuItem, ...]:
        """Return what the bar below the header shows: the five main categories stand in it themselves."""
        return tuple(entry for item in self.menu for entry in _with_categories_lifted(item))

    @cached_property
    def identity(self) -> SimpleNamespace:
        """Return name, managing body and contact of the portal."""
        return SimpleNamespace(**self.data.get("identity", {}))

    @cached_property
    def by_id(self) -> dict[int, MenuItem]:
        """Return every entry of the tree by page id."""
        return {item.page_id: item for item in _walk(self.tree)}

    @cached_property
    def drawn(self) -> dict[tuple[Hashable, ...], SafeString]:
        """Return the parts of pages that were drawn from this frame, by template and what else they depend on."""
        return {}

    def category_url(self, category: str) -> str:
        """Return the address of the section of a main category, or an empty text."""
        return next((item.url for item in _walk(self.tree) if item.category == category), "")


def _menu_item(entry: dict[str, Any]) -> MenuItem:
    children = tuple(_menu_item(child) for child in entry.get("children", ()))
    return MenuItem(**{**entry, "children": children})


def _shown(items: Iterable[MenuItem]) -> tuple[MenuItem, ...]:
    return tuple(replace(item, children=_shown(item.children)) for item in items if item.in_menu)


def _with_categories_lifted(item: MenuItem) -> tuple[MenuItem, ...]:
    categories = tuple(child for child in item.children if child.category)
    return categories or (item,)


def _walk(items: Iterable[MenuItem]) -> Iterable[MenuItem]:
    for item in items:
        yield item
        yield from _walk(item.children)
