"""Letters to people about their own accounts."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from core.notifications import Kind, declare

NEW_SIGN_IN = declare(
    Kind(
        code="accounts.new_sign_in",
        subject=_("Tài khoản của Ông/Bà vừa đăng nhập từ máy mới"),
        template="accounts/emails/new_sign_in.txt",
        shelf_life=timedelta(days=2),
    )
)
PASSWORD_CHANGED = declare(
    Kind(
        code="accounts.password_changed",
        subject=_("Mật khẩu của Ông/Bà đã được thay đổi"),
        template="accounts/emails/password_changed.txt",
        shelf_life=timedelta(days=2),
    )
)
FACTORS_CHANGED = declare(
    Kind(
        code="accounts.factors_changed",
        subject=_("Cách xác thực bước hai của Ông/Bà đã thay đổi"),
        template="accounts/emails/factors_changed.txt",
        shelf_life=timedelta(days=2),
    )
)
