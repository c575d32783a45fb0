"""Forms of the admin for people and their roles."""

from typing import Any

from django import forms
from django.contrib.auth.models import Group
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.users.forms import UserCreationForm, UserEditForm

from accounts.models import Membership, User
from accounts.permissions import may_assign
from accounts.services.succession import require_open_agency
from core.lib import clock, dates


class FullNameMixin(forms.Form):
    """One field for a Vietnamese name; groups of roles follow the memberships and are not offered."""

    first_name = None
    last_name = None
    full_name = forms.CharField(label=_("Họ và tên"), max_length=150)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups: Any = self.fields["groups"]
        groups.queryset = Group.objects.filter(role__isnull=True).order_by("name")
        groups.label = _("Nhóm quyền ngoài vai trò")
        groups.help_text = _("Quyền theo vai trò được cấp ở mục Tổ chức, Phân công vai trò.")

    def clean_groups(self) -> list[Group]:
        """Keep the groups of roles, which this form does not show."""
        instance: User = self.instance  # type: ignore[attr-defined]  # set by ModelForm
        held = instance.groups.filter(role__isnull=False) if instance.pk else ()
        return [*self.cleaned_data["groups"], *held]


class PortalUserCreationForm(FullNameMixin, UserCreationForm):
    """Add a person."""

    class Meta(UserCreationForm.Meta):
        fields = ["username", "email", "full_name", "is_superuser", "groups"]


class PortalUserEditForm(FullNameMixin, UserEditForm):
    """Change a person."""

    class Meta(UserEditForm.Meta):
        fields = ["username", "email", "full_name", "is_active", "is_superuser", "groups"]


class MembershipForm(WagtailAdminModelForm):
    """Nobody serves oneself (RX-8), and a role begins only in an agency that is open (R0-3)."""

    class Meta:
        model = Membership
        fields = ["user", "role", "agency", "valid_from", "valid_until"]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean()
        concerned = {data["user"].pk if data.get("user") else None, self.instance.user_id}
        if not may_assign(self.for_user, concerned):
            self.add_error("user", _("Không ai tự phân công vai trò cho mình."))
        if data.get("agency") and "agency" in self.changed_data:
            day = data.get("valid_from") or dates.local_date(clock.now())
            try:
                require_open_agency(data["agency"], day=day)
            except forms.ValidationError as error:
                self.add_error("agency", error)
        return data
