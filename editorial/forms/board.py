"""Forms of the Board's register."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from accounts.permissions import may_assign
from accounts.services.authority import require_may_assign
from accounts.services.succession import require_open_agency
from core.enums import Category
from core.lib import clock, dates
from editorial.models import BoardSeat
from editorial.services.board import require_free_membership, role_of


class BoardSeatForm(WagtailAdminModelForm):
    """Nobody appoints oneself (RX-8); a seat keeps its person and position, another one is another seat."""

    scope = forms.MultipleChoiceField(
        label=_("Chuyên mục phụ trách"),
        help_text=_("Không chọn mục nào là phụ trách tất cả."),
        choices=Category.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    class Meta:
        model = BoardSeat
        fields = ["user", "position", "agency", "rank", "scope", "decision_number", "decided_on"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            for name in ("user", "position"):
                self.fields[name].disabled = True

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean()
        if data.get("user") and not may_assign(self.for_user, {data["user"].pk}):
            self.add_error("user", _("Không ai tự đưa mình vào Ban Biên tập hoặc tự sửa nhiệm kỳ của mình."))
        elif data.get("user") and data.get("position"):
            day = dates.local_date(clock.now())
            role = role_of(data["position"])
            self._check("position", lambda: require_may_assign(self.for_user, data["user"], role, day=day))
        if data.get("agency") and data.get("valid_from") and {"agency", "valid_from"} & set(self.changed_data):
            self._check("agency", lambda: require_open_agency(data["agency"], day=data["valid_from"]))
        if not self.errors:
            seat = BoardSeat(
                pk=self.instance.pk, **{name: data[name] for name in ("user", "position", "agency", "valid_from")}
            )
            self._check("user", lambda: require_free_membership(seat))
        return data

    def _check(self, field: str, check: Any) -> None:
        try:
            check()
        except forms.ValidationError as error:
            self.add_error(field, error)
        except PermissionDenied as error:
            self.add_error(field, str(error))
