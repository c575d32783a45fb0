"""Forms of the admin that stand outside any page."""

from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.auth import LoginForm


class SignInForm(LoginForm):
    """Wagtail's sign-in with the one label that no catalogue reaches."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].label = _("Mật khẩu")


class NameEmailForm(forms.ModelForm):
    """What people change of their own account: a Vietnamese name is one field, read from the left."""

    class Meta:
        model = get_user_model()
        fields = ["full_name", "email"]
