"""What a user manager does for a person who lost the phone (R9.4-1)."""

from typing import Any

from allauth.core.exceptions import ReauthenticationRequired
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import accounts, authority, sessions
from core.lib import clock, dates


def reset_second_factor(request: Any, pk: int) -> HttpResponse:
    """Take away every second factor of a person below oneself; asks for one's own first."""
    if not request.user.has_perm("accounts.change_user"):
        raise PermissionDenied
    now = clock.now()
    person = get_object_or_404(User, pk=pk)
    authority.require_may_manage(request.user, person, day=dates.local_date(now))
    if not sessions.may_change_devices(request, request.user, now=now):
        raise ReauthenticationRequired
    if request.method == "POST":
        accounts.reset_second_factor(person, actor=request.user, now=now)
        messages.success(request, _("Đã đặt lại xác thực bước hai. Lần đăng nhập sau, người này thiết lập lại."))
        return redirect("wagtailusers_users:edit", person.pk)
    return render(request, "accounts/reset_second_factor.html", {"person": person})
