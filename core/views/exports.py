"""Spreadsheets that a spreadsheet program does not take for formulas."""

from functools import wraps
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from wagtail.admin.views.mixins import SpreadsheetExportMixin

from core.enums import AuditAct
from core.services import audit

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def harmless_cell(value: Any) -> Any:
    """Return the value of a CSV cell; text that would start a formula gets an apostrophe in front."""
    if isinstance(value, str) and value.startswith(FORMULA_STARTS):
        return f"'{value}"
    return value


class HarmlessExportMixin(SpreadsheetExportMixin):
    """An export that is noted; that no cell starts a formula holds for all exports (``install``).

    Who took which list, and how many rows of it, is in the audit chain before the first row leaves.
    """

    request: HttpRequest

    def as_spreadsheet(self, queryset: QuerySet | list[Any], spreadsheet_format: str) -> HttpResponseBase:
        filters = sorted(name for name, value in self.request.GET.items() if value and name != "export")
        audit.record(
            AuditAct.LIST_EXPORTED,
            actor=self.request.user,
            detail={
                "list": self.get_filename(),
                "format": spreadsheet_format,
                "rows": len(queryset) if isinstance(queryset, list) else queryset.count(),
                "filters": filters,
            },
        )
        answer: HttpResponseBase = super().as_spreadsheet(queryset, spreadsheet_format)
        return answer


def install() -> None:
    """Let every export go through ``harmless_cell``, Wagtail's reports too; XLSX cells are no formulas anyway."""
    prepare = SpreadsheetExportMixin.preprocess_field_value

    @wraps(prepare)
    def harmless(self: SpreadsheetExportMixin, field: str, value: Any, export_format: str) -> Any:
        prepared = prepare(self, field, value, export_format)
        return harmless_cell(prepared) if export_format == self.FORMAT_CSV else prepared

    SpreadsheetExportMixin.preprocess_field_value = harmless
