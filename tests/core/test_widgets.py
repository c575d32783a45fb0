"""The plain select writes what Django's own select writes."""

import pytest
from django import forms
from django.test import SimpleTestCase

from core.widgets import PlainSelect

CHOICES = [("", "Tất cả"), ("so-noi-vu", "Sở Nội vụ"), ("x", '<b>"&')]


@pytest.mark.parametrize("value", [None, "", "so-noi-vu", "unknown"])
def test_a_plain_select_is_djangos_select(value: str | None) -> None:
    attrs = {"id": "id_don_vi", "required": True, "aria-invalid": "true"}
    plain, stock = (kind(choices=CHOICES).render("don_vi", value, attrs) for kind in (PlainSelect, forms.Select))
    SimpleTestCase().assertHTMLEqual(plain, stock)
    assert "<b>" not in plain
