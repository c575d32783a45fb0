"""Wagtail's user administration with Vietnamese names, roles, and levels that nobody climbs (RX-8)."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.users.views import bulk_actions
from wagtail.users.views.groups import GroupViewSet
from wagtail.users.views.users import CreateView, DeleteView, EditView, IndexView, UserViewSet

from accounts.forms import PortalUserCreationForm, PortalUserEditForm
from accounts.models import User
from accounts.services import accounts, authority
from core.lib import clock, dates
from core.viewsets import OwnPolicyMixin


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
        people = authority.with_levels(super().get_base_queryset(), day=dates.local_date(clock.now()))
        return people.prefetch_related("memberships__role")

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


class ForUserMixin:
    """Tell the form who fills it in."""

    request: Any

    def get_form_kwargs(self) -> dict[str, Any]:
        view: Any = super()
        return view.get_form_kwargs() | {"for_user": self.request.user}


class UserCreateView(ForUserMixin, CreateView):
    """Add a person, who has no rights yet, and lead to the code that person needs."""

    def get_success_buttons(self) -> list[Any]:
        address = reverse("issue_enrolment_code", args=(self.object.pk,))
        return [messages.button(address, _("Cấp mã thiết lập bước hai")), *super().get_success_buttons()]


class UserEditView(ForUserMixin, EditView):
    """Change a person below oneself."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.was_active = self.object.is_active

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        authority.require_may_manage(request.user, self.object, day=dates.local_date(clock.now()))
        answer: HttpResponse = super().dispatch(request, *args, **kwargs)
        return answer

    @transaction.atomic
    def save_instance(self) -> User:
        person: User = super().save_instance()
        accounts.note_changed(
            person,
            actor=self.request.user,
            changed=self.form.changed_data,
            was_active=self.was_active,
            now=clock.now(),
        )
        return person


class UserDeleteView(DeleteView):
    """Delete a person below oneself whom nothing refers to."""

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        authority.require_may_manage(request.user, self.get_object(), day=dates.local_date(clock.now()))
        answer: HttpResponse = super().dispatch(request, *args, **kwargs)
        return answer


class PortalUserViewSet(UserViewSet):
    """Wagtail finds this class by name, see ``accounts.apps.UsersConfig``."""

    index_view_class = UserIndexView
    add_view_class = UserCreateView
    edit_view_class = UserEditView
    delete_view_class = UserDeleteView
    copy_view_enabled = False

    def get_form_class(self, for_update: bool = False) -> type:  # noqa: FBT001, FBT002 - Wagtail's signature
        return PortalUserEditForm if for_update else PortalUserCreationForm


class AdministratorsPolicy(ModelPermissionPolicy):
    """Groups carry rights: whoever could change them could give himself all of them."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return bool(user.is_active and user.is_superuser)

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        return self.user_has_permission(user, "change")


class PortalGroupViewSet(OwnPolicyMixin, GroupViewSet):
    """Groups of rights, for administrators."""

    policy_class = AdministratorsPolicy


class ManagedOnlyMixin:
    """Let a bulk action touch only people whom the actor may manage."""

    request: Any

    def check_perm(self, obj: User) -> bool:
        action: Any = super()
        day = dates.local_date(clock.now())
        return bool(action.check_perm(obj)) and authority.may_manage(self.request.user, obj, day=day)


class AssignRoleBulkAction(bulk_actions.AssignRoleBulkAction):
    """Closed: roles are granted with agency and period, under Tổ chức, and nowhere else."""

    def check_perm(self, obj: User) -> bool:
        return False

    @classmethod
    def execute_action(cls, objects: Any, **kwargs: Any) -> tuple[int, int]:
        if objects:
            raise PermissionDenied
        return 0, 0


class DeleteBulkAction(ManagedOnlyMixin, bulk_actions.DeleteBulkAction):
    """Delete people below oneself."""


class SetActiveStateBulkAction(ManagedOnlyMixin, bulk_actions.SetActiveStateBulkAction):
    """Close or open accounts of people below oneself."""

    @classmethod
    def execute_action(cls, objects: Any, **kwargs: Any) -> tuple[int, int]:
        for person in objects:
            accounts.set_active(person, active=kwargs["mark_as_active"], actor=kwargs["user"], now=clock.now())
        return len(objects), 0
