"""Which months, agency and channel the figures of the inbox are about, and by what they are told apart."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Agency
from core.lib import clock, dates
from core.widgets import PlainSelect
from editorial.enums import Channel, StatisticsBy
from editorial.rules.periods import Months

EVERYTHING = "all"
GROUPINGS = [
    (StatisticsBy.AGENCY, StatisticsBy.AGENCY.label),
    (StatisticsBy.MONTH, StatisticsBy.MONTH.label),
    (StatisticsBy.CHANNEL, StatisticsBy.CHANNEL.label),
    (EVERYTHING, _("Cả ba")),
]
ALL = ("", _("Tất cả"))


def first_of_year() -> date:
    """Return the first day of the present year in Hà Nội."""
    return this_month().replace(month=1)


def this_month() -> date:
    """Return the first day of the present month in Hà Nội."""
    return dates.local_date(clock.now()).replace(day=1)


def unchosen() -> dict[str, str]:
    """Return what the form holds before anybody chose: this year so far, agency by agency."""
    return {"first": f"{first_of_year():%Y-%m}", "last": f"{this_month():%Y-%m}", "by": StatisticsBy.AGENCY.value}


class MonthField(forms.DateField):
    """A month as browsers send it, or as people write it: 2026-11 or 11/2026."""

    widget = forms.DateInput(format="%Y-%m", attrs={"type": "month", "placeholder": "2026-11"})
    input_formats = ["%Y-%m", "%m/%Y"]
    default_error_messages = {"invalid": _("Hãy ghi tháng như 2026-11 hoặc 11/2026.")}


class StatisticsForm(forms.Form):
    """What is left empty is as in ``unchosen``."""

    first = MonthField(label=_("Từ tháng"), required=False, initial=first_of_year)
    last = MonthField(label=_("Đến hết tháng"), required=False, initial=this_month)
    by = forms.ChoiceField(label=_("Xem theo"), choices=GROUPINGS, required=False)
    channel = forms.ChoiceField(label=_("Kênh"), choices=[ALL, *Channel.choices], required=False)
    agency = forms.ModelChoiceField(
        label=_("Cơ quan, đơn vị"),
        queryset=Agency.objects.all(),
        required=False,
        empty_label=_("Tất cả"),
        widget=PlainSelect,
    )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        first, last = data.get("first") or first_of_year(), data.get("last") or this_month()
        if not self.errors and last < first:
            self.add_error("last", _("Tháng kết thúc không thể trước tháng bắt đầu."))
        elif not self.errors:
            data["months"] = Months.of(first, last)
        by = data.get("by") or StatisticsBy.AGENCY
        data["by"] = list(StatisticsBy) if by == EVERYTHING else [StatisticsBy(by)]
        return data

    @property
    def question(self) -> dict[str, Any]:
        """Return what the services are asked; of a form with mistakes what nobody has chosen yet."""
        if not self.is_valid():
            return {"months": Months.of(first_of_year(), this_month()), "by": [StatisticsBy.AGENCY]}
        chosen = self.cleaned_data
        agency = chosen["agency"]
        return {
            "months": chosen["months"],
            "by": chosen["by"],
            "channel": chosen["channel"],
            "agency": agency.pk if agency else None,
        }
