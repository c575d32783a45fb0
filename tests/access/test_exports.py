"""No cell of any export starts a formula: those of Wagtail's own reports neither (docs/security.md)."""

import pytest
from django.urls import get_resolver
from django.urls.resolvers import URLResolver
from wagtail.admin.views.mixins import SpreadsheetExportMixin

from portal.wagtail_hooks import PublishedItemIndexView


def views(resolver):
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from views(entry)
        else:
            view_class = getattr(entry.callback, "view_class", None)
            if view_class is not None and issubclass(view_class, SpreadsheetExportMixin):
                yield view_class


def exports():
    return sorted({*views(get_resolver()), PublishedItemIndexView}, key=lambda view_class: view_class.__qualname__)


def test_the_walk_meets_registers_and_reports():
    assert len(exports()) > 10


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_export_starts_a_formula(start):
    for view_class in exports():
        cell = view_class.__new__(view_class).preprocess_field_value(
            "title", f"{start}1+1", SpreadsheetExportMixin.FORMAT_CSV
        )
        assert cell == f"'{start}1+1", view_class
