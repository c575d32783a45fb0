"""What the app adds to the admin."""

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button

from accounts.models import User
from accounts.permissions import may_guard_accounts
from accounts.rules import authority as rules
from accounts.services import authority
from accounts.views import managing
from accounts.viewsets import OrganisationGroup
from accounts.viewsets.users import AssignRoleBulkAction, DeleteBulkAction, SetActiveStateBulkAction
from core.lib import clock, dates

AFTER_WAGTAIL = 100


# Wagtail's own of the same kind do not know levels; the later one counts.
for action in (AssignRoleBulkAction, DeleteBulkAction, SetActiveStateBulkAction):
    hooks.register("register_bulk_action", action, order=AFTER_WAGTAIL)


@hooks.register("register_admin_viewset")
def register_organisation_group() -> OrganisationGroup:
    return OrganisationGroup()


@hooks.register("register_admin_urls")
def register_addresses() -> list[URLPattern]:
    return [
        path("users/<int:pk>/dat-lai-buoc-hai/", managing.reset_second_factor, name="reset_second_factor"),
        path("users/<int:pk>/ma-thiet-lap/", managing.issue_code, name="issue_enrolment_code"),
        path("users/<int:pk>/dong-mo/", managing.change_state, name="change_account_state"),
    ]


def is_below(user: User, actor: User) -> bool:
    """Return whether a person of the list is one whom the actor manages; the actor's level is asked once."""
    level = actor.__dict__.get("own_level")
    if level is None:
        level = actor.__dict__["own_level"] = authority.acting_level(actor, day=dates.local_date(clock.now()))
    return rules.may_manage(level, authority.listed_level(user), same_person=user.pk == actor.pk)


@hooks.register("register_user_listing_buttons")
def offer_guarding(user: User, request_user: User) -> Iterator[Button]:
    """Offer what a guard of accounts does for people below; each page itself refuses it for all others."""
    if not may_guard_accounts(request_user) or not is_below(user, request_user):
        return
    words = _("Đóng tài khoản") if user.is_active else _("Mở tài khoản")
    for label, name, icon in (
        (_("Đặt lại xác thực bước hai"), "reset_second_factor", "key"),
        (_("Cấp mã thiết lập bước hai"), "issue_enrolment_code", "clipboard-list"),
        (words, "change_account_state", "user"),
    ):
        yield Button(label, url=reverse(name, args=(user.pk,)), icon_name=icon, priority=30)


@hooks.register("register_account_menu_item")
def lead_to_security(request: HttpRequest) -> dict[str, str]:
    """Lead from Wagtail's account page to one's own security."""
    return {
        "url": reverse("mfa_index"),
        "label": _("Bảo mật"),
        "help_text": _("Xác thực hai bước, các nơi đang đăng nhập, đổi mật khẩu."),
    }
