"""Lists of the admin: columns with days as they are printed, and pages of one kind wherever they stand."""

from typing import Any

from django.db.models import Model
from django.http import HttpRequest
from django.urls import URLPattern
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.auth import user_has_any_page_permission
from wagtail.admin.menu import MenuItem
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.permission_policies import ModelPermissionPolicy

from core.lib import dates, numbers
from core.models import BasePage
from core.permissions import ReadOnlyPermissionPolicy, register_policy

LOOKING = frozenset({"index", "index_results", "inspect"})
FIRST_COLUMNS, LAST_COLUMNS = PageListingViewSet.columns[:2], PageListingViewSet.columns[2:]


def listed_day(page: BasePage) -> str:
    """Return the day by which lists sort a page, as it is printed."""
    return dates.short_date(dates.local_date(page.listed_at))


class DayColumn(Column):
    """A day as 01/07/2025: Wagtail's own column would say how long ago it was."""

    def get_value(self, instance: Any) -> str:
        day = super().get_value(instance)
        return dates.short_date(day) if day else ""


class BoundedPaginator(WagtailPaginator):
    """Counts up to a bound and leads no further: a list that grows for years costs the same each day.

    What lies beyond is found by filters, search and export.
    """

    most = 5_000

    @cached_property
    def found(self) -> int:
        """Return how many there are, counted up to one more than the bound."""
        rows: Any = self.object_list
        return int(rows.order_by()[: self.most + 1].count())

    @cached_property
    def count(self) -> int:
        return min(self.found, self.most)

    @cached_property
    def items_count_label(self) -> str:
        if self.found <= self.most:
            return f"{numbers.number(self.found)} {self.verbose_name_plural}"
        told = gettext("Hơn %(n)s %(name)s; lọc hoặc tìm để thấy phần còn lại")
        return told % {"n": numbers.number(self.most), "name": self.verbose_name_plural}


class OwnPolicyMixin:
    """A viewset of a model whose permissions are other than Django's: name the policy in ``policy_class``."""

    model: type[Model]
    policy_class: type[ModelPermissionPolicy]

    @cached_property
    def permission_policy(self) -> ModelPermissionPolicy:
        return self.policy_class(self.model)

    def on_register(self) -> None:
        viewset: Any = super()
        register_policy(self.permission_policy)
        viewset.on_register()


class LookOnlyViewSet(OwnPolicyMixin, ModelViewSet):
    """A list to look at: there is no address to add, change, copy or delete at, for superusers neither."""

    policy_class = ReadOnlyPermissionPolicy
    copy_view_enabled = False
    inspect_view_enabled = True
    form_fields: list[str] = []

    def get_urlpatterns(self) -> list[URLPattern]:
        return [pattern for pattern in super().get_urlpatterns() if pattern.name in LOOKING]


class PageListMenuItem(MenuItem):
    """The list's entry in the menu, for people who may work on pages."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(user_has_any_page_permission(request.user))


class PageListViewSet(PageListingViewSet):
    """All pages of one type with their agency and day."""

    menu_item_class = PageListMenuItem
    columns = [
        *FIRST_COLUMNS,
        Column("unit_name", label=_("Cơ quan, đơn vị"), width="18%"),
        Column("listed_at", label=_("Ngày"), accessor=listed_day, width="10%"),
        *LAST_COLUMNS,
    ]
