"""Forms for people and their roles in the admin, and for signing in."""

from accounts.forms.entrance import (
    CodeAgainForm,
    CodeForm,
    EnrolmentForm,
    NewPasswordForm,
    PasswordAgainForm,
    PasswordChangeForm,
    PasswordResetForm,
    SignInForm,
)
from accounts.forms.people import MembershipForm, PortalUserCreationForm, PortalUserEditForm

__all__ = [
    "CodeAgainForm",
    "CodeForm",
    "EnrolmentForm",
    "MembershipForm",
    "NewPasswordForm",
    "PasswordAgainForm",
    "PasswordChangeForm",
    "PasswordResetForm",
    "PortalUserCreationForm",
    "PortalUserEditForm",
    "SignInForm",
]
