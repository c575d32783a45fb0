"""The letter with the link for a new password; the second factor stays as it is (R9.4-1)."""

from collections.abc import Sequence

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django_q.tasks import async_task

from accounts.models import User
from core.services.mail import letter


def order_letter(user_ids: Sequence[int]) -> None:
    """Put the letter into the queue, even for nobody: the answer takes as long either way."""
    async_task("accounts.services.password_reset.send_letters", list(user_ids))


def send_letters(user_ids: Sequence[int]) -> int:
    """Write to those of the people who may sign in, and return the number of letters."""
    found: QuerySet[User] = User.objects.filter(pk__in=user_ids, is_active=True, is_demo=False).exclude(email="")
    letters = [_letter(user) for user in found.order_by("pk")]
    for one in letters:
        one.send()
    return len(letters)


def _letter(user: User) -> EmailMessage:
    key = default_token_generator.make_token(user)
    path = reverse("account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(user), "key": key})
    body = _(
        "Chúng tôi nhận được yêu cầu đặt lại mật khẩu cho tài khoản {username}.\n\n"
        "Mở liên kết sau để đặt mật khẩu mới:\n{address}\n\n"
        "Sau đó Ông/Bà vẫn đăng nhập bằng hai bước như trước. Nếu không phải Ông/Bà yêu cầu, hãy bỏ qua thư này và "
        "báo cho người quản lý tài khoản."
    ).format(username=user.get_username(), address=f"{settings.WAGTAILADMIN_BASE_URL}{path}")
    return letter(user.email, user.get_full_name(), _("Đặt lại mật khẩu"), body)
