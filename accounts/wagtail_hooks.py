"""What the app adds to the admin."""

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button

from accounts.models import User
from accounts.views.managing import reset_second_factor
from accounts.viewsets import OrganisationGroup
from accounts.viewsets.users import AssignRoleBulkAction, DeleteBulkAction, SetActiveStateBulkAction

AFTER_WAGTAIL = 100


# Wagtail's own of the same kind do not know levels; the later one counts.
for action in (AssignRoleBulkAction, DeleteBulkAction, SetActiveStateBulkAction):
    hooks.register("register_bulk_action", action, order=AFTER_WAGTAIL)


@hooks.register("register_admin_viewset")
def register_organisation_group() -> OrganisationGroup:
    return OrganisationGroup()


@hooks.register("register_admin_urls")
def register_addresses() -> list[URLPattern]:
    return [path("users/<int:pk>/dat-lai-buoc-hai/", reset_second_factor, name="reset_second_factor")]


@hooks.register("register_user_listing_buttons")
def offer_reset(user: User, request_user: User) -> Iterator[Button]:
    """Offer the reset to user managers; the page itself refuses it for equals and superiors."""
    if user.pk != request_user.pk and request_user.has_perm("accounts.change_user"):
        address = reverse("reset_second_factor", args=(user.pk,))
        yield Button(_("Đặt lại xác thực bước hai"), url=address, icon_name="key", priority=30)


@hooks.register("register_account_menu_item")
def lead_to_security(request: HttpRequest) -> dict[str, str]:
    """Lead from Wagtail's account page to one's own security."""
    return {
        "url": reverse("mfa_index"),
        "label": _("Bảo mật"),
        "help_text": _("Xác thực hai bước, các nơi đang đăng nhập, đổi mật khẩu."),
    }
