"""Filters above the lists of sections."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from accounts.models import Agency
from core.enums import Category
from core.lib import dates
from core.models.published_queryset import ListPage, PublishedItemQuerySet
from core.widgets import PlainSelect
from documents.page_forms import FIRST_YEAR, LAST_YEAR, DocumentFilterForm

DAYS = [MinValueValidator(date(FIRST_YEAR, 1, 1)), MaxValueValidator(date(LAST_YEAR, 12, 31))]


class NewsFilterForm(forms.Form):
    """Agency and period of news (R2.1-2)."""

    don_vi = forms.ChoiceField(label=_("Cơ quan, đơn vị"), required=False, widget=PlainSelect)
    nam = forms.IntegerField(label=_("Năm"), required=False, min_value=FIRST_YEAR, max_value=LAST_YEAR)
    tu_ngay = forms.DateField(
        label=_("Từ ngày"), required=False, validators=DAYS, widget=forms.DateInput(attrs={"type": "date"})
    )
    den_ngay = forms.DateField(
        label=_("Đến hết ngày"), required=False, validators=DAYS, widget=forms.DateInput(attrs={"type": "date"})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        agencies = Agency.objects.values_list("code", "name")
        self.fields["don_vi"].choices = [("", _("Tất cả")), *agencies]  # type: ignore[attr-defined]  # a ChoiceField

    by_number = False

    def clean(self) -> dict[str, object]:
        data = super().clean() or self.cleaned_data
        if data.get("tu_ngay") and data.get("den_ngay") and data["den_ngay"] < data["tu_ngay"]:
            self.add_error("den_ngay", _("Ngày cuối phải từ ngày đầu trở đi."))
        return data

    def page(self, items: PublishedItemQuerySet, older: str | None, newer: str | None) -> ListPage:
        """Return the page of a narrowed list before or after a cursor."""
        return items.page_by_key(older, newer)

    def narrow(self, items: PublishedItemQuerySet) -> PublishedItemQuerySet:
        """Return the items that pass the filters; a field with an error filters nothing."""
        self.is_valid()
        data = self.cleaned_data
        if code := data.get("don_vi"):
            items = items.filter(unit_code=code)
        if year := data.get("nam"):
            items = items.listed_in_year(year)
        if first := data.get("tu_ngay"):
            items = items.filter(listed_at__gte=dates.start_of_day(first))
        if last := data.get("den_ngay"):
            items = items.filter(listed_at__lt=dates.end_of_day(last))
        return items


def filter_form(category: str, query: Mapping[str, str]) -> NewsFilterForm | DocumentFilterForm:
    """Return the filters that a list of this main category has, filled from the address."""
    if category == Category.DOCUMENTS:
        return DocumentFilterForm(query)
    return NewsFilterForm(query)
