"""Addresses of signing in and of one's own security; the names are those allauth asks for."""

from allauth.account import views as account_views
from django.urls import path, re_path

from accounts.views import enrolment, entrance, factors, identity, sessions

urlpatterns = [
    path("dang-nhap/", entrance.SignInView.as_view(), name="account_login"),
    path("dang-nhap/buoc-hai/", entrance.SecondStepView.as_view(), name="mfa_authenticate"),
    path("dang-nhap/da-thoi/", identity.cancelled, name="socialaccount_login_cancelled"),
    path("dang-nhap/<slug:provider_id>/", identity.to_provider, name="openid_connect_login"),
    path("dang-nhap/<slug:provider_id>/ve/", identity.from_provider, name="openid_connect_callback"),
    path("dang-xuat/", account_views.logout, name="account_logout"),
    path("tam-ngung/", account_views.account_inactive, name="account_inactive"),
    path("quen-mat-khau/", account_views.password_reset, name="account_reset_password"),
    path("quen-mat-khau/da-gui/", account_views.password_reset_done, name="account_reset_password_done"),
    path(
        "quen-mat-khau/xong/",
        account_views.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^quen-mat-khau/(?P<uidb36>[0-9A-Za-z]{1,14})-(?P<key>[0-9A-Za-z-]{1,200})/$",
        sessions.NewPasswordView.as_view(),
        name="account_reset_password_from_key",
    ),
    path("mat-khau/", sessions.PasswordView.as_view(), name="account_change_password"),
    path("xac-nhan/mat-khau/", entrance.PasswordAgainView.as_view(), name="account_reauthenticate"),
    path("xac-nhan/ma/", entrance.CodeAgainView.as_view(), name="mfa_reauthenticate"),
    path("xac-nhan/khoa/", entrance.KeyAgainView.as_view(), name="mfa_reauthenticate_webauthn"),
    path("bao-mat/", factors.SecurityView.as_view(), name="mfa_index"),
    path("bao-mat/buoc-hai/", factors.second_factor, name="second_factor"),
    path("bao-mat/ma-thiet-lap/", enrolment.EnrolmentView.as_view(), name="enrol_second_factor"),
    path("bao-mat/ung-dung/them/", factors.AddAppView.as_view(), name="mfa_activate_totp"),
    path("bao-mat/ung-dung/bo/", factors.RemoveAppView.as_view(), name="mfa_deactivate_totp"),
    path("bao-mat/khoa/them/", factors.AddKeyView.as_view(), name="mfa_add_webauthn"),
    path("bao-mat/khoa/<int:pk>/doi-ten/", factors.RenameKeyView.as_view(), name="mfa_edit_webauthn"),
    path("bao-mat/khoa/<int:pk>/bo/", factors.RemoveKeyView.as_view(), name="mfa_remove_webauthn"),
    path("bao-mat/ma-du-phong/", factors.RecoveryCodesView.as_view(), name="mfa_view_recovery_codes"),
    path("bao-mat/ma-du-phong/moi/", factors.NewRecoveryCodesView.as_view(), name="mfa_generate_recovery_codes"),
    path("phien/", sessions.SessionsView.as_view(), name="usersessions_list"),
]
