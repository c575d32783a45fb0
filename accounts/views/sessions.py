"""One's own sessions, and a new password."""

from typing import Any

from allauth.account import views as account_views
from allauth.usersessions import views as session_views
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from accounts.services import sessions, sign_in_log
from core.lib import clock


class SessionsView(session_views.ListUserSessionsView):
    """Where one is signed in, with the means to end it."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        own = UserSession.objects.filter(user=request.user)
        chosen = request.POST.get("session", "")
        if chosen.isdigit() and len(chosen) < 19:
            found = own.filter(pk=int(chosen)).exclude(session_key=request.session.session_key)
        else:
            found = own.exclude(session_key=request.session.session_key)
        number = sessions.end(found)
        if number:
            user: Any = request.user
            sign_in_log.sessions_revoked(user, number=number, now=clock.now())
        messages.info(request, _("Đã kết thúc {number} phiên.").format(number=number))
        return redirect("usersessions_list")


class PasswordView(account_views.PasswordChangeView):
    """A new password; every session ends, this one too."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated and not request.user.has_usable_password():
            messages.info(request, _("Tài khoản này đăng nhập qua hệ thống định danh nên không có mật khẩu ở đây."))
            return redirect("mfa_index")
        answer: HttpResponse = super().dispatch(request, *args, **kwargs)
        return answer

    def form_valid(self, form: Any) -> HttpResponse:
        user: Any = self.request.user
        answer: HttpResponse = super().form_valid(form)
        sessions.end_sessions(user)
        logout(self.request)
        messages.info(self.request, _("Đã đổi mật khẩu và kết thúc mọi phiên. Hãy đăng nhập bằng mật khẩu mới."))
        return answer


class NewPasswordView(account_views.PasswordResetFromKeyView):
    """A new password after the link of the letter; every session ends, the second factor stays."""

    def form_valid(self, form: Any) -> HttpResponse:
        answer: HttpResponse = super().form_valid(form)
        sessions.end_sessions(self.reset_user)
        return answer
