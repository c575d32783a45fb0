"""The form at the office's counter: what somebody brings in person (Article 6.1.a)."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from accounts.models import Agency
from core.enums import Category
from core.lib import clock, dates
from editorial.enums import Channel, EntryState
from editorial.forms.files import FilesForm
from editorial.models import Entry
from editorial.rules.statement import CURRENT, STATEMENTS
from editorial.services.intake import wind_clock

MOST_REFUSED_OFFERED = 50


class OfficeEntryForm(FilesForm, WagtailAdminModelForm):
    """What is handed in is typed off the paper; channel and time are the server's."""

    statement = forms.BooleanField(
        label=_("Người gửi đã ký cam kết"),
        help_text=STATEMENTS[CURRENT],
        error_messages={"required": _("Người gửi phải cam kết chịu trách nhiệm trước khi tin, bài được nhận.")},
    )

    class Meta:
        model = Entry
        fields = [
            "agency",
            "sender_name",
            "sender_contact",
            "title",
            "number",
            "body",
            "declared_category",
            "starts_at",
            "ends_at",
            "issued_on",
            "agreed_until",
            "resubmission_of",
        ]
        widgets = {"sender_name": forms.TextInput, "sender_contact": forms.TextInput}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].required = True
        self.fields["body"].required = True
        category: Any = self.fields["declared_category"]
        category.required = True
        category.choices = [("", "---------"), *Category.choices]
        agency: Any = self.fields["agency"]
        agency.queryset = Agency.objects.open_on(dates.local_date(clock.now()))
        refused = Entry.objects.filter(state=EntryState.REFUSED, sealed_at__isnull=True).order_by("-state_since", "-pk")
        again: Any = self.fields["resubmission_of"]
        again.queryset = Entry.objects.filter(pk__in=refused.values("pk")[:MOST_REFUSED_OFFERED])
        again.label_from_instance = lambda entry: f"{entry.code} – {entry.title}"

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not data.get("agency") and not (data.get("sender_name") or "").strip():
            self.add_error("agency", _("Hãy chọn cơ quan, đơn vị gửi hoặc ghi họ tên người gửi."))
        self._check_days(data)
        return data

    def _post_clean(self) -> None:
        super()._post_clean()
        self.instance.channel = Channel.OFFICE
        self.instance.statement_version = CURRENT

    def _check_days(self, data: dict[str, Any]) -> None:
        days = {name: data.get(name) for name in ("starts_at", "ends_at", "issued_on", "agreed_until")}
        try:
            wind_clock(Entry(received_at=clock.now(), **days))
        except forms.ValidationError as error:
            self.add_error(None, error)
