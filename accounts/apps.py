"""Configuration of the accounts app, and of Wagtail's user administration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from wagtail.users.apps import WagtailUsersAppConfig


class AccountsConfig(AppConfig):
    """Users, agencies and roles."""

    name = "accounts"
    verbose_name = _("Người dùng và cơ quan")
    default = True

    def ready(self) -> None:
        from accounts import checks, receivers
        from accounts.services import audit_watch

        audit_watch.watch_accounts()


class UsersConfig(WagtailUsersAppConfig):
    """Wagtail's app ``wagtail.users`` with the portal's own forms and list of people."""

    user_viewset = "accounts.viewsets.users.PortalUserViewSet"
    group_viewset = "accounts.viewsets.users.PortalGroupViewSet"
