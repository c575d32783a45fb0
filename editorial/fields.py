"""Columns of the Board's registers."""

from typing import Any

from django import forms
from django.contrib.postgres.fields import ArrayField
from django.db import models

from core.enums import Category


class CategoriesField(ArrayField):
    """Categories of Article 4, none for all, chosen by ticking them."""

    def formfield(self, **kwargs: Any) -> forms.Field | None:  # type: ignore[override]  # a choice, not a list typed with commas
        known = {"form_class": forms.MultipleChoiceField, "choices": Category.choices}
        options = known | {"widget": forms.CheckboxSelectMultiple} | kwargs
        found: forms.Field | None = models.Field.formfield(self, **options)
        return found
