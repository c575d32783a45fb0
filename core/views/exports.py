"""Spreadsheets that a spreadsheet program does not take for formulas."""

from typing import Any

from wagtail.admin.views.mixins import SpreadsheetExportMixin

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def harmless_cell(value: Any) -> Any:
    """Return the value of a CSV cell; text that would start a formula gets an apostrophe in front."""
    if isinstance(value, str) and value.startswith(FORMULA_STARTS):
        return f"'{value}"
    return value


class HarmlessExportMixin(SpreadsheetExportMixin):
    """An export whose CSV cells never start a formula; Wagtail's XLSX cells do not anyway."""

    def preprocess_field_value(self, field: str, value: Any, export_format: str) -> Any:
        prepared = super().preprocess_field_value(field, value, export_format)
        return harmless_cell(prepared) if export_format == self.FORMAT_CSV else prepared
