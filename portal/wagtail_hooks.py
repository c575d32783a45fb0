"""The register of public items in the admin, to look at and to export; and the import of redirects."""

from typing import Any

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail_modeladmin.helpers import PermissionHelper
from wagtail_modeladmin.options import ModelAdmin, modeladmin_register
from wagtail_modeladmin.views import IndexView

from core.models import PublishedItem
from core.views import HarmlessExportMixin
from portal.proposals import proposing
from portal.views.redirect_import import process_import, start_import


class LookOnlyPermissionHelper(PermissionHelper):
    """Deny adding, changing and deleting to everybody, superusers included."""

    def user_can_list(self, user: Any) -> bool:
        return bool(self.user_has_specific_permission(user, self.get_perm_codename("view")))

    def user_can_inspect_obj(self, user: Any, obj: PublishedItem) -> bool:
        return self.user_can_list(user)

    def user_can_create(self, user: Any) -> bool:
        return False

    def user_can_edit_obj(self, user: Any, obj: PublishedItem) -> bool:
        return False

    def user_can_delete_obj(self, user: Any, obj: PublishedItem) -> bool:
        return False


class PublishedItemIndexView(HarmlessExportMixin, IndexView):
    """The list and its export."""


@modeladmin_register
class PublishedItemAdmin(ModelAdmin):
    """What is public now, as lists and search read it (docs/decisions/0003)."""

    model = PublishedItem
    menu_label = _("Sổ mục công khai")
    menu_icon = "list-ul"
    menu_order = 850
    base_url_path = "so-muc-cong-khai"
    list_display = ("title", "category_label", "unit_name", "listed_at", "first_published_at", "updated_at", "path")
    list_export = (
        "title",
        "number",
        "category",
        "unit_code",
        "unit_name",
        "author",
        "source",
        "listed_at",
        "first_published_at",
        "updated_at",
        "path",
    )
    export_filename = "so-muc-cong-khai"
    list_filter = ("category", "is_listed", "listed_at")
    search_fields = ("title", "number", "unit_name", "path")
    ordering = ("-listed_at", "-page_id")
    list_per_page = 50
    inspect_view_enabled = True
    inspect_view_fields_exclude = ["search_text", "search_vector", "search_pairs"]
    history_view_enabled = False
    index_view_class = PublishedItemIndexView
    permission_helper_class = LookOnlyPermissionHelper

    def get_queryset(self, request: Any) -> Any:
        return super().get_queryset(request).narrow()


@hooks.register("register_admin_urls", order=-1)
def take_the_import_of_redirects() -> list[URLPattern]:
    """Stand before Wagtail's own views (docs/features/uploads.md)."""
    return [
        path("redirects/import/", start_import),
        path("redirects/import/process/", proposing(process_import)),
    ]
