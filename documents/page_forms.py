"""Filters above lists of legal documents (R4.1-2)."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.lib import doc_number
from core.models.published_queryset import PublishedItemQuerySet
from documents.enums import DocumentLevel, DocumentType, LegalStatus

FIRST_YEAR = 1945
LAST_YEAR = 2100
DOCUMENT = "page__legaldocumentpage__"


class DocumentFilterForm(forms.Form):
    """Level, kind, year, field, state and number of legal documents."""

    so = forms.CharField(label=_("Số, ký hiệu"), required=False, max_length=100)
    cap = forms.ChoiceField(
        label=_("Cấp ban hành"), required=False, choices=[("", _("Tất cả")), *DocumentLevel.choices]
    )
    loai = forms.ChoiceField(
        label=_("Loại văn bản"), required=False, choices=[("", _("Tất cả")), *DocumentType.choices]
    )
    nam = forms.IntegerField(label=_("Năm ban hành"), required=False, min_value=FIRST_YEAR, max_value=LAST_YEAR)
    linh_vuc = forms.CharField(label=_("Lĩnh vực"), required=False, max_length=150)
    tinh_trang = forms.ChoiceField(
        label=_("Tình trạng"), required=False, choices=[("", _("Tất cả")), *LegalStatus.choices]
    )

    def narrow(self, items: PublishedItemQuerySet) -> PublishedItemQuerySet:
        """Return the documents that pass the filters; a field with an error filters nothing."""
        self.is_valid()
        data = self.cleaned_data
        if number := data.get("so"):
            items = items.filter(**{f"{DOCUMENT}number_key__contains": doc_number.key(number)})
        for name, column in (("cap", "level"), ("loai", "document_type")):
            if data.get(name):
                items = items.filter(**{DOCUMENT + column: data[name]})
        if data.get("linh_vuc"):
            items = items.filter(**{f"{DOCUMENT}field__iexact": data["linh_vuc"]})
        if year := data.get("nam"):
            items = items.listed_in_year(year)
        return items
