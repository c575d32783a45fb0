"""Filters above lists of legal documents (R4.1-2)."""

from django import forms
from django.apps import apps
from django.utils.translation import gettext_lazy as _

from core.lib import clock, dates, doc_number
from core.models.published_queryset import ListPage, PublishedItemQuerySet
from core.widgets import PlainSelect
from documents.enums import DocumentLevel, DocumentType, LegalStatus, ReformField
from documents.querysets import NumberPage, page_by_number

FIRST_YEAR = 1945
LAST_YEAR = 2100
DOCUMENT = "page__legaldocumentpage__"
BY_NUMBER = "so"


class DocumentFilterForm(forms.Form):
    """Level, kind, year, field, state and number of legal documents, and what they are sorted by."""

    so = forms.CharField(label=_("Số, ký hiệu"), required=False, max_length=100)
    cap = forms.ChoiceField(
        label=_("Cấp ban hành"), required=False, choices=[("", _("Tất cả")), *DocumentLevel.choices], widget=PlainSelect
    )
    loai = forms.ChoiceField(
        label=_("Loại văn bản"), required=False, choices=[("", _("Tất cả")), *DocumentType.choices], widget=PlainSelect
    )
    nam = forms.IntegerField(label=_("Năm ban hành"), required=False, min_value=FIRST_YEAR, max_value=LAST_YEAR)
    linh_vuc = forms.ChoiceField(
        label=_("Lĩnh vực"), required=False, choices=[("", _("Tất cả")), *ReformField.choices], widget=PlainSelect
    )
    tinh_trang = forms.ChoiceField(
        label=_("Tình trạng"), required=False, choices=[("", _("Tất cả")), *LegalStatus.choices], widget=PlainSelect
    )

    xep = forms.ChoiceField(
        label=_("Sắp xếp"),
        required=False,
        choices=[("", _("Mới nhất trước")), (BY_NUMBER, _("Theo số, ký hiệu"))],
        widget=PlainSelect,
    )

    @property
    def by_number(self) -> bool:
        """Return whether the list is sorted by number instead of by date."""
        return self.is_valid() and self.cleaned_data["xep"] == BY_NUMBER

    def page(self, items: PublishedItemQuerySet, older: str | None, newer: str | None) -> ListPage | NumberPage:
        """Return the page of a narrowed list before or after a cursor, in the order asked for."""
        return page_by_number(items, older, newer) if self.by_number else items.page_by_key(older, newer)

    def narrow(self, items: PublishedItemQuerySet) -> PublishedItemQuerySet:
        """Return the documents that pass the filters; a field with an error filters nothing."""
        self.is_valid()
        data = self.cleaned_data
        if number := data.get("so"):
            key = doc_number.key(number)
            items = items.filter(**{f"{DOCUMENT}number_key__startswith": key}) if key else items.none()
        for name, column in (("cap", "level"), ("loai", "document_type"), ("linh_vuc", "field")):
            if data.get(name):
                items = items.filter(**{DOCUMENT + column: data[name]})
        if year := data.get("nam"):
            items = items.filter(is_dated=True).listed_in_year(year)
        if status := data.get("tinh_trang"):
            documents = apps.get_model("documents", "LegalDocumentPage").objects
            items = items.filter(page__in=documents.with_status(dates.local_date(clock.now())).filter(status=status))
        return items
