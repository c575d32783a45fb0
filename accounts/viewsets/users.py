"""Wagtail's user administration with Vietnamese names and the roles a person holds."""

from typing import Any

from django.db.models import QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.users.views.users import IndexView, UserViewSet

from accounts.forms import PortalUserCreationForm, PortalUserEditForm
from accounts.models import User
from core.lib import clock, dates


class UserIndexView(IndexView):
    """People with their roles of today, found by full name."""

    search_fields = ["username", "full_name", "email"]

    @cached_property
    def columns(self) -> list[Column]:
        first, *rest = super().columns[1:]
        first.sort_key = "name"
        roles = Column("roles", label=_("Vai trò"), accessor=roles_of)
        return [super().columns[0], first, roles, *rest]

    def get_base_queryset(self) -> QuerySet[User]:
        return super().get_base_queryset().prefetch_related("memberships__role")

    def order_queryset(self, queryset: QuerySet[User]) -> QuerySet[User]:
        by_name = {"name": "full_name", "-name": "-full_name"}
        if self.ordering in by_name:
            return queryset.order_by(by_name[self.ordering], "username")
        ordered: Any = super().order_queryset(queryset)
        return ordered


def roles_of(user: User) -> str:
    """Return the names of the roles a person holds today."""
    day = dates.local_date(clock.now())
    held = {str(one.role) for one in user.memberships.all() if one.is_valid_on(day)}
    return ", ".join(sorted(held))


class PortalUserViewSet(UserViewSet):
    """Wagtail finds this class by name, see ``accounts.apps.UsersConfig``."""

    index_view_class = UserIndexView

    def get_form_class(self, for_update: bool = False) -> type:  # noqa: FBT001, FBT002 - Wagtail's signature
        return PortalUserEditForm if for_update else PortalUserCreationForm
