"""Who holds which role where, and since when."""

from typing import Any

import django_filters
from django.db import transaction
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import ObjectList
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from accounts.forms import MembershipForm
from accounts.models import Agency, Membership, Role
from accounts.services import authority, keepers
from accounts.services.memberships import apply_memberships
from accounts.viewsets.records import RecordDeleteView, RecordIndexView
from core.lib import clock, dates
from core.viewsets import DayColumn


class MembershipFilterSet(WagtailFilterSet):
    """Role and agency."""

    role = django_filters.ModelChoiceFilter(label=_("Vai trò"), queryset=Role.objects.all())
    agency = django_filters.ModelChoiceFilter(label=_("Cơ quan"), queryset=Agency.objects.all())

    class Meta:
        model = Membership
        fields = ["role", "agency"]


class MembershipIndexView(RecordIndexView):
    """Memberships with people, roles and agencies in one query."""

    def get_base_queryset(self) -> QuerySet[Membership]:
        return Membership.objects.select_related("user", "role", "agency")


class AssigningMixin:
    """Bring the groups of everybody concerned up to date, or store nothing."""

    request: Any

    @transaction.atomic
    def form_valid(self, form: ModelForm) -> HttpResponse:
        before = Membership.objects.filter(pk=form.instance.pk).first() if form.instance.pk else None
        today = dates.local_date(clock.now())
        for held in [form.instance, *([before] if before else [])]:
            authority.require_may_assign(self.request.user, held.user, held.role, day=today)
        concerned = [form.instance.user, *([before.user] if before else [])]
        answer: HttpResponse = super().form_valid(form)  # type: ignore[misc]  # a mixin of views
        apply_memberships(day=dates.local_date(clock.now()), users=concerned, actor=self.request.user)
        return answer


class KeptHereMixin:
    """Lead whoever would change a membership that another register keeps to that register (R3.8-1)."""

    request: Any

    def get(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        view: Any = super()
        answer: HttpResponse = self._lead_away() or view.get(request, *args, **kwargs)
        return answer

    def post(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        view: Any = super()
        answer: HttpResponse = self._lead_away() or view.post(request, *args, **kwargs)
        return answer

    def _lead_away(self) -> HttpResponse | None:
        held: Membership = self.get_object()  # type: ignore[attr-defined]  # a mixin of views
        if not held.kept_elsewhere:
            return None
        keeper = keepers.keeper_of(held)
        buttons = [messages.button(keeper.address, keeper.name)] if keeper else []
        messages.warning(self.request, _("Phân công này do sổ khác quản lý, chỉ xem được ở đây."), buttons=buttons)
        return redirect("memberships:inspect", held.pk)


class MembershipCreateView(AssigningMixin, generic.CreateView):
    """Give a person a role."""


class MembershipEditView(KeptHereMixin, AssigningMixin, generic.EditView):
    """Change or end a role."""


class MembershipDeleteView(KeptHereMixin, RecordDeleteView):
    """Take back a role that was given by mistake."""

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        held = self.get_object()
        authority.require_may_assign(request.user, held.user, held.role, day=dates.local_date(clock.now()))
        answer: HttpResponse = super().dispatch(request, *args, **kwargs)
        return answer

    def delete_action(self) -> None:
        person = self.object.user
        super().delete_action()
        apply_memberships(day=dates.local_date(clock.now()), users=[person], actor=self.request.user)


def place_of(held: Membership) -> str:
    """Return where a membership is changed."""
    return str(_("Sổ khác") if held.kept_elsewhere else _("Tại đây"))


class MembershipViewSet(ModelViewSet):
    """Roles of people; rights follow from here and from nowhere else (RX-8)."""

    model = Membership
    icon = "key"
    menu_label = _("Phân công vai trò")
    index_view_class = MembershipIndexView
    add_view_class = MembershipCreateView
    edit_view_class = MembershipEditView
    delete_view_class = MembershipDeleteView
    filterset_class = MembershipFilterSet
    edit_handler = ObjectList(Membership.panels, base_form_class=MembershipForm)
    search_fields = ["user__full_name", "user__username", "agency__name"]
    ordering = ["user__full_name", "role__order"]
    inspect_view_enabled = True
    copy_view_enabled = False
    list_export = ["user", "role", "agency", "valid_from", "valid_until"]
    export_filename = "phan-cong-vai-tro"

    @property
    def list_display(self) -> list[Column]:
        return [
            TitleColumn("user", label=_("Người dùng"), sort_key="user__full_name"),
            Column("role", label=_("Vai trò"), sort_key="role__order"),
            Column("agency", label=_("Cơ quan"), sort_key="agency__name"),
            DayColumn("valid_from", label=_("Từ ngày"), sort_key="valid_from"),
            DayColumn("valid_until", label=_("Đến trước ngày"), sort_key="valid_until"),
            Column("kept", label=_("Nơi quản lý"), accessor=place_of),
        ]
