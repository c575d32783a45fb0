"""Forms of the admin for people and their roles."""

from typing import Any

from django import forms
from django.contrib.auth.models import Group
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.users.forms import UserCreationForm, UserEditForm

from accounts.models import Membership, Role, User
from accounts.permissions import may_assign
from accounts.services import authority
from accounts.services.succession import require_open_agency
from core.lib import clock, dates

ADMINISTRATORS_ONLY = ("is_superuser", "groups")


class PersonFormMixin(forms.Form):
    """One field for a Vietnamese name; rights beside the roles are an administrator's matter alone (RX-8)."""

    first_name = None
    last_name = None
    full_name = forms.CharField(label=_("Họ và tên"), max_length=150)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.for_user: User | None = kwargs.pop("for_user", None)
        super().__init__(*args, **kwargs)
        if self.for_user is None or not self.for_user.is_superuser:
            for name in ADMINISTRATORS_ONLY:
                self.fields.pop(name, None)
            return
        groups: Any = self.fields["groups"]
        groups.queryset = Group.objects.filter(role__isnull=True).order_by("name")
        groups.label = _("Nhóm quyền ngoài vai trò")
        groups.help_text = _("Quyền theo vai trò được cấp ở mục Tổ chức, Phân công vai trò.")

    def clean_groups(self) -> list[Group]:
        """Keep the groups of roles, which this form does not show."""
        instance: User = self.instance  # type: ignore[attr-defined]  # set by ModelForm
        held = instance.groups.filter(role__isnull=False) if instance.pk else ()
        return [*self.cleaned_data["groups"], *held]


class PortalUserCreationForm(PersonFormMixin, UserCreationForm):
    """Add a person."""

    class Meta(UserCreationForm.Meta):
        fields = ["username", "email", "full_name", "is_superuser", "groups"]


class PortalUserEditForm(PersonFormMixin, UserEditForm):
    """Change a person."""

    class Meta(UserEditForm.Meta):
        fields = ["username", "email", "full_name", "is_active", "is_superuser", "groups"]


class MembershipForm(WagtailAdminModelForm):
    """Nobody serves oneself or one's equals (RX-8), and a role begins only in an agency that is open (R0-3)."""

    class Meta:
        model = Membership
        fields = ["user", "role", "agency", "valid_from", "valid_until"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        role = self.fields["role"]
        role.queryset = Role.objects.filter(by_seat=False)
        role.help_text = _("Vai trò của Ban Biên tập có được nhờ giữ chức danh, ghi ở sổ Thành viên Ban Biên tập.")
        role.error_messages["invalid_choice"] = _("Vai trò này chỉ có được nhờ giữ chức danh trong Ban Biên tập.")

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean()
        self._check_people(data.get("user"))
        self._check_roles(data.get("role"))
        if data.get("agency") and "agency" in self.changed_data:
            day = data.get("valid_from") or dates.local_date(clock.now())
            try:
                require_open_agency(data["agency"], day=day)
            except forms.ValidationError as error:
                self.add_error("agency", error)
        return data

    def _check_people(self, chosen: User | None) -> None:
        today = dates.local_date(clock.now())
        before = User.objects.filter(pk=self.instance.user_id).first() if self.instance.user_id else None
        people = [person for person in {chosen, before} if person is not None]
        if not may_assign(self.for_user, {person.pk for person in people}):
            self.add_error("user", _("Không ai tự phân công vai trò cho mình."))
        elif not self.for_user.is_superuser and not all(
            authority.may_manage(self.for_user, person, day=today) for person in people
        ):
            self.add_error("user", _("Không phân công được cho người có bậc bằng hoặc cao hơn mình."))

    def _check_roles(self, chosen: Role | None) -> None:
        today = dates.local_date(clock.now())
        before = Role.objects.filter(pk=self.instance.role_id).first() if self.instance.role_id else None
        roles = [role for role in {chosen, before} if role is not None]
        if not all(authority.may_grant(self.for_user, role, day=today) for role in roles):
            self.add_error("role", _("Chỉ cấp hoặc thu được vai trò có bậc thấp hơn bậc của mình."))
