"""The portal's addresses with a register of each kind added of which people see the rows of their agency only."""

from django.urls import include, path
from wagtail.admin.auth import require_admin_access
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.snippets.views.snippets import SnippetViewSet
from wagtail.utils.urlpatterns import decorate_urlpatterns
from wagtail_modeladmin.options import ModelAdmin

from accounts.models import Membership
from core.views.scoping import RowScopedAdminMixin, RowScopedMixin
from portal.urls import handler403, handler404, handler500
from portal.urls import urlpatterns as portal_patterns

__all__ = ["handler403", "handler404", "handler500", "urlpatterns"]


class OfOwnAgency:
    """Rows of the agencies that a person belongs to."""

    def rows_for(self, user):
        return Membership.objects.filter(agency__memberships__user=user, agency__isnull=False)


class Register(OfOwnAgency, RowScopedMixin, ModelViewSet):
    model = Membership
    icon = "key"
    inspect_view_enabled = True
    copy_view_enabled = True
    form_fields = ["user", "role", "agency", "valid_from", "valid_until"]
    list_export = ["user", "agency"]


class SnippetRegister(OfOwnAgency, RowScopedMixin, SnippetViewSet):
    model = Membership
    icon = "key"
    inspect_view_enabled = True
    copy_view_enabled = True
    form_fields = ["user", "role", "agency", "valid_from", "valid_until"]
    list_export = ["user", "agency"]


class Chooser(OfOwnAgency, RowScopedMixin, ChooserViewSet):
    model = Membership
    icon = "key"


class AdminRegister(OfOwnAgency, RowScopedAdminMixin, ModelAdmin):
    model = Membership
    base_url_path = "so-phan-cong"
    inspect_view_enabled = True
    history_view_enabled = True
    list_display = ("user", "agency")
    list_export = ("user", "agency")
    form_fields_exclude = ()


VIEWSETS = {"register": Register("register"), "snippets": SnippetRegister(), "chooser": Chooser("chooser")}
ADMIN_REGISTER = AdminRegister()

_patterns = [
    *(
        path(f"{name}/", include((viewset.get_urlpatterns(), viewset.url_namespace)))
        for name, viewset in VIEWSETS.items()
    ),
    *ADMIN_REGISTER.get_admin_urls_for_registration(),
]
urlpatterns = [path("quan-tri/thu/", include(decorate_urlpatterns(_patterns, require_admin_access))), *portal_patterns]
