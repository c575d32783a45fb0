"""Filters above lists of legal documents (R4.1-2)."""

from django import forms
from django.apps import apps
from django.utils.translation import gettext_lazy as _

from core.lib import clock, dates, doc_number
from core.models.published_queryset import PublishedItemQuerySet
from core.widgets import PlainSelect
from documents.enums import DocumentLevel, DocumentType, LegalStatus, ReformField

FIRST_YEAR = 1945
LAST_YEAR = 2100
DOCUMENT = "page__legaldocumentpage__"


class DocumentFilterForm(forms.Form):
    """Level, kind, year, field, state and number of legal documents."""

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
            items = items.filter(**{f"{DOCUMENT}issued_on__year": year})
        if status := data.get("tinh_trang"):
            documents = apps.get_model("documents", "LegalDocumentPage").objects
            items = items.filter(page__in=documents.with_status(dates.local_date(clock.now())).filter(status=status))
        return items
