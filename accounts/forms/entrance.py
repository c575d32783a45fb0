"""Forms of signing in: allauth's, in the portal's words and without its placeholders."""

from typing import Any

from allauth.account import forms as account_forms
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as mfa_forms
from allauth.mfa.models import Authenticator
from allauth.mfa.totp import forms as totp_forms
from allauth.mfa.webauthn import forms as webauthn_forms
from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts
from django.core.validators import MaxLengthValidator
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.services import one_time_codes
from accounts.services.password_reset import order_letter
from core.lib import clock

MAX_PASSWORD_LENGTH = 200  # hashing a longer one is work for nothing
MAX_CODE_LENGTH = 20
MAX_NAME_LENGTH = 60
MAX_ENROLMENT_LENGTH = 60


def limit_length(field: forms.Field, length: int) -> None:
    """Cut off what is too long to be meant, before anything is computed from it."""
    field.validators = [*field.validators, MaxLengthValidator(length)]
    field.widget.attrs["maxlength"] = length


class PlainFieldsMixin(forms.Form):
    """Labels instead of placeholders, and no help that carries a link."""

    labels: dict[str, Any] = {}
    helps: dict[str, Any] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = self.labels.get(name, field.label)
            field.help_text = self.helps.get(name, "")
            if "password" in name:
                limit_length(field, MAX_PASSWORD_LENGTH)


class SignInForm(PlainFieldsMixin, account_forms.LoginForm):
    """User name and password."""

    labels = {"login": _("Tên đăng nhập"), "password": _("Mật khẩu")}


class PasswordAgainForm(PlainFieldsMixin, account_forms.ReauthenticateForm):
    """The password once more, for demo accounts that have no second factor."""

    labels = {"password": _("Mật khẩu")}


class PasswordChangeForm(PlainFieldsMixin, account_forms.ChangePasswordForm):
    """The old password and the new one twice."""

    labels = {
        "oldpassword": _("Mật khẩu hiện tại"),
        "password1": _("Mật khẩu mới"),
        "password2": _("Nhập lại mật khẩu mới"),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password1"].help_text = " ".join(password_validators_help_texts())


class NewPasswordForm(PlainFieldsMixin, account_forms.ResetPasswordKeyForm):
    """A new password after the link of the letter."""

    labels = {"password1": _("Mật khẩu mới"), "password2": _("Nhập lại mật khẩu mới")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password1"].help_text = " ".join(password_validators_help_texts())


class PasswordResetForm(PlainFieldsMixin, account_forms.ResetPasswordForm):
    """The address for the letter; the answer is the same, and as quick, whether anybody has it."""

    labels = {"email": _("Thư điện tử")}

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        order_letter([user.pk for user in self.users])
        email: str = self.cleaned_data["email"]
        return email


class CodeMixin(PlainFieldsMixin):
    """A code of the app or a recovery code, each good for one time."""

    labels = {"code": _("Mã xác thực")}
    authenticator: Authenticator

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limit_length(self.fields["code"], MAX_CODE_LENGTH)
        self.fields["code"].widget.attrs |= {"spellcheck": "false", "autofocus": True}

    def clean_code(self) -> str:
        form: Any = super()
        code: str = form.clean_code()
        found = self.authenticator
        if found.type == Authenticator.Type.TOTP and not one_time_codes.use_up(found, code, now=clock.now()):
            raise get_adapter().validation_error("incorrect_code")
        return code


class CodeForm(CodeMixin, mfa_forms.AuthenticateForm):
    """The second step of signing in."""


class CodeAgainForm(CodeMixin, mfa_forms.ReauthenticateForm):
    """The second factor once more."""


class AppForm(PlainFieldsMixin, totp_forms.ActivateTOTPForm):
    """The first code of a new app proves that it was set up."""

    labels = {"code": _("Mã 6 số mà ứng dụng đang hiện")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limit_length(self.fields["code"], MAX_CODE_LENGTH)
        self.fields["code"].widget.attrs |= {"inputmode": "numeric"}


class EnrolmentForm(PlainFieldsMixin):
    """The code that was handed over for the first set-up."""

    WRONG = _("Mã không đúng, đã dùng hoặc đã hết hạn.")

    code = forms.CharField(label=_("Mã thiết lập"), strip=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limit_length(self.fields["code"], MAX_ENROLMENT_LENGTH)
        attributes = {"autocomplete": "one-time-code", "autocapitalize": "characters", "spellcheck": "false"}
        self.fields["code"].widget.attrs |= attributes | {"autofocus": True}


class KeyForm(PlainFieldsMixin, webauthn_forms.AddWebAuthnForm):
    """A passkey and what its owner calls it."""

    labels = {"name": _("Tên để nhận ra khóa")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limit_length(self.fields["name"], MAX_NAME_LENGTH)


class KeyNameForm(PlainFieldsMixin, webauthn_forms.EditWebAuthnForm):
    """Another name for a passkey."""

    labels = {"name": _("Tên để nhận ra khóa")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limit_length(self.fields["name"], MAX_NAME_LENGTH)
