"""The admin's face: colours, menus without foreign matter, and the labels that no catalogue reaches."""

from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.forms.choosers import (
    AnchorLinkChooserForm,
    EmailLinkChooserForm,
    ExternalLinkChooserForm,
    PhoneLinkChooserForm,
)
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.account import NameEmailSettingsPanel

from core.forms import NameEmailForm

FOREIGN_HELP = ("whats-new-in-wagtail", "editor-guide")
LINK_FORMS = (ExternalLinkChooserForm, AnchorLinkChooserForm, EmailLinkChooserForm, PhoneLinkChooserForm)
LINK_LABELS = {
    "link_text": _("Chữ của liên kết"),
    "email_address": _("Thư điện tử"),
    "phone_number": _("Số điện thoại"),
    "subject": _("Tiêu đề thư"),
    "body": _("Nội dung thư"),
}


def name_fields_of_links() -> None:
    """Give the link choosers Vietnamese labels: Wagtail derives them from the fields' English names."""
    for form in LINK_FORMS:
        for name, label in LINK_LABELS.items():
            if name in form.base_fields:
                form.base_fields[name].label = label


name_fields_of_links()
NameEmailSettingsPanel.form_class = NameEmailForm


@hooks.register("insert_global_admin_css")
def admin_css() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))


@hooks.register("insert_global_admin_js")
def admin_js() -> str:
    return format_html('<script src="{}"></script>', static("js/admin.js"))


@hooks.register("construct_help_menu")
def keep_only_own_help(request: HttpRequest, items: list[MenuItem]) -> None:
    """Hide the links to Wagtail's own news and English guide."""
    items[:] = [item for item in items if not item.name.startswith(FOREIGN_HELP)]


@hooks.register("construct_settings_menu")
def hide_the_list_of_sites(request: HttpRequest, items: list[MenuItem]) -> None:
    """The portal is one site; set-up keeps its record."""
    items[:] = [item for item in items if item.name != "sites"]
