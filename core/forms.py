"""Forms of the admin that stand outside any page."""

from django import forms
from django.contrib.auth import get_user_model


class NameEmailForm(forms.ModelForm):
    """What people change of their own account: a Vietnamese name is one field, read from the left."""

    class Meta:
        model = get_user_model()
        fields = ["full_name", "email"]
