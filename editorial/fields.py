"""Columns of the Board's registers."""

from typing import Any

from django import forms
from django.contrib.postgres.fields import ArrayField
from django.db import models

from core.enums import Category


class CategoriesField(ArrayField):
    """Categories of Article 4, none for all, chosen by ticking them."""

    def formfield(self, **kwargs: Any) -> Any:
        """Return a choice: a list typed with commas is for programs."""
        known: dict[str, Any] = {"form_class": forms.MultipleChoiceField, "choices": Category.choices}
        return models.Field.formfield(self, **known | {"widget": forms.CheckboxSelectMultiple} | kwargs)
