"""The list of what readers say, to read and to export."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from core.permissions import ReadOnlyPermissionPolicy
from core.views import HarmlessExportMixin
from core.viewsets import DayColumn, OwnPolicyMixin
from home.models import PageOpinion


class OpinionIndexView(HarmlessExportMixin, generic.IndexView):
    """Newest first, with the page they speak of."""

    def get_base_queryset(self) -> QuerySet[PageOpinion]:
        return PageOpinion.objects.select_related("page")


def answer_of(opinion: PageOpinion) -> str:
    """Return the answer in a word."""
    return str(_("Có") if opinion.is_useful else _("Không"))


def check_of(opinion: PageOpinion) -> str:
    """Return a word for opinions that came without proof of work, nothing for the others."""
    return str(_("Chưa qua")) if opinion.needs_review else ""


class OpinionViewSet(OwnPolicyMixin, ModelViewSet):
    """Nobody changes what a reader said."""

    model = PageOpinion
    policy_class = ReadOnlyPermissionPolicy
    name = "y-kien-ve-trang"
    url_prefix = "y-kien-ve-trang"
    icon = "comment"
    menu_label = _("Ý kiến về trang")
    menu_order = 860
    add_to_admin_menu = True
    index_view_class = OpinionIndexView
    list_display = [
        TitleColumn("page", label=_("Trang")),
        Column("is_useful", label=_("Hữu ích"), accessor=answer_of),
        Column("words", label=_("Ý kiến")),
        Column("needs_review", label=_("Bước kiểm tra"), accessor=check_of),
        DayColumn("received_at", label=_("Ngày"), sort_key="received_at"),
    ]
    list_filter = ["is_useful", "needs_review"]
    list_export = ["page", "is_useful", "words", "needs_review", "received_at"]
    export_filename = "y-kien-ve-trang"
    list_per_page = 50
    inspect_view_enabled = True
    copy_view_enabled = False
    form_fields = ["needs_review"]
